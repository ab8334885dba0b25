import ArchiveReading
public import DocumentPKI
public import Intake
import Irregularities
import TravelDocuments

/// How far the reading of sources is, for whoever shows it.
public struct ReadingProgress: Sendable {
    /// The file that is read, and of how many octets it is.
    public let name: String
    public let size: Int
    /// The octets of it that were read so far; of an archive, after decompression.
    public let position: Int
}

/// How much is read at one path.
///
/// An import streams and is not bounded. What is read into memory is: nobody means all files of a machine by `--store`.
public struct ReadingLimits: Sendable {
    public let files: Int
    /// Of all files together, after decompression.
    public let octets: Int

    public init(files: Int = .max, octets: Int = .max) {
        self.files = files
        self.octets = octets
    }

    /// For a store in memory: the ICAO PKD has 30 000 certificates in 100 MB.
    public static let inMemory = ReadingLimits(files: 200_000, octets: 1 << 30)
}

/// What was read so far.
private struct ReadingTally {
    let limits: ReadingLimits
    var files = 0
    private var octets = 0
    private var current = (name: "", position: 0)

    init(_ limits: ReadingLimits) {
        self.limits = limits
    }

    var isWithin: Bool { files <= limits.files && octets <= limits.octets }

    mutating func add(_ reading: ReadingProgress) {
        if reading.name != current.name { current = (reading.name, 0) }
        octets += reading.position - current.position
        current.position = reading.position
    }
}

/// Reads what lies at paths for a store: files, folders and archives of everything that `StoreFileReader` knows.
///
/// Files are read in pieces; the memory does not grow with them. An archive inside an archive is opened as deep as `ArchiveLimits.depth` says, and the
/// bounds of the outer one count what is in it.
public struct StoreSourceReader {
    /// Called after each piece; false ends the reading.
    private let progress: (ReadingProgress) -> Bool
    private let limits: ReadingLimits

    public init(limits: ReadingLimits = ReadingLimits(), progress: @escaping (ReadingProgress) -> Bool = { _ in true }) {
        self.limits = limits
        self.progress = progress
    }

    /// Reads everything at a path; throws where nothing can be read there.
    public func read(
        _ path: String, keys: inout KeyCache, into receiver: inout some StoreItemReceiver
    ) throws(IntakeError) {
        var tally = ReadingTally(limits)
        try FileWalk.visit(path) { name, stream in
            tally.files += 1
            guard tally.isWithin else { return false }
            let progress = { (reading: ReadingProgress) in
                tally.add(reading)
                return tally.isWithin && self.progress(reading)
            }
            return StoreSourceReader.read(name, &stream, progress, keys: &keys, into: &receiver) && !receiver.isClosed
        } skip: { skipped in
            let entry = RefusedEntry(name: skipped.name, entry: nil, reason: skipped.reason, offset: nil)
            receiver.take(.refused(entry), keys: &keys)
        }
        if !tally.isWithin {
            throw IntakeError(.inputOutput, path: path, reason: tally.files > limits.files ? .tooManyFiles : .fileTooLarge)
        }
    }

    /// Reads one open file and returns whether more is wanted.
    private static func read(
        _ name: String, _ stream: inout FileStream, _ progress: @escaping (ReadingProgress) -> Bool, keys: inout KeyCache,
        into receiver: inout some StoreItemReceiver
    ) -> Bool {
        var reading = FileReading(name: name, size: stream.size, progress: progress)
        do throws(FileReadError) {
            let head = try stream.next()
            if let head, Archive.isArchive(head) {
                stream.rewind()
                var tally = ArchiveTally()
                read(archive: name, stream.descriptor, depth: 1, &tally, &reading, keys: &keys, into: &receiver)
                return reading.isWanted
            }
            var first = head
            var reader = StoreFileReader()
            try reader.read(name, keys: &keys, into: &receiver) { () throws(FileReadError) in
                if let piece = first {
                    first = nil
                    return reading.note(piece)
                }
                return reading.isWanted ? try stream.next().flatMap { reading.note($0) } : nil
            }
        } catch {
            receiver.take(.refused(RefusedEntry(name: name, entry: nil, reason: error.reason, offset: nil)), keys: &keys)
        }
        return reading.isWanted
    }

