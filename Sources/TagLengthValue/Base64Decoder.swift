/// A decoder of base64 (RFC 4648) that takes its text in pieces of any size; blanks and ends of lines are skipped.
///
/// The bits after the last octet have to be zero in either form (RFC 4648, 3.5): text of which they are not was cut or is no base64.
public struct Base64Decoder: Sendable {
    /// What counts as base64.
    public enum Form: Sendable, Hashable {
        /// The alphabet of section 4 with its padding, as certificates and directories have it.
        case strict
        /// The alphabets of sections 4 and 5, even mixed, and the padding may be missing: for what tools of all kinds write.
        case lenient

        fileprivate var values: [UInt8] { self == .strict ? Base64Decoder.strictValues : Base64Decoder.lenientValues }
    }

    private let form: Form
    private let values: [UInt8]
    private var bytes: [UInt8] = []
    private var progress = Progress()

    /// How many octets are decoded so far.
    public var count: Int { bytes.count }

    public init(_ form: Form, capacity: Int = 0) {
        self.form = form
        values = form.values
        bytes.reserveCapacity(capacity)
    }

    /// The octets of a text that is there as a whole, or nil where it is no base64 or empty.
    public static func bytes(of text: ArraySlice<UInt8>, _ form: Form) -> [UInt8]? {
        var decoder = Base64Decoder(form)
        decoder.take(text)
        return decoder.finish()
    }

    /// Decodes a piece of the text.
    public mutating func take(_ text: ArraySlice<UInt8>) {
        guard !progress.isBroken else { return }
        var progress = self.progress
        unsafe bytes.append(addingCapacity: (progress.characters % 4 + text.count) / 4 * 3) { target in
            unsafe text.withUnsafeBufferPointer { text in
                unsafe values.withUnsafeBufferPointer { values in unsafe progress.decode(text, values, into: target) }
            }
        }
        self.progress = progress
    }

    /// Ends the text: all octets, or nil where a character, the padding or the last bits are wrong or there was no text.
    public mutating func finish() -> [UInt8]? {
        let left = progress.characters % 4
        let isPadded = progress.padding == (4 - left) % 4
        guard !progress.isBroken, isPadded || form == .lenient && progress.padding == 0 else { return nil }
        let bits = progress.bits
        switch left {
        case 0: break
        case 2 where bits & 0xF == 0: bytes.append(UInt8(truncatingIfNeeded: bits >> 4))
        case 3 where bits & 0x3 == 0: for shift: UInt32 in [10, 2] { bytes.append(UInt8(truncatingIfNeeded: bits >> shift)) }
        default: return nil
        }
        return bytes.isEmpty ? nil : bytes
    }

    // MARK: Characters

    /// The values of the characters: 64 for the padding, 65 for what is skipped, 255 for what the form does not have.
    private static let strictValues = values(of: "+/")
    private static let lenientValues = values(of: "+/", "-_")

    /// The values where the last two characters of the alphabet are any of these.
    private static func values(of lasts: String...) -> [UInt8] {
        var table = [UInt8](repeating: 255, count: 256)
        for last in lasts {
            let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + last
            for (value, character) in alphabet.utf8.enumerated() { table[Int(character)] = UInt8(value) }
        }
        table[Int(UInt8(ascii: "="))] = 64
        for blank: UInt8 in [0x20, 0x09, 0x0A, 0x0D] { table[Int(blank)] = 65 }
        return table
    }

    /// How far the text is: the characters before, and the bits of those that are no whole octets yet.
    private struct Progress: Sendable {
        var bits: UInt32 = 0
        var characters = 0
        var padding = 0
        var isBroken = false

        /// Decodes a piece into a buffer that has room for all of it, and returns how many octets that were.
        mutating func decode(
            _ text: UnsafeBufferPointer<UInt8>, _ values: UnsafeBufferPointer<UInt8>, into target: UnsafeMutableBufferPointer<UInt8>
        ) -> Int {
            var index = 0
            var written = 0
            while index < text.count, !isBroken {
                // Groups of four plain characters, which are nearly all there is.
                if characters % 4 == 0, padding == 0 {
                    let first = index
                    while index &+ 4 <= text.count {
                        let a = unsafe values[Int(text[index])]
                        let b = unsafe values[Int(text[index &+ 1])]
                        let c = unsafe values[Int(text[index &+ 2])]
                        let d = unsafe values[Int(text[index &+ 3])]
                        guard a | b | c | d < 64 else { break }
                        let group = UInt32(a) << 18 | UInt32(b) << 12 | UInt32(c) << 6 | UInt32(d)
                        unsafe Progress.write(group, to: target, at: &written)
                        index &+= 4
                    }
                    characters += index - first
                    if index == text.count { break }
                }
                if let group = take(unsafe values[Int(text[index])]) { unsafe Progress.write(group, to: target, at: &written) }
                index += 1
            }
            return written
        }

        /// Takes one character, and returns the bits of the group of four that it ends.
        private mutating func take(_ value: UInt8) -> UInt32? {
            switch value {
            case 65: return nil
            case 64: padding += 1
            case 0..<64 where padding == 0:
                bits = bits << 6 | UInt32(value)
                characters += 1
                if characters % 4 == 0 { return bits }
            default: isBroken = true
            }
            return nil
        }

        private static func write(_ group: UInt32, to target: UnsafeMutableBufferPointer<UInt8>, at place: inout Int) {
            unsafe target[place] = UInt8(truncatingIfNeeded: group >> 16)
            unsafe target[place + 1] = UInt8(truncatingIfNeeded: group >> 8)
            unsafe target[place + 2] = UInt8(truncatingIfNeeded: group)
            place += 3
        }
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
