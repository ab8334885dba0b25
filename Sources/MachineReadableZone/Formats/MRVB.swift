/// Two lines of 36 characters, without a composite check digit (Doc 9303-7, 5.2.2).
enum MRVB: Layout {
    static var number: UInt8 { 4 }
    static var zoneLength: Int { 72 }
    static var hasLongNumbers: Bool { false }

    static var documentCode: LayoutRow { LayoutRow(.documentCode, at: 0, 2) }
    static var issuingState: LayoutRow { LayoutRow(.issuingState, at: 2, 3) }
    static var names: LayoutRow { LayoutRow(.names, at: 5, 31) }
    static var documentNumber: LayoutRow { LayoutRow(.documentNumber, at: 36, 9, checkDigit: true) }
    static var nationality: LayoutRow { LayoutRow(.nationality, at: 46, 3) }
    static var dateOfBirth: LayoutRow { LayoutRow(.dateOfBirth, at: 49, 6, checkDigit: true) }
    static var sex: LayoutRow { LayoutRow(.sex, at: 56, 1) }
    static var dateOfExpiry: LayoutRow { LayoutRow(.dateOfExpiry, at: 57, 6, checkDigit: true) }
    static var optionalData: LayoutRow { LayoutRow(.optionalData, at: 64, 8) }
    static var optionalData2: LayoutRow? { nil }
    static var composite: LayoutRow? { nil }

    static var rows: [LayoutRow] {
        [
            documentCode, issuingState, names, documentNumber, nationality, dateOfBirth, sex, dateOfExpiry, optionalData,
        ].compactMap(\.self)
    }
}
