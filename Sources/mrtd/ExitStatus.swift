/// The exit status of the command, as the contract numbers it.
enum ExitStatus: Int32, Error {
    case passed = 0
    case failed = 1
    case undetermined = 2
    case usage = 64
    case noDocument = 65
    case noInput = 66
    case internalError = 70
    case inputOutput = 74
    case unusableStore = 78
    case interrupted = 130

    /// The order in which one status stands for several: 130 > 70 > 78 > 74 > 66 > 65 > 1 > 2 > 0.
    private static let precedence: [ExitStatus] = [
        .passed, .undetermined, .failed, .noDocument, .noInput, .inputOutput, .unusableStore, .usage, .internalError, .interrupted,
    ]

    private var rank: Int { ExitStatus.precedence.firstIndex(of: self) ?? 0 }

    /// Takes up the status of one more input.
    mutating func combine(_ other: ExitStatus) {
        if other.rank > rank { self = other }
    }

    /// Ends the command with this status; `exitZero` turns failed and undetermined into passed.
    func finish(exitZero: Bool = false) throws {
        if self == .passed || exitZero && (self == .failed || self == .undetermined) { return }
        throw self
    }
}
