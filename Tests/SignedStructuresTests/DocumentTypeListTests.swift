import Irregularities
import SignedStructures
import TestSupport
import Testing

/// The encodings of the document type list that are met (Doc 9303-12, 7.1.1 and issuers' own).
@Suite struct DocumentTypeListTests {
    @Test(
        arguments: [
            ("of one type", "30080201003103130150", ["P"], []), ("of two types", "300C02010031071301501302" + "4944", ["P", "ID"], []),
            ("not sorted", "300C0201003107130249441301" + "50", ["ID", "P"], [.unsortedSet]),
            ("without version and SET", "3003130150", ["P"], [.documentTypesWithoutSet]),
            ("without version and SET, of two", "300713015013025054", ["P", "PT"], [.documentTypesWithoutSet]),
            ("several SETs", "300D02010031031301503103130141", ["P", "A"], [.documentTypesInSeveralSets]),
            ("a bare string", "130150", ["P"], [.documentTypesBareString]),
            ("a bare character", "50", ["P"], [.documentTypesBareCharacters]),
            ("with a filler", "3009020100310413025" + "03C", ["P"], [.documentTypesWithFiller]),
            ("version 1", "30080201013103130150", ["P"], [.malformedDocumentTypeList]),
            ("an empty set", "30050201003100", [], [.malformedDocumentTypeList]), ("nothing", "", [], [.malformedDocumentTypeList]),
            ("something else", "040150", [], [.malformedDocumentTypeList]),
            ("lower case", "30080201003103130170", ["p"], [.malformedDocumentTypeList]),
            ("three letters", "300A0201003105130350415A", ["PAZ"], [.malformedDocumentTypeList]),
            ("with something after it", "300802010031031301500500", ["P"], [.malformedDocumentTypeList]),
            ("cut off", "3008020100310313", [], [.malformedDocumentTypeList]),
        ] as [(String, String, [String], [ReasonCode])])
    func encodings(name: String, hex: String, types: [String], codes: [ReasonCode]) throws {
        for identifier in ["2.23.136.1.1.6.2", "2.23.136.1.1.4"] {
            var certificate = HandMadeCertificate()
            certificate.extensions = [HandMade.extensionElement(identifier, bytes(hex: hex))]
            let file = certificate.encoded
            let read = try Certificate(file[...])
            #expect(read.documentTypeList?.types == types, "\(name)")
            #expect(read.documentTypeList?.irregularities.map(\.code) == codes, "\(name)")
            #expect(read.irregularities.map(\.code) == codes, "\(name)")
        }
    }
}
