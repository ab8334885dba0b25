import Irregularities
import SignedStructures
import TagLengthValue
import TestSupport
import Testing

private let country = "2.5.4.6"
private let organization = "2.5.4.10"
private let common = "2.5.4.3"

@Suite struct NameTests {
    typealias Parts = [[(String, UInt32, [UInt8])]]

    /// RFC 4514, 2 and 4, with the relative names in the order of the file.
    @Test(
        arguments: [
            (
                "plain", [[(country, 0x13, "UT")], [(organization, 0x0C, "Kingdom of Utopia")], [(common, 0x0C, "CSCA")]],
                "C=UT,O=Kingdom of Utopia,CN=CSCA"
            ),
            ("several in one", [[(country, 0x13, "UT"), (common, 0x13, "x")]], "C=UT+CN=x"),
            ("escapes", [[(common, 0x0C, #"a,b+c"d\e<f>g;h=i"#)]], #"CN=a\,b\+c\"d\\e\<f\>g\;h=i"#),
            (
                "blanks and a hash", [[(common, 0x0C, "# x ")], [(common, 0x0C, " ")], [(common, 0x0C, "a # b")]],
                ##"CN=\# x\ ,CN=\ ,CN=a # b"##
            ),
            ("control characters", [[(common, 0x0C, "a\u{0}b\u{0D}\u{7F}\u{85}")]], #"CN=a\00b\0d\7f\c2\85"#),
            ("letters beyond ASCII", [[(common, 0x0C, "Łódź 東京")]], "CN=Łódź 東京"), ("an empty value", [[(common, 0x0C, "")]], "CN="),
            ("an unknown type", [[("1.2.3.4", 0x13, "x")]], "1.2.3.4=#130178"),
            ("no string", [[(common, 0x02, "a")]], "2.5.4.3=#020161"),
            ("further types", [[("2.5.4.5", 0x13, "01")], [("1.2.840.113549.1.9.1", 0x16, "a@b")]], "serialNumber=01,emailAddress=a@b"),
            ("nothing", [], ""),
        ] as [(String, [[(String, UInt32, String)]], String)])
    func asText(name: String, parts: [[(String, UInt32, String)]], text: String) {
        let file = HandMade.name(parts)
        let read = DistinguishedName(file[...])
        #expect(read.rfc4514 == text)
        #expect(read.irregularities.isEmpty)
        #expect(read.relativeDistinguishedNames.count == parts.count)
    }

    @Test(
        arguments: [
            (0x14, "4DFC6C6C6572", "Müller", true), (0x1E, "004D00FC006C006C00650072", "Müller", true), (0x1E, "D83DDE00", "😀", true),
            (0x1E, "D83D0041", "\u{FFFD}A", false), (0x1E, "00410", "A", false), (0x1C, "0000004D000000FC", "Mü", true),
            (0x1C, "00110000", "\u{FFFD}", false), (0x1C, "0000004D00", "M", false), (0x0C, "4DC3BC", "Mü", true),
            (0x0C, "4DFC", "M\u{FFFD}", false),
            (0x13, "4DFC", "Mü", false), (0x13, "612A62", "a*b", false), (0x16, "6140", "a@", true), (0x16, "80", "\u{80}", false),
            (0x1A, "41", "A", true), (0x12, "3132", "12", true),
        ] as [(UInt32, String, String, Bool)])
    func stringTypes(tag: UInt32, hex: String, text: String, isClean: Bool) {
        let file = HandMade.rawName([[(common, tag, bytes(hex: hex.count % 2 == 0 ? hex : hex + "0"))]])
        let name = DistinguishedName(file[...])
        #expect(name.string(of: .commonName) == text)
        #expect(name.irregularities.map(\.code) == (isClean ? [] : [.malformedName]))
    }

    /// Pairs that RFC 5280, 7.1 calls the same name, and pairs that it does not.
    @Test(
        arguments: [
            (
                "case", [[(country, 0x13, "UT")], [(common, 0x13, "Csca")]], [[(country, 0x13, "ut")], [(common, 0x13, "CSCA")]], true, true
            ),
            ("string types", [[(common, 0x13, "CSCA")]], [[(common, 0x0C, "CSCA")]], true, true),
            ("blanks", [[(common, 0x13, "  A   B ")]], [[(common, 0x0C, "A B")]], true, true),
            ("case beyond ASCII", [[(common, 0x0C, "ŁÓDŹ")]], [[(common, 0x0C, "łódź")]], true, true),
            (
                "order of relative names", [[(country, 0x13, "UT")], [(common, 0x13, "x")]],
                [[(common, 0x13, "x")], [(country, 0x13, "UT")]], false, true
            ),
            (
                "order in one relative name", [[(country, 0x13, "UT"), (common, 0x13, "x")]],
                [[(common, 0x13, "x"), (country, 0x13, "UT")]], true, true
            ),
            (
                "one relative name or two", [[(country, 0x13, "UT"), (common, 0x13, "x")]],
                [[(country, 0x13, "UT")], [(common, 0x13, "x")]], false, false
            ),
            ("another value", [[(common, 0x13, "A B")]], [[(common, 0x13, "AB")]], false, false),
            ("another type", [[(common, 0x13, "A")]], [[(organization, 0x13, "A")]], false, false),
            ("one more", [[(common, 0x13, "A")]], [[(common, 0x13, "A")], [(common, 0x13, "A")]], false, false),
            ("an empty value", [[(common, 0x13, "")]], [[(common, 0x13, " ")]], true, true),
            ("no string and a string", [[(common, 0x02, "A")]], [[(common, 0x13, "A")]], false, false),
        ] as [(String, [[(String, UInt32, String)]], [[(String, UInt32, String)]], Bool, Bool)])
    func folding(
        name: String, first: [[(String, UInt32, String)]], second: [[(String, UInt32, String)]], isSame: Bool, isSameUnordered: Bool
    ) {
        let (one, other) = (HandMade.name(first), HandMade.name(second))
        let (left, right) = (DistinguishedName(one[...]), DistinguishedName(other[...]))
        #expect((left.folded == right.folded) == isSame)
        #expect((left.foldedUnordered == right.foldedUnordered) == isSameUnordered)
        #expect(left != right, "equality itself is that of the bytes")
    }

    @Test func foldingDoesNotDependOnWhereANameStands() {
        let bmp = HandMade.rawName([[(common, 0x1E, bytes(hex: "0041004200200020004300FC"))]])
        let utf8 = [0xEE] + HandMade.name([[(common, 0x0C, "ab cü")]])
        #expect(DistinguishedName(bmp[...]).folded == DistinguishedName(utf8[1...]).folded)
    }

    @Test(arguments: [
        "", "30", "0500", "30020500", "3004310205" + "00", "300631043002" + "0500", "300C310A30080603550403130161" + "00", "3000" + "00",
    ])
    func namesThatAreNone(hex: String) {
        let file = bytes(hex: hex)
        let name = DistinguishedName(file[...])
        #expect(name.irregularities.map(\.code) == [.malformedName])
        #expect(name.rfc4514.uppercased() == "#" + hex)
        #expect(name.relativeDistinguishedNames.isEmpty)
        let other = file + [1]
        #expect(name.folded == DistinguishedName(file[...]).folded)
        #expect(name.folded != DistinguishedName(other[...]).folded)
    }

    @Test func relativeNamesAreLimited() {
        let many = HandMade.name(Array(repeating: [(common, 0x13, "a")], count: 65))
        #expect(DistinguishedName(many[...]).irregularities.map(\.code) == [.malformedName])
        let enough = HandMade.name(Array(repeating: [(common, 0x13, "a")], count: 64))
        #expect(DistinguishedName(enough[...]).irregularities.isEmpty)
    }

    @Test func theCountryIsThatOfTheCertificate() throws {
        var certificate = HandMadeCertificate()
        certificate.subject = HandMade.name([[(common, 0x13, "x")], [(country, 0x0C, "ut")]])
        let file = certificate.encoded
        let read = try Certificate(file[...])
        #expect(read.subject.country == "ut")
        #expect(read.country == "UT")
        #expect(read.issuerCountry == "UT")
        #expect(!read.isSelfIssued)
        certificate.subject = HandMade.name([[(country, 0x0C, "ut")], [(common, 0x13, "csca")]])
        let selfIssued = certificate.encoded
        #expect(try Certificate(selfIssued[...]).isSelfIssued)
    }
}
