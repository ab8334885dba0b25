public import Irregularities
import LogicalDataStructure
import TravelDocuments

/// Why a mapping file cannot be used: the place in it as a JSON pointer, or the offset where it is no JSON.
public struct MappingError: Error, Sendable, Hashable {
    public let reason: ReasonCode
    public let pointer: String?
    public let offset: Int?
}

/// A user's description of a format in JSON: how it is told, and where files, zones and verdicts stand, as JSON pointers.
///
/// With it a format is read without a release of this program. Its schema is `schemas/mapping-1.json`.
public struct MappingFile: Sendable {
    /// The name that reports give as adapter.
    public let name: String
    public let title: String
    let format: ResultFormat

    /// The largest mapping file, in bytes.
    static let limit = 1 << 20

    /// Reads a mapping file from a path.
    public init(path: String) throws(IntakeError) {
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try FileAccess.read(path, limit: MappingFile.limit + 1)
        } catch {
            throw IntakeError(error.reason == .noSuchFile ? .noInput : .inputOutput, path: path, reason: error.reason, errno: error.number)
        }
        guard bytes.count <= MappingFile.limit else { throw IntakeError(.noDocument, path: path, reason: .fileTooLarge) }
        do throws(MappingError) {
            try self.init(PlainText(bytes[...]).bytes)
        } catch {
            throw IntakeError(.noDocument, path: path, file: error.pointer, offset: error.offset, reason: error.reason)
        }
    }

    /// Reads the text of a mapping file.
    public init(_ bytes: ArraySlice<UInt8>) throws(MappingError) {
        let root: JSONValue
        do throws(JSONError) {
            root = try JSONReader.value(bytes)
        } catch {
            throw MappingError(reason: error.reason, pointer: nil, offset: error.offset)
        }
        var reader = MappingReader()
        let mapping = try reader.mapping(root)
        name = mapping.name
        title = mapping.title
        format = ResultFormat(mapping.name, isBuiltIn: false) {
            mapping.recognises($0)
        } read: {
            mapping.read($0, &$1)
        }
    }
}

/// A mapping file as it is used.
struct Mapping: Sendable {
    /// Something that a value must have to be of this format.
    struct Condition: Sendable {
        let pointer: JSONPointer
        /// Nil where it is enough that the value is there.
        let equals: JSONValue?
    }

    struct File: Sendable {
        let pointer: JSONPointer
        let place: String
        let role: ElementaryFile
        let encoding: FileEncoding
    }

    struct Zone: Sendable {
        let pointer: JSONPointer
        let place: String
        let separator: Character?
    }

    struct Verdict: Sendable {
        let pointer: JSONPointer
        let place: String
        let subject: Claim.Subject
        let dataGroup: Int?
        let values: [(statement: Claim.Statement, values: [JSONValue])]
    }

    let name: String
    let title: String
    let conditions: [Condition]
    let files: [File]
    let zones: [Zone]
    let verdicts: [Verdict]
    let challenge: (pointer: JSONPointer, place: String)?
    let signature: (pointer: JSONPointer, place: String)?

    func recognises(_ root: JSONValue) -> Bool {
        conditions.allSatisfy { condition in
            guard let value = condition.pointer.value(in: root), value != .null else { return false }
            return condition.equals.map { $0 == value } ?? true
        }
    }

    func read(_ root: JSONValue, _ draft: inout CaptureDraft) {
        func value(_ pointer: JSONPointer, _ place: String) -> JSONValue? {
            let value = pointer.value(in: root)
            // Null is how programs write what they do not have; a place that is not there may be a wrong pointer.
            if value == nil { draft.miss(place) }
            return value == .null ? nil : value
        }
        for file in files { draft.file(file.place, file.role, value(file.pointer, file.place), usually: file.encoding) }
        for zone in zones { draft.zone(zone.place, value(zone.pointer, zone.place), separator: zone.separator) }
        for verdict in verdicts {
            guard let value = value(verdict.pointer, verdict.place) else { continue }
            let statement = verdict.values.first { $0.values.contains(value) }?.statement ?? .unclear
            draft.claim(verdict.subject, statement, dataGroup: verdict.dataGroup, at: verdict.place, value)
        }
        draft.activeAuthentication(
            challenge: challenge.map { ($0.place, value($0.pointer, $0.place)) },
            signature: signature.map { ($0.place, value($0.pointer, $0.place)) })
    }
}
