/// Why a store cannot be used or changed; it never holds content.
public struct DatabaseError: Error, Sendable, Hashable {
    /// What failed.
    public enum Kind: Sendable, Hashable {
        /// Nothing is at the path, or it cannot be opened.
        case cannotOpen
        /// The file is no store of this program.
        case notAStore
        /// The store was written by a newer version of this program.
        case newerVersion
        /// A store is there already.
        case exists
        /// Another process holds the store for longer than this one waits.
        case busy
        /// The file cannot be written.
        case cannotWrite
        /// The disk is full.
        case diskFull
        /// The file is damaged, or SQLite refused for another reason.
        case failed
    }

    public let kind: Kind
    /// The result code of SQLite, or 0.
    public let code: Int32

    public init(_ kind: Kind, code: Int32 = 0) {
        self.kind = kind
        self.code = code
    }
}
