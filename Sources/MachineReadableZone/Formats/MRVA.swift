/// Two lines of 44 characters, without a composite check digit (Doc 9303-7, 4.2.2).
enum MRVA: Layout {
    static var number: UInt8 { 3 }
    static var zoneLength: Int { 88 }
    static var hasLongNumbers: Bool { false }

    static var documentCode: LayoutRow { LayoutRow(.documentCode, at: 0, 2) }
    static var issuingState: LayoutRow { LayoutRow(.issuingState, at: 2, 3) }
    static var names: LayoutRow { LayoutRow(.names, at: 5, 39) }
    static var documentNumber: LayoutRow { LayoutRow(.documentNumber, at: 44, 9, checkDigit: true) }
    static var nationality: LayoutRow { LayoutRow(.nationality, at: 54, 3) }
    static var dateOfBirth: LayoutRow { LayoutRow(.dateOfBirth, at: 57, 6, checkDigit: true) }
    static var sex: LayoutRow { LayoutRow(.sex, at: 64, 1) }
    static var dateOfExpiry: LayoutRow { LayoutRow(.dateOfExpiry, at: 65, 6, checkDigit: true) }
    static var optionalData: LayoutRow { LayoutRow(.optionalData, at: 72, 16) }
    static var optionalData2: LayoutRow? { nil }
    static var composite: LayoutRow? { nil }

    static var rows: [LayoutRow] {
        [
            documentCode, issuingState, names, documentNumber, nationality, dateOfBirth, sex, dateOfExpiry, optionalData,
        ].compactMap(\.self)
    }
}
