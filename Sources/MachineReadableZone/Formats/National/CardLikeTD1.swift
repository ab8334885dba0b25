/// What the identity cards of some states share that differ from TD1 in the first line only.
enum CardLikeTD1 {
    /// The rows of a card: its own, and those of TD1 for the second and the third line.
    static func rows(_ own: [LayoutRow]) -> [LayoutRow] {
        let lower = [
            LayoutRow(.dateOfBirth, at: 30, 6), TD1.sex, LayoutRow(.dateOfExpiry, at: 38, 6), TD1.nationality,
            LayoutRow(.optionalData2, at: 48, 11), TD1.names,
        ]
        return (own + lower).sorted { $0.first < $1.first }
    }

    static let dateDigits: [ZoneTable.PrintedDigit] = [
        ZoneTable.PrintedDigit(.dateOfBirth, at: 36, over: 30..<36), ZoneTable.PrintedDigit(.dateOfExpiry, at: 44, over: 38..<44),
    ]

    static let composite = ZoneTable.PrintedDigit(.composite, at: 59, over: 5..<30, 30..<37, 38..<45, 48..<59)
    /// The place of a composite digit whose rule is not known; it is shown with the other elements and not judged.
    static let unknownComposite = LayoutRow(.other, at: 59, 1)
    static let unjudgedDigit = ZoneTable.OtherRow("compositeDigit", 59..<60)
}
