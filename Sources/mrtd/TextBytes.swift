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
        for byte in piece where TextBytes.isControl(byte) { controls += 1 }
    }

    var isEndless: Bool { controls > TextBytes.controlLimit }

    /// Why the whole input is no text, or nil where it can be one.
    var whyNoText: String? {
        if total == 0 { return "it is empty" }
        let isUTF16 = head == [0xFF, 0xFE] || head == [0xFE, 0xFF]
        return controls > 0 && !isUTF16 ? "it is not a text" : nil
    }

    /// Whether a byte stands in no text: a control character other than those that readers frame and part lines with.
    private static func isControl(_ byte: UInt8) -> Bool {
        byte < 0x20 && !(0x01...0x03).contains(byte) && !(0x09...0x0D).contains(byte) || byte == 0x7F
    }
}
