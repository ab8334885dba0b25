/// The files of one chip, each once, in the order of the standard's table.
public struct ChipFiles: Sendable {
    public let files: [ChipFile]

    /// Puts the files in order; of two for one role the first counts.
    public init(_ files: some Sequence<ChipFile>) {
        var ordered: [ElementaryFile: ChipFile] = [:]
        for file in files where ordered[file.file] == nil { ordered[file.file] = file }
        self.files = ordered.values.sorted { $0.file < $1.file }
    }

    public subscript(_ file: ElementaryFile) -> ChipFile? {
        files.first { $0.file == file }
    }

    /// The files that are data groups, with their numbers.
    public var dataGroups: [(number: DataGroupNumber, file: ChipFile)] {
        files.compactMap { file in
            guard case .dataGroup(let number) = file.file else { return nil }
            return (number, file)
        }
    }
}

/// What the files hold; nil where a file is absent or unreadable.
extension ChipFiles {
    public var common: CommonData? {
        guard case .common(let content)? = self[.common]?.decoded else { return nil }
        return content
    }

    public var securityObject: SecurityObject? {
        guard case .securityObject(let content)? = self[.securityObject]?.decoded else { return nil }
        return content
    }

    public var dataGroup1: DataGroup1? {
        guard case .dataGroup1(let content)? = self[.dataGroup(.one)]?.decoded else { return nil }
        return content
    }

    public var dataGroup2: DataGroup2? {
        guard case .dataGroup2(let content)? = self[.dataGroup(.two)]?.decoded else { return nil }
        return content
    }

    public var dataGroup11: DataGroup11? {
        guard case .dataGroup11(let content)? = self[.dataGroup(.eleven)]?.decoded else { return nil }
        return content
    }

    public var dataGroup12: DataGroup12? {
        guard case .dataGroup12(let content)? = self[.dataGroup(.twelve)]?.decoded else { return nil }
        return content
    }

    public var dataGroup14: SecurityInfos? {
        guard case .securityInfos(let content)? = self[.dataGroup(.fourteen)]?.decoded else { return nil }
        return content
    }

    public var dataGroup15: DataGroup15? {
        guard case .dataGroup15(let content)? = self[.dataGroup(.fifteen)]?.decoded else { return nil }
        return content
    }

    public var cardAccess: SecurityInfos? {
        guard case .securityInfos(let content)? = self[.cardAccess]?.decoded else { return nil }
        return content
    }

    public var cardSecurity: CardSecurity? {
        guard case .cardSecurity(let content)? = self[.cardSecurity]?.decoded else { return nil }
        return content
    }
}
