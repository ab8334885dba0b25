/// Two lines of 44 characters, without a composite check digit (Doc 9303-7, 4.2.2).
enum MRVA: Layout {
    static var format: Format { .mrvA }
    static var hasLongNumbers: Bool { false }
    static var hasOptionalDigit: Bool { false }

    @inline(__always)
    static var rows: LayoutRows {
        [
            .init(.documentCode, .code, at: 0, 2),
            .init(.issuingState, .code, at: 2, 3),
            .init(.names, .names, at: 5, 39),
            .init(.documentNumber, .number, at: 44, 9, checkDigit: true),
            .init(.nationality, .code, at: 54, 3),
            .init(.dateOfBirth, .date, at: 57, 6, checkDigit: true),
            .init(.sex, .sex, at: 64, 1),
            .init(.dateOfExpiry, .date, at: 65, 6, checkDigit: true),
            .init(.optionalData, .text, at: 72, 16),
            .absent,
            .absent,
        ]
    }
}
