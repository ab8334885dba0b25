import Glibc
import Synchronization

/// The little that a store asks of the file system itself.
enum Files {
    static func exist(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    /// Makes a folder beside a path, of a name that nothing had, on whatever machine the place is shared with.
    static func makeFolder(beside path: String) throws(DatabaseError) -> String {
        var name = Array((path + ".part-XXXXXX").utf8CString)
        let isMade = unsafe name.withUnsafeMutableBufferPointer { unsafe $0.baseAddress.flatMap { unsafe mkdtemp($0) } != nil }
        guard isMade else { throw DatabaseError(errno == ENOSPC ? .diskFull : .cannotWrite) }
        return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// A way to give a file a name that nothing has, the better first.
    enum Naming: CaseIterable {
        /// A second name, which no system gives where one is.
        case link
        /// For file systems without second names (FAT, exFAT, some of FUSE's): looked and renamed while no other program that does so may look.
        ///
        /// Linux's `renameat2` would do without the lock; Swift's Glibc does not have it, and not all of these file systems know it.
        case lockedRename
    }

    /// Gives a file another name; false where something has that name already.
    static func put(_ file: String, at path: String) throws(DatabaseError) -> Bool {
        for way in Naming.allCases { if let isPut = put(file, at: path, by: way) { return isPut } }
        throw DatabaseError(.cannotWrite)
    }

    /// Gives a file another name in one way; nil where the file system does not have this way, or it failed.
    static func put(_ file: String, at path: String, by way: Naming) -> Bool? {
        switch way {
        case .link:
            if unsafe link(file, path) == 0 { return true }
            return errno == EEXIST ? false : nil
        case .lockedRename:
            let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
            let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard descriptor >= 0 else { return nil }
            defer { close(descriptor) }
            guard flock(descriptor, LOCK_EX) == 0 else { return nil }
            if exist(path) { return false }
            return unsafe rename(file, path) == 0 ? true : nil
        }
    }

    /// Removes what is at some paths, if anything is.
    static func remove(_ paths: [String]) {
        for path in paths { _ = unsafe unlink(path) }
    }

    /// Removes a folder that is empty.
    static func removeFolder(_ path: String) { _ = unsafe rmdir(path) }

    /// Whether nothing is at a path, or a file without an octet.
    static func isEmpty(_ path: String) -> Bool {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return errno == ENOENT || errno == ENAMETOOLONG }
        return status.st_size == 0
    }

    /// The first octets of a file, as many as SQLite's header has; none where it cannot be read.
    static func head(_ path: String) -> [UInt8] {
        if let kept = KeptDatabases.descriptor(path) { return head(kept) }
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return [] }
        let bytes = head(descriptor)
        if StoreDatabase.isDatabase(bytes[...]) { KeptDatabases.keep(descriptor) } else { close(descriptor) }
        return bytes
    }

    private static func head(_ descriptor: Int32) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 100)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe pread(descriptor, $0.baseAddress, $0.count, 0) }
        return Array(bytes.prefix(max(0, count)))
    }
}

/// The databases that this process has looked into past SQLite; their descriptors stay open.
///
/// Closing any descriptor of a file drops all locks that the process has on it (POSIX), also those of SQLite's own descriptors. So one is kept
/// for each database until the process ends or the file is gone.
enum KeptDatabases {
    private struct Place: Hashable {
        let device: UInt
        let inode: UInt
    }

    private static let kept = Mutex<[Place: Int32]>([:])
    /// From this number on, those whose file was removed are closed.
    private static let roomyCount = 16

    /// The kept descriptor of the file that now is at a path.
    static func descriptor(_ path: String) -> Int32? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        let place = Place(device: status.st_dev, inode: status.st_ino)
        return kept.withLock { $0[place] }
    }

    /// Keeps a descriptor of a database.
    static func keep(_ descriptor: Int32) {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { return }
        let place = Place(device: status.st_dev, inode: status.st_ino)
        kept.withLock { kept in
            if kept.count >= roomyCount { closeRemoved(&kept) }
            kept[place] = kept[place] ?? descriptor
        }
    }

    /// The descriptor of a database, kept before or from now on; nil where none is at the path.
    static func open(_ path: String) -> Int32? {
        if let known = descriptor(path) { return known }
        return StoreDatabase.isDatabase(Files.head(path)[...]) ? descriptor(path) : nil
    }

    private static func closeRemoved(_ kept: inout [Place: Int32]) {
        for (place, descriptor) in kept {
            var status = stat()
            guard unsafe fstat(descriptor, &status) == 0, status.st_nlink == 0 else { continue }
            close(descriptor)
            kept[place] = nil
        }
    }
}
