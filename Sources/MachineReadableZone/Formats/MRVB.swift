/// Two lines of 36 characters, without a composite check digit (Doc 9303-7, 5.2.2).
enum MRVB: Layout {
    static var format: Format { .mrvB }
    static var hasLongNumbers: Bool { false }
    static var hasOptionalDigit: Bool { false }

    @inline(__always)
    static var rows: LayoutRows {
        [
            .init(.documentCode, .code, at: 0, 2),
            .init(.issuingState, .code, at: 2, 3),
            .init(.names, .names, at: 5, 31),
            .init(.documentNumber, .number, at: 36, 9, checkDigit: true),
            .init(.nationality, .code, at: 46, 3),
            .init(.dateOfBirth, .date, at: 49, 6, checkDigit: true),
            .init(.sex, .sex, at: 56, 1),
            .init(.dateOfExpiry, .date, at: 57, 6, checkDigit: true),
            .init(.optionalData, .text, at: 64, 8),
            .absent,
            .absent,
        ]
    }
}
