import SafeOpenSSL
import SignedStructures
import TagLengthValue

/// A certificate as the rules look at it: what reading tolerates is kept as it is encoded.
struct ProfiledCertificate {
    let certificate: Certificate
    let role: CertificateRole
    let extensions: [EncodedExtension]
    /// The two times of the validity.
    let times: [Element]
    let issuer: [NameAttribute]
    let subject: [NameAttribute]
    let key: SubjectPublicKeyInfo

    init(_ certificate: Certificate, _ role: CertificateRole) {
        self.certificate = certificate
        self.role = role
        issuer = certificate.issuer.relativeDistinguishedNames.flatMap { $0 }
        subject = certificate.subject.relativeDistinguishedNames.flatMap { $0 }
        key = certificate.subjectPublicKeyInfo
        var fields = (try? ElementReader.only(.sequence, in: certificate.tbsCertificate))?.elements()
        var (times, extensions): ([Element], [EncodedExtension]) = ([], [])
        var index = 0
        while let field = try? fields?.next() {
            if field.tag == .context(3) { extensions = EncodedExtension.all(inside: field) }
            // Of the fields that may be absent, only the version stands before the validity.
            if index == 3, field.tag == .sequence { times = field.children }
            if field.tag != .context(0) { index += 1 }
        }
        self.times = times
        self.extensions = extensions
    }

    func has(_ identifier: OID) -> Bool { extensions.contains { $0.isNamed(identifier) } }

    func value(_ identifier: OID) -> ArraySlice<UInt8>? { extensions.first { $0.isNamed(identifier) }?.value }

    /// The strings of an attribute in both names.
    func attributes(_ type: OID) -> [NameAttribute] { (issuer + subject).filter { $0.type == type } }

    /// The known curve of the key, where it is one of a curve.
    var curve: NamedCurve? {
        if case .ellipticCurve(let parameters, _) = key.key { parameters.namedCurve } else { nil }
    }
}

/// One extension of a certificate or revocation list, with how its `critical` is written.
struct EncodedExtension {
    let oid: OID
    /// The content octets of `critical`, or nil where it is left out.
    let flag: ArraySlice<UInt8>?
    let value: ArraySlice<UInt8>

    var isCritical: Bool { flag?.contains { $0 != 0 } ?? false }

    /// Whether this is the extension; France writes the document type list under the identifier of its first proposal.
    func isNamed(_ identifier: OID) -> Bool {
        oid == identifier || identifier == .documentTypeList && oid == .documentTypeListObsolete
    }

    /// The extensions of the SEQUENCE inside an explicit tag; those that cannot be read are left out.
    static func all(inside wrapper: Element) -> [EncodedExtension] {
        (wrapper.children.first?.children ?? []).compactMap { EncodedExtension($0) }
    }

    init?(_ element: Element) {
        let parts = element.children
        guard let first = parts.first, first.tag == .objectIdentifier, let oid = OID(content: first.content), let last = parts.last,
            last.tag == .octetString
        else { return nil }
        self.oid = oid
        flag = parts.count == 3 && parts[1].tag == .boolean ? parts[1].content : nil
        value = last.content
    }
}

extension Element {
    /// The elements of the content as far as they can be read.
    var children: [Element] {
        var reader = elements()
        var found: [Element] = []
        while let element = try? reader.next() { found.append(element) }
        return found
    }
}

/// The forms of the times that RFC 5280, 4.1.2.5 asks for.
enum EncodedTimeForm {
    /// Whether a time is UTCTime with seconds and Z until 2049, and GeneralizedTime without fraction from 2050 on.
    static func isRegular(_ time: Element) -> Bool {
        let text = time.content
        guard text.last == UInt8(ascii: "Z"), text.dropLast().allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
        switch time.tag {
        case .utcTime: return text.count == 13
        case .generalizedTime: return text.count == 15 && text.prefix(4).reduce(0) { 10 * $0 + Int($1 - 0x30) } >= 2050
        default: return false
        }
    }
}
