/// The identity card of Slovakia of the 1990s: two lines of 34 characters, a TD2 without its composite digit.
///
/// One source gives the layout; the last characters are taken for optional data.
enum SVKIdentityCard {
    static let table = ZoneTable(
        format: .slovakIdentityCard, lineLengths: [34, 34],
        rows: [
            LayoutRow(.documentCode, at: 0, 2), LayoutRow(.issuingState, at: 2, 3), LayoutRow(.names, at: 5, 29),
            LayoutRow(.documentNumber, at: 34, 9), LayoutRow(.nationality, at: 44, 3), LayoutRow(.dateOfBirth, at: 47, 6),
            LayoutRow(.sex, at: 54, 1), LayoutRow(.dateOfExpiry, at: 55, 6), LayoutRow(.optionalData, at: 62, 6),
        ],
        digits: [
            ZoneTable.PrintedDigit(.documentNumber, at: 43, over: 34..<43), ZoneTable.PrintedDigit(.dateOfBirth, at: 53, over: 47..<53),
            ZoneTable.PrintedDigit(.dateOfExpiry, at: 61, over: 55..<61),
        ],
        recognition: .patterns(["I<SVK"]), isConfirmed: false)
}
