/// The hash value of some bytes, with the function that made it; held inline, without a heap allocation.
public struct Digest: Sendable {
    public let algorithm: DigestAlgorithm
    /// The octets past `count` are zero.
    var storage: InlineArray<64, UInt8>

    init(algorithm: DigestAlgorithm, storage: InlineArray<64, UInt8>) {
        self.algorithm = algorithm
        self.storage = storage
    }

    /// Makes a digest of its octets, or nil where their number is not the function's.
    public init?(_ algorithm: DigestAlgorithm, bytes: ArraySlice<UInt8>) {
        guard bytes.count == algorithm.outputLength else { return nil }
        self.algorithm = algorithm
        storage = InlineArray(repeating: 0)
        var index = 0
        for byte in bytes {
            storage[index] = byte
            index += 1
        }
    }

    /// The number of octets.
    public var count: Int { algorithm.outputLength }

    public var bytes: [UInt8] { (0..<count).map { storage[$0] } }

    /// Whether these octets, no more and no fewer, are the digest.
    public func matches(_ expected: ArraySlice<UInt8>) -> Bool { matches(expected, in: expected.indices) }

    /// Whether the octets at some indices, no more and no fewer, are the digest.
    public func matches(_ bytes: ArraySlice<UInt8>, in range: Range<Int>) -> Bool {
        guard range.count == count else { return false }
        precondition(range.lowerBound >= bytes.startIndex && range.upperBound <= bytes.endIndex)
        let start = range.lowerBound - bytes.startIndex
        return unsafe storage.span.withUnsafeBytes { own in
            unsafe bytes.withUnsafeBytes { bytes in
                var difference: UInt32 = 0
                // Every function's output is a whole number of words.
                for offset in stride(from: 0, to: range.count, by: 4) {
                    difference |=
                        unsafe own.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
                        ^ bytes.loadUnaligned(fromByteOffset: start + offset, as: UInt32.self)
                }
                return difference == 0
            }
        }
    }

    /// Lower hexadecimal, as the contract prints digests.
    public var hex: String {
        let digits: [Character] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c", "d", "e", "f"]
        var text = ""
        text.reserveCapacity(2 * count)
        for index in 0..<count {
            text.append(digits[Int(storage[index] >> 4)])
            text.append(digits[Int(storage[index] & 0xF)])
        }
        return text
    }
}

extension Digest: Hashable {
    public static func == (left: Digest, right: Digest) -> Bool {
        guard left.algorithm == right.algorithm else { return false }
        for index in 0..<left.count where left.storage[index] != right.storage[index] { return false }
        return true
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(algorithm)
        for index in 0..<count { hasher.combine(storage[index]) }
    }
}
