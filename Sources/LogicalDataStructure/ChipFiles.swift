/// The files of one chip, each once, in the order of the standard's table.
public final class ChipFiles: Sendable {
    public let files: [ChipFile]
    /// The index of each file of the table in `files`, or -1.
    private let places: InlineArray<23, Int8>

    /// Puts the files in order; of two for one role the first counts.
    public init(_ files: [ChipFile]) {
        let ordered = ChipFiles.areOrdered(files) ? files : ChipFiles.ordered(files)
        var places = InlineArray<23, Int8>(repeating: -1)
        for index in ordered.indices { places[ordered[index].file.order] = Int8(truncatingIfNeeded: index) }
        self.files = ordered
        self.places = places
    }

    /// Whether the files are in order and each is there once, as intake mostly hands them over.
    private static func areOrdered(_ files: [ChipFile]) -> Bool {
        var last = -1
        for file in files {
            guard file.file.order > last else { return false }
            last = file.file.order
        }
        return true
    }

    private static func ordered(_ files: [ChipFile]) -> [ChipFile] {
        var ordered: [ChipFile] = []
        ordered.reserveCapacity(files.count)
        for file in files {
            let order = file.file.order
            let place = ordered.lastIndex { $0.file.order <= order }
            if let place, ordered[place].file.order == order { continue }
            ordered.insert(file, at: place.map { $0 + 1 } ?? 0)
        }
        return ordered
    }

    public subscript(_ file: ElementaryFile) -> ChipFile? {
        let place = Int(places[file.order])
        return place < 0 ? nil : files[place]
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
        guard case .decoded(.common(let content))? = self[.common]?.content else { return nil }
        return content
    }

    public var securityObject: SecurityObject? {
        guard case .decoded(.securityObject(let content))? = self[.securityObject]?.content else { return nil }
        return content
    }

    public var dataGroup1: DataGroup1? {
        guard case .decoded(.dataGroup1(let content))? = self[.dataGroup(.one)]?.content else { return nil }
        return content
    }

    public var dataGroup2: DataGroup2? {
        guard case .decoded(.dataGroup2(let content))? = self[.dataGroup(.two)]?.content else { return nil }
        return content
    }

    public var dataGroup11: DataGroup11? {
        guard case .decoded(.dataGroup11(let content))? = self[.dataGroup(.eleven)]?.content else { return nil }
        return content
    }

    public var dataGroup12: DataGroup12? {
        guard case .decoded(.dataGroup12(let content))? = self[.dataGroup(.twelve)]?.content else { return nil }
        return content
    }

    public var dataGroup14: SecurityInfos? {
        guard case .decoded(.securityInfos(let content))? = self[.dataGroup(.fourteen)]?.content else { return nil }
        return content
    }

    public var dataGroup15: DataGroup15? {
        guard case .decoded(.dataGroup15(let content))? = self[.dataGroup(.fifteen)]?.content else { return nil }
        return content
    }

    public var cardAccess: SecurityInfos? {
        guard case .decoded(.securityInfos(let content))? = self[.cardAccess]?.content else { return nil }
        return content
    }

    public var cardSecurity: CardSecurity? {
        guard case .decoded(.cardSecurity(let content))? = self[.cardSecurity]?.content else { return nil }
        return content
    }
}
