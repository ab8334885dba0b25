/// Server-sent events (HTML Standard, 9.2), in which applications pass on what a page reader sends: an event a data item, named after it.
enum EventStream {
    /// The most events of one stream; one document of a page reader has some hundred.
    private static let limit = 10_000

    static func canBegin(_ head: ArraySlice<UInt8>) -> Bool {
        ["event:", "id:", "retry:", "data:{", "data: {"].contains { head.starts(with: Array($0.utf8)) }
    }

    /// The events as messages, each with its name as the member `name`; nil where the text is no such stream.
    static func value(_ bytes: ArraySlice<UInt8>) -> JSONValue? {
        guard canBegin(bytes), let text = String(validating: bytes, as: UTF8.self) else { return nil }
        var messages: [JSONValue] = []
        var name: String?
        var data: [Substring] = []
        let lines: [Substring] = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        // A stream may be cut off before the empty line that ends its last event.
        for line in lines + [""] {
            if line.isEmpty {
                if let message = message(name, data) { messages.append(message) }
                (name, data) = (nil, [])
                guard messages.count <= limit else { return nil }
                continue
            }
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            var value: Substring = parts.count == 2 ? parts[1] : ""
            if value.hasPrefix(" ") { value = value.dropFirst() }
            switch parts[0] {
            case "event": name = String(value)
            case "data": data.append(value)
            // An identifier, a time to wait, or a comment.
            default: break
            }
        }
        return messages.isEmpty ? nil : .array(messages)
    }

    private static func message(_ name: String?, _ data: [Substring]) -> JSONValue? {
        guard !data.isEmpty || name != nil else { return nil }
        let text = data.joined(separator: "\n")
        let named = name.map { [JSONMember(name: "name", value: .string($0))] } ?? []
        guard let value = try? JSONReader.value(Array(text.utf8)[...]), let members = value.members else {
            return .object(named + [JSONMember(name: "data", value: .string(text))])
        }
        // A message that has a name of its own keeps it.
        return .object(members.contains { $0.name == "name" } ? members : named + members)
    }
}
