package import CivilTime
package import SignedStructures
import TagLengthValue

/// How a certificate is written; every variable stands at what Doc 9303-12 asks for, and deviations change some of them.
package struct CertificateForm: Sendable {
    package enum SerialNumber: Sendable {
        case positive, negative, zero
        /// 24 octets, four more than RFC 5280, 4.1.2.2 allows.
        case long
    }

    package enum Time: Sendable {
        /// UTCTime until 2049, GeneralizedTime from 2050 on.
        case standard
        case generalized, generalizedWithFraction, withoutSeconds, withOffset
    }

    /// What the version field says, less one; nil leaves it out.
    package var version: UInt? = 2
    package var serialNumber = SerialNumber.positive
    package var issuer: [NameDeviation] = []
    package var subject: [NameDeviation] = []
    package var time = Time.standard
    /// The end of the validity where it is not the one that was asked for.
    package var notAfter: Timestamp?
    /// What the issuer does to its key before it signs, for example another way to write the algorithm.
    package var signer: @Sendable (IssuingKey) -> IssuingKey = { $0 }
    /// The parameters of the outer signatureAlgorithm where they differ from the inner ones.
    package var outerParameters: IssuingKey.AlgorithmParameters?
    package var keyParameters: IssuingKey.ParameterDeviation?
    package var hasUniqueIdentifiers = false
    package var extensionEdits: [ExtensionEdit] = []
    /// DER writes TRUE as FF.
    package var trueOctet: UInt8 = 0xFF
    /// DER leaves out what is the default.
    package var encodesDefaults = false

    package init() {}

    /// The content octets of the serial number.
    package func content(ofSerialNumber magnitude: [UInt8]) -> [UInt8] {
        let number = Array(magnitude.drop { $0 == 0 })
        switch serialNumber {
        case .positive: return number.isEmpty || number[0] & 0x80 != 0 ? [0] + number : number
        case .negative: return [0x80 | (number.first ?? 0)] + number.dropFirst()
        case .zero: return [0]
        case .long: return [0x5A] + [UInt8](repeating: 0xA5, count: max(0, 23 - number.count)) + number
        }
    }

    func name(_ name: Name, _ deviations: [NameDeviation]) -> Name {
        deviations.reduce(name) { $0.changed($1) }
    }

    func write(_ moment: Timestamp, to writer: inout ElementWriter) {
        let text = moment.generalized
        switch time {
        case .standard: writer.writeTime(moment)
        case .generalized: writer.write(.generalizedTime, text: text)
        case .generalizedWithFraction: writer.write(.generalizedTime, text: text.dropLast() + ".000Z")
        case .withoutSeconds: writer.write(.utcTime, text: text.dropFirst(2).dropLast(3) + "Z")
        case .withOffset: writer.write(.utcTime, text: text.dropFirst(2).dropLast() + "+0000")
        }
    }
}

/// One change to the extensions that a profile asks for.
package enum ExtensionEdit: Sendable {
    case remove(OID)
    case critical(OID, Bool)
    /// The content of extnValue.
    case replace(OID, @Sendable (ExtensionContent) -> [UInt8])
    case identifier(OID, by: OID)
    case add(OID, critical: Bool, @Sendable (ExtensionContent) -> [UInt8])

    func apply(to list: inout [IssuedExtension], _ content: ExtensionContent) {
        func change(_ identifier: OID, _ body: (inout IssuedExtension) -> Void) {
            for index in list.indices where list[index].identifier == identifier { body(&list[index]) }
        }
        switch self {
        case .remove(let identifier): list.removeAll { $0.identifier == identifier }
        case .critical(let identifier, let isCritical): change(identifier) { $0.isCritical = isCritical }
        case .replace(let identifier, let value): change(identifier) { $0.value = value(content) }
        case .identifier(let identifier, let other): change(identifier) { $0.identifier = other }
        case .add(let identifier, let isCritical, let value):
            list.append(IssuedExtension(identifier: identifier, isCritical: isCritical, value: value(content)))
        }
    }
}
