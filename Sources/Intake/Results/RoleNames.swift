import LogicalDataStructure

/// The names by which formats call the files of a chip, without regard to case, blanks and signs: `DG1`, `dg1`, `SOD`, `EF.COM`.
enum RoleNames {
    static func role(_ name: String) -> ElementaryFile? { FileNames(name).roles.first }

    /// A data group by its number.
    static func dataGroup(_ number: Int) -> ElementaryFile? { DataGroupNumber(rawValue: number).map { .dataGroup($0) } }
}
