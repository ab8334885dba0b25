import Irregularities

/// A text in an XML file: what an element holds beside its elements, or the value of an attribute.
struct XMLText: Sendable, Hashable {
    /// The way to it, such as `/Result/Files/File[2]` or `/Result/@name`.
    let place: String
    /// The name of the element and the values of its attributes, which may say what the text is.
    let hints: [String]
    let text: String
}

/// Reads the texts of an XML file (W3C, XML 1.0) within limits: elements, attributes, references and CDATA sections.
///
/// Nothing is looked up: a document type is passed over, and no entity but the five that XML has by itself is known, so that a small file stays small.
/// The names of elements are not compared with any schema.
struct XMLReader {
    /// The deepest nesting.
    static let depth = 64
    /// The most texts of one file; a result with all its fields has some thousand.
    static let texts = 100_000

    /// Why bytes are no XML, and where.
    struct Failure: Error, Sendable, Hashable {
        let reason: ReasonCode
        let offset: Int
    }

    private struct OpenElement {
        let name: String
        let place: String
        let attributes: [(name: String, value: String)]
        var text: [UInt8] = []
        /// How often each name came among the elements inside.
        var counts: [String: Int] = [:]
    }

    private let bytes: ArraySlice<UInt8>
    private var place: Int
    private var open: [OpenElement] = []
    private var found: [XMLText] = []

