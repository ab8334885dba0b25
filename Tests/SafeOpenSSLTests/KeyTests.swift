import SafeOpenSSL
import TestSupport
import Testing

@Suite struct KeyTests {
    private static let modulus =
        Vectors.signatures.first { $0.name == "RSA-2048 PKCS#1 sha256" }.map { bytes(hex: $0.key.modulus ?? "") } ?? []
    private static let large =
        Vectors.signatures.first { $0.name == "RSA-4096 e=107903 PKCS#1 sha256" }.map { bytes(hex: $0.key.modulus ?? "") } ?? []

    private static func cause(_ modulus: [UInt8], _ exponent: [UInt8]) -> OpenSSLError.Cause? {
        do throws(OpenSSLError) {
            _ = try PublicKey(rsaModulus: modulus[...], exponent: exponent[...])
            return nil
        } catch {
            return error.cause
        }
    }

    private static func cause(_ curve: NamedCurve, _ point: [UInt8]) -> OpenSSLError.Cause? {
        do throws(OpenSSLError) {
            _ = try PublicKey(curve: curve, point: point[...])
            return nil
        } catch {
            return error.cause
        }
    }

    @Test func rsaNumbersAreJudged() {
        let n = KeyTests.modulus
        let even = Array(n.dropLast()) + [n[n.count - 1] & 0xFE]
        let table: [(String, [UInt8], [UInt8], OpenSSLError.Cause?)] = [
            ("65537", n, [1, 0, 1], nil), ("3", n, [3], nil), ("17", n, [17], nil), ("leading zeros", [0, 0] + n, [0, 3], nil),
            ("exponent as long as a short modulus", n, [1] + [UInt8](repeating: 0, count: 254) + [1], nil),
            ("exponent of 64 bits, 4096 bits", KeyTests.large, [UInt8](repeating: 0xFF, count: 8), nil),
            ("exponent of 65 bits, 4096 bits", KeyTests.large, [1] + [UInt8](repeating: 0xFF, count: 8), .exponentUnusable),
            ("0", n, [0], .exponentUnusable), ("1", n, [1], .exponentUnusable), ("2", n, [2], .exponentUnusable),
            ("65536", n, [1, 0, 0], .exponentUnusable), ("no exponent", n, [], .exponentUnusable),
            ("exponent = modulus", n, n, .exponentUnusable),
            ("exponent above the modulus", n, [1] + n, .exponentUnusable),
            ("no modulus", [], [3], .modulusUnusable), ("modulus 0", [0, 0], [3], .modulusUnusable),
            ("even modulus", even, [3], .modulusUnusable),
            ("511 bits", [0x7F] + [UInt8](repeating: 0xFF, count: 63), [3], .modulusUnusable),
            ("512 bits", [UInt8](repeating: 0xFF, count: 64), [3], nil),
            ("16384 bits", [UInt8](repeating: 0xFF, count: 2048), [3], nil),
            ("16385 bits", [1] + [UInt8](repeating: 0xFF, count: 2048), [3], .modulusUnusable),
        ]
        for (name, modulus, exponent, expected) in table {
            #expect(KeyTests.cause(modulus, exponent) == expected, "\(name)")
        }
    }

    @Test(arguments: Vectors.curves)
    func pointsAreJudged(_ vector: Vectors.Curve) {
        let curve = Vectors.curveNamed(vector.curve)
        let point = bytes(hex: vector.publicPoint)
        let x = Array(point[1..<1 + curve.fieldSize])
        let parity = point[point.count - 1] & 1
        var off = point
        off[off.count - 1] ^= 1
        let prime = bytes(hex: vector.prime)
        let table: [(String, [UInt8], OpenSSLError.Cause?)] = [
            ("uncompressed", point, nil), ("compressed", [2 + parity] + x, nil), ("off the curve", off, .pointNotOnCurve),
            ("hybrid", [6 + parity] + point.dropFirst(), .pointMalformed), ("at infinity", [0], .pointMalformed),
            ("nothing", [], .pointMalformed), ("form alone", [4], .pointMalformed), ("no form", Array(point.dropFirst()), .pointMalformed),
            ("short", Array(point.dropLast()), .pointMalformed), ("long", point + [0], .pointMalformed),
            ("zeros", [4] + [UInt8](repeating: 0, count: 2 * curve.fieldSize), .pointNotOnCurve),
            ("x not below p", [4] + prime + point.suffix(curve.fieldSize), .pointNotOnCurve),
            ("all FF", [4] + [UInt8](repeating: 0xFF, count: 2 * curve.fieldSize), .pointNotOnCurve),
            ("infinity of full length", [0] + [UInt8](repeating: 0, count: 2 * curve.fieldSize), .pointMalformed),
        ]
        for (name, octets, expected) in table {
            #expect(KeyTests.cause(curve, octets) == expected, "\(name)")
        }
    }

