/// The driving licence of Estonia: one line of 30 characters with the number and the personal code.
///
/// One source gives the elements; the last digit is that of ISO/IEC 18013-3.
enum ESTDrivingLicence {
    static let table = ZoneTable(
        format: .estonianDrivingLicence, lineLengths: [30],
        rows: [
            LayoutRow(.documentCode, at: 0, 2), LayoutRow(.issuingState, at: 2, 3), LayoutRow(.documentNumber, at: 5, 8),
            LayoutRow(.unassigned, at: 13, 1), LayoutRow(.other, at: 14, 15),
        ],
        digits: [ZoneTable.PrintedDigit(.composite, at: 29, over: 0..<29)], others: [ZoneTable.OtherRow("personalNumber", 14..<29)],
        recognition: .patterns(["D<ESTnnnnnnnn<"]), isConfirmed: false)
}
