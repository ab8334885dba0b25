/// The voter's card of Mexico, which is the identity card there: TD1 with the letters of Spanish for the sex, H for a man and M for a woman.
enum MEXIdentityCard {
    static let table = ZoneTable(
        format: .mexicanIdentityCard, lineLengths: [30, 30, 30],
        rows: CardLikeTD1.rows([
            LayoutRow(.documentCode, at: 0, 2), LayoutRow(.issuingState, at: 2, 3), LayoutRow(.documentNumber, at: 5, 9),
            LayoutRow(.optionalData, at: 15, 15),
        ]),
        digits: [ZoneTable.PrintedDigit(.documentNumber, at: 14, over: 5..<14)] + CardLikeTD1.dateDigits + [CardLikeTD1.composite],
        recognition: .patterns(["IDMEX"]), hasSpanishSex: true)
}
