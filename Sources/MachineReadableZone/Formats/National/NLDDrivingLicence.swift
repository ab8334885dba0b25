/// The driving licence of the Netherlands since 2013: one line of 30 characters with the number and random characters that open the chip
/// (ISO/IEC 18013-3, basic access protection).
enum NLDDrivingLicence {
    static let table = ZoneTable(
        format: .dutchDrivingLicence, lineLengths: [30],
        rows: [
            LayoutRow(.documentCode, at: 0, 2), LayoutRow(.issuingState, at: 2, 3), LayoutRow(.other, at: 5, 1),
            LayoutRow(.documentNumber, at: 6, 10), LayoutRow(.optionalData, at: 16, 13),
        ],
        digits: [ZoneTable.PrintedDigit(.composite, at: 29, over: 0..<29)], others: [ZoneTable.OtherRow("version", 5..<6)],
        recognition: .patterns(["D1NLD"]))
}