    /// Reads an archive; what it and those inside it come to is counted together.
    private static func read(
        archive name: String, _ descriptor: Int32, depth: Int, _ tally: inout ArchiveTally, _ reading: inout FileReading,
        keys: inout KeyCache, into receiver: inout some StoreItemReceiver
    ) {
        do throws(ArchiveError) {
            var archive = try Archive(descriptor: descriptor, tally: tally)
            while reading.isWanted, !receiver.isClosed, let file = try archive.nextFile() {
                let entry = name + "/" + file
                let head = try archive.read()
                tally = archive.tally
                if let head, Archive.isArchive(head) {
                    guard depth < ArchiveLimits.depth else {
                        receiver.take(.refused(RefusedEntry(name: entry, reason: .archiveInArchive)), keys: &keys)
                        continue
                    }
                    try read(inner: entry, head, of: &archive, depth: depth + 1, &reading, keys: &keys, into: &receiver)
                } else {
                    try read(file: entry, head, of: &archive, &reading, keys: &keys, into: &receiver)
                }
                tally = archive.tally
            }
        } catch {
            receiver.take(.refused(RefusedEntry(name: name, reason: error.reason)), keys: &keys)
        }
    }

    private static func read(
        file entry: String, _ head: ArraySlice<UInt8>?, of archive: inout Archive, _ reading: inout FileReading, keys: inout KeyCache,
        into receiver: inout some StoreItemReceiver
    ) throws(ArchiveError) {
        var first = head
        var reader = StoreFileReader()
        try reader.read(entry, keys: &keys, into: &receiver) { () throws(ArchiveError) in
            if let piece = first {
                first = nil
                return reading.note(piece)
            }
            return reading.isWanted ? try archive.read().flatMap { reading.note($0) } : nil
        }
    }

    /// Copies an archive out of the one that it lies in, and reads it; one that cannot be read leaves the outer one's other entries as they are.
    private static func read(
        inner entry: String, _ head: ArraySlice<UInt8>, of archive: inout Archive, depth: Int, _ reading: inout FileReading,
        keys: inout KeyCache, into receiver: inout some StoreItemReceiver
    ) throws(ArchiveError) {
        let file: UnnamedFile
        do throws(ArchiveError) {
            file = try copy(head, of: &archive, &reading)
        } catch {
            // What the outer archive cannot give ends it; what has no room here is this entry's matter.
            guard error.reason == .readError || error.reason == .fileTooLarge && archive.tally.content <= ArchiveLimits.content else {
                throw error
            }
            return receiver.take(.refused(RefusedEntry(name: entry, reason: error.reason)), keys: &keys)
        }
        guard reading.isWanted else { return }
        try read(archive: entry, file.descriptor(), depth: depth, &archive.tally, &reading, keys: &keys, into: &receiver)
    }

    /// The entry of an archive in a file of its own.
    private static func copy(
        _ head: ArraySlice<UInt8>, of archive: inout Archive, _ reading: inout FileReading
    ) throws(ArchiveError) -> UnnamedFile {
        var file = try UnnamedFile()
        var piece: ArraySlice<UInt8>? = head
        while let current = piece, reading.note(current) != nil {
            try file.write(current)
            piece = try archive.read()
        }
        return file
    }
}

extension RefusedEntry {
    /// A whole file or entry of an archive that was refused.
    fileprivate init(name: String, reason: ReasonCode) {
        self.init(name: name, entry: nil, reason: reason, offset: nil)
    }
}

/// The state of the reading of one file.
private struct FileReading {
    let name: String
    let size: Int
    let progress: (ReadingProgress) -> Bool
    var position = 0
    var isWanted = true

    /// Counts a piece and hands it back; nil where no more is wanted.
    mutating func note(_ piece: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        position += piece.count
        isWanted = progress(ReadingProgress(name: name, size: size, position: position))
        return isWanted ? piece : nil
    }
}
