import Foundation
import Irregularities
import LogicalDataStructure
import TestSupport
import Testing

/// A file of a third party and what it must decode to; nothing in the table is of a person.
struct ThirdPartyFile: Sendable, CustomTestStringConvertible {
    let set: String
    let path: String
    let role: ElementaryFile
    let fields: [String: String]
    let irregularities: [ReasonCode]

    init(_ set: String, _ path: String, _ role: ElementaryFile, _ fields: [String: String], _ irregularities: [ReasonCode] = []) {
        self.set = set
        self.path = path
        self.role = role
        self.fields = fields
        self.irregularities = irregularities
    }

    var testDescription: String { "\(set)/\(path)" }

    /// Nil where the set is absent.
    var bytes: [UInt8]? {
        ThirdPartyData.folder(set).flatMap { try? Data(contentsOf: $0.appendingPathComponent(path)) }.map { [UInt8]($0) }
    }

    private static let header = "0101/0008 type 2 subtype 0"

    static let all: [ThirdPartyFile] = [
        ThirdPartyFile(
            "lds-jmrtd", "bsi2008/EF_COM.bin", .common, ["ldsVersion": "1.7", "unicodeVersion": "4.0.0", "dataGroups": "1 2 3 14"]),
        ThirdPartyFile("lds-jmrtd", "bsi2008/Datagroup1.bin", .dataGroup(.one), ["format": "TD3"]),
        ThirdPartyFile(
            "lds-jmrtd", "bsi2008/Datagroup2.bin", .dataGroup(.two),
            ["templates": "1", "header0": header, "size0": "337 449", "image0": "jpeg2000 84 14999"]),
        ThirdPartyFile("lds-jmrtd", "bsi2008/Datagroup3.bin", .dataGroup(.three), ["raw": "32476"]),
        ThirdPartyFile(
            "lds-jmrtd", "bsi2008/Datagroup14.bin", .dataGroup(.fourteen),
            ["infos": "chipAuthenticationPublicKey - | chipAuthentication 1 - | terminalAuthentication 1"], [.unsortedSet]),
        // The modulus lacks its sign octet; the number is read all the same.
        ThirdPartyFile(
            "lds-jmrtd", "bsi2008/Datagroup15.bin", .dataGroup(.fifteen), ["publicKey": "1.2.840.113549.1.1.1"], [.missingSignOctet]),
        // The signature algorithm is ecdsa with NULL, where RFC 5758 has no parameters.
        ThirdPartyFile(
            "lds-jmrtd", "bsi2008/EF_SOD.bin", .securityObject, ["version": "0", "hashes": "1 2 3 14", "algorithm": "1.3.14.3.2.26"],
            [.parametersWithNull]),
        ThirdPartyFile("lds-jmrtd", "loes2006/ef011E.bin", .common, ["ldsVersion": "1.7", "dataGroups": "1 2 15"]),
        ThirdPartyFile("lds-jmrtd", "loes2006/ef0101.bin", .dataGroup(.one), ["format": "TD3"]),
        ThirdPartyFile("lds-jmrtd", "loes2006/ef0102.bin", .dataGroup(.two), ["header0": header, "size0": "449 598"]),
        ThirdPartyFile("lds-jmrtd", "loes2006/ef010F.bin", .dataGroup(.fifteen), ["publicKey": "1.2.840.113549.1.1.1"]),
        ThirdPartyFile("lds-jmrtd", "loes2006/ef011D.bin", .securityObject, ["hashes": "1 2 15"]),
        ThirdPartyFile(
            "lds-jmrtd", "dg2/dg2_silver_mandatory_fields.bin", .dataGroup(.two),
            ["templates": "1", "header0": "0101/002a type - subtype -", "year0": "2019", "image0": "jpeg2000 76 15000"]),
        ThirdPartyFile(
            "lds-jmrtd", "doc9303/spec_sample_encoded_dg14.bin", .dataGroup(.fourteen),
            ["infos": "chipAuthenticationPublicKey - | chipAuthentication 1 - | terminalAuthentication 1"], [.unsortedSet]),
        ThirdPartyFile(
            "lds-jmrtd", "ef_sod/NZ2013_EF_SOD.BIN", .securityObject,
            ["version": "0", "hashes": "1 2 12 13 15", "algorithm": "2.16.840.1.101.3.4.2.1"], [.indefiniteLength]),
        // The key lacks the SEQUENCE around its algorithm and its bits.
        ThirdPartyFile(
            "lds-jmrtd", "efcardsecurity/efcardsecurity.dump", .cardSecurity,
            ["infos": "terminalAuthentication 2 | chipAuthentication 2 - | chipAuthenticationDomainParameters - | unknown"],
            [.malformedValue]),
        ThirdPartyFile("lds-tsemrtd", "files/EF_COM.bin", .common, ["dataGroups": "1 2 3 14"]),
        ThirdPartyFile(
            "lds-tsemrtd", "files/EF_DG11.bin", .dataGroup(.eleven),
            ["fullDateOfBirth": "1970-01-01", "otherTravelDocumentNumbers": "123|123", "placeOfBirth": "TEST<TEST"],
            [.binaryDate, .unknownImageFormat, .tagList]),
        ThirdPartyFile(
            "lds-tsemrtd", "files/EF_DG12.bin", .dataGroup(.twelve),
            ["dateOfIssue": "2024-01-01", "personalizationTime": "2024-01-01T12:30:59Z", "issuingAuthority": "TEST"],
            [.missingTag, .binaryDate, .unknownImageFormat, .unknownImageFormat, .binaryDate]),
        ThirdPartyFile("lds-tsemrtd", "files/EF_DG5.bin", .dataGroup(.five), ["image0": "jpeg2000 12 14999"]),
        ThirdPartyFile("lds-tsemrtd", "files/EF_DG7.bin", .dataGroup(.seven), ["image0": "jpeg2000 12 289"]),
    ]
}

@Suite struct ThirdPartyFileTests {
    @Test(arguments: ThirdPartyFile.all.filter { ThirdPartyData.isPresent($0.set) }) func decodes(_ expected: ThirdPartyFile) throws {
        let bytes = try #require(expected.bytes)
        let file = ChipFile(expected.role, bytes[...])
        #expect(file.error == nil)
        let fields = file.fields
        for (name, value) in expected.fields { #expect(fields[name] == value, "\(name)") }
        #expect(file.irregularities.map(\.code) == expected.irregularities)
    }
}
