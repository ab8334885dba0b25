import Foundation
import SafeOpenSSL
import TestSupport
import Testing

/// The rows of `Vectors/signatures.json` and `Vectors/curves.json`; `Vectors/generate.py` says how they were made.
enum Vectors {
    struct Key: Decodable, Sendable {
        let modulus: String?
        let exponent: String?
        let curve: String?
        let point: String?

        func publicKey() throws -> PublicKey {
            if let modulus, let exponent {
                return try PublicKey(rsaModulus: bytes(hex: modulus)[...], exponent: bytes(hex: exponent)[...])
            }
            return try PublicKey(curve: curveNamed(curve ?? ""), point: bytes(hex: point ?? "")[...])
        }
    }

    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let key: Key
        let scheme: String
        let digest: String
        let value: String
        let signature: String
        let result: String
        let maskDigest: String?
        let saltLength: Int?

        var testDescription: String { name }

        var signatureScheme: SignatureScheme {
            let algorithm = digestNamed(digest)
            return switch scheme {
            case "rsaPKCS1": .rsaPKCS1(algorithm)
            case "rsaPSS": .rsaPSS(algorithm, maskDigest: digestNamed(maskDigest ?? ""), saltLength: saltLength ?? 0)
            case "ecdsa": .ecdsa(algorithm)
            default: .plainECDSA(algorithm)
            }
        }

        var expected: SignatureResult {
            switch result {
            case "valid": .valid
            case "invalid": .invalid
            case "unsupported": .unsupported
            default: SignatureDeviation(rawValue: result).map { .validWithDeviation($0) } ?? .unsupported
            }
        }

        func digestValue() throws -> Digest {
            try #require(Digest(digestNamed(digest), bytes: bytes(hex: value)[...]))
        }
    }

    struct Curve: Decodable, Sendable, CustomTestStringConvertible {
        let curve, uncompressed, compressed, prime, a, b, order, cofactor, oid, publicPoint, chosenGenerator: String

        var testDescription: String { curve }
    }

    private struct File<Row: Decodable>: Decodable {
        let origin: String
        let cases: [Row]?
        let curves: [Row]?
    }

    static let signatures: [Case] = read("signatures", as: Case.self)
    static let curves: [Curve] = read("curves", as: Curve.self)
    static let recovery: [RecoveryTests.Case] = read("recovery", as: RecoveryTests.Case.self)

    private static func read<Row: Decodable>(_ name: String, as: Row.Type) -> [Row] {
        guard let url = Bundle.module.url(forResource: "Vectors/" + name, withExtension: "json"), let data = try? Data(contentsOf: url),
            let file = try? JSONDecoder().decode(File<Row>.self, from: data)
        else { return [] }
        return file.cases ?? file.curves ?? []
    }

    static func digestNamed(_ name: String) -> DigestAlgorithm {
        DigestAlgorithm.allCases.first { "\($0)" == name } ?? .md5
    }

    static func curveNamed(_ name: String) -> NamedCurve {
        NamedCurve.allCases.first { "\($0)" == name } ?? .p192
    }
}
