import Irregularities
import TravelDocuments

/// A file that a vendor's software wrote, to a capture.
struct ResultFile {
    /// The most messages of one file of lines; one document of a page reader has some hundred.
    private static let messages = 10_000

    private let file: LoneFile

    init(_ file: LoneFile) {
        self.file = file
    }

    /// Whether the first bytes can be those of a vendor's result.
    static func canBegin(_ head: ArraySlice<UInt8>) -> Bool {
        JSONReader.canBegin(head) || PassportEyeTable.canBegin(head) || GMRTDDocument.canBegin(head) || XMLReader.canBegin(head)
            || EventStream.canBegin(head)
    }

    /// The capture of the first format that knows the text, mapping files first; nil where it is no JSON after all.
    ///
    /// JSON of an unknown format is an error, though a zone may stand in it: that the rest was passed over would not be seen.
    func capture(_ bytes: ArraySlice<UInt8>) throws(IntakeError) -> Capture? {
        if let events = EventStream.value(bytes) {
            guard let found = try found(in: events, formats) else { return nil }
            return try capture(found)
        }
        let root: JSONValue
        do throws(JSONError) {
            root = try value(bytes)
        } catch {
            // A line of a log may begin with a bracket; what begins as an object and is none is a result that was damaged.
            guard !JSONReader.canBeginObject(bytes), error.offset < bytes.endIndex else {
                throw file.failure(error.reason, offset: error.offset)
            }
            return nil
        }
        guard let found = try found(in: root, formats) else { throw file.failure(.unknownInputFormat) }
        return try capture(found)
    }

    /// The capture of the format that was asked for.
    func capture(_ bytes: ArraySlice<UInt8>, as adapter: String) throws(IntakeError) -> Capture {
        if adapter == XMLResult.name { return try xmlAsAsked(bytes) }
        guard let format = formats.first(where: { $0.name == adapter }) else { throw file.failure(.unknownInputFormat, offset: nil) }
        let root: JSONValue
        do throws(JSONError) {
            if let events = EventStream.value(bytes) { root = events } else { root = try value(bytes) }
        } catch {
            throw file.failure(error.reason, offset: error.offset)
        }
        let found = try found(in: root, [format])
        return try capture(found ?? Envelope.Found(format: format, place: "", value: root))
    }

    private func found(in root: JSONValue, _ formats: [ResultFormat]) throws(IntakeError) -> Envelope.Found? {
        let found = Envelope.search(root, formats)
        guard found.count < 2 else { throw file.failure(.severalDocuments, offset: nil) }
        return found.first
    }

    /// The capture of a document in CBOR.
    func document(_ bytes: ArraySlice<UInt8>) throws(IntakeError) -> Capture {
        let draft: CaptureDraft
        do throws(CBORError) {
            draft = try GMRTDDocument.draft(bytes)
        } catch {
            throw file.failure(error.reason, offset: error.offset)
        }
        return try finish(draft)
    }

    /// The capture of what an XML file holds; nil where it holds neither a file nor a zone, or is no XML after all.
    func xml(_ bytes: ArraySlice<UInt8>) -> Capture? {
        guard let draft = try? XMLResult.draft(bytes), !draft.isEmpty else { return nil }
        return draft.capture(file.path)
    }

    private func xmlAsAsked(_ bytes: ArraySlice<UInt8>) throws(IntakeError) -> Capture {
        do throws(XMLReader.Failure) {
            let draft = try XMLResult.draft(bytes)
            if !draft.isEmpty { return draft.capture(file.path) }
        } catch {
            throw file.failure(error.reason, offset: error.offset)
        }
        throw file.failure(.emptyResult, offset: nil)
    }

    private var formats: [ResultFormat] { file.options.mappings.map(\.format) + ResultFormat.all }

    /// One value, the values of several lines as an array, or a table as an object.
    private func value(_ bytes: ArraySlice<UInt8>) throws(JSONError) -> JSONValue {
        if let table = PassportEyeTable.value(bytes) { return table }
        let values = try JSONReader.series(bytes, limit: ResultFile.messages)
        return values.count == 1 ? values[0] : .array(values)
    }

    private func capture(_ found: Envelope.Found) throws(IntakeError) -> Capture {
        var draft = CaptureDraft(adapter: found.format.name, root: found.place)
        found.format.read(found.value, &draft)
        if !draft.isEmpty { draft.duplicates(in: found.value) }
        return try finish(draft)
    }

    private func finish(_ draft: CaptureDraft) throws(IntakeError) -> Capture {
        if let refusal = draft.refusal { throw file.failure(refusal, offset: nil) }
        if draft.isEmpty, let pointer = draft.misses.first {
            throw IntakeError(.noDocument, path: file.path, file: pointer, reason: .nothingAtPointer)
        }
        guard !draft.isEmpty else { throw file.failure(.emptyResult, offset: nil) }
        return draft.capture(file.path)
    }
}
