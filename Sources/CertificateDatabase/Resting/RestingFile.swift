import Glibc

/// What a direct reader cannot or must not read: SQLite has to be asked instead.
struct NotAtRest: Error {}

/// A store file that nobody is changing, read page by page as the file format describes it (sqlite.org/fileformat2.html).
///
/// SQLite reads the whole schema and compiles its statements anew in each process: 0.25 ms where two RSA signatures take 0.07. This reads
/// the same pages in a tenth of that, and only where it cannot go wrong: the file is in write-ahead mode and no log stands beside it. Whoever
/// changes the file then writes a log first, and page 1, with its counter of changes, before any other page; so `begin` and `isUnchanged`
/// around a question prove that its pages belong together.
@safe
final class RestingFile {
    /// The octets of a page, and those of them that hold content.
    let pageSize: Int
    let usableSize: Int
    private let descriptor: Int32
    private let log: String
    private let journal: String
    private var pages: [UInt32: [UInt8]] = [:]
    private var stamp: Stamp
    private var pageCount: UInt32
    private var budget = 0

    /// The most pages that are kept; a question reads about fifteen.
    private static let pageCapacity = 1024
    /// The most pages that one question looks at, so that a damaged tree, of whose pages one leads to another in circles, comes to an end.
    private static let pageLimit = 100_000

    /// What changes with every change of the file.
    private struct Stamp: Equatable {
        let size: Int
        let seconds: Int
        let nanoseconds: Int
        let counter: UInt32
    }

    /// Opens a store at rest; throws for anything else.
    init(_ path: String) throws(NotAtRest) {
        guard let descriptor = KeptDatabases.open(path) else { throw NotAtRest() }
        self.descriptor = descriptor
        log = path + "-wal"
        journal = path + "-journal"
        stamp = try RestingFile.stamp(descriptor)
        let header = try RestingFile.read(descriptor, count: 100, at: 0)
        guard StoreDatabase.isStore(header[...]), RestingFile.number(header, at: 60) == UInt32(Schema.version) else { throw NotAtRest() }
        // Write-ahead mode for writers and readers, and texts in UTF-8.
        guard header[18] == 2, header[19] == 2, RestingFile.number(header, at: 56) == 1 else { throw NotAtRest() }
        let stated = Int(header[16]) << 8 | Int(header[17])
        pageSize = stated == 1 ? 65536 : stated
        usableSize = pageSize - Int(header[20])
        guard pageSize >= 512, pageSize & (pageSize - 1) == 0, usableSize >= 480 else { throw NotAtRest() }
        pageCount = UInt32(clamping: stamp.size / pageSize)
    }

    /// The size of the file.
    var size: Int { stamp.size }

    /// Begins a question: throws where a log has come up, forgets the pages of an earlier state, and returns whether there was one.
    func begin() throws(NotAtRest) -> Bool {
        budget = RestingFile.pageLimit
        let now = try RestingFile.stamp(descriptor)
        // After the stamp: a writer that came between them has either left its log or changed the stamp.
        guard Files.isEmpty(log), !Files.exist(journal) else { throw NotAtRest() }
        guard now != stamp else { return false }
        pages.removeAll(keepingCapacity: true)
        stamp = now
        pageCount = UInt32(clamping: now.size / pageSize)
        return true
    }

    /// Whether the file is as it was at `begin`, and no log has come up since: within one tick of the clock two stamps can be the same.
    var isUnchanged: Bool {
        guard let now = try? RestingFile.stamp(descriptor) else { return false }
        return now == stamp && Files.isEmpty(log)
    }

    /// A page, the first of which has number 1.
    func page(_ number: UInt32) throws(NotAtRest) -> [UInt8] {
        budget -= 1
        guard budget >= 0 else { throw NotAtRest() }
        if let known = pages[number] { return known }
        guard number >= 1, number <= pageCount else { throw NotAtRest() }
        let page = try RestingFile.read(descriptor, count: pageSize, at: (Int(number) - 1) * pageSize)
        if pages.count >= RestingFile.pageCapacity { pages.removeAll(keepingCapacity: true) }
        pages[number] = page
        return page
    }

    private static func stamp(_ descriptor: Int32) throws(NotAtRest) -> Stamp {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw NotAtRest() }
        let counter = try read(descriptor, count: 4, at: 24)
        return Stamp(
            size: status.st_size, seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec, counter: number(counter, at: 0))
    }

    private static func read(_ descriptor: Int32, count: Int, at offset: Int) throws(NotAtRest) -> [UInt8] {
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            var result: Int
            repeat { result = unsafe pread(descriptor, buffer.baseAddress, count, offset) } while result < 0 && errno == EINTR
            initialized = max(0, result)
        }
        guard bytes.count == count else { throw NotAtRest() }
        return bytes
    }

    private static func number(_ bytes: [UInt8], at offset: Int) -> UInt32 {
        bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
