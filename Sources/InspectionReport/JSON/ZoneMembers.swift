import CivilTime
import Irregularities
import MachineReadableZone

/// The values of the contract's `mrtd.mrz/1`, in the order of its members.
///
/// They are apart from the zone so that a template of a line can be written with marks in their places (`ZoneLineTemplate`).
struct ZoneMembers {
    struct Date {
        var raw: String
        var date: String?
        /// The dates of two centuries; empty where only one is possible.
        var candidates: [String] = []
    }

    struct Digit {
        var field: String
        var line: Int
        var column: Int
        var found: String?
        var computed: String?
        var valid: Bool?
    }

    var format: String
    var lines: [String]
    var documentCode: String
    var issuingState: String
    var primaryIdentifier: String?
    var secondaryIdentifier: String?
    var nameTruncated: Bool
    var documentNumber: String?
    var nationality: String?
    /// Nil where the format has none.
    var dateOfBirth: Date?
    var sex: String?
    /// Nil where the format has none.
    var dateOfExpiry: Date?
    var optionalData: [String?]
    /// Nil in the formats of Doc 9303, which have no such member.
    var otherElements: [(name: String, value: String)]?
    var checkDigits: [Digit]
    var isValid: Bool
    var edits: [Edit]
    var irregularities: [Irregularity]
}

extension ZoneMembers {
    init(_ zone: MRZ, at day: CivilDate) {
        format = zone.format.rawValue
        lines = zone.lines
        documentCode = zone.documentCode
        issuingState = zone.issuingState
        primaryIdentifier = zone.primaryIdentifier
        secondaryIdentifier = zone.secondaryIdentifier
        nameTruncated = zone.nameTruncated
        documentNumber = zone.documentNumber
        nationality = zone.nationality
        let birth = zone.dateOfBirth
        let candidates = birth.birthCandidates(at: day)
        dateOfBirth = Date(birth, birth.dateOfBirth(at: day), candidates: candidates.count > 1 ? candidates : [])
        sex = zone.sex?.letter
        let expiry = zone.dateOfExpiry
        dateOfExpiry = Date(expiry, expiry.dateOfExpiry(at: day))
        optionalData = zone.optionalData
        if !zone.format.isOfDoc9303 {
            var elements = zone.otherElements.map { (name: $0.name, value: $0.value) }
            if let estimate = zone.estimatedDateOfExpiry(at: day) { elements.append(("estimatedDateOfExpiry", estimate.description)) }
            otherElements = elements
        }
        checkDigits = zone.checkDigits.map(Digit.init)
        isValid = zone.isValid
        edits = zone.edits
        irregularities = zone.irregularities
    }
}

extension ZoneMembers.Date {
    fileprivate init?(_ date: ZoneDate, _ meant: PartialDate?, candidates: [PartialDate] = []) {
        guard !date.raw.isEmpty else { return nil }
        self.init(raw: date.raw, date: meant?.description, candidates: candidates.map(\.description))
    }
}

extension ZoneMembers.Digit {
    init(_ digit: CheckDigit) {
        self.init(
            field: digit.field.name, line: digit.line, column: digit.column, found: digit.found.map { String(Unicode.Scalar($0)) },
            computed: digit.computed.map { String(Unicode.Scalar($0)) }, valid: digit.valid)
    }
}
