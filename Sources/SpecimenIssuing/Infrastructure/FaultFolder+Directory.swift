import SafeOpenSSL
import SignedStructures

/// A CSCA, a signer and a revocation list as directories hand them out.
extension FaultFolder {
    mutating func makeDirectory() throws(OpenSSLError) {
        let authority = try authority("CSCA Utopia of the directory")
        let time = infrastructure.plan.time
        let anchor = "store/csca.cer"
        add(anchor, .csca, try own(authority), signedBy: anchor, chainsTo: anchor)
        add("dsc.cer", .documentSigner, try signer(of: authority).bytes, signedBy: anchor, chainsTo: anchor)
        let list = RevocationListContent(number: 1, thisUpdate: time.days(-14), nextUpdate: time.days(76), revoked: [])
        add("list.crl", .revocationList, try authority.revocationList(list), signedBy: anchor, chainsTo: anchor)
        let held = files
        switch fault {
        case .directoryForms:
            for form in DirectoryForm.allCases { add(form.rawValue, form.text(held), holding: held) }
        case .directoryDeletion: add("delete", DirectoryForm.deletion(of: held), holding: [held[2]])
        case .directoryDamaged: add("damaged", DirectoryForm.damaged(held), holding: [held[0], held[2]])
        default: try makeDeviationList(authority, signedBy: anchor)
        }
    }

    private mutating func add(_ name: String, _ bytes: [UInt8], holding held: [IssuedFile]) {
        add("\(name).ldif", .ldif, bytes) { file in
            file.holds = held.map(\.path)
            if let form = DirectoryForm(rawValue: name) { file.remark = form.summary }
        }
    }

    private mutating func makeDeviationList(_ authority: CertificateAuthority, signedBy anchor: String) throws(OpenSSLError) {
        let request = try signerRequest(.deviationListSigner)
        let certificate = try authority.issue(request)
        add("signer.cer", .listSigner, certificate, signedBy: anchor, chainsTo: anchor)
        var content = DeviationListContent.wrongHash(in: 11, documentNumbers: ["UD0000001"])
        var entry = DeviationListContent.Deviation()
        // The certificate in question is a document signer's, and the type is that of a CSCA's encoding.
        entry.signer = .certificateDigest(try DigestEngine().digest(.sha256, of: files[1].bytes[...]).bytes)
        entry.descriptions = [DeviationListContent.Description(.authorityEncoding, .number(5), text: "5a")]
        content.deviations.append(entry)
        let message = SignedMessage(
            contentType: .deviationList, content: content.bytes(), signer: request.key,
            identifier: .subjectKeyIdentifier(try request.key.keyIdentifier()), certificates: [certificate],
            signingTime: infrastructure.plan.time.days(-10))
        add("list.dl", .deviationList, try message.bytes(), signedBy: "signer.cer", chainsTo: anchor)
        var text = LDIF()
        text.begin("cn=Deviation List,o=dl,c=UT,dc=data,\(LDIF.root)")
        for value in ["top", "person", "pkdDownload"] { text.write("objectClass", value) }
        text.write("deviationListContent", octets: files[files.count - 1].bytes)
        add("deviations", text.bytes, holding: [files[files.count - 1]])
    }
}

/// A form of LDIF that directories and the programs between them write (RFC 2849).
enum DirectoryForm: String, CaseIterable {
    case plain, unfolded, narrow
    case carriageReturns = "carriage-returns"
    case byteOrderMark = "byte-order-mark"
    case comments
    case capitals
    case withoutOption = "without-option"
    case nameInBase64 = "name-in-base64"
    case changeRecords = "change-records"
    case withoutVersion = "without-version"

    var summary: String {
        switch self {
        case .plain: "lines folded at 76 columns, as the PKD writes them"
        case .unfolded: "lines that are not folded"
        case .narrow: "lines folded at 20 columns, names included"
        case .carriageReturns: "lines that end in CR LF"
        case .byteOrderMark: "a byte order mark"
        case .comments: "comments, one of them folded"
        case .capitals: "names of attributes in capitals"
        case .withoutOption: "attributes without ;binary"
        case .nameInBase64: "names in base64, because they are not ASCII (Costa Rica)"
        case .changeRecords: "changes that add entries"
        case .withoutVersion: "no version line"
        }
    }

    func text(_ held: [IssuedFile]) -> [UInt8] {
        var text = LDIF(width: self == .unfolded ? 1 << 20 : self == .narrow ? 20 : 76)
        for (index, file) in held.enumerated() { write(file, index, to: &text) }
        var bytes = text.bytes
        switch self {
        case .carriageReturns: bytes = bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
        case .byteOrderMark: bytes = [0xEF, 0xBB, 0xBF] + bytes
        case .comments: bytes = Array("# what the directory held\n#  and when\n  it was asked\n".utf8) + bytes
        case .withoutVersion: bytes = Array(bytes.drop { $0 != 0x0A }.drop { $0 == 0x0A })
        default: break
        }
        return bytes
    }

    private func write(_ file: IssuedFile, _ index: Int, to text: inout LDIF) {
        let name = self == .nameInBase64 ? "Île d’Utopie" : "CSCA, Utopia"
        text.begin("cn=\(LDIF.escaped(name))+sn=0\(index),o=dsc,c=UT,dc=data,\(LDIF.root)")
        if self == .changeRecords { text.write("changetype", "add") }
        text.write("objectClass", "pkdDownload")
        let attribute =
            switch file.kind {
            case .csca: "cACertificate"
            case .revocationList: "certificateRevocationList"
            default: "userCertificate"
            }
        let option = self == .withoutOption ? attribute : attribute + ";binary"
        text.write(self == .capitals ? option.uppercased() : option, octets: file.bytes)
    }

    /// Three entries, the first of which are deleted: one whole, of one its value.
    static func deletion(of held: [IssuedFile]) -> [UInt8] {
        var text = LDIF()
        text.begin("cn=CSCA,o=csca,c=UT,dc=data,\(LDIF.root)")
        text.write("changetype", "delete")
        text.begin("cn=DSC,o=dsc,c=UT,dc=data,\(LDIF.root)")
        text.write("changetype", "modify")
        text.write("delete", "userCertificate;binary")
        text.write("userCertificate;binary", octets: held[1].bytes)
        text.begin("cn=CRL,o=crl,c=UT,dc=data,\(LDIF.root)")
        text.write("changetype", "add")
        text.write("certificateRevocationList;binary", octets: held[2].bytes)
        return text.bytes
    }

    static func damaged(_ held: [IssuedFile]) -> [UInt8] {
        var text = DirectoryForm.plain.text(held)
        // The attribute of the second entry; what follows it is base64.
        if let place = text.firstRange(of: Array("userCertificate;binary:: ".utf8)) { text[place.upperBound + 40] = UInt8(ascii: "!") }
        return text
    }
}
