/// A decoder of base64 (RFC 4648, 4) that takes its text in pieces of any size; blanks and ends of lines are skipped.
struct Base64Decoder {
    /// The octets decoded so far; empty after the text was found broken.
    private(set) var bytes: [UInt8] = []
    private var bits: UInt32 = 0
    private var count = 0
    private var padding = 0
    private(set) var isBroken = false

    /// The value of each character, 64 for the padding, 65 for what is skipped, 255 for what base64 does not have.
    private static let values: [UInt8] = {
        var table = [UInt8](repeating: 255, count: 256)
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        for (value, character) in alphabet.enumerated() { table[Int(character)] = UInt8(value) }
        table[Int(UInt8(ascii: "="))] = 64
        for blank: UInt8 in [0x20, 0x09, 0x0A, 0x0D] { table[Int(blank)] = 65 }
        return table
    }()

    init(capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    /// Decodes a piece of the text.
    mutating func take(_ text: ArraySlice<UInt8>) {
        guard !isBroken else { return }
        unsafe text.withUnsafeBufferPointer { text in
            unsafe Base64Decoder.values.withUnsafeBufferPointer { values in
                var index = unsafe takeFours(text, values)
                while index < text.count {
                    takeOne(unsafe values[Int(text[index])])
                    index += 1
                }
            }
        }
    }

    /// Decodes as many groups of four plain characters as there are, and returns where the next other character stands.
    private mutating func takeFours(_ text: UnsafeBufferPointer<UInt8>, _ values: UnsafeBufferPointer<UInt8>) -> Int {
        guard count % 4 == 0, padding == 0 else { return 0 }
        var index = 0
        let room = text.count / 4 * 3
        let start = bytes.count
        unsafe bytes.append(addingCapacity: room) { target in
            var written = 0
            while index + 4 <= text.count {
                let a = unsafe values[Int(text[index])]
                let b = unsafe values[Int(text[index + 1])]
                let c = unsafe values[Int(text[index + 2])]
                let d = unsafe values[Int(text[index + 3])]
                guard a | b | c | d < 64 else { break }
                let group = UInt32(a) << 18 | UInt32(b) << 12 | UInt32(c) << 6 | UInt32(d)
                unsafe target[written] = UInt8(truncatingIfNeeded: group >> 16)
                unsafe target[written + 1] = UInt8(truncatingIfNeeded: group >> 8)
                unsafe target[written + 2] = UInt8(truncatingIfNeeded: group)
                written += 3
                index += 4
            }
            return written
        }
        count += (bytes.count - start) / 3 * 4
        return index
    }

    private mutating func takeOne(_ value: UInt8) {
        switch value {
        case 65: return
        case 64: padding += 1
        case 0..<64 where padding == 0:
            bits = bits << 6 | UInt32(value)
            count += 1
            guard count % 4 == 0 else { return }
            for shift: UInt32 in [16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: bits >> shift)) }
        default: isBroken = true
        }
    }

    /// Ends the text: all octets, or nil where a character or the padding is wrong or there was no text.
    mutating func finish() -> [UInt8]? {
        switch (count % 4, padding) {
        case (0, 0): break
        case (2, 2): bytes.append(UInt8(truncatingIfNeeded: bits >> 4))
        case (3, 1):
            bytes.append(UInt8(truncatingIfNeeded: bits >> 10))
            bytes.append(UInt8(truncatingIfNeeded: bits >> 2))
        default: isBroken = true
        }
        return isBroken || bytes.isEmpty ? nil : bytes
    }
}

extension Array where Element == UInt8 {
    /// Grows by at most so many octets, which the closure writes; it returns how many it wrote.
    fileprivate mutating func append(addingCapacity room: Int, _ write: (UnsafeMutableBufferPointer<UInt8>) -> Int) {
        let start = count
        append(contentsOf: repeatElement(0, count: room))
        let written = unsafe withUnsafeMutableBufferPointer { buffer in
            unsafe write(UnsafeMutableBufferPointer(rebasing: buffer[start...]))
        }
        removeLast(room - written)
    }
}
