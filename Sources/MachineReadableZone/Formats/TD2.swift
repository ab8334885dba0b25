/// Two lines of 36 characters (Doc 9303-6, 4.2.2).
enum TD2: Layout {
    static var format: Format { .td2 }
    static var hasLongNumbers: Bool { true }
    static var hasOptionalDigit: Bool { false }

    @inline(__always)
    static var rows: LayoutRows {
        [
            .init(.documentCode, .code, at: 0, 2),
            .init(.issuingState, .code, at: 2, 3),
            .init(.names, .names, at: 5, 31),
            .init(.documentNumber, .number, at: 36, 9, checkDigit: true, composite: true),
            .init(.nationality, .code, at: 46, 3),
            .init(.dateOfBirth, .date, at: 49, 6, checkDigit: true, composite: true),
            .init(.sex, .sex, at: 56, 1),
            .init(.dateOfExpiry, .date, at: 57, 6, checkDigit: true, composite: true),
            .init(.optionalData, .text, at: 64, 7, composite: true),
            .init(.composite, .composite, at: 71, 1),
            .absent,
        ]
    }
}
