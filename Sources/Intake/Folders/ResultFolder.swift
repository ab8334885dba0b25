import Irregularities
import TravelDocuments

/// A folder without files of a chip that holds the result of a vendor's software, as programs leave it beside their images.
///
/// Files in folders inside are not looked at.
enum ResultFolder {
    /// The capture of the one result in the folder, or nil where it has none; several are those of several documents, which are never mixed.
    static func capture<Folder: ReadableFolder & ~Copyable>(
        _ folder: borrowing Folder, _ path: String, _ options: CaptureOptions
    ) throws(SystemError) -> Result<Capture, IntakeError>? {
        var results: [String] = []
        // Programs write XML beside many things: one counts where nothing else is a result.
        var texts: [String] = []
        var others: [SkippedFile] = []
        for name in try folder.names(limit: IntakeLimits.names).names where !name.hasPrefix(".") {
            let kind = try? folder.kind(name)
            guard case .regular(let size)? = kind, size <= IntakeLimits.result,
                let head = (try? folder.read(name, limit: IntakeLimits.archiveHead)).map({ PlainText($0).bytes }), ResultFile.canBegin(head)
            else {
                let isFolder = if case .folder? = kind { true } else { false }
                others.append(SkippedFile(name: name, reason: isFolder ? .folder : .notAChipFile))
                continue
            }
            if XMLReader.canBegin(head) { texts.append(name) } else { results.append(name) }
        }
        if results.isEmpty { (results, texts) = (texts, []) }
        others += texts.map { SkippedFile(name: $0, reason: .notAChipFile) }
        guard let name = results.first else { return nil }
        guard results.count == 1 else { return .failure(IntakeError(.noDocument, path: path, reason: .severalDocuments)) }
        let bytes = try folder.read(name, limit: IntakeLimits.result)
        do throws(IntakeError) {
            return .success(try LoneFile(path, name: name, options).capture(bytes).skipping(others))
        } catch {
            return .failure(error)
        }
    }
}

extension Capture {
    /// The same capture with files beside it that were not used.
    fileprivate func skipping(_ others: [SkippedFile]) -> Capture {
        Capture(
            path: path, kind: kind, adapter: adapter, files: files, skipped: skipped + others, pageReadings: pageReadings, claims: claims,
            activeAuthentication: activeAuthentication)
    }
}
