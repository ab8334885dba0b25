/// What the bytes of an input say of whether it is a text at all.
struct TextBytes {
    /// The control characters after the last zone at which reading ends: no text has a mebibyte of them, and a device such as /dev/zero has no end.
    private static let controlLimit = 1 << 20

    private(set) var total = 0
    private var controls = 0
    private var head: [UInt8] = []

    /// Counts a piece; a zone in it shows that the input is a text so far.
    mutating func count(_ piece: ArraySlice<UInt8>, afterZone: Bool) {
        if head.count < 2 { head += piece.prefix(2 - head.count) }
        if afterZone { controls = 0 }
        total += piece.count
        controls += TextBytes.controls(in: piece.span)
    }

    var isEndless: Bool { controls > TextBytes.controlLimit }

    /// Why the whole input is no text, or nil where it can be one.
    var whyNoText: String? {
        if total == 0 { return "it is empty" }
        let isUTF16 = head == [0xFF, 0xFE] || head == [0xFE, 0xFF]
        return controls > 0 && !isUTF16 ? "it is not a text" : nil
    }

    /// How many bytes stand in no text: control characters other than those that readers frame and part lines with.
    ///
    /// Eight at once, since reading a zone takes less time than asking byte by byte.
    private static func controls(in piece: borrowing Span<UInt8>) -> Int {
        let bytes = unsafe piece.bytes
        let (ones, highs): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
        var count = 0
        var offset = 0
        while bytes.byteCount &- offset >= 8 {
            let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
            // A borrow reaches the high bit of a byte below 0x20, and of one that is 0x7F with its bits turned.
            let turned = word ^ (0x7F &* ones)
            let mayBeControl = ((word &- 0x20 &* ones) & ~word | (turned &- ones) & ~turned) & highs
            if mayBeControl != 0 { for index in offset..<offset &+ 8 where isControl(piece[index]) { count &+= 1 } }
            offset &+= 8
        }
        for index in offset..<piece.count where isControl(piece[index]) { count &+= 1 }
        return count
    }

    private static func isControl(_ byte: UInt8) -> Bool {
        byte < 0x20 && !(0x01...0x03).contains(byte) && !(0x09...0x0D).contains(byte) || byte == 0x7F
    }
}
