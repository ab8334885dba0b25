/// Three lines of 30 characters (Doc 9303-5, 4.2.2).
enum TD1: Layout {
    static var number: UInt8 { 0 }
    static var zoneLength: Int { 90 }
    static var hasLongNumbers: Bool { true }

    static var documentCode: LayoutRow { LayoutRow(.documentCode, at: 0, 2) }
    static var issuingState: LayoutRow { LayoutRow(.issuingState, at: 2, 3) }
    static var documentNumber: LayoutRow { LayoutRow(.documentNumber, at: 5, 9, checkDigit: true, composite: 0) }
    static var optionalData: LayoutRow { LayoutRow(.optionalData, at: 15, 15, composite: 10) }
    static var dateOfBirth: LayoutRow { LayoutRow(.dateOfBirth, at: 30, 6, checkDigit: true, composite: 25) }
    static var sex: LayoutRow { LayoutRow(.sex, at: 37, 1) }
    static var dateOfExpiry: LayoutRow { LayoutRow(.dateOfExpiry, at: 38, 6, checkDigit: true, composite: 32) }
    static var nationality: LayoutRow { LayoutRow(.nationality, at: 45, 3) }
    static var optionalData2: LayoutRow? { LayoutRow(.optionalData2, at: 48, 11, composite: 39) }
    static var composite: LayoutRow? { LayoutRow(.composite, at: 59, 1) }
    static var names: LayoutRow { LayoutRow(.names, at: 60, 30) }

    static var rows: [LayoutRow] {
        [
            documentCode, issuingState, documentNumber, optionalData, dateOfBirth, sex, dateOfExpiry, nationality, optionalData2, composite,
            names,
        ].compactMap(\.self)
    }
}
