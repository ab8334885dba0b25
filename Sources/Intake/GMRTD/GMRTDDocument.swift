import Irregularities
import LogicalDataStructure
import TravelDocuments

/// The file that gmrtd saves a document in: CBOR in three envelopes, each with a magic text, a version, a digest and the payload.
///
/// The digests are not compared: they guard against a damaged file, which the signature of the issuer shows as well.
enum GMRTDDocument {
    static let name = "gmrtd"

    private static let outerMagic = "gmrtd-verifiable-doc"
    private static let documentMagic = "gmrtd-raw-doc"

    /// Whether the bytes begin as an envelope does: a small map of which one of the first members is the magic text.
    static func canBegin(_ head: ArraySlice<UInt8>) -> Bool {
        guard let first = head.first, (0xA1...0xA8).contains(first) else { return false }
        let text = String(decoding: head.prefix(IntakeLimits.head * 8), as: UTF8.self)
        return text.contains("gmrtd-") || text.contains("document")
    }

    /// The bytes of such a file that was written down in hexadecimal, or nil.
    static func written(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard text.first(where: { $0 > 0x20 }) == UInt8(ascii: "a") || text.first(where: { $0 > 0x20 }) == UInt8(ascii: "A"),
            let bytes = TextEncodings.hex(text), canBegin(bytes[...])
        else { return nil }
        return bytes[...]
    }

    static func draft(_ bytes: ArraySlice<UInt8>) throws(CBORError) -> CaptureDraft {
        var draft = CaptureDraft(adapter: name)
        let root = try CBORReader.value(bytes)
        if root["magic"]?.text == documentMagic {
            try files(bytes, &draft)
            return draft
        }
        // Older files are the payload without its envelope.
        guard let payload = root["magic"]?.text == outerMagic ? try payload(of: root, bytes) : root, let document = payload["document"]
        else {
            throw CBORError(reason: .missingElement, offset: bytes.startIndex)
        }
        guard let documentBytes = document.byteString else { throw CBORError(reason: .unexpectedType, offset: bytes.startIndex) }
        try files(documentBytes, &draft)
        // The proofs of the chip are an extra: what is wrong with them hides nothing of the document.
        if let evidence = payload["chipAuthEvidence"]?.byteString { readEvidence(evidence, &draft) }
        return draft
    }

    private static func payload(of envelope: CBORValue, _ bytes: ArraySlice<UInt8>) throws(CBORError) -> CBORValue? {
        guard let payload = envelope["payload"]?.byteString else { throw CBORError(reason: .missingElement, offset: bytes.startIndex) }
        return try CBORReader.value(payload)
    }

    private static func files(_ bytes: ArraySlice<UInt8>, _ draft: inout CaptureDraft) throws(CBORError) {
        let envelope = try CBORReader.value(bytes)
        guard case .map(let members) = envelope["magic"] == nil ? envelope : try payload(of: envelope, bytes) else {
            throw CBORError(reason: .unexpectedType, offset: bytes.startIndex)
        }
        for member in members {
            guard let name = member.key.text, let role = RoleNames.role(name) else { continue }
            if let content = member.value.byteString {
                draft.file(name, role, bytes: content)
            } else {
                draft.skip(name, .unexpectedType)
            }
        }
    }

    private static func readEvidence(_ bytes: ArraySlice<UInt8>, _ draft: inout CaptureDraft) {
        guard let envelope = try? CBORReader.value(bytes),
            let evidence = envelope["magic"] == nil ? envelope : try? payload(of: envelope, bytes)
        else { return draft.skip("chipAuthEvidence", .malformedValue) }
        let exchange = evidence["activeAuth"]
        guard let challenge = exchange?["nonce"]?.byteString, let signature = exchange?["signature"]?.byteString else { return }
        draft.activeAuthentication(challenge: challenge, signature: signature)
    }
}