    /// A key that names a curve but lies on another of the same size (Lithuania names P-224 for a brainpoolP224r1 key).
    @Test func aPointOfAnotherCurveOfTheSameSizeIsRefused() {
        for one in Vectors.curves {
            for other in Vectors.curves where other.curve != one.curve {
                let curve = Vectors.curveNamed(other.curve)
                let point = bytes(hex: one.publicPoint)
                let expected: OpenSSLError.Cause = point.count == 1 + 2 * curve.fieldSize ? .pointNotOnCurve : .pointMalformed
                #expect(KeyTests.cause(curve, point) == expected, "\(one.curve) as \(other.curve)")
            }
        }
    }

    @Test func keysSayWhatTheyAre() throws {
        let rsa = try PublicKey(rsaModulus: KeyTests.modulus[...], exponent: [3])
        #expect(rsa.kind == .rsa)
        #expect(rsa.bits == 2048)
        let vector = try #require(Vectors.curves.first { $0.curve == "p521" })
        let curve = try PublicKey(curve: .p521, point: bytes(hex: vector.publicPoint)[...])
        #expect(curve.kind == .ellipticCurve(.p521))
        #expect(curve.bits == 521)
    }

    @Test func randomNumbersNeverTrap() {
        var random = SplitMix(state: 9303)
        for _ in 0..<300 {
            let modulus = random.bytes(Int.random(in: 0...300, using: &random))
            let exponent = random.bytes(Int.random(in: 0...9, using: &random))
            guard let key = try? PublicKey(rsaModulus: modulus[...], exponent: exponent[...]) else { continue }
            let signature = random.bytes(modulus.count)
            let digest = Digest(.sha1, bytes: random.bytes(20)[...])
            #expect(digest.map { key.verify(signature[...], over: $0, scheme: .rsaPKCS1(.sha1)) } == .invalid)
        }
        for curve in NamedCurve.allCases {
            for form: UInt8 in 0...7 {
                // About half of all x are coordinates of a point, so that compressed points can be accepted.
                let point = [form] + random.bytes(form == 2 || form == 3 ? curve.fieldSize : 2 * curve.fieldSize)
                let made = KeyTests.cause(curve, point)
                #expect(made != nil || form == 2 || form == 3)
            }
        }
    }

    /// The error of one call never appears in the words of another.
    @Test func errorsAreOfTheirOwnCall() throws {
        let key = try PublicKey(rsaModulus: KeyTests.modulus[...], exponent: [3])
        let digest = try #require(Digest(.sha256, bytes: [UInt8](repeating: 1, count: 32)[...]))
        #expect(key.verify([UInt8](repeating: 1, count: 256)[...], over: digest, scheme: .rsaPKCS1(.sha256)) == .invalid)
        let vector = try #require(Vectors.curves.first)
        var off = bytes(hex: vector.publicPoint)
        off[off.count - 1] ^= 1
        do throws(OpenSSLError) {
            _ = try PublicKey(curve: Vectors.curveNamed(vector.curve), point: off[...])
            Issue.record("a point off the curve was taken")
        } catch {
            #expect(error.operation == .buildKey)
            #expect(error.text.contains("point is not on curve"))
            #expect(!error.text.contains("padding"))
        }
        #expect(KeyTests.cause(KeyTests.modulus, [1]) == .exponentUnusable)
        do throws(OpenSSLError) {
            _ = try PublicKey(rsaModulus: [], exponent: [3])
            Issue.record("an empty modulus was taken")
        } catch {
            #expect(error.text.isEmpty)
        }
    }

    @Test func theVersionIsANumber() {
        #expect(OpenSSLVersion.text.split(separator: ".").count == 3)
        #expect(OpenSSLVersion.text.first == "3")
    }
}
