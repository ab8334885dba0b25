import Irregularities
import LogicalDataStructure
import TravelDocuments

extension ResultFormat {
    /// The data items of Thales page readers (3M, Gemalto before): messages of the web interface or events of the native one, one a line, in an
    /// array, or alone.
    static let thales = ResultFormat("thales") { value in
        ThalesItem.items(value).contains { $0.isKnown }
    } read: { value, draft in
        let items = ThalesItem.items(value)
        guard items.count(where: \.isStart) < 2 else { return draft.refuse(.severalDocuments) }
        for item in items { item.read(into: &draft) }
        // The zone of DG1 is no reading of the page beside DG1 itself.
        guard !draft.files.contains(where: { $0.role == .dataGroup(.one) }) else { return }
        for item in items { item.readDataGroup1(into: &draft) }
    }
}

/// One data item: its name, such as `CD_SCDG1_FILE`, and the message that brings it.
struct ThalesItem {
    let place: String
    let name: String
    let message: JSONValue

    static func items(_ root: JSONValue) -> [ThalesItem] {
        let messages = root.elements ?? [root]
        return messages.enumerated().compactMap { index, message in
            let names = ["name", "event", "dataType"].compactMap { message[$0]?.text }
            guard let name = names.first(where: isKnown) ?? names.first else { return nil }
            let place = root.elements == nil ? "" : "/\(index)"
            // An event that an application passed on, with the message as its data.
            guard message["event"] != nil, let data = message["data"], data.members != nil else {
                return ThalesItem(place: place, name: name, message: message)
            }
            return ThalesItem(place: place + "/data", name: name, message: data)
        }
    }

    var isStart: Bool { name == "START_OF_DOCUMENT_DATA" }

    var isKnown: Bool { ThalesItem.isKnown(name) }

    private static func isKnown(_ name: String) -> Bool {
        name.hasPrefix("CD_") || name == "START_OF_DOCUMENT_DATA" || name == "END_OF_DOCUMENT_DATA"
    }

    func read(into draft: inout CaptureDraft) {
        if let role = ThalesItem.role(name) {
            draft.file(name, role, ["data", "image", "value", "file", "raw_data"].lazy.compactMap { message[$0] }.first)
        } else if name == "CD_CODELINE" {
            draft.zone(name, message["data"] ?? message["codeline"] ?? message["value"])
        } else if name == "CD_CODELINE_DATA" {
            codeline(into: &draft)
        } else if let subject = ThalesClaims.subject(name) {
            ThalesClaims.read(self, subject, into: &draft)
        }
    }

    /// Takes the zone of DG1, whose text has no ends of lines.
    func readDataGroup1(into draft: inout CaptureDraft) {
        if name == "CD_SCDG1_CODELINE" { draft.zone(name, message["data"] ?? message["codeline"] ?? message["value"]) }
        if name == "CD_SCDG1_CODELINE_DATA" { codeline(into: &draft) }
    }

    /// The items that are files of the chip as it holds them.
    private static func role(_ name: String) -> ElementaryFile? {
        switch name {
        case "CD_SCEF_COM_FILE": .common
        case "CD_SCEF_SOD_FILE": .securityObject
        case "CD_SCEF_CARD_ACCESS_FILE": .cardAccess
        case "CD_SCEF_CVCA_FILE": .cvca
        default:
            name.hasPrefix("CD_SCDG") && name.hasSuffix("_FILE") ? Int(name.dropFirst(7).dropLast(5)).flatMap(RoleNames.dataGroup) : nil
        }
    }

    /// The parsed zone: its lines, and what the reader made of the check digits and the date of expiry.
    private func codeline(into draft: inout CaptureDraft) {
        let names = ["codeline_data", "codelineData", "data"]
        guard let member = names.first(where: { message[$0]?.members != nil }), let data = message[member] else {
            return draft.skip(name, .unexpectedType)
        }
        let lines = ["Line1", "Line2", "Line3"].compactMap { data[$0]?.text }.filter { !$0.isEmpty }
        draft.zone(name, lines.isEmpty ? data["Data"] : .string(lines.joined(separator: "\n")))
        let place = place + "/" + member
        if let result = data["CodelineValidationResult"] {
            draft.claim(.checkDigits, ThalesClaims.checkDigitStatement(result), at: place + "/CodelineValidationResult", result)
        }
        if let flag = data["ExpiredDocumentFlag"], let isExpired = flag.boolean {
            draft.claim(.expiry, isExpired ? .negative : .positive, at: place + "/ExpiredDocumentFlag", flag)
        }
    }
}
