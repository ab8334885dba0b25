import DocumentPKI
import Foundation
import Irregularities
import SignedStructures
import SpecimenIssuing
import TestSupport
import Testing

/// LDIF of the ICAO PKD, in every form that it was met in.
@Suite struct LDIFTests {
    /// The lines of an attribute in base64, folded at a width.
    private static func folded(_ attribute: String, _ bytes: [UInt8], width: Int = 76) -> String {
        var rest = Array("\(attribute):: \(Data(bytes).base64EncodedString())")[...]
        var lines = [String(rest.prefix(width))]
        rest = rest.dropFirst(width)
        while !rest.isEmpty {
            lines.append(" " + String(rest.prefix(width - 1)))
            rest = rest.dropFirst(width - 1)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static let name = "dn: cn=C\\=UT,o=dsc,c=UT,dc=data,dc=download,dc=pkd,dc=icao,dc=int\n"

    private static func shelf(_ text: String, pieces: Int = 1 << 20) -> (
        store: InMemoryStore, refused: [RefusedEntry], kinds: [StoreFileKind]
    ) {
        var keys = KeyCache()
        var receiver = StoreReader(trust: .namedOnCommandLine)
        var reader = StoreFileReader()
        var rest = Array(text.utf8)[...]
        reader.read("pkd.ldif", keys: &keys, into: &receiver) {
            guard !rest.isEmpty else { return nil }
            let piece = rest.prefix(pieces)
            rest = rest.dropFirst(pieces)
            return piece
        }
        return (receiver.store, receiver.refused, receiver.sources.map(\.kind))
    }

    @Test func everyFormOfAnEntryIsRead() throws {
        let authority = try Country.authority("CSCA")
        let (anchor, signer, list) = (try authority.selfSigned(), try authority.signer(), try authority.list([3]))
        let certificate = LDIFTests.folded("userCertificate;binary", anchor)
        let vectors: [(name: String, text: String, certificates: Int, lists: Int)] = [
            ("one entry", "version: 1\n\n" + LDIFTests.name + certificate, 1, 0),
            ("without the option", LDIFTests.name + LDIFTests.folded("userCertificate", anchor), 1, 0),
            ("another attribute", LDIFTests.name + LDIFTests.folded("cACertificate;binary", anchor), 1, 0),
            ("letters of another case", LDIFTests.name + LDIFTests.folded("USERCERTIFICATE;BINARY", anchor), 1, 0),
            ("an attribute nobody knows", LDIFTests.name + LDIFTests.folded("x-thing", anchor), 1, 0),
            ("not folded", LDIFTests.name + LDIFTests.folded("userCertificate;binary", anchor, width: 1 << 20), 1, 0),
            ("folded at 20", LDIFTests.name + LDIFTests.folded("userCertificate;binary", anchor, width: 20), 1, 0),
            ("CRLF", (LDIFTests.name + certificate).replacing("\n", with: "\r\n"), 1, 0),
            ("a byte order mark", "\u{FEFF}version: 1\n" + LDIFTests.name + certificate, 1, 0),
            ("comments", "# the PKD\n# of today\nversion: 1\n\n# entry\n more\n" + LDIFTests.name + certificate, 1, 0),
            ("a folded comment first", "# the PKD\n of today\n#\n" + LDIFTests.name + certificate, 1, 0),
            (
                "a change record",
                LDIFTests.name + "changetype: modify\nadd: userCertificate;binary\n" + certificate + "-\ndelete: pkdVersion\n-\n", 1, 0
            ),
            ("a name in base64", "dn:: " + Data("cn=é".utf8).base64EncodedString() + "\n" + certificate, 1, 0),
            ("no end of line", String((LDIFTests.name + certificate).dropLast()), 1, 0),
            (
                "two entries and a list",
                "version: 1\n\n" + LDIFTests.name + certificate + "sn: 01\n\n\n" + LDIFTests.name
                    + LDIFTests.folded("userCertificate;binary", signer) + "\n" + LDIFTests.name
                    + LDIFTests.folded("certificateRevocationList;binary", list), 2, 1
            ),
            ("two values in one entry", LDIFTests.name + certificate + LDIFTests.folded("userCertificate;binary", signer), 2, 0),
            (
                "non-conformant",
                LDIFTests.name.replacing("dc=data", with: "dc=nc-data") + "pkdConformanceCode: ERR:CSCA.CDP.14\n" + certificate, 1, 0
            ),
        ]
        for vector in vectors {
            for pieces in [1 << 20, 4096, 7, 1] where pieces > 1 || vector.text.utf8.count < 4000 {
                let read = LDIFTests.shelf(vector.text, pieces: pieces)
                #expect(read.store.certificates.count == vector.certificates, "\(vector.name) in pieces of \(pieces)")
                #expect(read.store.revocationLists.count == vector.lists && read.refused.isEmpty, "\(vector.name)")
                #expect(Set(read.kinds) == [.ldif], "\(vector.name)")
            }
        }
    }

    @Test func whatIsWrongIsRefusedByItsEntry() throws {
        let anchor = try Country.authority("CSCA").selfSigned()
        let other = try Country.authority("CSCA Other").selfSigned()
        let good = LDIFTests.name + LDIFTests.folded("userCertificate;binary", anchor) + "\n"
        let vectors: [(name: String, text: String, reason: ReasonCode)] = [
            ("broken base64", LDIFTests.name + "userCertificate;binary:: MII!\n", .malformedBase64),
            ("cut base64", LDIFTests.name + "userCertificate;binary:: MIIB\n MIIBM\n", .malformedBase64),
            ("a reference", LDIFTests.name + "userCertificate;binary:< file:///etc/hosts\n", .valueByReference),
            ("no base64", LDIFTests.name + "userCertificate: a certificate\n", .malformedValue),
            (
                "no certificate",
                LDIFTests.name + "userCertificate;binary:: " + Data("hello, this is prose".utf8).base64EncodedString() + "\n",
                .notAStoreFile
            ),
            ("half a certificate", LDIFTests.name + LDIFTests.folded("userCertificate;binary", Array(anchor.prefix(200))), .truncated),
            (
                "too many values",
                LDIFTests.name + String(repeating: "x-thing:: QUFB\n", count: 5000) + LDIFTests.folded("userCertificate", other),
                .tooManyElements
            ),
            ("a deletion", LDIFTests.name + "changetype: delete\n", .deletionNotApplied),
            (
                "a deletion of a value",
                LDIFTests.name + "changetype: modify\ndelete: userCertificate;binary\n" + LDIFTests.folded("userCertificate;binary", other)
                    + "-\nreplace: pkdVersion\npkdVersion: 3\n-\n", .deletionNotApplied
            ),
        ]
        for vector in vectors {
            let read = LDIFTests.shelf("version: 1\n\n" + good + vector.text + "\n" + good)
            #expect(read.store.certificates.count == 1, "\(vector.name)")
            #expect(read.refused.map(\.reason) == [vector.reason], "\(vector.name)")
            #expect(read.refused.first?.entry == 1 && read.refused.first?.label?.hasPrefix("cn=C") == true, "\(vector.name)")
        }
    }

    /// What looks like LDIF only in part is something else.
    @Test(arguments: ["dnx: 1\n", "versions: 1\n", "# only a comment\n", "", "\n\n"]) func otherTextIsNoLDIF(_ text: String) {
        let read = LDIFTests.shelf(text)
        #expect(read.store.certificates.isEmpty && read.refused.map(\.reason) == [text.isEmpty ? .emptyFile : .notAStoreFile])
    }

    @Test(.enabled(if: ThirdPartyData.isPresent("ldif"))) func listsOfThePKDAreRead() throws {
        let folder = try #require(ThirdPartyData.folder("ldif"))
        for name in ["BW_ml_v119.ldif", "FI_ml_v153.ldif"] {
            let text = String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
            let read = LDIFTests.shelf(text, pieces: 1000)
            #expect(read.refused.isEmpty && read.kinds == [.masterList], "\(name)")
            #expect(!read.store.certificates.isEmpty)
        }
    }
}
