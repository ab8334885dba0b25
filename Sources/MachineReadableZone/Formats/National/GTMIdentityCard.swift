/// The identity card of Guatemala: TD1 with a number of eleven characters, and a composite digit by an unknown rule.
///
/// One source gives the layout. A card whose number is that of TD1 is read as TD1.
enum GTMIdentityCard {
    static let table = ZoneTable(
        format: .guatemalanIdentityCard, lineLengths: [30, 30, 30],
        rows: CardLikeTD1.rows([
            LayoutRow(.documentCode, at: 0, 2), LayoutRow(.issuingState, at: 2, 3), LayoutRow(.documentNumber, at: 5, 11),
            LayoutRow(.optionalData, at: 17, 13), CardLikeTD1.unknownComposite,
        ]),
        digits: [ZoneTable.PrintedDigit(.documentNumber, at: 16, over: 5..<16)] + CardLikeTD1.dateDigits,
        recognition: .proof("IDGTM", unlessNumberIsRight: true), isConfirmed: false)
}
