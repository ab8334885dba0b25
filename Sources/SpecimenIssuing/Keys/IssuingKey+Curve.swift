import SafeOpenSSL
import SignedStructures
import TagLengthValue

extension IssuingKey {
    /// The AlgorithmIdentifier of a key on a curve: id-ecPublicKey with the curve's name or with all its parameters.
    func writeAlgorithm(of curve: NamedCurve, to info: inout ElementWriter) {
        info.write(.sequence) { algorithm in
            algorithm.write(.ecPublicKey)
            let curve = statedCurve(curve)
            guard form != .named, form != .explicitAs(.otherCurveNamed), let parameters = DomainParameters.of(curve) else {
                algorithm.write(.objectIdentifier, curve.oidContent)
                return
            }
            write(parameters, fieldSize: curve.fieldSize, to: &algorithm)
        }
    }

    private func statedCurve(_ curve: NamedCurve) -> NamedCurve {
        switch form {
        case .explicitAs(.otherCurve), .explicitAs(.otherCurveNamed): curve.otherOfSameSize ?? curve
        default: curve
        }
    }

    /// The compressed form of an uncompressed point (SEC 1, 2.3.3): 02 or 03 by the last bit of y, then x.
    static func compressed(_ point: [UInt8]) -> [UInt8] {
        [0x02 | (point.last ?? 0) & 0x01] + point.dropFirst().prefix((point.count - 1) / 2)
    }

    /// SpecifiedECDomain of version 1: field, curve without seed, base point, order, cofactor (ANSI X9.62; RFC 3279, 2.3.5).
    private func write(_ parameters: DomainParameters, fieldSize: Int, to algorithm: inout ElementWriter) {
        let deviation: ParameterDeviation? = if case .explicitAs(let deviation) = form { deviation } else { nil }
        algorithm.write(.sequence) { domain in
            domain.writeInteger(1)
            domain.write(.sequence) { field in
                field.write(.primeField)
                field.writeUnsignedInteger(parameters.prime)
            }
            domain.write(.sequence) { curve in
                for number in [parameters.a, parameters.b] {
                    curve.write(.octetString, IssuingKey.fieldElement(number, fieldSize, deviation))
                }
                // Nobody checks the seed that the coefficients were made of; its octets are arbitrary here.
                if deviation == .seed { curve.writeBitString((0..<20).map { UInt8(0x50 + $0) }) }
            }
            domain.write(.octetString, generator(parameters, deviation))
            domain.writeUnsignedInteger(parameters.order)
            if deviation != .cofactorAbsent { domain.writeUnsignedInteger(parameters.cofactor) }
        }
    }

    private func generator(_ parameters: DomainParameters, _ deviation: ParameterDeviation?) -> [UInt8] {
        if case .imitating(let generator) = form { return generator }
        return deviation == .generatorCompressed ? IssuingKey.compressed(parameters.generator) : parameters.generator
    }

    /// A coefficient in the octets of the field; the deviations were met on P-384 and P-521.
    private static func fieldElement(_ number: [UInt8], _ fieldSize: Int, _ deviation: ParameterDeviation?) -> [UInt8] {
        switch deviation {
        case .leadingZerosDropped: number
        case .leadingZero: [0] + [UInt8](repeating: 0, count: max(0, fieldSize - number.count)) + number
        default: [UInt8](repeating: 0, count: max(0, fieldSize - number.count)) + number
        }
    }
}
