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
            guard let name = message["name"]?.text ?? message["dataType"]?.text ?? message["event"]?.text else { return nil }
            return ThalesItem(place: root.elements == nil ? "" : "/\(index)", name: name, message: message)
        }
    }

    var isStart: Bool { name == "START_OF_DOCUMENT_DATA" }

    var isKnown: Bool { name.hasPrefix("CD_") || isStart || name == "END_OF_DOCUMENT_DATA" }

    func read(into draft: inout CaptureDraft) {
        if let role = ThalesItem.role(name) {
            draft.file(name, role, ["data", "image", "value", "file", "raw_data"].lazy.compactMap { message[$0] }.first)
        } else if name == "CD_CODELINE" {
            draft.zone(name, message["data"] ?? message["codeline"] ?? message["value"])
        } else if name == "CD_CODELINE_DATA" {
            codeline(message["codeline_data"] ?? message["codelineData"], into: &draft)
        } else if let subject = ThalesClaims.subject(name) {
            ThalesClaims.read(self, subject, into: &draft)
        }
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
    private func codeline(_ data: JSONValue?, into draft: inout CaptureDraft) {
        guard let data else { return draft.skip(name, .unexpectedType) }
        let lines = ["Line1", "Line2", "Line3"].compactMap { data[$0]?.text }.filter { !$0.isEmpty }
        draft.zone(name, lines.isEmpty ? data["Data"] : .string(lines.joined(separator: "\n")))
        let place = place + "/codeline_data"
        if let result = data["CodelineValidationResult"] {
            draft.claim(.checkDigits, ThalesClaims.checkDigitStatement(result), at: place + "/CodelineValidationResult", result)
        }
        if let flag = data["ExpiredDocumentFlag"], let isExpired = flag.boolean {
            draft.claim(.expiry, isExpired ? .negative : .positive, at: place + "/ExpiredDocumentFlag", flag)
        }
    }
}
