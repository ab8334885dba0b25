import COpenSSL
import DocumentPKI
import DocumentVerification
import LogicalDataStructure
import SafeOpenSSL
import SignedStructures
import TravelDocuments

/// What libcrypto has to do for one document, and nothing else: each digest once, with a kept context, and one verification of a signature, with
/// a kept context.
@safe
final class RawWork {
    private let pieces: [Piece]
    private let signature: [UInt8]
    private let signedDigest: Int
    private let key: OpaquePointer?
    private let context: OpaquePointer?
    private var digest = [UInt8](repeating: 0, count: 64)

    @safe
    private struct Piece {
        let context: OpaquePointer?
        let bytes: [UInt8]
        let expected: [UInt8]?
    }

    init(_ record: VerificationRecord) throws {
        guard let object = record.document.chip?.securityObject, let lds = object.lds, let content = object.signedData.content,
            let signer = object.signedData.signerInfos.first, let attributes = signer.signedAttributes,
            let certificate = record.securityObject?.signer?.certificate
        else { throw BenchmarkError("the record lacks the signed parts") }
        var contexts: [DigestAlgorithm: OpaquePointer] = unsafe [:]
        func piece(_ algorithm: AlgorithmIdentifier, _ bytes: [UInt8], _ expected: ArraySlice<UInt8>?) throws -> Piece {
            guard let function = algorithm.hashFunction?.digestAlgorithm else { throw BenchmarkError("hash function") }
            if let context = unsafe contexts[function] {
                return unsafe Piece(context: context, bytes: bytes, expected: expected.map(Array.init))
            }
            let name = function == .sha512 ? "SHA512" : "SHA256"
            let context = unsafe EVP_MD_CTX_new()
            guard unsafe EVP_DigestInit_ex2(context, EVP_MD_fetch(nil, name, nil), nil) == 1 else { throw BenchmarkError(name) }
            unsafe contexts[function] = unsafe context
            return unsafe Piece(context: context, bytes: bytes, expected: expected.map(Array.init))
        }
        var pieces: [Piece] = []
        for (number, file) in record.document.chip?.dataGroups ?? [] {
            pieces.append(try piece(lds.hashAlgorithm, Array(file.hashedBytes), lds.hash(of: number)))
        }
        pieces.append(try piece(signer.digestAlgorithm, Array(content.bytes), attributes.messageDigest))
        pieces.append(try piece(signer.digestAlgorithm, [0x31] + attributes.bytes.dropFirst(), nil))
        self.pieces = pieces
        signature = Array(signer.signature)
        signedDigest = 32
        unsafe key = unsafe try RawWork.key(certificate.subjectPublicKeyInfo)
        unsafe context = unsafe EVP_PKEY_CTX_new_from_pkey(nil, key, nil)
        guard unsafe EVP_PKEY_verify_init(context) == 1 else { throw BenchmarkError("the key") }
        if case .rsa = certificate.subjectPublicKeyInfo.key {
            guard unsafe EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1,
                unsafe EVP_PKEY_CTX_set_signature_md(context, EVP_MD_fetch(nil, "SHA256", nil)) == 1
            else { throw BenchmarkError("the padding") }
        }
    }

    /// The key, a curve by its name: the fastest that OpenSSL has.
    private static func key(_ info: SubjectPublicKeyInfo) throws -> OpaquePointer? {
        switch info.key {
        case .rsa(let modulus, let exponent):
            var (modulus, exponent) = (Array(modulus.reversed()), Array(exponent.reversed()))
            return unsafe mrtd_rsa_public_key(&modulus, modulus.count, &exponent, exponent.count)
        case .ellipticCurve:
            let point = Array(info.subjectPublicKey)
            guard let curve = try? info.publicKey().kind, case .ellipticCurve(let name) = curve else { throw BenchmarkError("the curve") }
            return unsafe mrtd_ec_public_key(name == .p256 ? "prime256v1" : "brainpoolP256r1", point, point.count)
        default: throw BenchmarkError("the key")
        }
    }

    /// Whether all digests are as expected and the signature verifies.
    @inline(never)
    func run() -> Bool {
        var isRight = true
        for piece in pieces {
            let status =
                unsafe EVP_DigestInit_ex2(piece.context, nil, nil) & EVP_DigestUpdate(piece.context, piece.bytes, piece.bytes.count)
                & EVP_DigestFinal_ex(piece.context, &digest, nil)
            isRight = isRight && status == 1
            if let expected = piece.expected { isRight = isRight && digest.starts(with: expected) }
        }
        return unsafe isRight && EVP_PKEY_verify(context, signature, signature.count, digest, signedDigest) == 1
    }
}
