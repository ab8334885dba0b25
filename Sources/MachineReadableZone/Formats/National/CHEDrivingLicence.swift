/// The driving licences of Switzerland and Liechtenstein: lines of 9, 30 and 30 characters without any check digit.
///
/// The first line, with the number of the blank card and its language, stands apart from the others and is often not read. The number has
/// nine digits, or twelve with zeros before them.
enum CHEDrivingLicence {
    static let tables: [ZoneTable] = ["CHE", "LIE"].flatMap { state in
        [9, 0].flatMap { start in [9, 12].map { table(state, start, numberLength: $0) } }
    }

    /// The table for a state, by where the second line starts and the length of the number.
    private static func table(_ state: String, _ start: Int, numberLength: Int) -> ZoneTable {
        let version = start + 5 + numberLength
        let birth = version + 5
        let head = start == 0 ? [] : [LayoutRow(.other, at: 0, 7), LayoutRow(.unassigned, at: 7, 2)]
        let rows =
            head + [
                LayoutRow(.documentCode, at: start, 2), LayoutRow(.issuingState, at: start + 2, 3),
                LayoutRow(.documentNumber, at: start + 5, numberLength), LayoutRow(.other, at: version, 3),
                LayoutRow(.unassigned, at: version + 3, 2), LayoutRow(.dateOfBirth, at: birth, 6),
                LayoutRow(.unassigned, at: birth + 6, start + 30 - birth - 6), LayoutRow(.names, at: start + 30, 30),
            ]
        let onCard = start == 0 ? [] : [ZoneTable.OtherRow("cardNumber", 0..<6), ZoneTable.OtherRow("language", 6..<7)]
        let blank = start == 0 ? "" : "nnnnnnn<<"
        let pattern = blank + "FA" + state + String(repeating: "n", count: numberLength + 3) + "<<nnnnnn"
        return ZoneTable(
            format: state == "CHE" ? .swissDrivingLicence : .liechtensteinDrivingLicence,
            lineLengths: start == 0 ? [30, 30] : [9, 30, 30],
            rows: rows, others: onCard + [ZoneTable.OtherRow("version", version..<version + 3)],
            digitColumns: [start + 5..<version + 3], recognition: .patterns([ZonePattern(pattern)]))
    }
}
