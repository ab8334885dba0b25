import Irregularities
import TagLengthValue

/// The signed content of a deviation or defect list.
///
///     DeviationList ::= SEQUENCE { version INTEGER { v0(0) }, digestAlg AlgorithmIdentifier OPTIONAL, deviations SET OF Deviation }
///     DefectList ::= SEQUENCE { version INTEGER { v1(0) }, hashAlg OBJECT IDENTIFIER, defects SET OF Defect }
public struct DeviationContent: Sendable {
    /// The entries in the order of the list, with their numbers in it; those that cannot be read are left out.
    public let entries: [(index: Int, deviation: ListedDeviation)]
    /// How many entries could not be read; all beyond the limit are one.
    public let unreadable: Int

    /// The most entries of one list; published ones have a few.
    public static let entryLimit = 100_000

    /// Reads the content of a SignedData of either type.
    public init(_ input: ArraySlice<UInt8>, isDefectList: Bool) throws(StructureError) {
        do throws(EncodingError) {
            var fields = try ElementReader.only(.sequence, in: input, limits: .list).elements(.list)
            _ = try fields.next(.integer)
            if isDefectList { _ = try fields.nextIf(.objectIdentifier) } else { _ = try fields.nextIf(.sequence) }
            var members = try fields.next(.set).elements(.list)
            var entries: [(Int, ListedDeviation)] = []
            var (index, unreadable) = (0, 0)
            while index < DeviationContent.entryLimit, let member = try members.next() {
                if let entry = ListedDeviation(member.bytes, isDefect: isDefectList) {
                    entries.append((index, entry))
                } else {
                    unreadable += 1
                }
                index += 1
            }
            if index == DeviationContent.entryLimit, try members.next() != nil { unreadable += 1 }
            self.entries = entries
            self.unreadable = unreadable
        } catch {
            throw StructureError(error, in: .signedData)
        }
    }
}
