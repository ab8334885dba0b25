import CivilTime
import Irregularities
import SignedStructures
import TagLengthValue
import TestSupport
import Testing

/// A SignedData put together from parts, so that one of them can be wrong.
private struct HandMadeSignedData {
    var contentInfoType = HandMade.identifier("1.2.840.113549.1.7.2")
    var version = bytes(hex: "020103")
    var digests = bytes(hex: "310D300B0609608648016503040201")
    var contentType = HandMade.identifier("2.23.136.1.1.1")
    var content = HandMade.wrap(0xA0, bytes(hex: "0403AABBCC"))
    var certificates: [UInt8] = HandMade.wrap(0xA0, HandMadeCertificate().encoded)
    var revocationLists: [UInt8] = []
    var signers: [[UInt8]]?
    var signer = HandMadeSigner()

    var encoded: [UInt8] {
        let set = HandMade.wrap(0x31, Array((signers ?? [signer.encoded]).joined()))
        let data = HandMade.sequence([
            version, digests, HandMade.sequence([contentType, content]), certificates, revocationLists, set,
        ])
        return HandMade.sequence([contentInfoType, HandMade.wrap(0xA0, data)])
    }
}

private struct HandMadeSigner {
    var version = bytes(hex: "020101")
    var identifier = HandMade.sequence([HandMade.name([[("2.5.4.6", 0x13, "UT")]]), bytes(hex: "02012A")])
    var digest = bytes(hex: "300B0609608648016503040201")
    var attributes: [[UInt8]]? = [HandMadeSigner.messageDigest, HandMadeSigner.contentType]
    var signatureAlgorithm = bytes(hex: "300A06082A8648CE3D040302")
    var signature = bytes(hex: "0403112233")
    var after: [UInt8] = []

    static let contentType = attribute("1.2.840.113549.1.9.3", HandMade.identifier("2.23.136.1.1.1"))
    static let messageDigest = attribute("1.2.840.113549.1.9.4", bytes(hex: "0402AABB"))
    static let signingTime = attribute("1.2.840.113549.1.9.5", HandMade.element(0x18, "20260601000000Z"))

    static func attribute(_ dotted: String, _ values: [UInt8]) -> [UInt8] {
        HandMade.sequence([HandMade.identifier(dotted), HandMade.wrap(0x31, values)])
    }

    var encoded: [UInt8] {
        HandMade.sequence([
            version, identifier, digest, attributes.map { HandMade.wrap(0xA0, Array($0.joined())) } ?? [], signatureAlgorithm, signature,
            after,
        ])
    }
}

