import Foundation
import TestSupport
import Testing

/// The committed vectors: Utopia's certificates, revocation lists and signed data, made by the `openssl` command, with their fields as python asn1crypto
/// reads them.
enum Vectors {
    struct CertificateVector: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let der: String
        let expected: Fields
        var testDescription: String { name }
        var file: [UInt8] { bytes(hex: der) }

        struct Fields: Decodable, Sendable {
            let version: Int
            let serialNumber: String
            let issuer: String
            let subject: String
            let country: String?
            let notBefore: String
            let notAfter: String
            let tbs: String
            let signatureAlgorithm: String
            let signature: String
            let subjectKeyIdentifier: String?
            let authorityKeyIdentifier: String?
            let extensions: [Extension]
            let keyUsage: UInt16?
            let isCA: Bool?
            let pathLength: Int?
            let extendedKeyUsage: [String]
            let keyAlgorithm: String
            let spki: String
            let modulus: String?
            let exponent: String?
            let point: String?
            let curve: String?
            let explicit: Curve?
            let pss: PSS?
        }

        struct Extension: Decodable, Sendable {
            let identifier: String
            let isCritical: Bool
            let value: String

            init(from decoder: any Decoder) throws {
                var container = try decoder.unkeyedContainer()
                identifier = try container.decode(String.self)
                isCritical = try container.decode(Bool.self)
                value = try container.decode(String.self)
            }
        }

        struct Curve: Decodable, Sendable {
            let prime: String
            let a: String
            let b: String
            let generator: String
            let order: String
            let cofactor: String?
            let seed: String?
        }

        struct PSS: Decodable, Sendable {
            let hash: String
            let maskHash: String
            let saltLength: Int

            init(from decoder: any Decoder) throws {
                var container = try decoder.unkeyedContainer()
                hash = try container.decode(String.self)
                maskHash = try container.decode(String.self)
                saltLength = try container.decode(Int.self)
            }
        }
    }

    struct RevocationListVector: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let der: String
        let expected: Fields
        var testDescription: String { name }
        var file: [UInt8] { bytes(hex: der) }

        struct Fields: Decodable, Sendable {
            let version: Int
            let issuer: String
            let thisUpdate: String
            let nextUpdate: String?
            let tbs: String
            let signatureAlgorithm: String
            let signature: String
            let authorityKeyIdentifier: String?
            let number: String?
            let entries: [Entry]
        }

        struct Entry: Decodable, Sendable {
            let serialNumber: String
            let date: String
            let reason: Int?

            init(from decoder: any Decoder) throws {
                var container = try decoder.unkeyedContainer()
                serialNumber = try container.decode(String.self)
                date = try container.decode(String.self)
                reason = try container.decodeNil() ? nil : container.decode(Int.self)
            }
        }
    }

    struct SignedDataVector: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let der: String
        let expected: Fields
        var testDescription: String { name }
        var file: [UInt8] { bytes(hex: der) }

        struct Fields: Decodable, Sendable {
            let version: Int
            let digestAlgorithms: [String]
            let contentType: String
            let content: String?
            let certificates: [String]
            let revocationLists: Int
            let signerInfos: [Signer]
        }

        struct Signer: Decodable, Sendable {
            let version: Int
            let digestAlgorithm: String
            let signatureAlgorithm: String
            let signature: String
            let issuer: String?
            let serialNumber: String?
            let subjectKeyIdentifier: String?
            let attributes: [String]?
            let signedBytes: String?
            let messageDigest: String?
            let signingTime: String?
            let attributeContentType: String?
        }
    }

    private struct CertificateFile: Decodable {
        let certificates: [CertificateVector]
    }
    private struct RevocationListFile: Decodable {
        let revocationLists: [RevocationListVector]
    }
    private struct SignedDataFile: Decodable {
        let signedData: [SignedDataVector]
    }

    static let certificates = load("certificates", CertificateFile.self)?.certificates ?? []
    static let revocationLists = load("revocation-lists", RevocationListFile.self)?.revocationLists ?? []
    static let signedData = load("signed-data", SignedDataFile.self)?.signedData ?? []

    static func certificate(_ name: String) -> [UInt8] { certificates.first { $0.name == name }?.file ?? [] }
    static func signedData(_ name: String) -> [UInt8] { signedData.first { $0.name == name }?.file ?? [] }

    private static func load<File: Decodable>(_ name: String, _ type: File.Type) -> File? {
        guard let url = Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Vectors"),
            let data = try? Data(contentsOf: url)
        else { return nil }
        return try? JSONDecoder().decode(type, from: data)
    }
}
