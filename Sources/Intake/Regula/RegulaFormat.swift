import Irregularities
import LogicalDataStructure
import TravelDocuments

extension ResultFormat {
    /// The results of Regula's Document Reader: the response of its web service, the `rawResult` of its mobile kits, a list of containers, or one.
    static let regula = ResultFormat("regula") { value in
        !RegulaContainers.containers(value).isEmpty
    } read: { value, draft in
        for (place, container) in RegulaContainers.containers(value) { RegulaContainers.read(container, place, &draft) }
    }
}

/// The containers of a result, each with the number of its kind in `result_type`.
enum RegulaContainers {
    typealias Place = String

    static func containers(_ root: JSONValue) -> [(place: Place, container: JSONValue)] {
        let lists: [(Place, JSONValue?)] = [
            ("/ContainerList/List", root["ContainerList", "List"]),
            ("/rawResult/ContainerList/List", root["rawResult", "ContainerList", "List"]),
            ("/List", root["List"]), ("", root),
        ]
        for (place, list) in lists {
            let elements = list?.elements ?? []
            let found = elements.enumerated().filter { $0.element["result_type"]?.number != nil }
            if !found.isEmpty { return found.map { ("\(place)/\($0.offset)", $0.element) } }
        }
        return root["result_type"]?.number != nil ? [("", root)] : []
    }

    static func read(_ container: JSONValue, _ place: Place, _ draft: inout CaptureDraft) {
        switch container["result_type"]?.number {
        case 3, 17, 18: visualFields(container, place, &draft)
        case 15: verifiedFields(container, place, &draft)
        case 33: RegulaStatus.read(container["Status"], place + "/Status", &draft)
        case 36: text(container["Text"], place + "/Text", &draft)
        case 48: draft.skip(place, .opaqueContent)
        case 101: rawData(container["RFID_RAW_DATA"], place + "/RFID_RAW_DATA", &draft)
        case 104: RegulaChip.read(container["TDocBinaryInfo", "RFID_BINARY_DATA"], place + "/TDocBinaryInfo/RFID_BINARY_DATA", &draft)
        default: break
        }
    }

    // MARK: Zones

    /// The kind of text field that is the zone; its lines are parted by `^`.
    private static let zoneField = 51

    /// What was read off the page; the zone of the chip is in DG1.
    private static func text(_ text: JSONValue?, _ place: Place, _ draft: inout CaptureDraft) {
        for (index, field) in (text?["fieldList"]?.elements ?? []).enumerated() where field["fieldType"]?.number == zoneField {
            let values = field["valueList"]?.elements ?? []
            for value in values where value["source"]?.text != "RFID" {
                draft.zone("\(place)/fieldList/\(index)", value["value"] ?? value["originalValue"], separator: "^")
            }
            if values.isEmpty { draft.zone("\(place)/fieldList/\(index)", field["value"], separator: "^") }
        }
    }

    private static func visualFields(_ container: JSONValue, _ place: Place, _ draft: inout CaptureDraft) {
        for field in container["DocVisualExtendedInfo", "pArrayFields"]?.elements ?? [] where field["FieldType"]?.number == zoneField {
            draft.zone(place + "/DocVisualExtendedInfo", field["Buf_Text"], separator: "^")
        }
    }

    private static func verifiedFields(_ container: JSONValue, _ place: Place, _ draft: inout CaptureDraft) {
        for field in container["ListVerifiedFields", "pFieldMaps"]?.elements ?? [] where field["FieldType"]?.number == zoneField {
            draft.zone(place + "/ListVerifiedFields", field["Field_MRZ"], separator: "^")
        }
    }

    private static func rawData(_ list: JSONValue?, _ place: Place, _ draft: inout CaptureDraft) {
        for (index, entry) in (list?.elements ?? []).enumerated() {
            guard let role = entry["FieldType"]?.number.flatMap(RegulaChip.role) else { continue }
            draft.file("\(place)/\(index)", role, entry["Data"])
        }
    }
}
