import COpenSSL
import DocumentPKI
import Glibc
import Intake
import LogicalDataStructure
import SafeOpenSSL
import SignedStructures
import TravelDocuments

/// Why a benchmark cannot run.
struct BenchmarkError: Error {
    let words: String

    init(_ words: String) { self.words = words }
}

/// A sample of Utopia whose DG2 is made larger and which is then signed anew, so that it has the size of a small real document.
///
/// The samples are small to be quick to clone. Only lengths, digests and the signature change, all in place.
struct LargeDocument {
    static let size = 20_000

    let capture: Capture

    init(sample: String, keyFile: String) throws {
        let small = try CaptureReader.capture(path: sample)
        // EF.CardAccess and what the chip answered are no part of passive authentication.
        let covered = small.files.filter { $0.role != nil && $0.role != .cardAccess }
        let total = covered.reduce(0) { $0 + $1.bytes.count }
        var files: [CapturedFile] = []
        for file in covered where file.role != .securityObject {
            let bytes =
                file.role == .dataGroup(.two) ? try grown(Array(file.bytes), by: max(0, LargeDocument.size - total))[...] : file.bytes
            files.append(CapturedFile(name: file.name, role: file.role, roleIdentifiedBy: file.roleIdentifiedBy, bytes: bytes))
        }
        guard let face = files.first(where: { $0.role == .dataGroup(.two) }),
            let object = small.files.first(where: { $0.role == .securityObject })
        else { throw BenchmarkError("the sample has no DG2 or no EF.SOD") }
        let signed = try signedAnew(Array(object.bytes), face: face.bytes, keyFile: keyFile)
        files.append(CapturedFile(name: object.name, role: .securityObject, roleIdentifiedBy: .both, bytes: signed[...]))
        capture = Capture(path: sample, kind: .chipFiles, adapter: "folder", files: files)
    }
}

/// DG2 with a comment of some octets after the first marker of its JPEG image, and each length around it that much larger.
private func grown(_ file: [UInt8], by count: Int) throws -> [UInt8] {
    guard let image = file.indices.first(where: { file[$0...].starts(with: [0xFF, 0xD8, 0xFF]) }) else {
        throw BenchmarkError("DG2 has no JPEG image")
    }
    var file = file
    // The lengths of 75, 7F61, 7F60, 5F2E, and the low halves of those of the face record and of the face.
    for place in [2, 7, 15, 37, 49, 55] {
        let length = Int(file[place]) << 8 + Int(file[place + 1]) + count
        (file[place], file[place + 1]) = (UInt8(truncatingIfNeeded: length >> 8), UInt8(truncatingIfNeeded: length))
    }
    let length = count - 2
    let marker = [0xFF, 0xFE, UInt8(truncatingIfNeeded: length >> 8), UInt8(truncatingIfNeeded: length)]
    file.insert(contentsOf: marker + (0..<count - 4).map { UInt8(truncatingIfNeeded: $0 &* 181 >> 3) }, at: image + 2)
    return file
}

/// EF.SOD with the hash of another DG2, the digest of the content and a signature of the same length.
private func signedAnew(_ file: [UInt8], face: ArraySlice<UInt8>, keyFile: String) throws -> [UInt8] {
    let engine = DigestEngine()
    func parsed(_ bytes: [UInt8]) throws -> SecurityObject {
        guard case .securityObject(let object)? = ChipFile(.securityObject, bytes[...]).decoded else { throw BenchmarkError("EF.SOD") }
        return object
    }
    func digest(_ algorithm: AlgorithmIdentifier, _ bytes: [UInt8]) throws -> [UInt8] {
        guard let function = algorithm.hashFunction?.digestAlgorithm else { throw BenchmarkError("hash function") }
        return try engine.digest(function, of: bytes[...]).bytes
    }
    var file = file
    var object = try parsed(file)
    guard let lds = object.lds, let hash = lds.hash(of: .two) else { throw BenchmarkError("the hash of DG2") }
    file.replaceSubrange(hash.indices, with: try digest(lds.hashAlgorithm, Array(face)))
    object = try parsed(file)
    guard let signer = object.signedData.signerInfos.first, let content = object.signedData.content,
        let messageDigest = signer.signedAttributes?.messageDigest
    else { throw BenchmarkError("the signed attributes") }
    file.replaceSubrange(messageDigest.indices, with: try digest(signer.digestAlgorithm, Array(content.bytes)))
    object = try parsed(file)
    guard let attributes = object.signedData.signerInfos.first?.signedAttributes else { throw BenchmarkError("the signed attributes") }
    let toBeSigned = try digest(signer.digestAlgorithm, [0x31] + attributes.bytes.dropFirst())
    file.replaceSubrange(signer.signature.indices, with: try signature(over: toBeSigned, keyFile, length: signer.signature.count))
    return file
}

/// Signs until the signature has the length: an ECDSA signature in DER has one of several.
private func signature(over digest: [UInt8], _ keyFile: String, length: Int) throws -> [UInt8] {
    let file = unsafe BIO_new_file(keyFile, "r")
    let key = unsafe PEM_read_bio_PrivateKey(file, nil, nil, nil)
    let context = unsafe EVP_PKEY_CTX_new_from_pkey(nil, key, nil)
    defer {
        unsafe EVP_PKEY_CTX_free(context)
        unsafe EVP_PKEY_free(key)
        unsafe BIO_free(file)
    }
    guard unsafe EVP_PKEY_sign_init(context) == 1 else { throw BenchmarkError("the key \(keyFile)") }
    if unsafe EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA { unsafe EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) }
    for _ in 0..<1000 {
        var signature = [UInt8](repeating: 0, count: 512)
        var count = signature.count
        guard unsafe EVP_PKEY_sign(context, &signature, &count, digest, digest.count) == 1 else { throw BenchmarkError("signing") }
        if count == length { return Array(signature.prefix(count)) }
    }
    throw BenchmarkError("no signature of the length")
}
