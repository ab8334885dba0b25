/// A folder whose files are looked at and read: one of the file system, or one inside an archive.
protocol ReadableFolder: ~Copyable {
    /// The names in the folder, sorted by their bytes, and whether there are more than the limit.
    func names(limit: Int) throws(SystemError) -> (names: [String], areMore: Bool)
    func kind(_ name: String) throws(SystemError) -> FileKind
    /// Whether the name is a symbolic link, wherever that leads.
    func isSymbolicLink(_ name: String) -> Bool
    /// The first bytes of a file; an index is the offset in the file.
    func read(_ name: String, limit: Int) throws(SystemError) -> ArraySlice<UInt8>
    func folder(_ name: String) throws(SystemError) -> Self
}
