/// Two lines of 36 characters (Doc 9303-6, 4.2.2).
enum TD2: Layout {
    static var number: UInt8 { 1 }
    static var zoneLength: Int { 72 }
    static var hasLongNumbers: Bool { true }

    static var documentCode: LayoutRow { LayoutRow(.documentCode, at: 0, 2) }
    static var issuingState: LayoutRow { LayoutRow(.issuingState, at: 2, 3) }
    static var names: LayoutRow { LayoutRow(.names, at: 5, 31) }
    static var documentNumber: LayoutRow { LayoutRow(.documentNumber, at: 36, 9, checkDigit: true, composite: 0) }
    static var nationality: LayoutRow { LayoutRow(.nationality, at: 46, 3) }
    static var dateOfBirth: LayoutRow { LayoutRow(.dateOfBirth, at: 49, 6, checkDigit: true, composite: 10) }
    static var sex: LayoutRow { LayoutRow(.sex, at: 56, 1) }
    static var dateOfExpiry: LayoutRow { LayoutRow(.dateOfExpiry, at: 57, 6, checkDigit: true, composite: 17) }
    static var optionalData: LayoutRow { LayoutRow(.optionalData, at: 64, 7, composite: 24) }
    static var composite: LayoutRow? { LayoutRow(.composite, at: 71, 1) }
    static var optionalData2: LayoutRow? { nil }

    static var rows: [LayoutRow] {
        [
            documentCode, issuingState, names, documentNumber, nationality, dateOfBirth, sex, dateOfExpiry, optionalData, composite,
        ].compactMap(\.self)
    }
}
