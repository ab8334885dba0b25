/// The frame that some page readers put around what they send on a serial line: SOH, a heading, STX, the text, ETX, a check byte.
///
/// The heading and the check byte are no text, whatever their values; the length in the heading can be that of a line end.
struct ReaderFrame: Sendable {
    static let startOfHeading: UInt8 = 0x01
    private static let startOfText: UInt8 = 0x02
    private static let endOfText: UInt8 = 0x03
    /// The most bytes of a heading; a heading of more is none.
    private static let longestHeading = 8

    private enum Part: Sendable { case none, heading, text, end }
    private var part = Part.none
    private var heading: [UInt8] = []

    /// Whether the next byte is the frame's to take.
    var isOpen: Bool { part != .none }

    /// Takes a byte and returns those that are text.
    mutating func take(_ byte: UInt8) -> [UInt8] {
        switch part {
        case _ where part != .heading && byte == ReaderFrame.startOfHeading:
            part = .heading
            heading = [byte]
            return []
        case .none: return [byte]
        case .heading: return takeHeading(byte)
        case .text:
            if byte == ReaderFrame.endOfText { part = .end }
            return [byte]
        case .end:
            part = .none
            return []
        }
    }

    /// Returns the bytes of a heading that did not end.
    mutating func finish() -> [UInt8] {
        defer { heading.removeAll() }
        let isHeading = part == .heading
        part = .none
        return isHeading ? heading : []
    }

    private mutating func takeHeading(_ byte: UInt8) -> [UInt8] {
        heading.append(byte)
        if byte == ReaderFrame.startOfText {
            part = .text
            heading.removeAll()
            return [byte]
        }
        return heading.count > ReaderFrame.longestHeading ? finish() : []
    }
}
