/// The identity card of El Salvador: TD1 with a number of eleven characters and its digit after them.
///
/// One source gives the layout. A card whose number is that of TD1 is read as TD1.
enum SLVIdentityCard {
    static let table = ZoneTable(
        format: .salvadoranIdentityCard, lineLengths: [30, 30, 30],
        rows: CardLikeTD1.rows([
            LayoutRow(.documentCode, at: 0, 2), LayoutRow(.issuingState, at: 2, 3), LayoutRow(.documentNumber, at: 5, 11),
            LayoutRow(.optionalData, at: 17, 13),
        ]),
        digits: [ZoneTable.PrintedDigit(.documentNumber, at: 16, over: 5..<16)] + CardLikeTD1.dateDigits + [CardLikeTD1.composite],
        recognition: .proof("IDSLV", unlessNumberIsRight: true), isConfirmed: false)
}
