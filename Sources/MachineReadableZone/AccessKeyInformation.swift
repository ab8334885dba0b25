/// What the chip's access keys are derived from: document number, date of birth and date of expiry, each with its check digit.
///
/// Basic access control takes the first 16 bytes of the SHA-1 digest of this text as its key seed, PACE the whole digest as its password (Doc 9303-11,
/// 4.3.2 and 4.4.3.3). Optional data and the composite check digit are no part of it, so that an error there does no harm.
public struct AccessKeyInformation: Sendable, Hashable {
    /// The text, 24 characters or more.
    ///
    /// A number below nine characters is filled up; a long number of TD1 and TD2 stands in whole.
    public let text: String
    /// The elements whose printed check digit is not the one of their characters: one of both was misread, and the chip will refuse the key.
    public let doubtful: [Field]

    /// The information of a zone; nil where it lacks an element or a character of one is unread.
    ///
    /// The digits are the printed ones where they are right, and the computed ones elsewhere.
    public init?(_ zone: MRZ) {
        let elements: [(field: Field, text: String)] = [
            (.documentNumber, zone.numberWithDigit), (.dateOfBirth, zone.dateOfBirth.raw), (.dateOfExpiry, zone.dateOfExpiry.raw),
        ]
        var text = ""
        var doubtful: [Field] = []
        for (field, characters) in elements {
            guard !characters.isEmpty, characters.utf8.allSatisfy(AccessKeyInformation.isLegal) else { return nil }
            let filled = characters + String(repeating: "<", count: max(0, (field == .documentNumber ? 9 : 6) - characters.utf8.count))
            let printed = zone.checkDigits.first { $0.field == field }
            if printed?.valid == false { doubtful.append(field) }
            let digit = printed.flatMap { $0.valid == true ? $0.found : $0.computed }
            // A filler may stand for the digit of an empty element; the keys are made with its number.
            let isDigit = digit.map { (0x30...0x39).contains($0) } ?? false
            text += filled + String(decoding: [isDigit ? digit ?? 0x30 : AccessKeyInformation.digit(filled)], as: UTF8.self)
        }
        self.text = text
        self.doubtful = doubtful
    }

    private static func isLegal(_ byte: UInt8) -> Bool {
        byte == filler || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
    }

    /// The check digit of characters (Doc 9303-3, 4.9).
    private static func digit(_ characters: String) -> UInt8 {
        var sum = 0
        for (index, byte) in characters.utf8.enumerated() {
            let value = byte == filler ? 0 : byte < 0x40 ? Int(byte) - 0x30 : Int(byte) - 0x37
            sum += value * [7, 3, 1][index % 3]
        }
        return 0x30 + UInt8(sum % 10)
    }
}
