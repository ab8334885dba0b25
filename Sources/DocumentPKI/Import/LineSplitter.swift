/// Splits text that comes in pieces into lines, without their ends (LF, CRLF or CR).
///
/// A line inside one piece is a slice of it; only what crosses pieces is copied.
struct LineSplitter {
    /// The longest line that is kept: the base64 of the largest item, written without folding.
    static let limit = 48 << 20

    private var pending: [UInt8] = []
    private var endedWithReturn = false
    /// Whether a line was longer than the limit; its rest is left out.
    private(set) var wasCut = false

    /// Calls the body with each line that the piece completes.
    mutating func take(_ piece: ArraySlice<UInt8>, _ line: (ArraySlice<UInt8>) -> Void) {
        var start = piece.startIndex
        if endedWithReturn, piece.first == 0x0A { start += 1 }
        if !piece.isEmpty { endedWithReturn = false }
        while let end = LineSplitter.end(in: piece, from: start) {
            if pending.isEmpty {
                line(piece[start..<end])
            } else {
                keep(piece[start..<end])
                line(pending[...])
                pending.removeAll(keepingCapacity: pending.capacity < 1 << 20)
            }
            start = end + 1
            guard piece[end] == 0x0D else { continue }
            if start == piece.endIndex { endedWithReturn = true } else if piece[start] == 0x0A { start += 1 }
        }
        keep(piece[start...])
    }

    /// Calls the body with the last line, where the text does not end with an end of line.
    mutating func finish(_ line: (ArraySlice<UInt8>) -> Void) {
        if !pending.isEmpty { line(pending[...]) }
        pending = []
    }

    private mutating func keep(_ part: ArraySlice<UInt8>) {
        if pending.count + part.count > LineSplitter.limit { wasCut = true }
        pending.append(contentsOf: part.prefix(max(0, LineSplitter.limit - pending.count)))
    }

    private static func end(in piece: ArraySlice<UInt8>, from start: Int) -> Int? {
        let found = unsafe piece.withUnsafeBufferPointer { buffer -> Int? in
            var index = start - piece.startIndex
            while index < buffer.count {
                let byte = unsafe buffer[index]
                if byte == 0x0A || byte == 0x0D { return index }
                index += 1
            }
            return nil
        }
        return found.map { $0 + piece.startIndex }
    }
}
