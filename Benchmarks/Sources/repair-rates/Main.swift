import MachineReadableZone
import ZoneSamples

/// Counts what the repair makes of zones with one corrupted character, under three models of corruption.
///
///     repair-rates [SEED] [COUNT]
@main
struct RepairRates {
    static func main() {
        let arguments = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
        let seed = arguments.first ?? 9303
        let count = arguments.count > 1 ? Int(clamping: arguments[1]) : 1_000_000
        print("seed \(seed), \(count) corruptions a model, one character each, of TD1, TD2 and TD3 in turn")
        print(Tally.head)
        for model in Model.allCases {
            var generator = ZoneGenerator(seed: seed)
            var tally = Tally()
            for number in 0..<count { tally.count(&generator, number, model) }
            print(tally.row(model.rawValue))
        }
    }
}

/// How a character is corrupted.
enum Model: String, CaseIterable {
    /// Any other character of a zone.
    case uniform
    /// A character that readers take for it.
    case confusion
    /// Not read at all.
    case unread

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<".utf8)
    /// Pairs that issue trackers of readers name; not the tables that the repair ranks with.
    private static let pairs: [(UInt8, UInt8)] = [
        "0O", "0D", "0Q", "1I", "1L", "1T", "2Z", "5S", "6G", "8B", "MN", "KX", "<K", "<C", "<L", "<S", "<E", "UV", "VY", "17", "38", "56",
        "08",
    ].map { pair in (pair.utf8.first ?? 0, pair.utf8.last ?? 0) }

    /// What is read in the place of a character; nil where the model has nothing for it.
    func corrupted(_ byte: UInt8, _ generator: inout ZoneGenerator) -> UInt8? {
        switch self {
        case .unread: return UInt8(ascii: "*")
        case .uniform:
            let other = Model.alphabet[generator.next(Model.alphabet.count)]
            return other == byte ? nil : other
        case .confusion:
            let others = Model.pairs.compactMap { $0.0 == byte ? $0.1 : $0.1 == byte ? $0.0 : nil }
            return others.isEmpty ? nil : others[generator.next(others.count)]
        }
    }
}

/// What became of the corruptions.
struct Tally {
    private var total = 0
    private var unnoticed = 0
    private var provenRight = 0
    private var provenWrong = 0
    private var firstRight = 0
    private var listed = 0
    private var notListed = 0
    private var nothing = 0

    mutating func count(_ generator: inout ZoneGenerator, _ number: Int, _ model: Model) {
        let original = number % 3 == 0 ? generator.card() : number % 3 == 1 ? generator.largeCard() : generator.zone()
        var zone = original
        var place = 0
        repeat {
            place = generator.next(zone.count)
            guard let byte = model.corrupted(original[place], &generator) else { continue }
            zone[place] = byte
        } while zone == original
        guard let read = try? MRZ(dataGroup1: zone[...]), let meant = try? MRZ(dataGroup1: original[...]) else { return }
        total += 1
        let repair = read.repaired()
        if repair.zone != read {
            if repair.zone.lines == meant.lines { provenRight += 1 } else { provenWrong += 1 }
        } else if repair.candidates.isEmpty {
            if read.isValid { unnoticed += 1 } else { nothing += 1 }
        } else if repair.candidates.first?.zone.lines == meant.lines {
            firstRight += 1
        } else if repair.candidates.contains(where: { $0.zone.lines == meant.lines }) {
            listed += 1
        } else {
            notListed += 1
        }
    }

    static let head =
        "| model | proven, right | proven, wrong | first of the list | later in the list | not in the list | nothing offered | not noticed |"

    func row(_ name: String) -> String {
        let cells = [provenRight, provenWrong, firstRight, listed, notListed, nothing, unnoticed].map { count in
            let hundredths = total == 0 ? 0 : (count * 10_000 + total / 2) / total
            let rest = hundredths % 100
            return "\(count) (\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) %)"
        }
        return "| \(name) | " + cells.joined(separator: " | ") + " |"
    }
}
