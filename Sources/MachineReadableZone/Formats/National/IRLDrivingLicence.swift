/// The driving licence of Ireland: one line of 30 characters with the first twelve letters of the surname, the nationality and the number.
///
/// One source gives the elements; the last digit is that of ISO/IEC 18013-3, and what the character before it is that source does not know.
enum IRLDrivingLicence {
    static let table = ZoneTable(
        format: .irishDrivingLicence, lineLengths: [30],
        rows: [
            LayoutRow(.documentCode, at: 0, 2), LayoutRow(.primaryIdentifier, at: 2, 12), LayoutRow(.nationality, at: 14, 3),
            LayoutRow(.unassigned, at: 17, 1), LayoutRow(.documentNumber, at: 18, 10), LayoutRow(.unassigned, at: 28, 1),
        ],
        digits: [ZoneTable.PrintedDigit(.composite, at: 29, over: 0..<29)],
        recognition: .provenPattern("D<nxxxxxxxxxxxnnn<nnnnnnnnnnn"), isConfirmed: false, issuer: "IRL")
}
