import CivilTime
import TagLengthValue

/// The value of the authority key identifier.
///
///     AuthorityKeyIdentifier ::= SEQUENCE { keyIdentifier [0] OPTIONAL, authorityCertIssuer [1] OPTIONAL, authorityCertSerialNumber [2] OPTIONAL }
///
/// RFC 5280, 4.2.1.1.
struct AuthorityKeyIdentifier {
    var keyIdentifier: ArraySlice<UInt8>?
    var serialNumber: ArraySlice<UInt8>?
    /// Whether issuer and serial number are both there or both absent, and nothing else is.
    var isRegular = true

    init?(_ value: ArraySlice<UInt8>) {
        do {
            var outer = ElementCursor(over: value)
            var fields = ElementCursor(inside: try outer.next(.sequence, in: value))
            keyIdentifier = try fields.nextIf(.contextPrimitive(0), in: value).map { value[$0.contentRange] }
            let hasIssuer = try fields.nextIf(.context(1), in: value) != nil
            serialNumber = try fields.nextIf(.contextPrimitive(2), in: value).map { value[$0.contentRange] }
            isRegular = hasIssuer == (serialNumber != nil) && fields.isAtEnd && outer.isAtEnd
        } catch {
            return nil
        }
    }
}

extension BasicConstraints {
    /// Reads the value of the extension, or returns nil where the bytes are none.
    ///
    ///     BasicConstraints ::= SEQUENCE { cA BOOLEAN DEFAULT FALSE, pathLenConstraint INTEGER (0..MAX) OPTIONAL }
    ///
    /// RFC 5280, 4.2.1.9.
    init?(_ value: ArraySlice<UInt8>) {
        do {
            var outer = ElementCursor(over: value)
            var fields = ElementCursor(inside: try outer.next(.sequence, in: value))
            let flag = try fields.nextIf(.boolean, in: value)
            let length = try fields.nextIf(.integer, in: value)
            guard fields.isAtEnd, outer.isAtEnd else { return nil }
            // Any octet but zero is true in BER (X.690, 8.2.2); Ukraine writes 01.
            isCA = flag.map { value[$0.contentRange].contains { $0 != 0 } } ?? false
            pathLength = length.map { smallInteger(value[$0.contentRange]) }
        } catch {
            return nil
        }
    }
}

extension PrivateKeyUsagePeriod {
    /// Reads the value of the extension, or returns nil where the bytes are none.
    ///
    ///     PrivateKeyUsagePeriod ::= SEQUENCE { notBefore [0] GeneralizedTime OPTIONAL, notAfter [1] GeneralizedTime OPTIONAL }
    init?(_ value: ArraySlice<UInt8>) {
        do {
            var outer = ElementCursor(over: value)
            var fields = ElementCursor(inside: try outer.next(.sequence, in: value))
            let first = try fields.nextIf(.contextPrimitive(0), in: value)
            let last = try fields.nextIf(.contextPrimitive(1), in: value)
            notBefore = first.flatMap { EncodedTime(generalized: $0, in: value)?.timestamp }
            notAfter = last.flatMap { EncodedTime(generalized: $0, in: value)?.timestamp }
        } catch {
            return nil
        }
    }

    /// Whether every end that is encoded was read, in the form that the standard asks for, and nothing trails.
    func isWhole(_ value: ArraySlice<UInt8>) -> Bool {
        guard let sequence = try? ElementReader.only(.sequence, in: value) else { return false }
        var count = 0
        var fields = ElementCursor(over: sequence.content)
        while let field = try? fields.next(in: value) {
            guard EncodedTime(generalized: field, in: value)?.isConforming == true else { return false }
            count += 1
        }
        return fields.isAtEnd && count == (notBefore == nil ? 0 : 1) + (notAfter == nil ? 0 : 1) && count > 0
    }
}

/// Reads the purposes of an extended key usage.
///
///     ExtKeyUsageSyntax ::= SEQUENCE SIZE (1..MAX) OF KeyPurposeId
///
/// RFC 5280, 4.2.1.12. Nil where the bytes are none or hold an identifier that is none.
func readObjectIdentifiers(_ value: ArraySlice<UInt8>) -> [OID]? {
    do {
        var outer = ElementCursor(over: value)
        var members = ElementCursor(inside: try outer.next(.sequence, in: value))
        var identifiers: [OID] = []
        while !members.isAtEnd {
            guard let identifier = OID(content: value[try members.next(.objectIdentifier, in: value).contentRange]) else { return nil }
            identifiers.append(identifier)
        }
        return outer.isAtEnd && !identifiers.isEmpty ? identifiers : nil
    } catch {
        return nil
    }
}
