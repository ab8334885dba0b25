/// What comes out where a reader types for the keyboard of one country and the computer is set for that of another.
///
/// Letters change places, on French keyboards digits become signs, and the filler becomes another sign. Names have no check digit, so that a
/// layout is believed only where the fillers are gone and all check digits are right by it.
struct KeyboardLayout: Sendable {
    /// The characters that come out and those that were meant.
    let keys: [Character: UInt8]

    private init(swapping letters: [(Character, Character)], signs: [(Character, Character)]) {
        var pairs = signs
        for (first, second) in letters { pairs += [(first, second), (second, first)] }
        var keys: [Character: UInt8] = [:]
        for (typed, meant) in pairs {
            keys[typed] = meant.asciiValue
            if typed.isLetter, let small = typed.lowercased().first { keys[small] = meant.lowercased().first?.asciiValue }
        }
        self.keys = keys
    }

    /// QWERTY and QWERTZ, either way round.
    private static let qwertz = KeyboardLayout(swapping: [("Y", "Z")], signs: [])
    private static let frenchLetters: [(Character, Character)] = [("A", "Q"), ("W", "Z")]
    /// A reader for QWERTY at a computer for AZERTY: digits come out as they are without the shift key.
    private static let azertyComputer = KeyboardLayout(
        swapping: frenchLetters,
        signs: [
            ("?", "M"), (",", "M"), ("&", "1"), ("é", "2"), ("\"", "3"), ("'", "4"), ("(", "5"), ("-", "6"), ("è", "7"), ("_", "8"),
            ("ç", "9"), ("à", "0"), ("§", "6"), ("!", "8"),
        ])
    /// A reader for AZERTY at a computer for QWERTY: digits come out as they are with the shift key.
    private static let azertyReader = KeyboardLayout(
        swapping: frenchLetters,
        signs: [
            (":", "M"), (";", "M"), ("!", "1"), ("@", "2"), ("#", "3"), ("$", "4"), ("%", "5"), ("^", "6"), ("&", "7"), ("*", "8"),
            ("(", "9"), (")", "0"),
        ])

    /// A reader for QWERTY at a Czech or Slovak computer.
    private static let czech = KeyboardLayout(
        swapping: [("Y", "Z")],
        signs: [
            ("?", "<"), ("+", "1"), ("ě", "2"), ("ľ", "2"), ("š", "3"), ("č", "4"), ("ř", "5"), ("ť", "5"), ("ž", "6"), ("ý", "7"),
            ("á", "8"),
            ("í", "9"), ("é", "0"),
        ])
    private static let hungarian = KeyboardLayout(swapping: [("Y", "Z")], signs: [("?", "<"), ("Ö", "0")])
    private static let turkish = KeyboardLayout(swapping: [], signs: [("Ö", "<"), ("ı", "I"), ("İ", "I")])
    /// A reader for QWERTY at a Russian or Ukrainian computer.
    private static let cyrillic = KeyboardLayout(
        swapping: [], signs: Array(zip("ЙЦУКЕНГШЩЗФЫІВАПРОЛДЯЧСМИТЬБ", "QWERTYUIOPASSDFGHJKLZXCVBNM<")))

    /// A reader for QWERTY at a Serbian computer.
    private static let serbian = KeyboardLayout(
        swapping: [], signs: Array(zip("ЉЊЕРТЗУИОПАСДФГХЈКЛЅЏЦВБНМ", "QWERTYUIOPASDFGHJKLZXCVBNM")) + [("Ѕ", "Z")])
    /// A reader for QWERTY at a Greek computer, whose filler is the same.
    private static let greek = KeyboardLayout(
        swapping: [], signs: Array(zip(":ςΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜ", "QWERTYUIOPASDFGHJKLZXCVBNM")) + [(";", "Q"), ("΅", "W")])
    /// A reader for QWERTY at a Lithuanian computer, whose digits are letters.
    private static let lithuanian = KeyboardLayout(
        swapping: [], signs: Array(zip("ąčęėįšųū", "12345678")) + Array(zip("ĄČĘĖĮŠŲŪ", "12345678")))

    static let all: [KeyboardLayout] = [
        qwertz, azertyComputer, azertyReader, czech, hungarian, turkish, cyrillic, serbian, greek, lithuanian,
    ]
}
