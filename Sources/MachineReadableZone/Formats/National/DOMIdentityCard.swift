/// The identity card of the Dominican Republic: TD1 with the eleven digits of the number as a long one, and a composite digit by an unknown
/// rule.
///
/// One source gives the layout. A card whose composite digit is that of TD1 is read as TD1.
enum DOMIdentityCard {
    static let table = ZoneTable(
        format: .dominicanIdentityCard, lineLengths: [30, 30, 30],
        rows: CardLikeTD1.rows([
            LayoutRow(.documentCode, at: 0, 2), LayoutRow(.issuingState, at: 2, 3), LayoutRow(.documentNumber, at: 5, 9),
            LayoutRow(.unassigned, at: 14, 1), LayoutRow(.documentNumber, at: 15, 2), LayoutRow(.optionalData, at: 18, 12),
            CardLikeTD1.unknownComposite,
        ]),
        digits: [ZoneTable.PrintedDigit(.documentNumber, at: 17, over: 5..<14, 15..<17)] + CardLikeTD1.dateDigits,
        others: [CardLikeTD1.unjudgedDigit],
        recognition: .proof("IDDOMnnnnnnnnn<nnn", unlessNumberIsRight: false), isConfirmed: false)
}
