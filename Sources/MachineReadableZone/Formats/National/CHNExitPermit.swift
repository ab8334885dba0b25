/// China's permits to go to Hong Kong and Macau (`CS`, since 2014) or to Taiwan (`CD`): one printed line of 30 characters, and on the chip
/// two more.
///
/// The second line of the chip begins with the Chinese name in code, the third with the sex; only one source names the latter.
enum CHNExitPermit {
    private static let rows: [LayoutRow] = [
        LayoutRow(.documentCode, at: 0, 2), LayoutRow(.documentNumber, at: 2, 9), LayoutRow(.unassigned, at: 12, 1),
        LayoutRow(.dateOfExpiry, at: 13, 6), LayoutRow(.unassigned, at: 20, 1), LayoutRow(.dateOfBirth, at: 21, 6),
        LayoutRow(.unassigned, at: 28, 1),
    ]

    private static let digits: [ZoneTable.PrintedDigit] = [
        ZoneTable.PrintedDigit(.documentNumber, at: 11, over: 2..<11), ZoneTable.PrintedDigit(.dateOfExpiry, at: 19, over: 13..<19),
        ZoneTable.PrintedDigit(.dateOfBirth, at: 27, over: 21..<27),
        ZoneTable.PrintedDigit(.composite, at: 29, over: 2..<12, 13..<20, 21..<28),
    ]

    private static let patterns: [ZonePattern] = ["CSnnnnnnnnnn<nnnnnnn<nnnnnnn<n", "CDnnnnnnnnnn<nnnnnnn<nnnnnnn<n"]

    static let printed = ZoneTable(
        format: .chineseExitPermit, lineLengths: [30], rows: rows, digits: digits, digitColumns: [4..<11], recognition: .patterns(patterns),
        issuer: "CHN",
        nationality: "CHN")

    static let onChip = ZoneTable(
        format: .chineseExitPermit, lineLengths: [30, 30, 30],
        rows: rows + [
            LayoutRow(.other, at: 30, 12), LayoutRow(.names, at: 42, 18), LayoutRow(.sex, at: 60, 1), LayoutRow(.optionalData, at: 61, 29),
        ],
        digits: digits, others: [ZoneTable.OtherRow("codedName", 30..<42)], digitColumns: [4..<11], recognition: .patterns(patterns),
        isConfirmed: false,
        issuer: "CHN", nationality: "CHN")
}
