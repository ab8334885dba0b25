import Irregularities
import TagLengthValue

/// One entry of an LDIF file: its name, what the PKD says of its conformity, and its values that can hold certificates or lists.
struct LDIFEntry {
    /// A value in base64, decoded.
    struct Value {
        /// The octets, or why there are none.
        let content: Result<[UInt8], TextRefusal>
        /// Whether the attribute is one that holds certificates or lists by its definition.
        let isExpected: Bool
    }

    var distinguishedName = ""
    /// The pkdConformanceCode values, such as `ERR:CSCA.CDP.14`.
    var conformanceCodes: [String] = []
    var values: [Value] = []
    /// Whether the entry asks for a deletion: of all of it (`changetype: delete` of a delta file), or of values (`delete:`).
    var isDeletion = false
    /// Whether there are more values than are kept.
    var hasMore = false
    /// Whether the entry has any line besides `version:`.
    var isEmpty = true
}

/// The entries of an LDIF file (RFC 2849) that comes in pieces, as the ICAO PKD publishes it.
///
/// Lines may be folded, `dn` may be in base64, `;binary` and other options may be there or not. Attribute names are compared without case:
/// both names that master lists were published under are known, and a value of any other attribute counts where its content does.
struct LDIFStream {
    private var lines = LineSplitter()
    private var entry = LDIFEntry()
    private var attribute = Attribute.ignored
    private var decoder = Base64Decoder(.strict)
    private var text: [UInt8] = []
    private var isInDeletion = false

    private enum Attribute {
        case ignored
        /// A value that holds certificates or lists, in a form that is not read.
        case refused(ReasonCode)
        /// The description is not complete: a fold stands inside it or between its colons.
        case begun
        case binary(isExpected: Bool)
        case text(TextAttribute, isEncoded: Bool)
    }

    private enum TextAttribute {
        case name, conformanceCode, changeType
        /// What a change record takes away (RFC 2849); the values after it, up to a line of `-`, are those to take away.
        case deletion
    }

    /// The longest text value that is kept: names of entries have some hundred octets.
    private static let textLimit = 64 << 10

    /// Calls the body with each entry that the piece completes.
    mutating func take(_ piece: ArraySlice<UInt8>, _ body: (LDIFEntry) -> Void) {
        var lines = self.lines
        self.lines = LineSplitter()
        lines.take(piece) { line in takeLine(line, body) }
        self.lines = lines
    }

    /// Ends the text.
    mutating func finish(_ body: (LDIFEntry) -> Void) {
        var lines = self.lines
        self.lines = LineSplitter()
        lines.finish { line in takeLine(line, body) }
        endEntry(body)
    }

    private mutating func takeLine(_ line: ArraySlice<UInt8>, _ body: (LDIFEntry) -> Void) {
        guard let first = line.first else { return endEntry(body) }
        if first == 0x20 {
            guard case .begun = attribute else { return takeValue(line.dropFirst()) }
            text.append(contentsOf: line.dropFirst())
            let whole = text
            text = []
            return begin(whole[...])
        }
        endValue()
        if first == UInt8(ascii: "-") { isInDeletion = false }
        if first != UInt8(ascii: "#") { begin(line) }
    }

    /// Reads a line from its attribute's description on.
    private mutating func begin(_ line: ArraySlice<UInt8>) {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon + 1 < line.endIndex else {
            attribute = line.count <= LDIFStream.textLimit ? .begun : .ignored
            text = Array(line.prefix(LDIFStream.textLimit))
            return
        }
        var rest = line[(colon + 1)...]
        let isEncoded = rest.first == UInt8(ascii: ":")
        if isEncoded { rest = rest.dropFirst() }
        attribute = LDIFStream.attribute(line[..<colon], isEncoded: isEncoded, isReference: rest.first == UInt8(ascii: "<"))
        takeValue(rest.drop { $0 == 0x20 })
    }

    private static func attribute(_ description: ArraySlice<UInt8>, isEncoded: Bool, isReference: Bool) -> Attribute {
        // The options after the name, such as `;binary`, say nothing that the content does not.
        let name = description.prefix { $0 != UInt8(ascii: ";") }
        if isBinary(name) {
            return isEncoded ? .binary(isExpected: true) : .refused(isReference ? .valueByReference : .malformedValue)
        }
        for row in textNames where isSame(name, row.name) { return .text(row.attribute, isEncoded: isEncoded) }
        return isEncoded && !plainNames.contains { isSame(name, $0) } ? .binary(isExpected: false) : .ignored
    }

    /// The attributes that hold certificates and lists: RFC 4523, and the PKD's two names for master lists.
    private static let binaryNames = [
        "usercertificate", "cacertificate", "certificaterevocationlist", "authorityrevocationlist", "pkdmasterlistcontent",
        "cscamasterlistdata",
    ].map { Array($0.utf8) }

