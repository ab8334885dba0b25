/// The identity card of Guatemala: TD1 with a composite digit by a rule that no source knows.
///
/// On newer cards the number of thirteen digits goes on in the optional data, its last four not covered by the digit of the number.
enum GTMIdentityCard {
    private static let digits = [ZoneTable.PrintedDigit(.documentNumber, at: 14, over: 5..<14)] + CardLikeTD1.dateDigits

    /// Two sources accept any composite digit and join the number so.
    static let longNumber = ZoneTable(
        format: .guatemalanIdentityCard, lineLengths: [30, 30, 30],
        rows: CardLikeTD1.rows([
            LayoutRow(.documentCode, at: 0, 2), LayoutRow(.issuingState, at: 2, 3), LayoutRow(.documentNumber, at: 5, 9),
            LayoutRow(.documentNumber, at: 15, 4), LayoutRow(.optionalData, at: 19, 11), CardLikeTD1.unknownComposite,
        ]),
        digits: digits, others: [CardLikeTD1.unjudgedDigit], digitColumns: [15..<19],
        recognition: .proof("IDGTMdddddddddddddd", unlessNumberIsRight: false))

    /// One source has cards without the four digits.
    static let shortNumber = ZoneTable(
        format: .guatemalanIdentityCard, lineLengths: [30, 30, 30],
        rows: CardLikeTD1.rows([
            LayoutRow(.documentCode, at: 0, 2), LayoutRow(.issuingState, at: 2, 3), LayoutRow(.documentNumber, at: 5, 9),
            LayoutRow(.optionalData, at: 15, 15), CardLikeTD1.unknownComposite,
        ]),
        digits: digits, others: [CardLikeTD1.unjudgedDigit], recognition: .proof("IDGTM", unlessNumberIsRight: false), isConfirmed: false)
}
