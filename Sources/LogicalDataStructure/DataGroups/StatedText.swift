public import Irregularities

/// A text as a data group states it.
///
/// Texts are UTF-8; a text that is not is read as Latin-1 and has the irregularity `text-encoding`. Doc 9303-10, 4.7.11.
public struct StatedText: Sendable, Hashable {
    /// The whole value.
    public let bytes: ArraySlice<UInt8>
    /// The characters as they stand there, with fillers `<`, without padding of NUL octets behind them.
    public let text: String
    public let irregularities: [Irregularity]

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        let end = bytes.lastIndex { $0 != 0 }.map { $0 + 1 } ?? bytes.startIndex
        let characters = bytes[..<end]
        var irregularities: [Irregularity] = []
        if let text = String(validating: characters, as: UTF8.self) {
            self.text = text
        } else {
            irregularities.append(Irregularity(.textEncoding, at: SourceLocation(of: bytes)))
            var text = String.UnicodeScalarView()
            text.append(contentsOf: characters.lazy.map { Unicode.Scalar($0) })
            self.text = String(text)
        }
        if end < bytes.endIndex || characters.contains(where: { $0 < 0x20 && $0 != 0x0A && $0 != 0x0D }) {
            irregularities.append(Irregularity(.illegalCharacter, at: SourceLocation(of: bytes)))
        }
        self.irregularities = irregularities
    }

    /// The parts between single fillers, such as the city and state of a place of birth or the numbers of a list; empty parts are dropped.
    public var parts: [String] {
        text.split(separator: "<").map { String($0) }
    }

    /// The text with each run of fillers as one space, and none at its ends.
    public var readable: String {
        parts.joined(separator: " ")
    }

    /// The identifiers of a name, which `<<` parts; fillers inside them are spaces.
    ///
    /// The secondary identifier is nil where nothing stands behind the first `<<`, or where there is none.
    public var name: (primaryIdentifier: String, secondaryIdentifier: String?) {
        let utf8 = text.utf8
        var index = utf8.startIndex
        // Fillers before the first identifier part nothing.
        while index < utf8.endIndex, utf8[index] == UInt8(ascii: "<") { utf8.formIndex(after: &index) }
        let start = index
        while index < utf8.endIndex {
            let next = utf8.index(after: index)
            if utf8[index] == UInt8(ascii: "<"), next < utf8.endIndex, utf8[next] == UInt8(ascii: "<") {
                let secondary = text[next...].split(separator: "<").joined(separator: " ")
                return (text[start..<index].split(separator: "<").joined(separator: " "), secondary.isEmpty ? nil : secondary)
            }
            index = next
        }
        return (readable, nil)
    }
}
