import SafeOpenSSL
import TestSupport
import Testing

@Suite struct CurveTests {
    /// The numbers of an explicit ECParameters, to be changed one at a time.
    struct Parameters {
        var prime, a, b, generator, order: [UInt8]
        var cofactor: [UInt8]?

        init(_ curve: Vectors.Curve) {
            prime = bytes(hex: curve.prime)
            a = bytes(hex: curve.a)
            b = bytes(hex: curve.b)
            generator = bytes(hex: curve.uncompressed)
            order = bytes(hex: curve.order)
            cofactor = bytes(hex: curve.cofactor)
        }

        var match: NamedCurve? {
            NamedCurve.matching(
                prime: prime[...], a: a[...], b: b[...], generator: generator[...], order: order[...], cofactor: cofactor.map { $0[...] })
        }

        func with(_ change: (inout Parameters) -> Void) -> Parameters {
            var copy = self
            change(&copy)
            return copy
        }
    }

    @Test func everyCurveHasAVector() {
        #expect(Vectors.curves.map(\.curve) == NamedCurve.allCases.map { "\($0)" })
    }

    @Test(arguments: Vectors.curves)
    func explicitParametersAreRecognised(_ vector: Vectors.Curve) {
        let curve = Vectors.curveNamed(vector.curve)
        let given = Parameters(vector)
        #expect(given.match == curve)
        #expect(given.with { $0.generator = bytes(hex: vector.compressed) }.match == curve)
        #expect(given.with { $0.cofactor = nil }.match == curve)
        // Certificates of P-384 and P-521 write a and b with superfluous or missing leading zeros.
        let padded = given.with {
            $0.prime.insert(0, at: 0)
            $0.a.insert(contentsOf: [0, 0], at: 0)
            $0.b.insert(0, at: 0)
            $0.order.insert(0, at: 0)
            $0.cofactor?.insert(0, at: 0)
        }
        #expect(padded.match == curve)
        #expect(given.with { $0.b = Array($0.b.drop { $0 == 0 }) }.match == curve)
    }

    @Test(arguments: Vectors.curves)
    func anyOtherParameterIsACustomCurve(_ vector: Vectors.Curve) {
        let given = Parameters(vector)
        let fields: [(String, WritableKeyPath<Parameters, [UInt8]>)] = [
            ("p", \.prime), ("a", \.a), ("b", \.b), ("G", \.generator), ("n", \.order),
        ]
        for (name, field) in fields {
            for place in [0, given[keyPath: field].count / 2, given[keyPath: field].count - 1] {
                #expect(given.with { $0[keyPath: field][place] ^= 0x10 }.match == nil, "\(name), octet \(place)")
            }
            #expect(given.with { $0[keyPath: field] = [] }.match == nil, "\(name) empty")
            #expect(given.with { $0[keyPath: field].removeLast() }.match == nil, "\(name) truncated")
            #expect(given.with { $0[keyPath: field].append(0) }.match == nil, "\(name) with an octet after it")
        }
        for cofactor: [UInt8] in [[0], [2], [4], [1, 0], []] {
            #expect(given.with { $0.cofactor = cofactor }.match == nil, "h = \(cofactor)")
        }
        // The other root of the base point, and a padded base point.
        #expect(
            given.with { $0.generator = [bytes(hex: vector.compressed)[0] ^ 1] + bytes(hex: vector.compressed).dropFirst() }.match == nil)
        #expect(given.with { $0.generator.insert(0, at: 0) }.match == nil)
        for other in Vectors.curves where other.curve != vector.curve {
            for (name, field) in fields {
                #expect(given.with { $0[keyPath: field] = Parameters(other)[keyPath: field] }.match == nil, "\(name) of \(other.curve)")
            }
        }
    }

    /// CVE-2020-0601: everything right but the base point, which is chosen so that the private key of the issuer's public point is known.
    @Test(arguments: Vectors.curves)
    func aChosenBasePointIsACustomCurve(_ vector: Vectors.Curve) throws {
        let given = Parameters(vector).with { $0.generator = bytes(hex: vector.chosenGenerator) }
        #expect(given.match == nil)
        // The twin is well made: its base point lies on the curve.
        _ = try PublicKey(curve: Vectors.curveNamed(vector.curve), point: given.generator[...])
    }

    @Test(arguments: Vectors.curves)
    func objectIdentifiersAreThoseOfOpenSSL(_ vector: Vectors.Curve) {
        let curve = Vectors.curveNamed(vector.curve)
        let content = bytes(hex: vector.oid).dropFirst(2)
        #expect(NamedCurve(oidContent: content) == curve)
        #expect(curve.oidContent == Array(content))
        #expect(NamedCurve(oidDotted: curve.oidDotted) == curve)
        #expect(CurveTests.dotted(content) == curve.oidDotted)
        #expect(NamedCurve(oidContent: content.dropLast()) == nil)
        #expect(curve.fieldSize == bytes(hex: vector.prime).count)
        #expect(curve.orderSize == bytes(hex: vector.order).count)
        #expect(curve.orderBits == curve.orderSize * 8 - bytes(hex: vector.order)[0].leadingZeroBitCount)
        #expect(DomainParameters.of(curve)?.generator == bytes(hex: vector.uncompressed))
    }

    private static func dotted(_ content: ArraySlice<UInt8>) -> String {
        var arcs: [Int] = []
        var arc = 0
        for octet in content {
            arc = arc << 7 | Int(octet & 0x7F)
            if octet & 0x80 == 0 {
                arcs.append(arc)
                arc = 0
            }
        }
        return ([arcs[0] / 40, arcs[0] % 40] + arcs.dropFirst()).map(String.init).joined(separator: ".")
    }

    @Test func unknownObjectIdentifiersAreNil() {
        #expect(NamedCurve(oidContent: []) == nil)
        #expect(NamedCurve(oidDotted: "1.3.132.0.10") == nil)
        #expect(NamedCurve(oidDotted: "") == nil)
    }
}
