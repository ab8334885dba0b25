import Irregularities
public import TravelDocuments

/// A walk over the files at a path: the one file, or all in a folder and the folders inside, in the order of their names.
///
/// Files are handed on open, one at a time, and nothing is kept of them. Names that begin with a dot are passed over, and a folder that a symbolic
/// link leads back to is not visited again.
public enum FileWalk {
    /// How deep folders are followed; the directory of the ICAO PKD, unpacked as a tree, has seven levels.
    public static let depthLimit = 16

    /// Visits what lies at a path; throws where nothing does.
    ///
    /// `take` gets each file and returns whether more is wanted; `skip` gets each name that is no file or cannot be opened.
    public static func visit(
        _ path: String, take: (_ name: String, _ stream: inout FileStream) -> Bool, skip: (SkippedFile) -> Void
    ) throws(IntakeError) {
        do throws(SystemError) {
            switch try FileAccess.kind(path) {
            case .regular, .other:
                // What is no regular file is refused by the stream.
                var stream = try FileStream(path)
                _ = take(path, &stream)
            case .folder:
                var visited: Set<FilePlace> = []
                let folder = try OpenFolder(path)
                if let place = folder.place { visited.insert(place) }
                _ = try visit(folder, prefix: path.hasSuffix("/") ? path : path + "/", depth: 1, &visited, take, skip)
            }
        } catch {
            let reason: ReasonCode = error.number == FileStream.notRegular ? .notARegularFile : error.reason
            throw IntakeError(reason == .noSuchFile ? .noInput : .inputOutput, path: path, reason: reason, errno: error.number)
        }
    }

    private static func visit(
        _ folder: borrowing OpenFolder, prefix: String, depth: Int, _ visited: inout Set<FilePlace>,
        _ take: (_ name: String, _ stream: inout FileStream) -> Bool, _ skip: (SkippedFile) -> Void
    ) throws(SystemError) -> Bool {
        let (names, areMore) = try folder.names(limit: StoreFiles.nameLimit)
        if areMore { skip(SkippedFile(name: prefix, reason: .tooManyFiles)) }
        for name in names where !name.hasPrefix(".") {
            do throws(SystemError) {
                switch try folder.kind(name) {
                case .regular:
                    var stream = try folder.stream(name)
                    guard take(prefix + name, &stream) else { return false }
                case .folder where depth < depthLimit:
                    let inner = try folder.folder(name)
                    if let place = inner.place, !visited.insert(place).inserted { continue }
                    guard try visit(inner, prefix: prefix + name + "/", depth: depth + 1, &visited, take, skip) else { return false }
                case .folder: skip(SkippedFile(name: prefix + name, reason: .nestedTooDeep))
                case .other: skip(SkippedFile(name: prefix + name, reason: .notARegularFile))
                }
            } catch {
                skip(SkippedFile(name: prefix + name, reason: error.reason))
            }
        }
        return true
    }
}
