import Irregularities
import LogicalDataStructure
import TravelDocuments

/// A single file: one of a chip, or a text.
enum LoneFile {
    static func capture(_ path: String, size: Int) throws(IntakeError) -> Capture {
        let name = path.split(separator: "/").last.map { String($0) } ?? path
        guard size <= IntakeLimits.file else {
            throw IntakeError(.noDocument, path: path, file: name, reason: .fileTooLarge)
        }
        let bytes: ArraySlice<UInt8>
        do { bytes = try FileAccess.read(path, limit: IntakeLimits.file)[...] } catch {
            throw IntakeError(.inputOutput, path: path, file: name, reason: error.reason, errno: error.number)
        }
        guard !bytes.isEmpty else { throw IntakeError(.noDocument, path: path, file: name, offset: 0, reason: .emptyFile) }
        let named = FileNames(name).roles
        if let role = FileContents.role(bytes) {
            return Capture(path: path, kind: .chipFiles, adapter: "file", files: [CapturedFile(name, bytes, role: role, named: named)])
        }
        let isText = FileContents.isText(bytes) && bytes.count <= IntakeLimits.text
        let readings = isText || FileContents.isMarkedAsUTF16(bytes) ? PageReading.readings(in: bytes, source: .textFile) : []
        // A text without a zone is for the inspection to judge, unless its name says that it is something else.
        if !readings.isEmpty || isText && named.isEmpty {
            let file = CapturedFile(name: name, role: nil, roleIdentifiedBy: .content, bytes: bytes)
            return Capture(path: path, kind: .mrzText, adapter: "mrz-text", files: [file], pageReadings: readings)
        }
        let failure = error(bytes, named)
        throw IntakeError(.noDocument, path: path, file: name, offset: failure?.offset ?? 0, reason: failure?.code ?? .notAChipFile)
    }

    /// Why the bytes cannot be read as what their name or their first tag says, or nil where neither says anything.
    private static func error(_ bytes: ArraySlice<UInt8>, _ named: [ElementaryFile]) -> LDSError? {
        guard let role = named.first ?? FileContents.firstTag(bytes).flatMap({ ElementaryFile(tag: $0) }) else { return nil }
        return ChipFile(role, bytes).error
    }
}

extension CapturedFile {
    /// A file whose content says its role: it decides, and a name that says another is an irregularity.
    init(_ name: String, _ bytes: ArraySlice<UInt8>, role: ElementaryFile, named: [ElementaryFile]) {
        let agree = named.contains(role)
        self.init(
            name: name, role: role, roleIdentifiedBy: agree ? .both : .content, bytes: bytes,
            irregularities: named.isEmpty || agree ? [] : [Irregularity(.nameAndContentDisagree, at: SourceLocation(of: bytes.prefix(1)))])
    }
}
