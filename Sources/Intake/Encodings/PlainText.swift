/// The text of a file in UTF-8 without a byte order mark, whatever it was written in.
struct PlainText {
    let bytes: ArraySlice<UInt8>
    /// Whether the file is in UTF-16: offsets in the text are then none in the file.
    let isTranscoded: Bool

    init(_ file: ArraySlice<UInt8>) {
        guard let isLittleEndian = PlainText.endian(file) else {
            bytes = file.starts(with: [0xEF, 0xBB, 0xBF]) ? file.dropFirst(3) : file
            isTranscoded = false
            return
        }
        let units = file.starts(with: [0xFF, 0xFE]) || file.starts(with: [0xFE, 0xFF]) ? file.dropFirst(2) : file
        bytes = PlainText.utf8(units, isLittleEndian: isLittleEndian)
        isTranscoded = true
    }

    /// Whether the low byte of each unit comes first; nil where the file is not in UTF-16.
    ///
    /// It begins with a byte order mark, or with two characters of ASCII of which every second byte is NUL.
    private static func endian(_ file: ArraySlice<UInt8>) -> Bool? {
        if file.starts(with: [0xFF, 0xFE]) { return true }
        if file.starts(with: [0xFE, 0xFF]) { return false }
        let head = Array(file.prefix(4))
        guard head.count == 4 else { return nil }
        if head[1] == 0, head[3] == 0, isCharacter(head[0]), isCharacter(head[2]) { return true }
        if head[0] == 0, head[2] == 0, isCharacter(head[1]), isCharacter(head[3]) { return false }
        return nil
    }

    private static func isCharacter(_ byte: UInt8) -> Bool { (0x20...0x7E).contains(byte) || (0x09...0x0D).contains(byte) }

    private static func utf8(_ bytes: ArraySlice<UInt8>, isLittleEndian: Bool) -> ArraySlice<UInt8> {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count / 2)
        var decoder = UTF16()
        var units = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).lazy.map { index in
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            return isLittleEndian ? second << 8 | first : first << 8 | second
        }.makeIterator()
        while true {
            switch decoder.decode(&units) {
            case .scalarValue(let scalar): text += UTF8.encode(scalar).map(Array.init) ?? []
            case .error: text += Array("\u{FFFD}".utf8)
            case .emptyInput: return text[...]
            }
        }
    }
}
