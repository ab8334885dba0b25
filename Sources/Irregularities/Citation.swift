/// The clause of a standard that a check or a rule comes from.
public struct Citation: Sendable, Hashable {
    public enum Standard: Sendable, Hashable {
        /// A part of ICAO Doc 9303, eighth edition.
        case doc9303(part: Int)
        /// BSI TR-03135, Part 1, version 2.5.
        case tr03135
        /// BSI TR-03110, by part.
        case tr03110(part: Int)
        /// BSI TR-03111.
        case tr03111
        /// An RFC by number.
        case rfc(Int)
        /// A rule of this project, documented in its own pages.
        case project
    }

    public let standard: Standard
    /// The clause as the standard numbers it, such as `4.6.2.3` or `Appendix D`.
    public let section: String

    public init(_ standard: Standard, _ section: String) {
        self.standard = standard
        self.section = section
    }
}
