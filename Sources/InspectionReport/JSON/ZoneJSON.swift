public import CivilTime
public import MachineReadableZone

extension JSONWriter {
    /// Writes a machine readable zone as the contract's `mrtd.mrz/1`.
    ///
    /// Where a repair was asked for, `repairs` has other readings of it, the likeliest first.
    public mutating func zone(
        _ zone: MRZ, at date: CivilDate, line: Int? = nil, path: String? = nil, repairs: [RepairCandidate]? = nil,
        accessKey: AccessKey? = nil
    ) {
        object { writer in
            writer.member("schema", "mrtd.mrz/1")
            if let path { writer.member("path", path) }
            if let line { writer.member("line", line) }
            writer.zoneMembers(zone, at: date)
            if let repairs { writer.array("repairs") { writer in for repair in repairs { writer.repair(repair) } } }
            if let accessKey { writer.accessKey(accessKey) }
        }
    }

    private mutating func repair(_ candidate: RepairCandidate) {
        object { writer in
            writer.member("proven", candidate.isProven)
            writer.member("valid", candidate.zone.isValid)
            writer.member("format", candidate.zone.format.rawValue)
            writer.member("lines", candidate.zone.lines)
            writer.edits(candidate.zone.edits)
        }
    }

    mutating func zoneMembers(_ zone: MRZ, at date: CivilDate) { zoneMembers(ZoneMembers(zone, at: date)) }

    mutating func zoneMembers(_ zone: ZoneMembers) {
        member("format", zone.format)
        member("lines", zone.lines)
        member("documentCode", zone.documentCode)
        member("issuingState", zone.issuingState)
        member("primaryIdentifier", zone.primaryIdentifier)
        member("secondaryIdentifier", zone.secondaryIdentifier)
        member("nameTruncated", zone.nameTruncated)
        member("documentNumber", zone.documentNumber)
        member("nationality", zone.nationality)
        zoneDate("dateOfBirth", zone.dateOfBirth)
        member("sex", zone.sex)
        zoneDate("dateOfExpiry", zone.dateOfExpiry)
        array("optionalData") { writer in
            for data in zone.optionalData { if let data { writer.value(data) } else { writer.null() } }
        }
        if let elements = zone.otherElements { otherElements(elements) }
        array("checkDigits") { writer in for digit in zone.checkDigits { writer.checkDigit(digit) } }
        member("valid", zone.isValid)
        edits(zone.edits)
        irregularities(zone.irregularities)
    }

    /// A date, or null where the format has none.
    private mutating func zoneDate(_ name: StaticString, _ date: ZoneMembers.Date?) {
        guard let date else { return member(name, nil as String?) }
        object(name) { writer in
            writer.member("mrz", date.raw)
            writer.member("date", date.date)
            if !date.candidates.isEmpty { writer.member("candidates", date.candidates) }
        }
    }

    private mutating func otherElements(_ elements: [(name: String, value: String)]) {
        array("otherElements") { writer in
            for (name, value) in elements {
                writer.object { writer in
                    writer.member("name", name)
                    writer.member("value", value)
                }
            }
        }
    }

    mutating func checkDigit(_ digit: CheckDigit) { checkDigit(ZoneMembers.Digit(digit)) }

    mutating func checkDigit(_ digit: ZoneMembers.Digit) {
        object { writer in
            writer.member("field", digit.field)
            writer.member("line", digit.line)
            writer.member("column", digit.column)
            writer.member("found", digit.found)
            writer.member("computed", digit.computed)
            writer.member("valid", digit.valid)
        }
    }
}
