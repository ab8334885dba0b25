/// The columns of a row or of an entry of an index, as a record holds them.
struct TableRecord {
    private let payload: ArraySlice<UInt8>

    init(_ payload: ArraySlice<UInt8>) {
        self.payload = payload
    }

    /// What a column holds.
    enum Value: Equatable {
        case null
        case integer(Int64)
        case text(ArraySlice<UInt8>)
        case blob(ArraySlice<UInt8>)

        var integer: Int64? { if case .integer(let number) = self { number } else { nil } }

        var bytes: ArraySlice<UInt8>? {
            switch self {
            case .text(let bytes), .blob(let bytes): bytes
            case .null, .integer: nil
            }
        }

        var string: String? { if case .text(let bytes) = self { String(decoding: bytes, as: UTF8.self) } else { nil } }

        /// Whether this stands before another in an index: nothing before numbers, numbers before texts, texts before octets.
        func isBefore(_ other: Value) -> Bool {
            switch (self, other) {
            case (.integer(let left), .integer(let right)): left < right
            case (.text(let left), .text(let right)), (.blob(let left), .blob(let right)): left.lexicographicallyPrecedes(right)
            default: rank < other.rank
            }
        }

        private var rank: Int {
            switch self {
            case .null: 0
            case .integer: 1
            case .text: 2
            case .blob: 3
            }
        }
    }

    /// The column of a number, from 0; a floating point number, which no store has, is refused.
    func column(_ wanted: Int) throws(NotAtRest) -> Value {
        var header = 0
        let headerSize = Int(clamping: try payload.variableNumber(&header))
        var content = headerSize
        for index in 0...wanted {
            guard header < headerSize else { throw NotAtRest() }
            let type = try payload.variableNumber(&header)
            let size = try TableRecord.size(type)
            if index == wanted { return try value(type, content, size) }
            content += size
            guard content <= payload.count else { throw NotAtRest() }
        }
        throw NotAtRest()
    }

    private static func size(_ type: Int64) throws(NotAtRest) -> Int {
        switch type {
        case 0, 8, 9: 0
        case 1...4: Int(type)
        case 5: 6
        case 6, 7: 8
        case 12...0x7FFF_FFFF: Int(type - 12) / 2
        default: throw NotAtRest()
        }
    }

    private func value(_ type: Int64, _ offset: Int, _ size: Int) throws(NotAtRest) -> Value {
        switch type {
        case 0: return .null
        case 8, 9: return .integer(type - 8)
        case 1...6:
            let shift = UInt64(64 - 8 * size)
            return .integer(Int64(bitPattern: try payload.number(offset, octets: size) << shift) >> Int64(shift))
        case 7: throw NotAtRest()
        default:
            let bytes = try payload.part(offset, count: size)
            return type % 2 == 0 ? .blob(bytes) : .text(bytes)
        }
    }
}
