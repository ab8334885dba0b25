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
    /// Doc 9303-4, -5, -6, 4.2. Written apart from the reader on purpose, so that each can prove the other wrong.
    package func lines(documentNumberDigit: Character? = nil, compositeDigit: Character? = nil) -> [String] {
        let number = field(documentNumber, 9)
        let numberAndDigit = number + String(documentNumberDigit ?? CheckDigit.of(number))
        let birth = dateOfBirth.sixDigits + String(CheckDigit.of(dateOfBirth.sixDigits))
        let expiry = dateOfExpiry.sixDigits + String(CheckDigit.of(dateOfExpiry.sixDigits))
        func composite(_ text: String) -> String { String(compositeDigit ?? CheckDigit.of(text)) }
        switch size {
        case .td1:
            let first = field(documentCode, 2) + field(issuingState, 3) + numberAndDigit + field(optionalData, 15)
            let optional = field(secondOptionalData, 11)
            let digit = composite(String(first.dropFirst(5)) + birth + expiry + optional)
            return [first, birth + field(sex, 1) + expiry + field(nationality, 3) + optional + digit, field(name, 30)]
        case .td2:
            let optional = field(optionalData, 7)
            let digit = composite(numberAndDigit + birth + expiry + optional)
            return [
                field(documentCode, 2) + field(issuingState, 3) + field(name, 31),
                numberAndDigit + field(nationality, 3) + birth + field(sex, 1) + expiry + optional + digit,
            ]
        case .td3:
            let optional = field(optionalData, 14) + String(CheckDigit.of(field(optionalData, 14)))
            let digit = composite(numberAndDigit + birth + expiry + optional)
            return [
                field(documentCode, 2) + field(issuingState, 3) + field(name, 39),
                numberAndDigit + field(nationality, 3) + birth + field(sex, 1) + expiry + optional + digit,
            ]
        }
    }

    private var name: String { primaryIdentifier + "<<" + secondaryIdentifier }

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

    private static func value(_ character: UInt8) -> Int {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(character - UInt8(ascii: "0"))
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(character - UInt8(ascii: "A")) + 10
        default: 0
        }
    }
}
