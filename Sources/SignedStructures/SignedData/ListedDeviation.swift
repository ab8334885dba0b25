public import CivilTime
import Irregularities
import TagLengthValue

/// One entry of a deviation or defect list: which documents, all criteria at once, and what is wrong with them.
///
///     Deviation ::= SEQUENCE { documents DeviationDocuments, descriptions SET OF DeviationDescription }
///     DeviationDocuments ::= SEQUENCE {
///         documentType [0] PrintableString OPTIONAL, dscIdentifier DocumentSignerIdentifier OPTIONAL, issuingDate [4] IssuancePeriod OPTIONAL,
///         documentNumbers [5] SET OF PrintableString OPTIONAL }
///     DocumentSignerIdentifier ::= CHOICE { issuerAndSerialNumber [1], subjectKeyIdentifier [2], certificateDigest [3] }
///     Defect ::= SEQUENCE { signerIdentifier SignerIdentifier, certificateHash OCTET STRING OPTIONAL, knownDefects SET OF KnownDefect }
///
/// Doc 9303-12, 10; Doc 9303-3, 7.3.6 (several means must all match); BSI TR-03129-2, 7.
public struct ListedDeviation: Sendable {
    /// The code of the zone, one or two letters, fillers dropped.
    public let documentType: String?
    public let signer: SignerIdentifier?
    /// The digest of the signer's certificate, by the list's hash function.
    public let certificateDigest: ArraySlice<UInt8>?
    /// The first and the last moment of issue.
    public let issued: ClosedRange<Timestamp>?
    /// The elements of the SET of document numbers; nil where numbers are no criterion.
    public let documentNumbers: ArraySlice<UInt8>?
    public let descriptions: [Description]
    /// The entry without its document numbers, as it is kept where these are kept apart.
    public let encodedWithoutNumbers: [UInt8]

    /// Whether the entry names the signer in any way.
    public var namesSigner: Bool { signer != nil || certificateDigest != nil }

    /// Reads an entry of a deviation list, or of a defect list.
    public init?(_ bytes: ArraySlice<UInt8>, isDefect: Bool) {
        guard let entry = try? ElementReader.only(.sequence, in: bytes, limits: .list) else { return nil }
        var parts = entry.elements(.list)
        var reading = Reading()
        do {
            if isDefect { try reading.readDefect(&parts) } else { try reading.readDeviation(&parts) }
        } catch {
            return nil
        }
        documentType = reading.documentType
        signer = reading.signer
        certificateDigest = reading.certificateDigest
        issued = reading.issued
        documentNumbers = reading.documentNumbers
        descriptions = reading.descriptions
        encodedWithoutNumbers = reading.documentNumbers == nil ? Array(bytes) : reading.withoutNumbers
    }

    /// Calls the body with each document number, as its octets stand in the list, until it returns false.
    public static func forEachNumber(in elements: ArraySlice<UInt8>, _ body: (ArraySlice<UInt8>) throws -> Bool) rethrows {
        var cursor = ElementCursor(over: elements, limits: .list)
        while let number = try? cursor.next(in: elements) {
            guard try body(elements[number.contentRange]) else { return }
        }
    }

    private struct Reading {
        var documentType: String?
        var signer: SignerIdentifier?
        var certificateDigest: ArraySlice<UInt8>?
        var issued: ClosedRange<Timestamp>?
        var documentNumbers: ArraySlice<UInt8>?
        var descriptions: [Description] = []
        var withoutNumbers: [UInt8] = []

        /// The most descriptions of one entry; lists have one or two.
        static let descriptionLimit = 64

        mutating func readDeviation(_ parts: inout ElementReader) throws(EncodingError) {
            let documents = try parts.next(.sequence)
            let set = try parts.next(.set)
            var rest = ElementWriter()
            var fields = documents.elements(.list)
            while let field = try fields.next() {
                switch field.tag {
                case .contextPrimitive(0): documentType = String(decoding: field.content.prefix { $0 != UInt8(ascii: "<") }, as: UTF8.self)
                case .context(1): signer = try ListedDeviation.issuerAndSerialNumber(field)
                case .contextPrimitive(2): signer = .subjectKeyIdentifier(field.content)
                case .contextPrimitive(3): certificateDigest = field.content
                case .context(4): issued = try ListedDeviation.period(field)
                case .context(5): documentNumbers = field.content
                // A criterion that is not understood must not be left out: the entry would name more documents than it does.
                default: throw EncodingError(.unexpectedTag, at: field.offset, found: field.tag)
                }
                if field.tag != .context(5) { rest.append(field.bytes) }
            }
            var members = set.elements()
            while descriptions.count < Reading.descriptionLimit, let member = try members.next() {
                if let description = Description(deviation: member) { descriptions.append(description) }
            }
            var whole = ElementWriter()
            whole.write(.sequence) { entry in
                entry.write(.sequence, rest.bytes)
                entry.append(set.bytes)
            }
            withoutNumbers = whole.bytes
        }

        mutating func readDefect(_ parts: inout ElementReader) throws(EncodingError) {
            guard let identifier = try parts.next() else { throw EncodingError(.missingElement, at: parts.position) }
            switch identifier.tag {
            case .sequence: signer = try ListedDeviation.issuerAndSerialNumber(identifier)
            case .contextPrimitive(0): signer = .subjectKeyIdentifier(identifier.content)
            default: throw EncodingError(.unexpectedTag, at: identifier.offset, found: identifier.tag)
            }
            certificateDigest = try parts.nextIf(.octetString)?.content
            var members = try parts.next(.set).elements()
            while descriptions.count < Reading.descriptionLimit, let member = try members.next() {
                if let description = Description(defect: member) { descriptions.append(description) }
            }
        }
    }

    static func issuerAndSerialNumber(_ element: Element) throws(EncodingError) -> SignerIdentifier {
        var fields = element.elements()
        let issuer = try fields.next(.sequence)
        return .issuerAndSerialNumber(DistinguishedName(issuer.bytes), serialNumber: try fields.next(.integer).content)
    }

    /// Two times; a real list has a fraction of a second in its last.
    private static func period(_ element: Element) throws(EncodingError) -> ClosedRange<Timestamp> {
        var cursor = ElementCursor(over: element.content)
        guard let first = try cursor.next(in: element.content), let last = try cursor.next(in: element.content),
            let from = EncodedTime(generalized: first, in: element.content)?.timestamp,
            let until = EncodedTime(generalized: last, in: element.content)?.timestamp, from <= until
        else { throw EncodingError(.malformedTime, at: element.offset) }
        return from...until
    }
}
