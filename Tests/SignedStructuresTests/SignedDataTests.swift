import CivilTime
import Irregularities
import SignedStructures
import TagLengthValue
import TestSupport
import Testing

@Suite struct SignedDataTests {
    @Test(arguments: Vectors.signedData)
    func fieldsAgreeWithAnotherReader(vector: Vectors.SignedDataVector) throws {
        let file = [0x77, 0x00] + vector.file
        let signed = try SignedData(contentInfo: file[2...])
        let expected = vector.expected
        #expect(Array(signed.bytes) == vector.file)
        #expect(signed.version == expected.version)
        #expect(signed.digestAlgorithms.map(\.algorithm.description) == expected.digestAlgorithms)
        #expect(signed.contentType.description == expected.contentType)
        #expect(signed.content.map { Array($0.bytes) } == expected.content.map { bytes(hex: $0) })
        #expect(
            signed.certificates.map(Array.init).sorted { $0.lexicographicallyPrecedes($1) }
                == expected.certificates.map { bytes(hex: $0) }.sorted { $0.lexicographicallyPrecedes($1) })
        #expect(signed.revocationLists.count == expected.revocationLists)
        #expect(signed.signerInfos.count == expected.signerInfos.count)
        for (signer, fields) in zip(signed.signerInfos, expected.signerInfos) { try compare(signer, fields) }
    }

    private func compare(_ signer: SignerInfo, _ expected: Vectors.SignedDataVector.Signer) throws {
        #expect(signer.version == expected.version)
        #expect(signer.digestAlgorithm.algorithm.description == expected.digestAlgorithm)
        #expect(signer.signatureAlgorithm.algorithm.description == expected.signatureAlgorithm)
        #expect(Array(signer.signature) == bytes(hex: expected.signature))
        #expect(signer.irregularities.isEmpty && signer.unsignedAttributes == nil)
        switch signer.identifier {
        case .issuerAndSerialNumber(let issuer, let serialNumber):
            #expect(Array(issuer.bytes) == expected.issuer.map { bytes(hex: $0) })
            #expect(Array(serialNumber) == expected.serialNumber.map { bytes(hex: $0) })
        case .subjectKeyIdentifier(let identifier):
            #expect(Array(identifier) == expected.subjectKeyIdentifier.map { bytes(hex: $0) })
        }
        let attributes = signer.signedAttributes
        #expect(attributes?.attributes.map(\.oid.description) == expected.attributes)
        #expect(attributes?.messageDigest.map(Array.init) == expected.messageDigest.map { bytes(hex: $0) })
        #expect(attributes?.signingTime?.description == expected.signingTime)
        #expect(attributes?.contentType?.description == expected.attributeContentType)
        guard let attributes, let signedBytes = expected.signedBytes else { return }
        #expect(attributes.isDistinguished)
        #expect([0x31] + attributes.bytes.dropFirst() == bytes(hex: signedBytes))
        #expect(attributes.sortedDER == bytes(hex: signedBytes))
    }

    @Test(
        arguments: [
            ("signed-rsa", []), ("signed-pss-keyid", []), ("signed-ec", []), ("signed-no-attributes", []), ("signed-no-certificates", []),
            ("signed-indefinite", [.indefiniteLength]), ("signed-detached", [.detachedContent]), ("signed-twice", [.severalSigners]),
            ("master-list", []),
        ] as [(String, [ReasonCode])])
    func whatIsSaid(name: String, codes: [ReasonCode]) throws {
        let file = Vectors.signedData(name)
        #expect(try SignedData(contentInfo: file[...]).irregularities.map(\.code) == codes)
        let padded = file + [0, 0]
        #expect(try SignedData(contentInfo: padded[...]).irregularities.map(\.code) == [.trailingBytes] + codes)
    }

    @Test func aConstructedContentKeepsItsPlaces() throws {
        let file = [0, 0, 0] + Vectors.signedData("signed-indefinite")
        let content = try #require(try SignedData(contentInfo: file[3...]).content)
        #expect(content.isConstructed && content.bytes.startIndex == 0)
        #expect(content.bytes.elementsEqual((0..<5000).map { UInt8(truncatingIfNeeded: $0 * 7) }))
        #expect(content.segments.map(\.length).reduce(0, +) == 5000 && content.segments.count > 1)
        for index in stride(from: 0, to: 5000, by: 13) {
            let offset = try #require(content.fileOffset(of: index))
            #expect(file[offset] == content.bytes[index])
        }
        #expect(content.fileOffset(of: 5000) == nil)
        #expect(content.fileOffset(of: -1) == nil)
    }

    @Test func aPrimitiveContentIsASliceOfTheFile() throws {
        let file = [0, 0, 0] + Vectors.signedData("signed-rsa")
        let content = try #require(try SignedData(contentInfo: file[3...]).content)
        #expect(!content.isConstructed && content.segments.count == 1)
        #expect(content.fileOffset(of: content.bytes.startIndex) == content.bytes.startIndex)
        #expect(file[content.bytes.startIndex] == content.bytes.first)
        #expect(content.fileOffset(of: content.bytes.endIndex) == nil)
    }

    @Test func masterList() throws {
        let file = Vectors.signedData("master-list")
        let signed = try SignedData(contentInfo: file[...])
        #expect(signed.contentType == .cscaMasterList)
        let list = try MasterListContent(#require(signed.content).bytes)
        #expect(list.version == 0 && list.irregularities.isEmpty)
        let expected = ["csca-rsa", "csca-brainpool-explicit", "link"].map { Vectors.certificate($0) }
        #expect(Set(list.certificates.map(Array.init)) == Set(expected))
        #expect(list.certificates.allSatisfy { (try? Certificate($0)) != nil })
        #expect(list.certificates.first.map { file[$0.startIndex] } == 0x30)
    }

    @Test(
        arguments: [
            ("regular", "3012020100310D3001013002020130030201", nil, 0), ("empty", "30050201003100", [], 0),
            ("sorted", "300D020100310830023005" + "30020500", [.unsortedSet], 2), ("in order", "300D02010031083002050030023005", [], 2),
            ("twice", "300D02010031083002050030020500", [.duplicateCertificate], 2),
            ("twice and unsorted", "301102010031" + "0C300230053002050030023005", [.unsortedSet, .duplicateCertificate], 3),
            ("version 1", "30050201013100", [.unknownVersion], 0), ("no certificate", "300702010031020500", [.unexpectedTag], 1),
            ("trailing inside", "300702010031000500", [.trailingBytes], 0), ("trailing", "3005020100310000", [.trailingBytes], 0),
            ("no version", "30023100", nil, 0), ("a SEQUENCE", "30050201003000", nil, 0), ("nothing", "", nil, 0),
        ] as [(String, String, [ReasonCode]?, Int)])
    func masterListContents(name: String, hex: String, codes: [ReasonCode]?, count: Int) throws {
        let file = bytes(hex: hex)
        guard let codes else {
            let error = #expect(throws: StructureError.self) { try MasterListContent(file[...]) }
            #expect(error?.structure == .masterList)
            return
        }
        let list = try MasterListContent(file[...])
        #expect(list.irregularities.map(\.code) == codes)
        #expect(list.certificates.count == count)
    }
}
