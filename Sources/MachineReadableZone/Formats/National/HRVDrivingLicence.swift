/// The driving licence of Croatia: one line of 30 characters of which only the first is a letter, with no code of the state.
///
/// One source gives the elements; the last digit is that of ISO/IEC 18013-3.
enum HRVDrivingLicence {
    static let table = ZoneTable(
        format: .croatianDrivingLicence, lineLengths: [30],
        rows: [
            LayoutRow(.documentCode, at: 0, 2), LayoutRow(.documentNumber, at: 2, 8), LayoutRow(.other, at: 10, 11),
            LayoutRow(.dateOfExpiry, at: 21, 6), LayoutRow(.unassigned, at: 27, 2),
        ],
        digits: [ZoneTable.PrintedDigit(.composite, at: 29, over: 0..<29)], others: [ZoneTable.OtherRow("personalNumber", 10..<21)],
        digitColumns: [2..<21], recognition: .provenPattern("D1ddddddddddddddddddddddddd<<"), isConfirmed: false, issuer: "HRV")
}
