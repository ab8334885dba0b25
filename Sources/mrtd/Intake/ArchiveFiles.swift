import ArchiveReading
import Glibc
import Intake
import Irregularities

/// Archives for the intake of documents, read by libarchive.
struct ArchiveFiles: ArchiveUnpacking {
    func recognises(_ head: ArraySlice<UInt8>) -> Bool { Archive.isArchive(head) }

    func files(path: String, bounds: ArchiveBounds) throws(UnpackingError) -> UnpackedArchive {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw UnpackingError(.readError) }
        defer { close(descriptor) }
        return try unpack(bounds) { () throws(ArchiveError) in try Archive(descriptor: descriptor) }
    }

    func files(bytes: ArraySlice<UInt8>, bounds: ArchiveBounds) throws(UnpackingError) -> UnpackedArchive {
        try unpack(bounds) { () throws(ArchiveError) in try Archive(bytes: bytes) }
    }

    private func unpack(
        _ bounds: ArchiveBounds, _ open: () throws(ArchiveError) -> Archive
    ) throws(UnpackingError) -> UnpackedArchive {
        var unpacked = Unpacking(bounds: bounds)
        do throws(ArchiveError) {
            var archive = try open()
            while unpacked.ending == nil, let name = try archive.nextFile() { try unpacked.take(name, &archive) }
        } catch {
            // What was read before the damage is whole.
            guard !unpacked.files.isEmpty else { throw UnpackingError(error.reason) }
            unpacked.ending = error.reason
        }
        return UnpackedArchive(files: unpacked.files, ending: unpacked.ending)
    }
}

/// The files of one archive as they are unpacked.
private struct Unpacking {
    let bounds: ArchiveBounds
    var files: [UnpackedArchive.File] = []
    var ending: ReasonCode?
    private var total = 0

    init(bounds: ArchiveBounds) {
        self.bounds = bounds
    }

    mutating func take(_ name: String, _ archive: inout Archive) throws(ArchiveError) {
        guard files.count < bounds.names else {
            ending = .tooManyFiles
            return
        }
        var bytes: [UInt8]? = []
        while let piece = try archive.read() {
            total += piece.count
            guard total <= bounds.total else {
                ending = .fileTooLarge
                return
            }
            if let count = bytes?.count, count + piece.count > bounds.file { bytes = nil }
            bytes?.append(contentsOf: piece)
        }
        files.append(UnpackedArchive.File(name: name, bytes: bytes?[...]))
    }
}
