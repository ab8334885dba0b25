/// The characters that readers take for one another, the likeliest first.
///
/// From the pairs that public issue trackers and OCR-B's own shapes give; they rank candidates and prove nothing.
enum Confusions {
    /// The letters read for digits and the digits read for letters.
    private static let pairs: [(read: Character, meant: String)] = [
        ("O", "0"), ("Q", "0"), ("D", "0"), ("U", "0"), ("I", "1"), ("L", "1"), ("T", "17"), ("J", "1"), ("Z", "27"), ("S", "5"),
        ("G", "6"),
        ("B", "83"), ("A", "4"), ("Y", "7"), ("E", "3"), ("P", "9"), ("F", "7"), ("C", "0"), ("H", "4"), ("R", "2"),
        ("0", "ODQUC"), ("1", "ILTJ"), ("2", "ZR"), ("3", "BE"), ("4", "AH"), ("5", "S"), ("6", "G"), ("7", "TZYF"), ("8", "B"),
        ("9", "GP"),
    ]

    /// Characters of one class read for one another.
    private static let alike: [(read: Character, meant: String)] = [
        ("0", "869"), ("1", "7"), ("2", "7"), ("3", "8"), ("4", "9"), ("5", "6"), ("6", "805"), ("7", "12"), ("8", "036"), ("9", "04"),
        ("<", "KCLEXS"), ("K", "<X"), ("C", "<GO"), ("L", "<I"), ("E", "<F"), ("X", "<K"), ("M", "N"), ("N", "MH"), ("H", "N"), ("V", "YU"),
        ("U", "V"), ("W", "VM"), ("O", "DQ"), ("Q", "O"), ("D", "O"), ("R", "P"), ("P", "R"), ("F", "E"), ("G", "C"), ("S", "<"),
    ]

    private static func table(_ rows: [(read: Character, meant: String)]) -> [UInt8: [UInt8]] {
        Dictionary(uniqueKeysWithValues: rows.compactMap { row in row.read.asciiValue.map { ($0, Array(row.meant.utf8)) } })
    }

    private static let otherClass = table(pairs)
    private static let sameClass = table(alike)

    /// What a letter stands for among digits, or a digit among letters.
    static func acrossClasses(_ byte: UInt8) -> [UInt8] { otherClass[byte] ?? [] }

    /// What a character may have been, of any class.
    static func all(_ byte: UInt8) -> [UInt8] { (otherClass[byte] ?? []) + (sameClass[byte] ?? []) }
}
