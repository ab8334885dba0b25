import Irregularities
import LogicalDataStructure
import TravelDocuments

/// A single file: one of a chip, the result of a vendor's software, an archive, or a text.
struct LoneFile {
    let path: String
    /// The name by which errors call the file.
    let name: String
    let options: CaptureOptions

    init(_ path: String, name: String? = nil, _ options: CaptureOptions) {
        self.path = path
        self.name = name ?? path.split(separator: "/").last.map { String($0) } ?? path
        self.options = options
    }

    func capture(size: Int) throws(IntakeError) -> Capture {
        let head = try read(limit: IntakeLimits.archiveHead)
        if let archives = options.archives, archives.recognises(head), options.adapter == nil || options.adapter == ArchiveFile.adapter {
            return try ArchiveFile.capture(self, archives)
        }
        if options.adapter == ArchiveFile.adapter { throw failure(.unknownInputFormat) }
        guard size <= (ResultFile.canBegin(head) ? IntakeLimits.result : IntakeLimits.file) else {
            throw failure(.fileTooLarge, offset: nil)
        }
        return try capture(try read(limit: size))
    }

    private func read(limit: Int) throws(IntakeError) -> ArraySlice<UInt8> {
        do throws(SystemError) {
            return try FileAccess.read(path, limit: limit)[...]
        } catch {
            throw IntakeError(.inputOutput, path: path, file: name, reason: error.reason, errno: error.number)
        }
    }

    func failure(_ reason: ReasonCode, offset: Int? = 0) -> IntakeError {
        IntakeError(.noDocument, path: path, file: name, offset: offset, reason: reason)
    }

    // MARK: By content

    /// A capture of the bytes of the file, by the adapter that was asked for or the first that knows them.
    func capture(_ bytes: ArraySlice<UInt8>) throws(IntakeError) -> Capture {
        guard !bytes.isEmpty else { throw failure(.emptyFile) }
        if let adapter = options.adapter { return try capture(bytes, as: adapter) }
        if let file = chipFile(bytes) { return file }
        if GMRTDDocument.canBegin(bytes) { return try ResultFile(self).document(bytes) }
        if let document = GMRTDDocument.written(bytes) { return try ResultFile(self).document(document) }
        if XMLReader.canBegin(bytes) {
            if let result = ResultFile(self).xml(bytes) { return result }
        } else if ResultFile.canBegin(bytes), let capture = try ResultFile(self).capture(bytes) {
            return capture
        }
        if let text = text(bytes) { return text }
        throw reason(bytes)
    }

    private func capture(_ bytes: ArraySlice<UInt8>, as adapter: String) throws(IntakeError) -> Capture {
        switch adapter {
        case "file":
            if let file = chipFile(bytes) ?? namedFile(bytes) { return file }
            throw reason(bytes)
        case "mrz-text":
            if let text = text(bytes) { return text }
            throw failure(.noMachineReadableZone)
        case GMRTDDocument.name: return try ResultFile(self).document(GMRTDDocument.written(bytes) ?? bytes)
        default: return try ResultFile(self).capture(bytes, as: adapter)
        }
    }

    /// A file of a chip: its bytes, or these written down as text.
    private func chipFile(_ bytes: ArraySlice<UInt8>) -> Capture? {
        let named = FileNames(name).roles
        var written: WrittenFile? = FileContents.role(bytes).map { WrittenFile(bytes, .binary, $0) }
        if written == nil, FileContents.isText(bytes) { written = WrittenFile(bytes, wanted: named) }
        guard let written, written.role != nil else { return nil }
        return Capture(path: path, kind: .chipFiles, adapter: "file", files: [CapturedFile(name, written, named: named)])
    }

    /// A file that only its name says something of; it is asked for by name of the adapter.
    private func namedFile(_ bytes: ArraySlice<UInt8>) -> Capture? {
        let named = FileNames(name).roles
        guard !named.isEmpty else { return nil }
        let file = CapturedFile(name, WrittenFile(bytes, .binary, nil), named: named)
        return Capture(path: path, kind: .chipFiles, adapter: "file", files: [file])
    }

    private func text(_ bytes: ArraySlice<UInt8>) -> Capture? {
        let named = FileNames(name).roles
        let isText = FileContents.isText(bytes) && bytes.count <= IntakeLimits.text
        let canHoldZone = isText || FileContents.isMarkedAsUTF16(bytes) || FileContents.isFramed(bytes)
        let readings = canHoldZone ? PageReading.readings(in: bytes, source: .textFile) : []
        // A text without a zone is for the inspection to judge, unless its name says that it is something else, or it is JSON.
        guard !readings.isEmpty || isText && named.isEmpty && !JSONReader.canBegin(bytes) else { return nil }
        let file = CapturedFile(name: name, role: nil, roleIdentifiedBy: .content, bytes: bytes)
        return Capture(path: path, kind: .mrzText, adapter: "mrz-text", files: [file], pageReadings: readings)
    }

    /// Why the bytes cannot be read as what their name or their first tag says, or as anything.
    private func reason(_ bytes: ArraySlice<UInt8>) -> IntakeError {
        let named = FileNames(name).roles
        guard let role = named.first ?? FileContents.firstTag(bytes).flatMap({ ElementaryFile(tag: $0) }),
            let error = ChipFile(role, bytes).error
        else { return failure(JSONReader.canBegin(bytes) ? .unknownInputFormat : .notAChipFile) }
        return failure(error.code, offset: error.offset)
    }
}

extension CapturedFile {
    /// A file with the role that its content says, or else its name; where they disagree, the content decides and that is an irregularity.
    init(_ name: String, _ written: WrittenFile, named: [ElementaryFile]) {
        let bytes = written.bytes
        guard let role = written.role else {
            self.init(name: name, role: named.first, roleIdentifiedBy: .name, encoding: written.encoding, bytes: bytes)
            return
        }
        let agree = named.contains(role)
        self.init(
            name: name, role: role, roleIdentifiedBy: agree ? .both : .content, encoding: written.encoding, bytes: bytes,
            irregularities: named.isEmpty || agree ? [] : [Irregularity(.nameAndContentDisagree, at: SourceLocation(of: bytes.prefix(1)))])
    }
}
