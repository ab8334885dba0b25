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

    /// The capture of the first format that knows the text, mapping files first; nil where none does.
    func capture(_ bytes: ArraySlice<UInt8>) throws(IntakeError) -> Capture? {
        let root: JSONValue
        do throws(JSONError) {
            root = try value(bytes)
        } catch {
            // What begins like JSON and is none is for the readers of text, and an error only where these find nothing.
            guard PageReading.readings(in: bytes.prefix(IntakeLimits.text), source: .textFile).isEmpty else { return nil }
            throw file.failure(error.reason, offset: error.offset)
        }
        guard let format = formats.first(where: { $0.recognises(root) }) else { return nil }
        return try capture(root, format)
    }

    /// The capture of the format that was asked for.
    func capture(_ bytes: ArraySlice<UInt8>, as adapter: String) throws(IntakeError) -> Capture {
        guard let format = formats.first(where: { $0.name == adapter }) else { throw file.failure(.unknownInputFormat, offset: nil) }
        let root: JSONValue
        do throws(JSONError) {
            root = try value(bytes)
        } catch {
            throw file.failure(error.reason, offset: error.offset)
        }
        return try capture(root, format)
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

    private var formats: [ResultFormat] { file.options.mappings.map(\.format) + ResultFormat.all }

    /// One value, or the values of several lines as an array.
    private func value(_ bytes: ArraySlice<UInt8>) throws(JSONError) -> JSONValue {
        let values = try JSONReader.series(bytes, limit: ResultFile.messages)
        return values.count == 1 ? values[0] : .array(values)
    }

    private func capture(_ root: JSONValue, _ format: ResultFormat) throws(IntakeError) -> Capture {
        var draft = CaptureDraft(adapter: format.name)
        format.read(root, &draft)
        return try finish(draft)
    }

    private func finish(_ draft: CaptureDraft) throws(IntakeError) -> Capture {
        if let refusal = draft.refusal { throw file.failure(refusal, offset: nil) }
        guard !draft.isEmpty else { throw file.failure(.emptyResult, offset: nil) }
        return draft.capture(file.path)
    }
}
