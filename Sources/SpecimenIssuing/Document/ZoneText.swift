package import CivilTime

/// The size of a document and with it the layout of its MRZ.
package enum DocumentSize: String, Sendable, CaseIterable {
    case td1 = "TD1"
    case td2 = "TD2"
    case td3 = "TD3"
}

/// What is printed in a machine-readable zone.
package struct ZoneContent: Sendable {
    package var size: DocumentSize
    package var documentCode: String
    package var issuingState = "UTO"
    package var primaryIdentifier: String
    package var secondaryIdentifier: String
    package var documentNumber: String
    package var nationality = "UTO"
    package var dateOfBirth: CivilDate
    package var sex: String
    package var dateOfExpiry: CivilDate
    package var optionalData = ""
    package var secondOptionalData = ""
    /// What is not known of the date of birth, and stands as fillers.
    package var unknownBirth = UnknownBirth.nothing

    package enum UnknownBirth: Sendable, CaseIterable {
        case nothing, day, dayAndMonth, all
    }

    /// The check digits of a zone.
    package enum Digit: Sendable, Hashable, CaseIterable {
        case documentNumber, dateOfBirth, dateOfExpiry, optionalData, composite
    }

    package init(
        size: DocumentSize, documentCode: String, primaryIdentifier: String, secondaryIdentifier: String, documentNumber: String,
        dateOfBirth: CivilDate, sex: String, dateOfExpiry: CivilDate, optionalData: String = ""
    ) {
        self.size = size
        self.documentCode = documentCode
        self.primaryIdentifier = primaryIdentifier
        self.secondaryIdentifier = secondaryIdentifier
        self.documentNumber = documentNumber
        self.dateOfBirth = dateOfBirth
        self.sex = sex
        self.dateOfExpiry = dateOfExpiry
        self.optionalData = optionalData
    }

    /// Lines with all check digits; a digit may be falsified before the composite digit is computed over it.
    ///
    /// Doc 9303-4, -5, -6, 4.2. Written apart from the reader on purpose, so that each can prove the other wrong. A number of more than
    /// nine characters goes on in the optional data, where its check digit ends it and a filler stands for it in the digit's place
    /// (Doc 9303-5 and -6, 4.2.2, note j).
    package func lines(
        documentNumberDigit: Character? = nil, compositeDigit: Character? = nil, wrong: Set<Digit> = []
    ) -> [String] {
        func digit(_ kind: Digit, _ text: String) -> String {
            let right = CheckDigit.of(text)
            return String(wrong.contains(kind) ? right == "7" ? "2" : "7" : right)
        }
        let isLong = documentNumber.count > 9 && size != .td3
        let number = field(documentNumber, 9)
        let numberDigit = documentNumberDigit.map { String($0) } ?? digit(.documentNumber, isLong ? documentNumber : number)
        let numberAndDigit = number + (isLong ? "<" : numberDigit)
        let optionalData = isLong ? documentNumber.dropFirst(9) + numberDigit + "<" + optionalData : optionalData
        let birth = birthDigits + digit(.dateOfBirth, birthDigits)
        let expiry = dateOfExpiry.sixDigits + digit(.dateOfExpiry, dateOfExpiry.sixDigits)
        func composite(_ text: String) -> String { compositeDigit.map { String($0) } ?? digit(.composite, text) }
        switch size {
        case .td1:
            let first = field(documentCode, 2) + field(issuingState, 3) + numberAndDigit + field(optionalData, 15)
            let optional = field(secondOptionalData, 11)
            let digit = composite(String(first.dropFirst(5)) + birth + expiry + optional)
            return [first, birth + field(sex, 1) + expiry + field(nationality, 3) + optional + digit, name(30)]
        case .td2:
            let optional = field(optionalData, 7)
            let digit = composite(numberAndDigit + birth + expiry + optional)
            return [
                field(documentCode, 2) + field(issuingState, 3) + name(31),
                numberAndDigit + field(nationality, 3) + birth + field(sex, 1) + expiry + optional + digit,
            ]
        case .td3:
            let optional = field(optionalData, 14) + digit(.optionalData, field(optionalData, 14))
            let digit = composite(numberAndDigit + birth + expiry + optional)
            return [
                field(documentCode, 2) + field(issuingState, 3) + name(39),
                numberAndDigit + field(nationality, 3) + birth + field(sex, 1) + expiry + optional + digit,
            ]
        }
    }

    private var birthDigits: String {
        let digits = dateOfBirth.sixDigits
        return switch unknownBirth {
        case .nothing: digits
        case .day: digits.prefix(4) + "<<"
        case .dayAndMonth: digits.prefix(2) + "<<<<"
        case .all: "<<<<<<"
        }
    }

    /// The name in its field; where it is too long, the primary identifier leaves room for one character of the secondary one, and a letter
    /// stands in the last position, for which a word before it loses its last (Doc 9303-4, 4.2.3).
    private func name(_ length: Int) -> String {
        var (surname, given) = (words(primaryIdentifier), words(secondaryIdentifier))
        func text() -> String { surname.joined(separator: "<") + (given.isEmpty ? "" : "<<" + given.joined(separator: "<")) }
        guard text().count > length else { return field(text(), length) }
        while surname.joined(separator: "<").count > (given.isEmpty ? length : length - 3), ZoneContent.shorten(&surname) {}
        while field(text(), length).hasSuffix("<"), ZoneContent.shorten(&given) || ZoneContent.shorten(&surname) {}
        return field(text(), length)
    }

    private func words(_ identifier: String) -> [String] { identifier.split(separator: " ").map { String($0) } }

    /// Takes the last letter of the longest word, the first of equals; false where no word has more than one.
    private static func shorten(_ words: inout [String]) -> Bool {
        let length = words.map(\.count).max() ?? 0
        guard length > 1, let longest = words.firstIndex(where: { $0.count == length }) else { return false }
        words[longest].removeLast()
        return true
    }

    /// Blanks become fillers; the field is filled or cut to its length.
    private func field(_ text: String, _ length: Int) -> String {
        let filled = text.map { $0 == " " ? "<" : $0 } + [Character](repeating: "<", count: length)
        return String(filled.prefix(length))
    }
}

/// The check digit of Doc 9303-3, 4.9: weights 7, 3, 1, modulo 10.
enum CheckDigit {
    static func of(_ text: String) -> Character {
        var sum = 0
        for (index, character) in text.utf8.enumerated() {
            sum += value(character) * [7, 3, 1][index % 3]
        }
        return Character(UnicodeScalar(UInt8(ascii: "0") + UInt8(sum % 10)))
    }

    static func value(_ character: UInt8) -> Int {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(character - UInt8(ascii: "0"))
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(character - UInt8(ascii: "A")) + 10
        default: 0
        }
    }
}
