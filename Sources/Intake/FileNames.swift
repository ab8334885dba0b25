import LogicalDataStructure

/// What the name of a file says of its role.
///
/// The names that readers and tools give the files of a chip are one table, held against the name without case and separators:
/// `EF_DG1.bin` (proxmark3, RFIDIOt, Flipper), `Datagroup1.bin` (GRT), `0101.bin` and `ef0101.bin` (file identifiers: JMRTD), `DG1.dat`
/// (ARH), `COM`, `SecurityData` (NFCPassportReader), `EF.DG1` (pypassport). Names that are a bare tag or number are left to the content.
struct FileNames {
    /// The roles that the name can mean, best first; none where it says nothing.
    let roles: [ElementaryFile]
    /// The number of the dump that a tool adds where the file existed already (`EF_DG1-001.bin`: proxmark3); 0 without.
    let generation: Int
    /// Whether the extension is that of a picture, report or certificate, which tools put beside the files of a chip.
    let isDerived: Bool
    /// Whether the extension is that of a text, in which the bytes may be written down.
    let isText: Bool
    /// Whether the name has no extension, as a bare tag or number has none.
    let isBare: Bool
    /// Whether the name is one that tools give to the files of every document, so that it says nothing of the holder.
    let isCommon: Bool
    /// What of a recorded active authentication the name says; nil for other names.
    let recording: Recording?

    enum Recording { case challenge, answer }

    init(_ name: String) {
        let (stem, fileExtension) = FileNames.split(name)
        isBare = fileExtension == nil
        isDerived = fileExtension.map { FileNames.derivedExtensions.contains($0) } ?? false
        isText = fileExtension.map { FileNames.textExtensions.contains($0) } ?? false
        let known = isText || fileExtension.map { FileNames.extensions.contains($0) } ?? false
        let (base, generation) = FileNames.generation(known ? stem : name)
        let roles = isDerived ? [] : FileNames.roles(FileNames.folded(base))
        recording = isDerived || isText ? nil : FileNames.recordings[FileNames.folded(base)]
        isCommon =
            recording != nil || !roles.isEmpty || FileNames.commonStems.contains(stem.lowercased())
            || !FileNames.roles(FileNames.folded(stem)).isEmpty
        self.roles = roles
        self.generation = roles.isEmpty ? 0 : generation
    }

    private static func roles(_ folded: String) -> [ElementaryFile] {
        if let roles = table[folded] { return roles }
        return folded.hasPrefix("ef") ? table[String(folded.dropFirst(2))] ?? [] : []
    }

    /// The extensions that files of a chip are given.
    private static let extensions: Set<String> = ["bin", "dat", "der", "ber", "ef", "raw", "dump", "tlv", "cms"]
    /// The extensions of what tools extract from the files or write about them.
    private static let derivedExtensions: Set<String> = [
        "jpg", "jpeg", "jp2", "j2k", "j2c", "jpc", "png", "bmp", "tif", "tiff", "gif", "wsq", "md", "log", "xml", "html", "pdf",
        "csv", "p7b", "p7c", "cer", "crt", "pk", "ini",
    ]
    /// The extensions of texts that may hold the bytes of a file: hexadecimal, base64, PEM, an array in C, integers in JSON.
    private static let textExtensions: Set<String> = ["hex", "txt", "b64", "base64", "pem", "c", "h", "json"]
    /// The stems of what the tools of `vendor-notes/tools` put beside the files.
    private static let commonStems: Set<String> = [
        "report", "trace", "mrz", "face", "face0", "portrait", "signature0", "nobac", "authresult", "documentsigner", "certds", "certcsca",
        "dg15pubkey", "proofofcitizenship", "frontofdocument", "backofdocument", "all", "generaldata", "personaldetails", "issuerdetails",
    ]

    /// The names of NFCPassportReader's members, which others took over for files.
    private static let recordings: [String: Recording] = ["aachallenge": .challenge, "aasignature": .answer]

    private static let table: [String: [ElementaryFile]] = {
        var table: [String: [ElementaryFile]] = [:]
        for file in ElementaryFile.allCases {
            for name in names(file) { table[name, default: []].append(file) }
            // In the table's order EF.SOD comes before EF.CardSecurity and EF.CardAccess before EF.CVCA, which share identifiers.
            let identifier = String(file.fileIdentifier, radix: 16)
            table[String(repeating: "0", count: 4 - identifier.count) + identifier, default: []].append(file)
        }
        return table
    }()

    private static func names(_ file: ElementaryFile) -> [String] {
        switch file {
        case .common: ["com", "common"]
        case .dataGroup(let number) where number.rawValue < 10:
            ["dg\(number.rawValue)", "dg0\(number.rawValue)", "datagroup\(number.rawValue)", "datagroup0\(number.rawValue)"]
        case .dataGroup(let number): ["dg\(number.rawValue)", "datagroup\(number.rawValue)"]
        case .securityObject: ["sod", "securityobject", "securitydata", "documentsecurityobject"]
        case .cardAccess: ["cardaccess"]
        case .cardSecurity: ["cardsecurity"]
        case .atrInfo: ["atrinfo", "atr"]
        case .directory: ["dir"]
        case .cvca: ["cvca"]
        }
    }

    /// The name without its extension, and the extension in lower case.
    private static func split(_ name: String) -> (stem: String, extension: String?) {
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return (name, nil) }
        return (String(name[..<dot]), name[name.index(after: dot)...].lowercased())
    }

    private static func generation(_ stem: String) -> (String, Int) {
        let suffix = stem.suffix(4)
        guard suffix.first == "-", suffix.count == 4, let number = Int(suffix.dropFirst()), number > 0 else { return (stem, 0) }
        return (String(stem.dropLast(4)), number)
    }

    private static func folded(_ name: String) -> String {
        name.lowercased().filter { !"_-. /".contains($0) }
    }
}
