/// The internal passport of Russia: the lines of TD3 with Cyrillic letters in code, without a date of expiry.
///
/// The number is the first three digits of the series and the six of the number; the fourth of the series begins the optional data, which go
/// on with the date of issue and the code of the issuing office.
enum RUSInternalPassport {
    static let table = ZoneTable(
        format: .russianInternalPassport, lineLengths: [44, 44],
        rows: [
            TD3.documentCode, TD3.issuingState, TD3.names, LayoutRow(.documentNumber, at: 44, 9), TD3.nationality,
            LayoutRow(.dateOfBirth, at: 57, 6), TD3.sex, LayoutRow(.unassigned, at: 65, 7), LayoutRow(.optionalData, at: 72, 14),
        ],
        digits: [
            ZoneTable.PrintedDigit(.documentNumber, at: 53, over: 44..<53), ZoneTable.PrintedDigit(.dateOfBirth, at: 63, over: 57..<63),
            ZoneTable.PrintedDigit(.optionalData, at: 86, over: 72..<86),
            ZoneTable.PrintedDigit(.composite, at: 87, over: 44..<54, 57..<64, 65..<87),
        ],
        others: [
            ZoneTable.OtherRow("seriesAndNumber", 44..<47, 72..<73, 47..<53), ZoneTable.OtherRow("dateOfIssue", 73..<79),
            ZoneTable.OtherRow("issuingOffice", 79..<85),
        ],
        digitColumns: [44..<53, 72..<85], recognition: .patterns([ZonePattern("PNRUS" + String(repeating: "x", count: 60) + "<<<<<<<")]),
        hasCodedNames: true)

    /// The code of each letter, in the order of the Russian alphabet.
    private static let letters = Array("АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ".unicodeScalars)
    private static let codes = Array("ABVGDE2JZIQKLMNOPRSTUFHC34WXY9678".utf8)

    /// Writes a name of the zone in Cyrillic letters; nil where a character is the code of none.
    static func decoded(_ name: String) -> String? {
        var text = String.UnicodeScalarView()
        for byte in name.utf8 {
            if let place = codes.firstIndex(of: byte) {
                text.append(letters[place])
            } else if byte == UInt8(ascii: " ") {
                text.append(" ")
            } else {
                return nil
            }
        }
        return String(text)
    }
}
