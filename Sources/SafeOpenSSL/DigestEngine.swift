import COpenSSL

/// Computes digests with contexts that are kept; owned by one worker and not `Sendable`.
@safe
public final class DigestEngine {
    /// A kept `EVP_MD_CTX` for each function that was asked for; memory of its own, as each access to a variable of a class is checked for
    /// exclusivity.
    private let contexts: UnsafeMutableBufferPointer<OpaquePointer?>

    public init() {
        unsafe contexts = .allocate(capacity: DigestAlgorithm.allCases.count)
        unsafe contexts.initialize(repeating: nil)
    }

    deinit {
        for index in unsafe contexts.indices { unsafe EVP_MD_CTX_free(contexts[index]) }
        unsafe contexts.deallocate()
    }

    /// The digest of some bytes.
    ///
    /// Throws where the function is not available in this OpenSSL (MD5 and SHA-1 can be switched off by its configuration).
    public func digest(_ algorithm: DigestAlgorithm, of bytes: ArraySlice<UInt8>) throws(OpenSSLError) -> Digest {
        try digest(algorithm, of: bytes, in: bytes.indices)
    }

    /// The digest of the bytes at some indices, which saves those who have a file the making of a slice.
    public func digest(_ algorithm: DigestAlgorithm, of bytes: ArraySlice<UInt8>, in range: Range<Int>) throws(OpenSSLError) -> Digest {
        let context = unsafe try begin(algorithm)
        unsafe try update(context, bytes, range)
        return unsafe try finish(context, algorithm)
    }

    /// The digest of one octet followed by some bytes.
    ///
    /// Signed attributes are hashed as `31` and the rest, while they stand in the file as `A0` and the rest (RFC 5652, 5.4).
    public func digest(_ algorithm: DigestAlgorithm, prefix: UInt8, of rest: ArraySlice<UInt8>) throws(OpenSSLError) -> Digest {
        let context = unsafe try begin(algorithm)
        var octet = prefix
        guard unsafe EVP_DigestUpdate(context, &octet, 1) == 1 else { throw OpenSSLError(.digest) }
        unsafe try update(context, rest, rest.indices)
        return unsafe try finish(context, algorithm)
    }

    /// The digest of several pieces one after the other, as of content in segments.
    public func digest(_ algorithm: DigestAlgorithm, ofPieces pieces: [ArraySlice<UInt8>]) throws(OpenSSLError) -> Digest {
        let context = unsafe try begin(algorithm)
        for piece in pieces { unsafe try update(context, piece, piece.indices) }
        return unsafe try finish(context, algorithm)
    }

    private func begin(_ algorithm: DigestAlgorithm) throws(OpenSSLError) -> OpaquePointer {
        let index = Int(algorithm.rawValue)
        if let context = unsafe contexts[index] {
            // Without a type the context starts anew with the function it has, and nothing is allocated.
            guard unsafe EVP_DigestInit_ex2(context, nil, nil) == 1 else { throw OpenSSLError(.digest) }
            return unsafe context
        }
        guard let fetched = FetchedDigest.of(algorithm) else { throw OpenSSLError(.digest, .digestUnavailable) }
        guard let context = unsafe EVP_MD_CTX_new() else { throw OpenSSLError(.allocate) }
        unsafe contexts[index] = unsafe context
        guard unsafe EVP_DigestInit_ex2(context, fetched.pointer, nil) == 1 else { throw OpenSSLError(.digest) }
        return unsafe context
    }

    private func update(_ context: OpaquePointer, _ bytes: ArraySlice<UInt8>, _ range: Range<Int>) throws(OpenSSLError) {
        guard !range.isEmpty else { return }
        precondition(range.lowerBound >= bytes.startIndex && range.upperBound <= bytes.endIndex)
        let status = unsafe bytes.withUnsafeBytes { buffer in
            unsafe EVP_DigestUpdate(context, buffer.baseAddress?.advanced(by: range.lowerBound - bytes.startIndex), range.count)
        }
        guard status == 1 else { throw OpenSSLError(.digest) }
    }

    private func finish(_ context: OpaquePointer, _ algorithm: DigestAlgorithm) throws(OpenSSLError) -> Digest {
        var storage = InlineArray<64, UInt8>(repeating: 0)
        var span = storage.mutableSpan
        let status = unsafe span.withUnsafeMutableBufferPointer { buffer in
            unsafe EVP_DigestFinal_ex(context, buffer.baseAddress, nil)
        }
        guard status == 1 else { throw OpenSSLError(.digest) }
        return Digest(algorithm: algorithm, storage: storage)
    }
}

/// An `EVP_MD`, fetched once for the process.
///
/// A fetched digest is immutable and counted atomically, so that workers may share it.
@safe
final class FetchedDigest: @unchecked Sendable {
    let pointer: OpaquePointer

    private static let all: [FetchedDigest?] = DigestAlgorithm.allCases.map { FetchedDigest($0.name) }

    static func of(_ algorithm: DigestAlgorithm) -> FetchedDigest? {
        all[Int(algorithm.rawValue)]
    }

    private init?(_ name: String) {
        guard let pointer = unsafe EVP_MD_fetch(nil, name, nil) else {
            ErrorQueue.clear()
            return nil
        }
        unsafe self.pointer = unsafe pointer
    }

    deinit {
        unsafe EVP_MD_free(pointer)
    }
}
