public import CivilTime
public import MachineReadableZone

extension JSONWriter {
    /// Writes a machine readable zone as the contract's `mrtd.mrz/1`.
    public mutating func zone(
        _ zone: MRZ, at date: CivilDate, line: Int? = nil, path: String? = nil, accessKey: AccessKey? = nil
    ) {
        object { writer in
            writer.member("schema", "mrtd.mrz/1")
            if let path { writer.member("path", path) }
            if let line { writer.member("line", line) }
            writer.zoneMembers(zone, at: date)
            if let accessKey { writer.accessKey(accessKey) }
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
        object("dateOfBirth") { writer in
            writer.member("mrz", zone.dateOfBirth.raw)
            writer.member("date", zone.dateOfBirth.dateOfBirth(at: date)?.description)
            let candidates = zone.dateOfBirth.birthCandidates(at: date)
            if candidates.count > 1 { writer.member("candidates", candidates.map(\.description)) }
        }
        member("sex", zone.sex?.letter)
        object("dateOfExpiry") { writer in
            writer.member("mrz", zone.dateOfExpiry.raw)
            writer.member("date", zone.dateOfExpiry.dateOfExpiry(at: date)?.description)
        }
        array("optionalData") { writer in
            for data in zone.optionalData { if let data { writer.value(data) } else { writer.null() } }
        }
        array("checkDigits") { writer in for digit in zone.checkDigits { writer.checkDigit(digit) } }
        member("valid", zone.isValid)
        edits(zone.edits)
        irregularities(zone.irregularities)
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