    private init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        place = bytes.startIndex
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place += 3 }
    }

    /// Whether the bytes begin as an XML file does: with a declaration, a comment or an element; a zone can begin with a filler, but has no `>`.
    static func canBegin(_ head: ArraySlice<UInt8>) -> Bool {
        let rest = (head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head).drop { isBlank($0) }
        guard rest.first == UInt8(ascii: "<"), let second = rest.dropFirst().first else { return false }
        return second == UInt8(ascii: "?") || second == UInt8(ascii: "!")
            || isNameStart(second) && rest.prefix(256).contains(UInt8(ascii: ">"))
    }

    /// All texts that are not blank, in the order of the file.
    static func texts(_ bytes: ArraySlice<UInt8>) throws(Failure) -> [XMLText] {
        var reader = XMLReader(bytes)
        try reader.readAll()
        return reader.found
    }

    // MARK: Markup

    private mutating func readAll() throws(Failure) {
        var isRooted = false
        while place < bytes.endIndex {
            guard bytes[place] == UInt8(ascii: "<") else {
                try readText()
                continue
            }
            if skips("<!--", to: "-->") || skips("<?", to: "?>") { continue }
            if begins("<![CDATA[") {
                try readSection()
            } else if begins("<!") {
                try skipDocumentType()
            } else if begins("</") {
                try readEnd()
            } else {
                guard !open.isEmpty || !isRooted else { throw here(.trailingBytes) }
                isRooted = true
                try readStart()
            }
        }
        guard isRooted, open.isEmpty else { throw here(.truncated) }
    }

    private mutating func readStart() throws(Failure) {
        let start = place
        place += 1
        let name = try readName()
        guard open.count < XMLReader.depth else { throw Failure(reason: .nestedTooDeep, offset: start) }
        var path = "/" + name
        if let last = open.indices.last {
            let count = open[last].counts[name, default: 0] + 1
            open[last].counts[name] = count
            path = open[last].place + path + (count > 1 ? "[\(count)]" : "")
        }
        var attributes: [(name: String, value: String)] = []
        while true {
            skipBlanks()
            guard let next = self.next else { throw here(.truncated) }
            if next == UInt8(ascii: ">") || next == UInt8(ascii: "/") { break }
            guard attributes.count < XMLReader.depth else { throw here(.tooManyElements) }
            attributes.append(try readAttribute())
        }
        let isEmpty = next == UInt8(ascii: "/")
        if isEmpty { place += 1 }
        try expect(UInt8(ascii: ">"))
        open.append(OpenElement(name: name, place: path, attributes: attributes))
        for attribute in attributes { try keep(attribute.value, at: "\(path)/@\(attribute.name)", [attribute.name]) }
        if isEmpty { try close() }
    }

    private mutating func readAttribute() throws(Failure) -> (name: String, value: String) {
        let name = try readName()
        skipBlanks()
        try expect(UInt8(ascii: "="))
        skipBlanks()
        guard let quote = next, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { throw here(.malformedValue) }
        place += 1
        let start = place
        while let byte = next, byte != quote {
            if byte == UInt8(ascii: "<") { throw here(.malformedValue) }
            place += 1
        }
        let value = XMLReader.text(bytes[start..<place])
        try expect(quote)
        return (name, String(decoding: value, as: UTF8.self))
    }

    private mutating func readEnd() throws(Failure) {
        let start = place
        place += 2
        let name = try readName()
        skipBlanks()
        try expect(UInt8(ascii: ">"))
        guard name == open.last?.name else { throw Failure(reason: .malformedValue, offset: start) }
        try close()
    }

    private mutating func close() throws(Failure) {
        guard let element = open.popLast() else { return }
        try keep(String(decoding: element.text, as: UTF8.self), at: element.place, [element.name] + element.attributes.map(\.value))
    }

    private mutating func keep(_ text: String, at place: String, _ hints: [String]) throws(Failure) {
        let text = text.trimmed
        guard !text.isEmpty else { return }
        guard found.count < XMLReader.texts else { throw here(.tooManyElements) }
        found.append(XMLText(place: place, hints: hints, text: text))
    }

    // MARK: Characters

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    private static func isNameStart(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
    }

    private var next: UInt8? { place < bytes.endIndex ? bytes[place] : nil }

    private func here(_ reason: ReasonCode) -> Failure { Failure(reason: reason, offset: place) }

    private func begins(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { unsafe bytes[place...].starts(with: $0) }
    }

    private mutating func skipBlanks() {
        while let byte = next, XMLReader.isBlank(byte) { place += 1 }
    }

    private mutating func expect(_ byte: UInt8) throws(Failure) {
        guard next == byte else { throw here(next == nil ? .truncated : .malformedValue) }
        place += 1
    }

    private mutating func readName() throws(Failure) -> String {
        let start = place
        guard let first = next, XMLReader.isNameStart(first) else { throw here(next == nil ? .truncated : .malformedValue) }
        while let byte = next, XMLReader.isNameStart(byte) || "-.:".utf8.contains(byte) || (0x30...0x39).contains(byte) { place += 1 }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    /// Passes over what begins and ends so; false where it does not begin so.
    private mutating func skips(_ opening: StaticString, to closing: StaticString) -> Bool {
        guard begins(opening) else { return false }
        place += opening.utf8CodeUnitCount
        while place < bytes.endIndex, !begins(closing) { place += 1 }
        place = min(bytes.endIndex, place + closing.utf8CodeUnitCount)
        return true
    }

    /// Passes over a document type with its declarations.
    private mutating func skipDocumentType() throws(Failure) {
        var depth = 0
        while let byte = next {
            place += 1
            if byte == UInt8(ascii: "<") { depth += 1 }
            if byte == UInt8(ascii: ">") { depth -= 1 }
            if depth == 0 { return }
        }
        throw here(.truncated)
    }

    private mutating func readText() throws(Failure) {
        let start = place
        while let byte = next, byte != UInt8(ascii: "<") { place += 1 }
        let text = bytes[start..<place]
        guard let last = open.indices.last else {
            guard text.allSatisfy(XMLReader.isBlank) else { throw Failure(reason: .trailingBytes, offset: start) }
            return
        }
        open[last].text += XMLReader.text(text)
    }

    private mutating func readSection() throws(Failure) {
        let start = place + 9
        guard let last = open.indices.last, skips("<![CDATA[", to: "]]>") else { throw here(.malformedValue) }
        guard place - 3 >= start else { throw here(.truncated) }
        open[last].text += bytes[start..<place - 3]
    }

    /// A text with its references replaced; one that XML does not have by itself stays as it is.
    private static func text(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        guard bytes.contains(UInt8(ascii: "&")) else { return Array(bytes) }
        var text: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "&"), let end = rest.prefix(10).firstIndex(of: UInt8(ascii: ";")),
                let character = character(String(decoding: rest[..<end], as: UTF8.self))
            else {
                text.append(byte)
                continue
            }
            text += Array(String(character).utf8)
            rest = rest[(end + 1)...]
        }
        return text
    }

    private static func character(_ name: String) -> Character? {
        switch name {
        case "lt": return "<"
        case "gt": return ">"
        case "amp": return "&"
        case "quot": return "\""
        case "apos": return "'"
        default:
            guard name.hasPrefix("#") else { return nil }
            let isHex = name.hasPrefix("#x")
            return UInt32(name.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10).flatMap(Unicode.Scalar.init).map(Character.init)
        }
    }
}

extension String {
    /// The text without blanks and line ends at both ends.
    fileprivate var trimmed: String {
        let characters = drop(while: \.isWhitespace)
        return String(characters.reversed().drop(while: \.isWhitespace).reversed())
    }
}
