/// The driving licence of France since 2013: one line of 30 characters with the number, the date of expiry and the first eight letters of
/// the surname.
///
/// The digit after the number covers all before it.
enum FRADrivingLicence {
    static let table = ZoneTable(
        format: .frenchDrivingLicence, lineLengths: [30],
        rows: [
            LayoutRow(.documentCode, at: 0, 2), LayoutRow(.issuingState, at: 2, 3), LayoutRow(.documentNumber, at: 5, 9),
            LayoutRow(.dateOfExpiry, at: 15, 6), LayoutRow(.primaryIdentifier, at: 21, 8),
        ],
        digits: [
            ZoneTable.PrintedDigit(.documentNumber, at: 14, over: 0..<14), ZoneTable.PrintedDigit(.composite, at: 29, over: 0..<29),
        ],
        recognition: .patterns(["D1FRA"]))
}
