import SignedStructures
import TagLengthValue

/// What bytes in DER are for a store, told from their first elements.
enum StoreContent {
    case certificate, revocationList, signedData

    init?(_ bytes: ArraySlice<UInt8>) {
        var outer = ElementReader(bytes)
        guard let sequence = try? outer.next(), sequence.tag == .sequence else { return nil }
        var inner = sequence.elements(.list)
        guard let first = try? inner.next() else { return nil }
        if first.tag == .objectIdentifier {
            guard OID(content: first.content) == .signedData else { return nil }
            self = .signedData
            return
        }
        guard first.tag == .sequence else { return nil }
        // A TBSCertificate opens with [0] version or, in version 1, the serial number and then a SEQUENCE that is followed by a
        // Name; a TBSCertList has thisUpdate, a time, as its third or fourth element.
        var fields = first.elements(.list)
        guard let head = try? fields.next() else { return nil }
        if head.tag == .context(0) {
            self = .certificate
            return
        }
        _ = try? fields.next()
        let third = try? fields.next()
        let fourth = try? fields.next()
        let isTime = [third?.tag, fourth?.tag].contains { $0 == .utcTime || $0 == .generalizedTime }
        self = isTime ? .revocationList : .certificate
    }
}
