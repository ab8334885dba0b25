import CivilTime
import Irregularities
import SignedStructures
import TagLengthValue
import TestSupport
import Testing

/// Hand-made twins of a good certificate: what is tolerated and said, and what cannot be read.
@Suite struct MalformedCertificateTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let codes: [ReasonCode]
        let change: @Sendable (inout HandMadeCertificate) -> Void
        var testDescription: String { name }

        init(_ name: String, _ codes: ReasonCode..., change: @escaping @Sendable (inout HandMadeCertificate) -> Void) {
            self.name = name
            self.codes = codes
            self.change = change
        }
    }

    static let tolerated = [
        Case("as it should be") { _ in },
        Case("trailing bytes", .trailingBytes) { $0.trailing = [0, 0] },
        Case("version 1 with extensions", .unknownVersion) { $0.version = [] },
        Case("version 4", .unknownVersion) { $0.version = bytes(hex: "A003020103") },
        Case("version far out", .unknownVersion) { $0.version = bytes(hex: "A00B02097FFFFFFFFFFFFFFFFF") },
        Case("version negative", .unknownVersion) { $0.version = bytes(hex: "A0030201FF") },
        Case("no extensions, version 1") {
            $0.version = []
            $0.extensions = nil
        },
        Case("negative serial number", .negativeSerialNumber) { $0.serialNumber = bytes(hex: "0201FF") },
        Case("empty serial number", .negativeSerialNumber) { $0.serialNumber = bytes(hex: "0200") },
        Case("serial number zero") { $0.serialNumber = bytes(hex: "020100") },
        Case("algorithms differ", .algorithmMismatch) { $0.outerAlgorithm = bytes(hex: "300A06082A8648CE3D040303") },
        Case("parameters differ", .algorithmMismatch, .parametersWithNull) {
            $0.outerAlgorithm = bytes(hex: "300C06082A8648CE3D0403020500")
        },
        Case("ECDSA with NULL", .parametersWithNull) { $0.algorithm = bytes(hex: "300C06082A8648CE3D0403020500") },
        Case("RSA without NULL", .parametersWithoutNull) { $0.algorithm = bytes(hex: "300B06092A864886F70D01010B") },
        Case("PSS without parameters", .pssParametersAbsent) { $0.algorithm = bytes(hex: "300B06092A864886F70D01010A") },
        Case("GeneralizedTime before 2050", .malformedTime) { $0.notBefore = HandMade.element(0x18, "20260601000000Z") },
        Case("GeneralizedTime from 2050") { $0.notAfter = HandMade.element(0x18, "20500101000000Z") },
        Case("no seconds", .malformedTime) { $0.notBefore = HandMade.element(0x17, "2606010000Z") },
        Case("an offset", .malformedTime) { $0.notBefore = HandMade.element(0x17, "260601000000+0200") },
        Case("a fraction", .malformedTime) { $0.notAfter = HandMade.element(0x18, "20510101000000.5Z") },
        Case("unique identifiers") { $0.uniqueIdentifiers = bytes(hex: "81020055") },
        Case("something after the extensions", .unexpectedTag) { $0.afterExtensions = bytes(hex: "0500") },
        Case("an extension that is none", .malformedExtension) { $0.extensions = [bytes(hex: "0500")] },
        Case("a critical flag of 01", .malformedExtension) {
            $0.extensions = [HandMade.extensionElement("2.5.29.19", critical: bytes(hex: "010101"), bytes(hex: "3000"))]
        },
        Case("the same extension twice", .duplicateExtension) {
            let one = HandMade.extensionElement("2.5.29.14", bytes(hex: "040155"))
            $0.extensions = [one, one]
        },
        Case("a raw key identifier", .rawKeyIdentifier) {
            $0.extensions = [HandMade.extensionElement("2.5.29.14", [UInt8](repeating: 0x55, count: 20))]
        },
        Case("key usage that is none", .malformedExtension) {
            $0.extensions = [HandMade.extensionElement("2.5.29.15", bytes(hex: "0500"))]
        },
        Case("basic constraints that are none", .malformedExtension) {
            $0.extensions = [HandMade.extensionElement("2.5.29.19", bytes(hex: "3003040155"))]
        },
        Case("extended key usage without a purpose", .malformedExtension) {
            $0.extensions = [HandMade.extensionElement("2.5.29.37", bytes(hex: "3000"))]
        },
        Case("half an authority key identifier", .malformedExtension) {
            $0.extensions = [HandMade.extensionElement("2.5.29.35", bytes(hex: "3006800155820101"))]
        },
        Case("authority key identifier that is none", .malformedExtension) {
            $0.extensions = [HandMade.extensionElement("2.5.29.35", bytes(hex: "0401"))]
        },
        Case("private key usage period with UTCTime in it", .malformedExtension) {
            $0.extensions = [HandMade.extensionElement("2.5.29.16", HandMade.sequence([HandMade.element(0x80, "260601000000Z")]))]
        },
        Case("private key usage period that is empty", .malformedExtension) {
            $0.extensions = [HandMade.extensionElement("2.5.29.16", bytes(hex: "3000"))]
        },
        Case("alternative name that is none", .malformedExtension) {
            $0.extensions = [HandMade.extensionElement("2.5.29.17", bytes(hex: "30028105"))]
        },
        Case("a name that is none", .malformedName) { $0.issuer = bytes(hex: "30020500") },
        Case("a character that PrintableString lacks", .malformedName) {
            $0.subject = HandMade.name([[("2.5.4.6", 0x13, "UT")], [("2.5.4.3", 0x13, "a*b")]])
        },
        Case("a point that is missing", .malformedPublicKey) {
            $0.key = HandMade.sequence([bytes(hex: "301306072A8648CE3D020106082A8648CE3D030107"), bytes(hex: "030100")])
        },
        Case("an RSA key that is none", .malformedPublicKey) {
            $0.key = HandMade.sequence([bytes(hex: "300D06092A864886F70D0101010500"), bytes(hex: "0303000500")])
        },
        Case("an RSA key of one number", .malformedPublicKey) {
            $0.key = HandMade.sequence([bytes(hex: "300D06092A864886F70D0101010500"), bytes(hex: "0306003003020103")])
        },
        Case("a modulus of no octets", .malformedPublicKey) {
            $0.key = HandMade.sequence([bytes(hex: "300D06092A864886F70D0101010500"), bytes(hex: "03080030050200020103")])
        },
        Case("a modulus of zero", .malformedPublicKey) {
            $0.key = HandMade.sequence([bytes(hex: "300D06092A864886F70D0101010500"), bytes(hex: "0309003006020100020103")])
        },
        Case("a modulus without sign octet", .missingSignOctet) {
            $0.key = HandMade.sequence([bytes(hex: "300D06092A864886F70D0101010500"), bytes(hex: "0309003006020183020103")])
        },
        Case("explicit parameters over a binary field", .malformedPublicKey) {
            let field = HandMade.sequence([HandMade.identifier("1.2.840.10045.1.2"), bytes(hex: "020107")])
            let parameters = HandMade.sequence([bytes(hex: "020101"), field])
            $0.key = HandMade.sequence([HandMade.sequence([HandMade.identifier("1.2.840.10045.2.1"), parameters]), bytes(hex: "03020004")])
        },
        Case("an implicit curve") {
            $0.key = HandMade.sequence([bytes(hex: "300B06072A8648CE3D02010500"), bytes(hex: "03020004")])
        },
    ]

    @Test(arguments: tolerated)
    func isToleratedAndSaid(twin: Case) throws {
        var certificate = HandMadeCertificate()
        twin.change(&certificate)
        let file = [0xEE] + certificate.encoded
        let read = try Certificate(file[1...])
        #expect(read.irregularities.map(\.code) == twin.codes)
        for irregularity in read.irregularities {
            guard case .bytes(let offset, let length) = irregularity.place else {
                Issue.record("without a place")
                continue
            }
            #expect(offset >= 1 && length >= 0 && offset + length <= file.count)
        }
    }

    static let refused = [
        Case("a version without a number", .missingElement) { $0.version = bytes(hex: "A000") },
        Case("no serial number", .unexpectedTag) { $0.serialNumber = [] },
        Case("serial number of another type", .unexpectedTag) { $0.serialNumber = bytes(hex: "040101") },
        Case("algorithm without identifier", .missingElement) { $0.algorithm = bytes(hex: "3000") },
        Case("identifier that is none", .malformedValue) { $0.algorithm = bytes(hex: "3003060180") },
        Case("algorithm with three fields", .trailingBytes) { $0.algorithm = bytes(hex: "300706012A05000500") },
        Case("no issuer", .unexpectedTag) { $0.issuer = bytes(hex: "0500") },
        Case("one time", .missingElement) { $0.notAfter = [] },
        Case("time that is none", .malformedTime) { $0.notBefore = HandMade.element(0x17, "261301000000Z") },
        Case("time of another type", .malformedTime) { $0.notBefore = HandMade.element(0x13, "260601000000Z") },
        Case("key without bits", .missingElement) { $0.key = HandMade.sequence([bytes(hex: "300506032A0304")]) },
        Case("BIT STRING without its first octet", .malformedValue) { $0.signature = bytes(hex: "0300") },
        Case("nine unused bits", .malformedValue) { $0.signature = bytes(hex: "030209AA") },
        Case("no signature", .missingElement) { $0.signature = [] },
        Case("extensions that are no list", .unexpectedTag) { $0.afterExtensions = bytes(hex: "A3020500") },
        Case("an extension past the end", .lengthBeyondEnd) { $0.extensions = [bytes(hex: "3010")] },
    ]

    @Test(arguments: refused)
    func cannotBeRead(twin: Case) {
        var certificate = HandMadeCertificate()
        twin.change(&certificate)
        let file = certificate.encoded
        let error = #expect(throws: StructureError.self) { try Certificate(file[...]) }
        #expect(error?.structure == .certificate)
        #expect(error?.code == twin.codes.first)
        if let error { #expect((0...file.count).contains(error.offset)) }
    }

    @Test(arguments: [
        ("", ReasonCode.missingElement), ("04020500", .unexpectedTag), ("30", .truncated), ("3005", .lengthBeyondEnd),
        ("3000", .missingElement),
    ])
    func bytesThatAreNoCertificate(hex: String, code: ReasonCode) {
        let file = bytes(hex: hex)
        let error = #expect(throws: StructureError.self) { try Certificate(file[...]) }
        #expect(error?.code == code)
    }

    @Test func toleratedValuesAreStillRead() throws {
        var certificate = HandMadeCertificate()
        certificate.extensions = [
            HandMade.extensionElement("2.5.29.14", [UInt8](repeating: 0x55, count: 20)),
            HandMade.extensionElement("2.5.29.19", critical: bytes(hex: "010101"), bytes(hex: "3006010101020105")),
            HandMade.extensionElement("2.5.29.15", critical: bytes(hex: "0101FF"), bytes(hex: "030307FF80")),
            HandMade.extensionElement("2.5.29.99", bytes(hex: "0500")),
        ]
        certificate.notBefore = HandMade.element(0x17, "500601000000Z")
        certificate.notAfter = HandMade.element(0x17, "4906010000+0130")
        let file = certificate.encoded
        let read = try Certificate(file[...])
        #expect(read.subjectKeyIdentifier?.count == 20)
        #expect(read.basicConstraints == BasicConstraints(isCA: true, pathLength: 5))
        #expect(read.isCritical(.basicConstraints))
        #expect(read.keyUsage?.rawValue == 0x1FF)
        #expect(read.validity.notBefore.description == "1950-06-01T00:00:00Z")
        #expect(read.validity.notAfter.description == "2049-05-31T22:30:00Z")
        #expect(read.extensions.count == 4)
        #expect(read.extendedKeyUsage.isEmpty)
        let time = try #require(Timestamp(iso8601: "2026-06-01T00:00:00Z"))
        #expect(
            read.validity.contains(time) && read.validity.contains(read.validity.notAfter)
                && read.validity.contains(read.validity.notBefore))
        #expect(!read.validity.contains(Timestamp(secondsSinceEpoch: read.validity.notAfter.secondsSinceEpoch + 1)))
    }
}
