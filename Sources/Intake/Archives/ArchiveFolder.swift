import Glibc
import Irregularities

/// A folder inside an unpacked archive, as the folder of a chip is read.
final class ArchiveFolder: ReadableFolder {
    /// How deep folders of an archive are followed.
    static let depth = 8

    private enum Entry {
        case file(ArraySlice<UInt8>?)
        case folder(ArchiveFolder)
    }

    private var entries: [String: Entry] = [:]

    /// Lays the files of an archive out in folders; a name that leads out of the archive keeps its last part.
    static func root(of archive: UnpackedArchive) -> ArchiveFolder {
        let root = ArchiveFolder()
        for file in archive.files {
            let parts = file.name.split { $0 == "/" || $0 == "\\" }.map(String.init).filter { $0 != "." }
            guard let last = parts.last else { continue }
            var folder = root
            if !parts.contains(".."), parts.count <= depth {
                for name in parts.dropLast() { folder = folder.inner(name) ?? folder }
            }
            folder.add(last, .file(file.bytes))
        }
        return root
    }

    /// Adds a file; of two with one name the first keeps it, and the other is there beside it, so that nothing is dropped without a word.
    private func add(_ name: String, _ file: Entry) {
        var free = name
        var number = 2
        while entries[free] != nil, number < ArchiveFolder.namesakeLimit {
            free = "\(name) (\(number))"
            number += 1
        }
        if entries[free] == nil { entries[free] = file }
    }

    /// The most files of one name that are kept.
    private static let namesakeLimit = 16

    /// The folder of this name, made where there is none; nil where a file has the name.
    private func inner(_ name: String) -> ArchiveFolder? {
        switch entries[name] {
        case .folder(let folder): return folder
        case .file: return nil
        case nil:
            let folder = ArchiveFolder()
            entries[name] = .folder(folder)
            return folder
        }
    }

    /// The folder below which the files are, where each folder on the way holds one folder and nothing else.
    var content: ArchiveFolder {
        guard entries.count == 1, case .folder(let inner)? = entries.first?.value else { return self }
        return inner.content
    }

    /// The bytes of the only file, where the archive has no more than one.
    var onlyFile: (name: String, bytes: ArraySlice<UInt8>)? {
        guard entries.count == 1, let (name, entry) = entries.first, case .file(let bytes?) = entry else { return nil }
        return (name, bytes)
    }

    // MARK: ReadableFolder

    func names(limit: Int) -> (names: [String], areMore: Bool) {
        let names = entries.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return (Array(names.prefix(limit)), names.count > limit)
    }

    func kind(_ name: String) throws(SystemError) -> FileKind {
        switch entries[name] {
        case .file(let bytes): .regular(size: bytes?.count ?? .max)
        case .folder: .folder
        case nil: throw SystemError(number: ENOENT)
        }
    }

    func isSymbolicLink(_ name: String) -> Bool { false }

    func read(_ name: String, limit: Int) throws(SystemError) -> ArraySlice<UInt8> {
        guard case .file(let bytes?) = entries[name] else { throw SystemError(number: ENOENT) }
        return ArraySlice(Array(bytes.prefix(limit)))
    }

    func folder(_ name: String) throws(SystemError) -> ArchiveFolder {
        guard case .folder(let folder) = entries[name] else { throw SystemError(number: ENOENT) }
        return folder
    }
}
