/// The one line of a driving licence that opens its chip (ISO/IEC 18013-3, basic access protection), of a state without a table of its own.
///
/// Only `D`, the digit of the configuration and the check digit are laid down; the states of the European Union begin the rest with their code.
enum ISODrivingLicence {
    static let table = ZoneTable(
        format: .drivingLicence, lineLengths: [30],
        rows: [LayoutRow(.documentCode, at: 0, 2), LayoutRow(.issuingState, at: 2, 3), LayoutRow(.optionalData, at: 5, 24)],
        digits: [ZoneTable.PrintedDigit(.composite, at: 29, over: 0..<29)], recognition: .provenPattern("D1nnn"))
}
