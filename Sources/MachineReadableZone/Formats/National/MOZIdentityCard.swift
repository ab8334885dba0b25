/// The identity card of Mozambique (`BI`): TD1 with a composite digit by an unknown rule.
///
/// One source gives the layout. A card whose composite digit is that of TD1 is read as TD1.
enum MOZIdentityCard {
    static let table = ZoneTable(
        format: .mozambicanIdentityCard, lineLengths: [30, 30, 30],
        rows: CardLikeTD1.rows([
            LayoutRow(.documentCode, at: 0, 2), LayoutRow(.issuingState, at: 2, 3), LayoutRow(.documentNumber, at: 5, 9),
            LayoutRow(.optionalData, at: 15, 15), CardLikeTD1.unknownComposite,
        ]),
        digits: [ZoneTable.PrintedDigit(.documentNumber, at: 14, over: 5..<14)] + CardLikeTD1.dateDigits,
        others: [CardLikeTD1.unjudgedDigit], recognition: .proof("BIMOZ", unlessNumberIsRight: false), isConfirmed: false)
}
