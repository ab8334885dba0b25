/// The identity card of France from 1988 to 2021: two lines of 36 characters with the surname in the first and the given names in the
/// second.
///
/// The number begins with the year and the month of issue and the department. There is no date of expiry: the card was valid for ten years,
/// fifteen if it was issued to an adult from 2014 on.
enum FRAIdentityCard {
    static let table = ZoneTable(
        format: .frenchIdentityCard, lineLengths: [36, 36],
        rows: [
            LayoutRow(.documentCode, at: 0, 2), LayoutRow(.issuingState, at: 2, 3), LayoutRow(.primaryIdentifier, at: 5, 25),
            LayoutRow(.other, at: 30, 6), LayoutRow(.documentNumber, at: 36, 12), LayoutRow(.secondaryIdentifier, at: 49, 14),
            LayoutRow(.dateOfBirth, at: 63, 6), LayoutRow(.sex, at: 70, 1),
        ],
        digits: [
            ZoneTable.PrintedDigit(.documentNumber, at: 48, over: 36..<48), ZoneTable.PrintedDigit(.dateOfBirth, at: 69, over: 63..<69),
            ZoneTable.PrintedDigit(.composite, at: 71, over: 0..<71),
        ],
        others: [
            ZoneTable.OtherRow("administrativeCode", 30..<36), ZoneTable.OtherRow("dateOfIssue", 36..<40),
            ZoneTable.OtherRow("department", 40..<43),
        ],
        digitColumns: [36..<40, 43..<48], recognition: .patterns(["IDFRA"]), nationality: "FRA")
}
