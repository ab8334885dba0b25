import CArchive
public import Irregularities

/// Why an archive cannot be read further; it never holds content.
public struct ArchiveError: Error, Sendable, Hashable {
    public let reason: ReasonCode

    public init(_ reason: ReasonCode) {
        self.reason = reason
    }
}

/// The bounds of what is read of one archive (law 11).
public enum ArchiveLimits {
    /// The most entries: the ICAO PKD has some 30 000 certificates.
    public static let entries = 1_000_000
    /// The most octets after decompression: a hundred times the ICAO PKD; a bomb of zeros ends here after some seconds.
    public static let content = 8 << 30
    /// The octets that tell whether a file is an archive; the mark of tar stands at 257.
    public static let head = 512
}

/// A file that libarchive reads, entry after entry: zip, 7z and tar, and what gzip, bzip2, xz or Zstandard compressed.
///
/// Nothing is written, no entry is opened as a path, and the memory does not grow with the archive.
@safe
public struct Archive: ~Copyable {
    private let handle: OpaquePointer
    /// The archive itself where it is in memory; empty else.
    private let memory: UnsafeMutableBufferPointer<UInt8>
    private var buffer: [UInt8]
    private var entries = 0
    private var content = 0

    /// Opens the archive at a descriptor of a regular file, from its beginning; the descriptor stays the caller's.
    public init(descriptor: Int32) throws(ArchiveError) {
        try unsafe self.init(memory: UnsafeMutableBufferPointer(start: nil, count: 0)) {
            unsafe archive_read_open_fd($0, descriptor, 256 << 10)
        }
    }

    /// Opens an archive that is in memory.
    public init(bytes: ArraySlice<UInt8>) throws(ArchiveError) {
        let memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
        _ = unsafe memory.initialize(from: bytes)
        try unsafe self.init(memory: memory) { unsafe archive_read_open_memory($0, memory.baseAddress, memory.count) }
    }

    /// `memory` is freed with the archive, which reads from it.
    private init(memory: UnsafeMutableBufferPointer<UInt8>, _ open: (OpaquePointer) -> Int32) throws(ArchiveError) {
        guard let handle = unsafe archive_read_new() else {
            unsafe memory.deallocate()
            throw ArchiveError(.readError)
        }
        _ = unsafe archive_read_support_filter_gzip(handle)
        _ = unsafe archive_read_support_filter_bzip2(handle)
        _ = unsafe archive_read_support_filter_xz(handle)
        _ = unsafe archive_read_support_filter_zstd(handle)
        _ = unsafe archive_read_support_format_zip(handle)
        _ = unsafe archive_read_support_format_tar(handle)
        _ = unsafe archive_read_support_format_7zip(handle)
        // One file that is only compressed, such as `x.ldif.gz`, is an archive of one entry.
        _ = unsafe archive_read_support_format_raw(handle)
        guard unsafe open(handle) == ARCHIVE_OK else {
            _ = unsafe archive_read_free(handle)
            unsafe memory.deallocate()
            throw ArchiveError(.archiveDamaged)
        }
        unsafe self.handle = unsafe handle
        unsafe self.memory = unsafe memory
        buffer = [UInt8](repeating: 0, count: 256 << 10)
    }

    deinit {
        _ = unsafe archive_read_free(handle)
        unsafe memory.deallocate()
    }

    /// The name of the next entry that is a file, or nil at the end; folders and links are passed over.
    public mutating func nextFile() throws(ArchiveError) -> String? {
        while true {
            entries += 1
            guard entries <= ArchiveLimits.entries else { throw ArchiveError(.tooManyFiles) }
            var entry: OpaquePointer?
            let status = unsafe archive_read_next_header(handle, &entry)
            if status == ARCHIVE_EOF { return nil }
            guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry = unsafe entry else { throw ArchiveError(.archiveDamaged) }
            // The set bits of a regular file; what archives call a hard link has no content of its own.
            guard unsafe archive_entry_filetype(entry) & 0o170000 == 0o100000, unsafe archive_entry_hardlink(entry) == nil else { continue }
            guard let name = unsafe archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry) else { return "?" }
            return unsafe String(cString: name)
        }
    }

    /// The next octets of the entry, or nil at its end.
    public mutating func read() throws(ArchiveError) -> ArraySlice<UInt8>? {
        let handle = unsafe handle
        let count = unsafe buffer.withUnsafeMutableBytes { buffer in
            unsafe archive_read_data(handle, buffer.baseAddress, buffer.count)
        }
        guard count >= 0 else { throw ArchiveError(.archiveDamaged) }
        content += count
        guard content <= ArchiveLimits.content else { throw ArchiveError(.fileTooLarge) }
        return count == 0 ? nil : buffer[..<count]
    }

    /// Whether a file begins as an archive or a compressed file does.
    public static func isArchive(_ head: ArraySlice<UInt8>) -> Bool {
        if marks.contains(where: { head.starts(with: $0) }) { return true }
        return head.count >= 262 && head.dropFirst(257).starts(with: Array("ustar".utf8))
    }

    /// What zip, 7z, gzip, bzip2, xz and Zstandard begin with.
    private static let marks: [[UInt8]] = [
        [0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06], [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], [0x1F, 0x8B, 0x08],
        [0x42, 0x5A, 0x68], [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], [0x28, 0xB5, 0x2F, 0xFD],
    ]
}
