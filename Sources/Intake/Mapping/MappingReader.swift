import Irregularities
import LogicalDataStructure
import TravelDocuments

/// Reads a mapping file strictly: a member that it does not know is an error, because a misspelt one would be passed over in silence.
struct MappingReader {
    static let schema = "mrtd.mapping/1"

    mutating func mapping(_ root: JSONValue) throws(MappingError) -> Mapping {
        try members(root, "", ["$schema", "schema", "name", "title", "recognise", "files", "zones", "claims", "activeAuthentication"])
        guard root["schema"]?.text == MappingReader.schema else { throw fault("/schema", .unknownVersion) }
        guard let name = root["name"]?.text, isName(name) else { throw fault("/name", .malformedValue) }
        // A report's adapter, and --as, must mean one format.
        guard !InputFormat.all.contains(where: { $0.name == name }) else { throw fault("/name", .nameInUse) }
        let conditions = try list(root, "recognise", condition)
        // Without a condition every JSON text would be of this format.
        guard !conditions.isEmpty else { throw fault("/recognise", .missingElement) }
        let mapping = Mapping(
            name: name, title: root["title"]?.text ?? name, conditions: conditions, files: try list(root, "files", file),
            zones: try list(root, "zones", zone), verdicts: try list(root, "claims", verdict),
            challenge: try transcriptPointer(root, "challenge"), signature: try transcriptPointer(root, "signature"))
        guard !mapping.files.isEmpty || !mapping.zones.isEmpty || !mapping.verdicts.isEmpty else { throw fault("", .missingElement) }
        return mapping
    }

    // MARK: Entries

    private func condition(_ value: JSONValue, _ place: String) throws(MappingError) -> Mapping.Condition {
        try members(value, place, ["pointer", "equals"])
        let pointer = try pointer(value["pointer"], place + "/pointer").pointer
        let equals = value["equals"]
        let isThere = value.members?.contains { $0.name == "equals" } ?? false
        guard !isThere || equals?.scalarText != nil else { throw fault(place + "/equals", .unexpectedType) }
        return Mapping.Condition(pointer: pointer, equals: equals)
    }

    private func file(_ value: JSONValue, _ place: String) throws(MappingError) -> Mapping.File {
        try members(value, place, ["pointer", "role", "encoding"])
        let (pointer, text) = try self.pointer(value["pointer"], place + "/pointer")
        guard let role = value["role"]?.text.flatMap(RoleNames.role) else { throw fault(place + "/role", .malformedValue) }
        let encoding = value["encoding"].map { $0.text.flatMap(FileEncoding.init) } ?? .base64
        guard let encoding, encoding != .binary else { throw fault(place + "/encoding", .malformedValue) }
        return Mapping.File(pointer: pointer, place: text, role: role, encoding: encoding)
    }

    private func zone(_ value: JSONValue, _ place: String) throws(MappingError) -> Mapping.Zone {
        try members(value, place, ["pointer", "separator"])
        let (pointer, text) = try self.pointer(value["pointer"], place + "/pointer")
        let separator = value["separator"]?.text
        guard value["separator"] == nil || separator?.count == 1 else { throw fault(place + "/separator", .malformedValue) }
        return Mapping.Zone(pointer: pointer, place: text, separator: separator?.first)
    }

    private func verdict(_ value: JSONValue, _ place: String) throws(MappingError) -> Mapping.Verdict {
        try members(value, place, ["pointer", "subject", "dataGroup", "positive", "negative", "notPerformed"])
        let (pointer, text) = try self.pointer(value["pointer"], place + "/pointer")
        guard let subject = value["subject"]?.text.flatMap(Claim.Subject.init) else { throw fault(place + "/subject", .malformedValue) }
        let dataGroup = value["dataGroup"]?.integer
        guard value["dataGroup"] == nil || dataGroup.map({ (1...16).contains($0) }) == true, dataGroup == nil || subject == .dataGroupHashes
        else { throw fault(place + "/dataGroup", .malformedValue) }
        let names: [(String, Claim.Statement)] = [("positive", .positive), ("negative", .negative), ("notPerformed", .notPerformed)]
        var values: [(statement: Claim.Statement, values: [JSONValue])] = []
        for (name, statement) in names {
            guard let entry = value[name] else { continue }
            guard let elements = entry.elements, elements.allSatisfy({ $0.scalarText != nil }) else {
                throw fault("\(place)/\(name)", .unexpectedType)
            }
            if values.contains(where: { !Set($0.values).isDisjoint(with: elements) }) { throw fault("\(place)/\(name)", .duplicateElement) }
            values.append((statement, elements))
        }
        return Mapping.Verdict(pointer: pointer, place: text, subject: subject, dataGroup: dataGroup, values: values)
    }

    private func transcriptPointer(_ root: JSONValue, _ name: String) throws(MappingError) -> (pointer: JSONPointer, place: String)? {
        guard let entry = root["activeAuthentication"] else { return nil }
        try members(entry, "/activeAuthentication", ["challenge", "signature"])
        let (pointer, place) = try pointer(entry[name], "/activeAuthentication/\(name)")
        return (pointer, place)
    }

    // MARK: Pieces

    private func list<Entry>(
        _ root: JSONValue, _ name: String, _ read: (JSONValue, String) throws(MappingError) -> Entry
    ) throws(MappingError) -> [Entry] {
        guard let value = root[name] else { return [] }
        guard let elements = value.elements else { throw fault("/" + name, .unexpectedType) }
        guard elements.count <= Claim.limit else { throw fault("/" + name, .tooManyElements) }
        var entries: [Entry] = []
        for (index, element) in elements.enumerated() { entries.append(try read(element, "/\(name)/\(index)")) }
        return entries
    }

    private func members(_ value: JSONValue, _ place: String, _ known: Set<String>) throws(MappingError) {
        guard let members = value.members else { throw fault(place, .unexpectedType) }
        if let stranger = members.first(where: { !known.contains($0.name) }) { throw fault("\(place)/\(stranger.name)", .unknownMember) }
        var names: Set<String> = []
        for member in members where !names.insert(member.name).inserted { throw fault("\(place)/\(member.name)", .duplicateElement) }
    }

    private func pointer(_ value: JSONValue?, _ place: String) throws(MappingError) -> (pointer: JSONPointer, text: String) {
        guard let text = value?.text, let pointer = JSONPointer(text) else {
            throw fault(place, value == nil ? .missingElement : .malformedValue)
        }
        return (pointer, text)
    }

    /// Lower case letters, digits and dashes: the name stands in reports.
    private func isName(_ name: String) -> Bool {
        (1...40).contains(name.utf8.count)
            && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }

    private func fault(_ place: String, _ reason: ReasonCode) -> MappingError { MappingError(reason: reason, pointer: place, offset: nil) }
}
