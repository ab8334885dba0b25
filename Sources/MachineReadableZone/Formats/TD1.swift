/// Three lines of 30 characters (Doc 9303-5, 4.2.2).
enum TD1: Layout {
    static var format: Format { .td1 }
    static var hasLongNumbers: Bool { true }
    static var hasOptionalDigit: Bool { false }

    @inline(__always)
    static var rows: LayoutRows {
        [
            .init(.documentCode, .code, at: 0, 2),
            .init(.issuingState, .code, at: 2, 3),
            .init(.documentNumber, .number, at: 5, 9, checkDigit: true, composite: true),
            .init(.optionalData, .text, at: 15, 15, composite: true),
            .init(.dateOfBirth, .date, at: 30, 6, checkDigit: true, composite: true),
            .init(.sex, .sex, at: 37, 1),
            .init(.dateOfExpiry, .date, at: 38, 6, checkDigit: true, composite: true),
            .init(.nationality, .code, at: 45, 3),
            .init(.optionalData2, .text, at: 48, 11, composite: true),
            .init(.composite, .composite, at: 59, 1),
            .init(.names, .names, at: 60, 30),
        ]
    }
}
