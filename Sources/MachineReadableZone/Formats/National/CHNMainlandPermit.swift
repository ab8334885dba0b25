/// China's permits to come to the mainland, for residents of Hong Kong and Macau (`CR`, since 2013, and `C<` of 1999) and of Taiwan (`CT`,
/// since 2015): three lines of 30 characters in an order of China's own.
///
/// A letter before the number of the holder's other card gives the century of birth: A is 18, B is 19, C is 20; on the permit of 1999 two
/// digits after the number give those of birth and expiry: 0 is 18, 1 is 19, 2 is 20. One source gives the layouts.
enum CHNMainlandPermit {
    private static let first: [LayoutRow] = [
        LayoutRow(.documentCode, at: 0, 2), LayoutRow(.documentNumber, at: 2, 9), LayoutRow(.issueCount, at: 12, 2),
        LayoutRow(.dateOfExpiry, at: 15, 6), LayoutRow(.sex, at: 22, 1), LayoutRow(.dateOfBirth, at: 23, 6), LayoutRow(.other, at: 30, 18),
        LayoutRow(.other, at: 48, 1),
    ]

    private static let digits: [ZoneTable.PrintedDigit] = [
        ZoneTable.PrintedDigit(.documentNumber, at: 11, over: 2..<11), ZoneTable.PrintedDigit(.issueCount, at: 14, over: 12..<14),
        ZoneTable.PrintedDigit(.dateOfExpiry, at: 21, over: 15..<21), ZoneTable.PrintedDigit(.dateOfBirth, at: 29, over: 23..<29),
        ZoneTable.PrintedDigit(.composite, at: 59, over: 2..<22, 23..<30, 49..<59),
    ]

    private static let others: [ZoneTable.OtherRow] = [
        ZoneTable.OtherRow("issueCount", 12..<14), ZoneTable.OtherRow("codedName", 30..<48), ZoneTable.OtherRow("centuryOfBirth", 48..<49),
    ]

    static let hongKongAndMacau = ZoneTable(
        format: .chineseMainlandPermit, lineLengths: [30, 30, 30],
        rows: first + [LayoutRow(.identityNumber, at: 49, 9), LayoutRow(.names, at: 60, 30)],
        digits: digits.dropLast() + [ZoneTable.PrintedDigit(.identityNumber, at: 58, over: 49..<58)] + digits.suffix(1),
        others: others + [ZoneTable.OtherRow("identityNumber", 49..<58)], digitColumns: [4..<10], recognition: .patterns(["CRnndddddddd"]),
        isConfirmed: false,
        issuer: "CHN", nationality: "CHN")

    static let taiwan = ZoneTable(
        format: .chineseMainlandPermit, lineLengths: [30, 30, 30],
        rows: first + [LayoutRow(.identityNumber, at: 49, 10), LayoutRow(.names, at: 60, 26), LayoutRow(.other, at: 86, 4)], digits: digits,
        others: others + [ZoneTable.OtherRow("identityNumber", 49..<59), ZoneTable.OtherRow("issuingOffice", 86..<90)],
        digitColumns: [4..<10], recognition: .patterns(["CTnndddddd"]), isConfirmed: false, issuer: "CHN", nationality: "CHN")

    /// The digits of the first line, at 26 over the coded name and at 29 over the line, guard nothing that is read and are not judged.
    static let of1999 = ZoneTable(
        format: .chineseMainlandPermit, lineLengths: [30, 30, 30],
        rows: [
            LayoutRow(.documentCode, at: 0, 2), LayoutRow(.issuingState, at: 2, 3), LayoutRow(.other, at: 5, 25),
            LayoutRow(.dateOfBirth, at: 30, 6), LayoutRow(.sex, at: 37, 1),
            LayoutRow(.dateOfExpiry, at: 38, 6), LayoutRow(.documentNumber, at: 45, 11), LayoutRow(.other, at: 57, 2),
            LayoutRow(.names, at: 60, 30),
        ],
        digits: [
            ZoneTable.PrintedDigit(.dateOfBirth, at: 36, over: 30..<36), ZoneTable.PrintedDigit(.dateOfExpiry, at: 44, over: 38..<44),
            ZoneTable.PrintedDigit(.documentNumber, at: 56, over: 45..<56), ZoneTable.PrintedDigit(.composite, at: 59, over: 30..<59),
        ],
        others: [
            ZoneTable.OtherRow("codedName", 5..<26), ZoneTable.OtherRow("centuryOfBirth", 57..<58),
            ZoneTable.OtherRow("centuryOfExpiry", 58..<59),
        ],
        digitColumns: [46..<56], recognition: .patterns(["H", "M"].map { of1999Pattern(holder: $0) }), isConfirmed: false,
        nationality: "CHN")

    /// The number begins with the letter of Hong Kong or Macau and has ten digits.
    private static func of1999Pattern(holder: String) -> ZonePattern {
        ZonePattern("C<CHN" + String(repeating: "x", count: 40) + holder + String(repeating: "d", count: 10))
    }
}