@Suite struct MalformedSignedDataTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let codes: [ReasonCode]
        fileprivate let change: @Sendable (inout HandMadeSignedData) -> Void
        var testDescription: String { name }

        fileprivate init(_ name: String, _ codes: ReasonCode..., change: @escaping @Sendable (inout HandMadeSignedData) -> Void) {
            self.name = name
            self.codes = codes
            self.change = change
        }
    }

    /// The codes are those of the frame, then those of the SignerInfos.
    static let tolerated = [
        Case("as it should be") { _ in },
        Case("version 1", .unknownVersion) { $0.version = bytes(hex: "020101") },
        Case("version 3 of id-data, as Doc 9303-10 has it") { $0.contentType = HandMade.identifier("1.2.840.113549.1.7.1") },
        Case("version 1 of id-data") {
            $0.contentType = HandMade.identifier("1.2.840.113549.1.7.1")
            $0.version = bytes(hex: "020101")
        },
        Case("signer by key identifier") {
            $0.signer.version = bytes(hex: "020103")
            $0.signer.identifier = bytes(hex: "800155")
        },
        Case("signer by key identifier in version 1", .version1WithKeyIdentifier) { $0.signer.identifier = bytes(hex: "800155") },
        Case("signer by name in version 3", .version3WithSerialNumber) { $0.signer.version = bytes(hex: "020103") },
        Case("no signer", .noSigner) { $0.signers = [] },
        Case("two signers", .severalSigners) { $0.signers = [$0.signer.encoded, $0.signer.encoded] },
        Case("no content", .detachedContent) { $0.content = [] },
        Case("no digest algorithms") { $0.digests = bytes(hex: "3100") },
        Case("no certificates") { $0.certificates = [] },
        Case("an attribute certificate", .unexpectedTag, .unknownVersion) { $0.certificates = bytes(hex: "A002A200") },
        Case("an attribute certificate in version 4", .unexpectedTag) {
            $0.certificates = bytes(hex: "A002A200")
            $0.version = bytes(hex: "020104")
        },
        Case("another revocation information in version 5", .unexpectedTag) {
            $0.revocationLists = bytes(hex: "A102A100")
            $0.version = bytes(hex: "020105")
        },
        Case("something after the content", .trailingBytes) { $0.content += bytes(hex: "0500") },
        Case("no signed attributes") { $0.signer.attributes = nil },
        Case("attributes not sorted", .unsortedSet) { $0.signer.attributes?.reverse() },
        Case("the same attribute twice", .duplicateAttribute) {
            $0.signer.attributes = [HandMadeSigner.messageDigest, HandMadeSigner.messageDigest]
        },
        Case("an attribute that is none", .malformedValue) { $0.signer.attributes?.insert(bytes(hex: "0500"), at: 0) },
        Case("an attribute without values", .malformedValue) { $0.signer.attributes?.insert(bytes(hex: "300306012A"), at: 0) },
        Case("ECDSA with NULL", .parametersWithNull) { $0.signer.signatureAlgorithm = bytes(hex: "300C06082A8648CE3D0403020500") },
        Case("unsigned attributes") { $0.signer.after = bytes(hex: "A100") },
        Case("something after the signature", .trailingBytes) { $0.signer.after = bytes(hex: "0500") },
    ]

    @Test(arguments: tolerated)
    func isToleratedAndSaid(twin: Case) throws {
        var signed = HandMadeSignedData()
        twin.change(&signed)
        let file = [0xEE] + signed.encoded
        let read = try SignedData(contentInfo: file[1...])
        #expect((read.irregularities + read.signerInfos.flatMap(\.irregularities)).map(\.code) == twin.codes)
    }

    /// A message of half a million members that are none costs no more memory than its bytes.
    @Test func membersThatAreNoneAreCounted() throws {
        let members = Array(repeating: bytes(hex: "0500"), count: 5000).joined()
        for inCertificates in [true, false] {
            var signed = HandMadeSignedData()
            let set = HandMade.wrap(inCertificates ? 0xA0 : 0xA1, Array(members))
            if inCertificates { signed.certificates = set } else { signed.revocationLists = set }
            let read = try SignedData(contentInfo: signed.encoded[...])
            #expect(read.irregularities.map(\.code) == Array(repeating: .unexpectedTag, count: 64))
            #expect(read.irregularities.last?.further == 5000 - 64)
        }
        var signed = HandMadeSignedData()
        signed.signer.attributes = Array(repeating: HandMadeSigner.messageDigest, count: 4000)
        let signer = try #require(try SignedData(contentInfo: signed.encoded[...]).signerInfos.first)
        #expect(signer.irregularities.map(\.code) == Array(repeating: .duplicateAttribute, count: 64))
        #expect(signer.irregularities.last?.further == 3999 - 64)
    }

    static let refused = [
        Case("another content type", .contentType) { $0.contentInfoType = HandMade.identifier("1.2.840.113549.1.7.3") },
        Case("no content type", .unexpectedTag) { $0.contentInfoType = [] },
        Case("no version", .unexpectedTag) { $0.version = [] },
        Case("digest algorithms that are none", .unexpectedTag) { $0.digests = bytes(hex: "31020500") },
        Case("no eContentType", .unexpectedTag) { $0.contentType = [] },
        Case("content that is no OCTET STRING", .unexpectedTag) { $0.content = bytes(hex: "A0020500") },
        Case("segments that are no OCTET STRING", .unexpectedTag) { $0.content = bytes(hex: "A00424020500") },
        Case("no content inside the tag", .missingElement) { $0.content = bytes(hex: "A000") },
        Case("a certificate past the end", .lengthBeyondEnd) { $0.certificates = bytes(hex: "A0023005") },
        Case("a signer that is none", .unexpectedTag) { $0.signers = [bytes(hex: "0500")] },
        Case("a signer without identifier", .unexpectedTag) { $0.signer.identifier = bytes(hex: "0500") },
        Case("a signer with a third part in its identifier", .trailingBytes) {
            $0.signer.identifier = HandMade.sequence([HandMade.name([]), bytes(hex: "02012A"), bytes(hex: "0500")])
        },
        Case("a signer without signature", .missingElement) { $0.signer.signature = [] },
        Case("sixty-five signers", .tooManyElements) { $0.signers = Array(repeating: $0.signer.encoded, count: 65) },
    ]

    @Test(arguments: refused)
    func cannotBeRead(twin: Case) {
        var signed = HandMadeSignedData()
        twin.change(&signed)
        let file = signed.encoded
        let error = #expect(throws: StructureError.self) { try SignedData(contentInfo: file[...]) }
        #expect(error?.structure == .signedData)
        #expect(error?.code == twin.codes.first)
    }

    /// RFC 5652, 11: not more than one instance, and which of several was meant, nobody can know.
    @Test func ofSeveralInstancesNoneCounts() throws {
        let other = HandMadeSigner.attribute("1.2.840.113549.1.9.4", bytes(hex: "0402CCDD"))
        for digests in [[HandMadeSigner.messageDigest, other], [other, HandMadeSigner.messageDigest]] {
            var signed = HandMadeSignedData()
            signed.signer.attributes = [HandMadeSigner.contentType] + digests
            let file = signed.encoded
            let attributes = try #require(try SignedData(contentInfo: file[...]).signerInfos.first?.signedAttributes)
            #expect(attributes.messageDigest == nil && attributes.contentType == .ldsSecurityObject)
            #expect(attributes.attributes.count == 3)
        }
    }

    @Test func valuesOfAttributes() throws {
        var signed = HandMadeSignedData()
        signed.signer.attributes = [HandMadeSigner.contentType, HandMadeSigner.signingTime, HandMadeSigner.messageDigest]
        let file = signed.encoded
        let attributes = try #require(try SignedData(contentInfo: file[...]).signerInfos.first?.signedAttributes)
        #expect(attributes.contentType == .ldsSecurityObject)
        #expect(attributes.messageDigest.map(Array.init) == [0xAA, 0xBB])
        #expect(attributes.signingTime?.description == "2026-06-01T00:00:00Z")
        #expect(attributes.algorithmProtection == nil)
        // Two values, or one of another type, are no value.
        signed.signer.attributes = [
            HandMadeSigner.attribute("1.2.840.113549.1.9.4", bytes(hex: "0402AABB0402AABB")),
            HandMadeSigner.attribute("1.2.840.113549.1.9.3", bytes(hex: "0500")),
            HandMadeSigner.attribute("1.2.840.113549.1.9.5", []),
            HandMadeSigner.attribute("1.2.840.113549.1.9.52", bytes(hex: "3000")),
        ]
        let wrong = signed.encoded
        let none = try #require(try SignedData(contentInfo: wrong[...]).signerInfos.first?.signedAttributes)
        #expect(none.messageDigest == nil && none.contentType == nil && none.signingTime == nil)
        #expect(none.algorithmProtection == nil)
        #expect(none.attributes.count == 4)
    }

    @Test func unsortedAttributesAreSortedOnDemand() throws {
        var signed = HandMadeSignedData()
        signed.signer.attributes = [HandMadeSigner.contentType, HandMadeSigner.messageDigest]
        let file = signed.encoded
        let attributes = try #require(try SignedData(contentInfo: file[...]).signerInfos.first?.signedAttributes)
        #expect(!attributes.isDistinguished)
        let sorted = HandMade.wrap(
            0x31,
            [HandMadeSigner.messageDigest, HandMadeSigner.contentType]
                .sorted { $0.lexicographicallyPrecedes($1) }.flatMap { $0 })
        #expect(attributes.sortedDER == sorted)
        #expect(Array([0x31] + attributes.bytes.dropFirst()) != sorted)
    }

    @Test func indefiniteAttributesBecomeDER() throws {
        var signed = HandMadeSignedData()
        let distinguished = signed.encoded
        let expected = try #require(try SignedData(contentInfo: distinguished[...]).signerInfos.first?.signedAttributes?.sortedDER)
        // The digest as a constructed OCTET STRING in an indefinite SET in an indefinite attribute list.
        let values = bytes(hex: "3180" + "24800401AA0401BB0000" + "0000")
        let attribute = HandMade.sequence([HandMade.identifier("1.2.840.113549.1.9.4"), values])
        signed.signer.attributes = nil
        signed.signer.digest += bytes(hex: "A080") + HandMadeSigner.contentType + attribute + bytes(hex: "0000")
        let file = signed.encoded
        let signer = try #require(try SignedData(contentInfo: file[...]).signerInfos.first)
        #expect(signer.irregularities.map(\.code) == [.indefiniteLength])
        #expect(signer.signedAttributes?.isDistinguished == false)
        #expect(signer.signedAttributes?.sortedDER == expected)
    }

    @Test func segmentsInsideSegmentsAreLimited() throws {
        func nested(_ depth: Int) -> [UInt8] {
            (0..<depth).reduce(bytes(hex: "0401AA")) { content, _ in HandMade.wrap(0x24, content) }
        }
        var signed = HandMadeSignedData()
        signed.content = HandMade.wrap(0xA0, nested(32))
        let file = signed.encoded
        #expect(try SignedData(contentInfo: file[...]).content.map { Array($0.bytes) } == [0xAA])
        signed.content = HandMade.wrap(0xA0, nested(33))
        let tooDeep = signed.encoded
        let error = #expect(throws: StructureError.self) { try SignedData(contentInfo: tooDeep[...]) }
        #expect(error?.code == .nestedTooDeep)
    }
}
