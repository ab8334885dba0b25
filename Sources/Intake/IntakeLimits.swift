/// The bounds of what is read from a path (law 11).
enum IntakeLimits {
    /// The largest file that can be one of a chip, in bytes: the largest real ones (DG2, DG3, DG13) stay below 1 MiB, and a length of
    /// three octets ends at 16 MiB.
    static let file = 16 << 20
    /// The most bytes that are read for one document; 16 MiB for each of 4 096 names would be 64 GiB.
    static let document = 256 << 20
    /// The most names of a folder that are looked at; a chip has below 25 files.
    static let names = 4096
    /// The most names of a folder that are listed, to find those that name a file of a chip; at 32 bytes each 8 MiB.
    static let listedNames = 1 << 18
    /// The most folders inside a folder that are looked at for files of a chip.
    static let folders = 64
    /// The largest text in which a machine readable zone is looked for, in bytes; a zone has 90 characters.
    static let text = 64 << 10
    /// The largest file of a recorded challenge or answer, in bytes: the longest RSA key that is taken has 2 048.
    static let recording = 4096
    /// The bytes that tell whether a file can be one of a chip.
    static let head = 16
    /// The bytes that tell whether a file is an archive: the mark of tar stands at 257.
    static let archiveHead = 512
    /// The largest file that a vendor's software wrote, in bytes: a response of Regula with all images stays below 40 MB.
    static let result = 64 << 20
}