    private static let textNames: [(name: [UInt8], attribute: TextAttribute)] = [
        (Array("dn".utf8), .name), (Array("pkdconformancecode".utf8), .conformanceCode), (Array("changetype".utf8), .changeType),
        (Array("delete".utf8), .deletion),
    ]

    /// The attributes that are text even where they are in base64.
    private static let plainNames = ["cn", "sn", "o", "c", "ou", "dc", "description", "pkdversion", "pkdconformancetext", "objectclass"]
        .map { Array($0.utf8) }

    /// Whether a name, without its options, is one of an attribute that holds certificates or lists.
    private static func isBinary(_ name: ArraySlice<UInt8>) -> Bool { binaryNames.contains { isSame(name, $0) } }

    private static func isSame(_ name: ArraySlice<UInt8>, _ known: [UInt8]) -> Bool {
        guard name.count == known.count else { return false }
        return zip(name, known).allSatisfy { $0 | 0x20 == $1 }
    }

    private mutating func takeValue(_ part: ArraySlice<UInt8>) {
        switch attribute {
        case .ignored, .begun, .refused: break
        case .binary, .text(_, isEncoded: true):
            if decoder.count <= StoreFileReader.itemLimit { decoder.take(part) }
        case .text(_, isEncoded: false): text.append(contentsOf: part.prefix(LDIFStream.textLimit - min(text.count, LDIFStream.textLimit)))
        }
    }

    private mutating func endValue() {
        defer { attribute = .ignored }
        switch attribute {
        case .ignored: return
        case .begun:
            text.removeAll(keepingCapacity: true)
            return
        case .refused(let reason): keep(.failure(TextRefusal(reason: reason)), isExpected: true)
        case .binary(let isExpected):
            let isTooLarge = decoder.count > StoreFileReader.itemLimit
            let bytes = decoder.finish()
            decoder = Base64Decoder(.strict, capacity: 2048)
            let held = entry.values.reduce(0) { $0 + ((try? $1.content.get().count) ?? 0) }
            if isTooLarge || held + (bytes?.count ?? 0) > StoreFileReader.itemLimit {
                keep(.failure(TextRefusal(reason: .fileTooLarge)), isExpected: isExpected)
            } else {
                keep(bytes.map { .success($0) } ?? .failure(TextRefusal(reason: .malformedBase64)), isExpected: isExpected)
            }
        case .text(let kind, let isEncoded):
            let octets = isEncoded ? decoder.finish() ?? [] : text
            if isEncoded { decoder = Base64Decoder(.strict) }
            text.removeAll(keepingCapacity: true)
            let value = String(decoding: octets.prefix(LDIFStream.textLimit), as: UTF8.self)
            switch kind {
            case .name: entry.distinguishedName = value
            case .conformanceCode: if entry.conformanceCodes.count < 64 { entry.conformanceCodes.append(value) }
            case .changeType: entry.isDeletion = value.lowercased() == "delete"
            case .deletion:
                isInDeletion = LDIFStream.isBinary(Array(value.utf8.prefix { $0 != UInt8(ascii: ";") })[...])
                if isInDeletion { entry.isDeletion = true }
            }
        }
        entry.isEmpty = false
    }

    /// Keeps a value of an entry, unless it is one to take away.
    private mutating func keep(_ content: Result<[UInt8], TextRefusal>, isExpected: Bool) {
        guard !isInDeletion else { return }
        if entry.values.count < LDIFStream.valueLimit {
            entry.values.append(LDIFEntry.Value(content: content, isExpected: isExpected))
        } else {
            entry.hasMore = true
        }
    }

    /// The most values of one entry; the entries of the PKD have one.
    private static let valueLimit = 4096

    private mutating func endEntry(_ body: (LDIFEntry) -> Void) {
        endValue()
        let ended = entry
        entry = LDIFEntry()
        isInDeletion = false
        if !ended.isEmpty { body(ended) }
    }

    /// Whether a text begins as an LDIF file does: `version:` or `dn:` after comments and empty lines.
    static func isLDIF(_ head: ArraySlice<UInt8>) -> Bool {
        var rest = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head
        while let first = rest.first, first == UInt8(ascii: "#") || first == 0x0A || first == 0x0D {
            // A comment may be folded as any line.
            repeat {
                guard let end = rest.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return false }
                let isPair = rest[end] == 0x0D && end + 1 < rest.endIndex && rest[end + 1] == 0x0A
                rest = rest[(end + (isPair ? 2 : 1))...]
            } while rest.first == 0x20
        }
        return ["version:", "dn:"].contains { word in
            zip(rest, word.utf8).allSatisfy { $0 | 0x20 == $1 | 0x20 } && rest.count >= word.utf8.count
        }
    }
}
