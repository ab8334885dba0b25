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
        if let archives = try unpacking(head) { return try ArchiveFile.capture(self, archives) }
        try check(size, head)
        return try capture(try read(limit: size))
    }

    /// The same of bytes that are in memory already.
    func capture(inMemory bytes: ArraySlice<UInt8>) throws(IntakeError) -> Capture {
        let head = bytes.prefix(IntakeLimits.archiveHead)
        if let archives = try unpacking(head) { return try ArchiveFile.capture(self, archives, bytes: bytes) }
        try check(bytes.count, head)
        return try capture(bytes.startIndex == 0 ? bytes : Array(bytes)[...])
    }

    /// What unpacks the file, or nil where it is no archive.
    private func unpacking(_ head: ArraySlice<UInt8>) throws(IntakeError) -> (any ArchiveUnpacking)? {
        let isAsked = options.adapter == ArchiveFile.adapter
        if let archives = options.archives, archives.recognises(head), options.adapter == nil || isAsked { return archives }
        if isAsked { throw failure(.unknownInputFormat) }
        return nil
    }

    private func check(_ size: Int, _ head: ArraySlice<UInt8>) throws(IntakeError) {
        let limit = ResultFile.canBegin(PlainText(head).bytes) ? IntakeLimits.result : IntakeLimits.file
        guard size <= limit else { throw failure(.fileTooLarge, offset: nil) }
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
        let text = PlainText(bytes)
        do throws(IntakeError) {
            if let adapter = options.adapter { return try capture(bytes, text.bytes, as: adapter) }
            return try capture(bytes, text.bytes)
        } catch {
            // An offset in what was made of UTF-16 is none in the file.
            guard text.isTranscoded else { throw error }
            throw IntakeError(error.kind, path: error.path, file: error.file, reason: error.reason, errno: error.errno)
        }
    }

    private func capture(_ bytes: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) throws(IntakeError) -> Capture {
        if let file = chipFile(bytes, text) { return file }
        if GMRTDDocument.canBegin(bytes) { return try ResultFile(self).document(bytes) }
        if let document = GMRTDDocument.written(text) { return try ResultFile(self).document(document) }
        if XMLReader.canBegin(text) {
            if let result = ResultFile(self).xml(text) { return result }
        } else if ResultFile.canBegin(text), let capture = try ResultFile(self).capture(text) {
            return capture
        }
        if let capture = textCapture(bytes, text) { return capture }
        throw reason(bytes, text)
    }

    private func capture(_ bytes: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>, as adapter: String) throws(IntakeError) -> Capture {
        switch adapter {
        case "file":
            if let file = chipFile(bytes, text) ?? namedFile(bytes) { return file }
            throw reason(bytes, text)
        case "mrz-text":
            if let capture = textCapture(bytes, text) { return capture }
            throw failure(.noMachineReadableZone)
        case GMRTDDocument.name: return try ResultFile(self).document(GMRTDDocument.written(text) ?? bytes)
        default: return try ResultFile(self).capture(text, as: adapter)
        }
    }

    /// A file of a chip: its bytes, or these written down as text.
    private func chipFile(_ bytes: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Capture? {
        let named = FileNames(name).roles
        var written: WrittenFile? = FileContents.role(bytes).map { WrittenFile(bytes, .binary, $0) }
        if written == nil, FileContents.isText(text) { written = WrittenFile(text, wanted: named) }
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

    private func textCapture(_ bytes: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Capture? {
        let named = FileNames(name).roles
        let isText = FileContents.isText(text) && bytes.count <= IntakeLimits.text
        let canHoldZone = isText || FileContents.isFramed(bytes)
        let readings = canHoldZone ? PageReading.readings(in: bytes, source: .textFile) : []
        // A text without a zone is for the inspection to judge, unless its name says that it is something else, or it is JSON.
        guard !readings.isEmpty || isText && named.isEmpty && !JSONReader.canBegin(text) else { return nil }
        let file = CapturedFile(name: name, role: nil, roleIdentifiedBy: .content, bytes: bytes)
        return Capture(path: path, kind: .mrzText, adapter: "mrz-text", files: [file], pageReadings: readings)
    }

    /// Why the bytes cannot be read as what their name or their first tag says, or as anything.
    private func reason(_ bytes: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> IntakeError {
        let named = FileNames(name).roles
        guard let role = named.first ?? FileContents.firstTag(bytes).flatMap({ ElementaryFile(tag: $0) }),
            let error = ChipFile(role, bytes).error
        else { return failure(JSONReader.canBegin(text) ? .unknownInputFormat : .notAChipFile) }
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
