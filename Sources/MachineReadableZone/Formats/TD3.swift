/// Two lines of 44 characters (Doc 9303-4, 4.2.2).
enum TD3: Layout {
    static var format: Format { .td3 }
    static var hasLongNumbers: Bool { false }
    static var hasOptionalDigit: Bool { true }

    @inline(__always)
    static var rows: LayoutRows {
        [
            .init(.documentCode, .code, at: 0, 2),
            .init(.issuingState, .code, at: 2, 3),
            .init(.names, .names, at: 5, 39),
            .init(.documentNumber, .number, at: 44, 9, checkDigit: true, composite: true),
            .init(.nationality, .code, at: 54, 3),
            .init(.dateOfBirth, .date, at: 57, 6, checkDigit: true, composite: true),
            .init(.sex, .sex, at: 64, 1),
            .init(.dateOfExpiry, .date, at: 65, 6, checkDigit: true, composite: true),
            .init(.optionalData, .text, at: 72, 14, checkDigit: true, composite: true),
            .init(.composite, .composite, at: 87, 1),
            .absent,
        ]
    }
}
