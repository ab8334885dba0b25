import CivilTime
import Foundation
import Irregularities
import MachineReadableZone
import Testing

/// Random lines through the reader: no trap, no hang, and what comes out agrees with itself.
///
/// `make soak SEED= COUNT=` runs more of them: the seed and the number of lines come from `MRTD_SOAK_SEED` and `MRTD_SOAK_COUNT`.
@Suite("Random lines through the reader")
struct ReaderSoakTests {
    static func number(_ name: String, _ otherwise: UInt64) -> UInt64 {
        ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) } ?? otherwise
    }

    static let seed = number("MRTD_SOAK_SEED", 9303)
    static let count = Int(clamping: number("MRTD_SOAK_COUNT", 50_000))

    /// The lines of zones of all kinds, to be mutated.
    static let zones: [[String]] =
        [td1, td2, td3] + ((try? VectorFile.named("national").vectors.map(\.lines)) ?? [])

    static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<<<<<<<<*?".utf8)
    static let separators: [[UInt8]] = ["\n", "\r", "\r\n", "\n\n", "\t", "^", "", "\0", "\u{2}", "\u{3}", "\u{1}OU\u{2}", " ", "\u{85}"]
        .map {
            Array($0.utf8)
        }

    @Test func lines() throws {
        var random = MutationTests.Seeded(state: ReaderSoakTests.seed)
        var reader = ZoneTextReader()
        let day = try #require(CivilDate(year: 2026, month: 6, day: 1))
        var (written, zones) = (0, 0)
        while written < ReaderSoakTests.count {
            let text = ReaderSoakTests.text(&random)
            written += text.lines
            let blocks = reader.read(text.bytes[...]) + (random.next(16) == 0 ? reader.finish() : [])
            for case .zone(let zone, let line) in blocks {
                zones += 1
                if !ReaderSoakTests.agrees(zone, line, day, withRepair: random.next(8) == 0) {
                    Issue.record("seed \(ReaderSoakTests.seed), after \(written) lines: \(zone.lines)")
                }
            }
        }
        _ = reader.finish()
        #expect(zones > ReaderSoakTests.count / 20)
    }

    /// A few lines: a mutated zone, random characters of zones, or random bytes.
    static func text(_ random: inout MutationTests.Seeded) -> (bytes: [UInt8], lines: Int) {
        var lines: [[UInt8]]
        switch random.next(8) {
        case 0: lines = (0..<1 + random.next(4)).map { _ in (0..<random.next(120)).map { _ in UInt8(random.next(256)) } }
        case 1:
            let length = [9, 30, 34, 36, 44, 60, 69, 72, 88, 90][random.next(10)]
            lines = (0..<1 + random.next(4)).map { _ in (0..<length).map { _ in alphabet[random.next(alphabet.count)] } }
        default:
            lines = zones[random.next(zones.count)].map { Array($0.utf8) }
            for _ in 0..<random.next(5) { mutate(&lines, &random) }
        }
        let separator = separators[random.next(random.next(2) == 0 ? 3 : separators.count)]
        return (lines.flatMap { $0 + separator } + [0x0A], lines.count + 1)
    }

    private static func mutate(_ lines: inout [[UInt8]], _ random: inout MutationTests.Seeded) {
        let line = random.next(lines.count)
        guard !lines[line].isEmpty else { return }
        let place = random.next(lines[line].count)
        switch random.next(8) {
        case 0: lines[line].remove(at: place)
        case 1: lines[line].insert(UInt8(random.next(256)), at: place)
        case 2: lines[line] = lines[line].map { $0 == UInt8(ascii: "<") ? UInt8(ascii: ";") : $0 }
        case 3: lines[line] = Array(String(decoding: lines[line], as: UTF8.self).lowercased().utf8)
        case 4: lines[line][place] = UInt8(random.next(256))
        default: lines[line][place] = alphabet[random.next(alphabet.count)]
        }
    }

    /// Asks a zone for everything that it has, and whether the answers agree.
    static func agrees(_ zone: MRZ, _ line: Int, _ day: CivilDate, withRepair: Bool) -> Bool {
        let irregularities = zone.irregularities
        let isClean = !irregularities.contains { $0.code == .unreadCharacter || $0.code == .illegalCharacter }
        var isConsistent = line >= 1 && zone.isValid == (isClean && !zone.checkDigits.contains { $0.valid == false })
        _ = (zone.documentNumber, zone.optionalData, zone.otherElements, zone.nationality, zone.sex)
        _ = (zone.dateOfBirth.birthCandidates(at: day), zone.expiry(at: day), zone.estimatedDateOfExpiry(at: day))
        for edit in zone.edits { isConsistent = isConsistent && (1...zone.lines.count).contains(edit.line) && edit.column >= 1 }
        guard withRepair else { return isConsistent }
        let repair = zone.repaired()
        return isConsistent && repair.candidates.allSatisfy { $0.zone.edits.count > zone.edits.count }
            && (repair.zone == zone || repair.zone.edits.count > zone.edits.count)
    }
}
