/// The identity card of Pakistan: TD1 with a number of eight characters, and a composite digit by an unknown rule.
///
/// One source gives the layout. A card whose number is that of TD1 is read as TD1.
enum PAKIdentityCard {
    static let table = ZoneTable(
        format: .pakistaniIdentityCard, lineLengths: [30, 30, 30],
        rows: CardLikeTD1.rows([
            LayoutRow(.documentCode, at: 0, 2), LayoutRow(.issuingState, at: 2, 3), LayoutRow(.documentNumber, at: 5, 8),
            LayoutRow(.optionalData, at: 14, 16), CardLikeTD1.unknownComposite,
        ]),
        digits: [ZoneTable.PrintedDigit(.documentNumber, at: 13, over: 5..<13)] + CardLikeTD1.dateDigits,
        others: [CardLikeTD1.unjudgedDigit],
        recognition: .proof("IxPAK", unlessNumberIsRight: true), isConfirmed: false)
}
