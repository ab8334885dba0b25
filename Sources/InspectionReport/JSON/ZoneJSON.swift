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

    mutating func zoneMembers(_ zone: MRZ, at date: CivilDate) {
        member("format", zone.format.rawValue)
        member("lines", zone.lines)
        member("documentCode", zone.documentCode)
        member("issuingState", zone.issuingState)
        member("primaryIdentifier", zone.primaryIdentifier)
        member("secondaryIdentifier", zone.secondaryIdentifier)
        member("nameTruncated", zone.nameTruncated)
        member("documentNumber", zone.documentNumber)
        member("nationality", zone.nationality)
        let birth = zone.dateOfBirth
        let candidates = birth.birthCandidates(at: date)
        zoneDate("dateOfBirth", birth, birth.dateOfBirth(at: date), candidates: candidates.count > 1 ? candidates : [])
        member("sex", zone.sex?.letter)
        zoneDate("dateOfExpiry", zone.dateOfExpiry, zone.dateOfExpiry.dateOfExpiry(at: date))
        array("optionalData") { writer in
            for data in zone.optionalData { if let data { writer.value(data) } else { writer.null() } }
        }
        otherElements(zone, at: date)
        array("checkDigits") { writer in for digit in zone.checkDigits { writer.checkDigit(digit) } }
        member("valid", zone.isValid)
        edits(zone.edits)
        irregularities(zone.irregularities)
    }

    /// A date, or null where the format has none.
    private mutating func zoneDate(_ name: StaticString, _ date: ZoneDate, _ meant: PartialDate?, candidates: [PartialDate] = []) {
        guard !date.raw.isEmpty else { return member(name, nil as String?) }
        object(name) { writer in
            writer.member("mrz", date.raw)
            writer.member("date", meant?.description)
            if !candidates.isEmpty { writer.member("candidates", candidates.map(\.description)) }
        }
    }

    /// What only a national format has; the formats of Doc 9303 have no such member.
    private mutating func otherElements(_ zone: MRZ, at date: CivilDate) {
        guard !zone.format.isOfDoc9303 else { return }
        array("otherElements") { writer in
            var elements = zone.otherElements.map { ($0.name, $0.value) }
            if let estimate = zone.estimatedDateOfExpiry(at: date) { elements.append(("estimatedDateOfExpiry", estimate.description)) }
            for (name, value) in elements {
                writer.object { writer in
                    writer.member("name", name)
                    writer.member("value", value)
                }
            }
        }
    }

    mutating func checkDigit(_ digit: CheckDigit) {
        object { writer in
            writer.member("field", digit.field.name)
            writer.member("line", digit.line)
            writer.member("column", digit.column)
            writer.member("found", digit.found.map { String(decoding: [$0], as: UTF8.self) })
            writer.member("computed", digit.computed.map { String(decoding: [$0], as: UTF8.self) })
            writer.member("valid", digit.valid)
        }
    }
}
