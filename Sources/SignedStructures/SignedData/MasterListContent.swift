public import Irregularities
import TagLengthValue

/// The signed content of a CSCA master list.
///
///     CscaMasterList ::= SEQUENCE { version CscaMasterListVersion, certList SET OF Certificate }
///
/// Doc 9303-12, 8.2.
public struct MasterListContent: Sendable {
    public let version: Int
    /// The elements of the set in the order of the file, not looked into.
    public let certificates: [ArraySlice<UInt8>]
    public let irregularities: [Irregularity]

    /// Reads the content octets of a SignedData whose content type is cscaMasterList.
    public init(_ input: ArraySlice<UInt8>) throws(StructureError) {
        do {
            try self.init(reading: input)
        } catch {
            throw StructureError(error, in: .masterList)
        }
    }

    private init(reading input: ArraySlice<UInt8>) throws(EncodingError) {
        var outer = ElementCursor(over: input)
        let whole = try outer.next(.sequence, in: input)
        var irregularities: [Irregularity] = []
        if let trailing = outer.trailing() { irregularities.append(trailing) }
        var fields = ElementCursor(inside: whole)
        let versionField = try fields.next(.integer, in: input)
        version = smallInteger(input[versionField.contentRange])
        if version != 0 { irregularities.append(Irregularity(.unknownVersion, at: versionField.place)) }
        let set = try fields.next(.set, in: input)
        if let trailing = fields.trailing() { irregularities.append(trailing) }
        var certificates: [ArraySlice<UInt8>] = []
        var members = ElementCursor(inside: set, limits: .list)
        var isSorted = true
        while let member = try members.next(in: input) {
            let bytes = input[member.range]
            if member.tag != .sequence { irregularities.append(Irregularity(.unexpectedTag, at: member.place)) }
            if isSorted, let previous = certificates.last, bytes.lexicographicallyPrecedes(previous) {
                isSorted = false
                irregularities.append(Irregularity(.unsortedSet, at: member.place))
            }
            certificates.append(bytes)
        }
        irregularities += MasterListContent.duplicates(certificates, isSorted: isSorted)
        self.certificates = certificates
        self.irregularities = irregularities
    }

    private static func duplicates(_ certificates: [ArraySlice<UInt8>], isSorted: Bool) -> [Irregularity] {
        var found: [Irregularity] = []
        if isSorted {
            for (first, second) in zip(certificates, certificates.dropFirst()) where first == second {
                found.append(Irregularity(.duplicateCertificate, at: SourceLocation(of: second)))
            }
        } else {
            var seen: Set<ArraySlice<UInt8>> = []
            for certificate in certificates where !seen.insert(certificate).inserted {
                found.append(Irregularity(.duplicateCertificate, at: SourceLocation(of: certificate)))
            }
        }
        return found
    }
}
