package import CivilTime
package import SignedStructures
package import TagLengthValue

extension ElementWriter {
    package mutating func write(_ identifier: OID) {
        write(.objectIdentifier, identifier.content)
    }

    package mutating func write(_ tag: Tag, text: some StringProtocol) {
        write(tag, Array(text.utf8))
    }

    /// AlgorithmIdentifier ::= SEQUENCE { algorithm, NULL } or without parameters.
    package mutating func writeAlgorithm(_ identifier: OID, withNull: Bool) {
        write(.sequence) { writer in
            writer.write(identifier)
            if withNull { writer.write(.null, []) }
        }
    }

    /// Time: UTCTime until 2049, GeneralizedTime from 2050 (RFC 5280, 4.1.2.5).
    package mutating func writeTime(_ time: Timestamp) {
        let text = time.generalized
        if time.date.year < 2050 {
            write(.utcTime, text: String(text.dropFirst(2)))
        } else {
            write(.generalizedTime, text: text)
        }
    }
}

extension Timestamp {
    /// `20260601000000Z`.
    package var generalized: String {
        String(description.filter { $0.isNumber }) + "Z"
    }
}

extension CivilDate {
    /// `20260601`.
    package var eightDigits: String { String(description.filter { $0.isNumber }) }

    /// `260601`, as the MRZ writes dates.
    package var sixDigits: String { String(eightDigits.dropFirst(2)) }
}

/// The bytes that the closure writes.
package func encoded(_ content: (inout ElementWriter) -> Void) -> [UInt8] {
    var writer = ElementWriter()
    content(&writer)
    return writer.bytes
}
