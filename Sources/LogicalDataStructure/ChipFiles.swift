/// The files of one chip, each once, in the order of the standard's table.
public final class ChipFiles: Sendable {
    public let files: [ChipFile]
    /// The index of each file of the table in `files`, or -1.
    private let places: InlineArray<23, Int8>

    /// Puts the files in order; of two for one role the first counts.
    public convenience init(_ files: [ChipFile]) {
        var byOrder = InlineArray<23, ChipFile?>(repeating: nil)
        for file in files where byOrder[file.file.order] == nil { byOrder[file.file.order] = file }
        self.init(takingByOrder: &byOrder)
    }

    /// Takes the files out of their places in the standard's table.
    public init(takingByOrder files: inout InlineArray<23, ChipFile?>) {
        var places = InlineArray<23, Int8>(repeating: -1)
        var ordered: [ChipFile] = []
        ordered.reserveCapacity(files.count)
        for order in files.indices {
            guard let file = files[order].take() else { continue }
            places[order] = Int8(truncatingIfNeeded: ordered.count)
            ordered.append(file)
        }
        self.files = ordered
        self.places = places
    }

    public subscript(_ file: ElementaryFile) -> ChipFile? { index(of: file).map { files[$0] } }

    /// The index in `files` of a file of the table, or nil where it is absent.
    public func index(of file: ElementaryFile) -> Int? {
        let place = Int(places[file.order])
        return place < 0 ? nil : place
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

    /// DG5.
    public var displayedPortraits: DisplayedImages? {
        guard case .decoded(.displayedImages(let content))? = self[.dataGroup(.five)]?.content else { return nil }
        return content
    }

    /// DG7.
    public var displayedSignatures: DisplayedImages? {
        guard case .decoded(.displayedImages(let content))? = self[.dataGroup(.seven)]?.content else { return nil }
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
