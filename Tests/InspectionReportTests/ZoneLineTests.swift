import CivilTime
import Foundation
import MachineReadableZone
import TestSupport
import Testing

@testable import InspectionReport

/// Lines filled into templates are, byte for byte, what the writer of JSON makes of the same zones.
@Suite("Lines of zones") struct ZoneLineTests {
    private static let days = [(2026, 6, 1), (2000, 2, 29), (2024, 3, 1), (1999, 12, 31), (299, 1, 1), (9999, 12, 31)].compactMap {
        CivilDate(year: $0.0, month: $0.1, day: $0.2)
    }

    /// The line by the writer of JSON.
    private static func general(_ zone: MRZ, _ line: Int, _ path: String?, _ day: CivilDate) -> [UInt8] {
        var writer = JSONWriter()
        writer.zone(zone, at: day, line: line, path: path)
        writer.endLine()
        return writer.bytes
    }

    /// The lines of a text by the line writer, and how many zones of each variant had a template.
    private static func lines(
        _ text: [UInt8], _ path: String?, _ day: CivilDate, _ variants: inout [Int: Int], inPiecesOf size: Int = .max
    ) -> [UInt8] {
        var reader = ZoneTextReader()
        var writer = ZoneLineWriter(path: path, at: day)
        let regularZones = RegularZoneReader(at: day)
        func take(_ block: TextBlock) { if case .zone(let zone, let line) = block { writer.write(zone, firstLine: line) } }
        var rest = text[...]
        while !rest.isEmpty {
            reader.read(
                rest.prefix(size),
                whole: { zone, analysis, line in
                    if let regular = regularZones.read(zone, analysis) {
                        variants[regular.variant, default: 0] += 1
                    }
                    writer.write(zone, analysis, firstLine: line)
                }, other: take)
            rest = rest.dropFirst(size)
        }
        for block in reader.finish() { take(block) }
        return Array(writer.bytes)
    }

    /// The same lines, the text read byte by byte, which no zone passes at a glance.
    private static func generalLines(_ text: [UInt8], _ path: String?, _ day: CivilDate) -> [UInt8] {
        var reader = ZoneTextReader()
        let blocks = text.flatMap { reader.read([$0]) } + reader.finish()
        return blocks.flatMap { block in
            if case .zone(let zone, let line) = block { general(zone, line, path, day) } else { [UInt8]() }
        }
    }

    // MARK: Zones

    private static func pad(_ text: String, _ count: Int) -> [UInt8] {
        Array((text + String(repeating: "<", count: count)).utf8.prefix(count))
    }

    private static func digit(_ bytes: [UInt8]) -> UInt8 { checkDigit(of: bytes[...]) ?? 48 }

    /// The elements of a zone of any format, its digits computed here.
    private struct Elements {
        var code = "P", state = "UTO", name = "ERIKSSON<<ANNA<MARIA", number = "L898902C3", nationality = "UTO"
        var birth = "740812", sex = "F", expiry = "280415", data = "ZE184226B", dataDigit: String?

        func passport(visa: Bool = false) -> [[UInt8]] {
            let (number, data) = (pad(number, 9), pad(data, visa ? 16 : 14))
            var line = number + [digit(number)] + pad(nationality, 3) + Array(birth.utf8) + [digit(Array(birth.utf8))]
            line += Array(sex.utf8) + Array(expiry.utf8) + [digit(Array(expiry.utf8))] + data
            if !visa {
                line.append(dataDigit?.utf8.first ?? digit(data))
                line.append(digit(Array(line[0..<10] + line[13..<20] + line[21..<43])))
            }
            return [pad(code, 2) + pad(state, 3) + pad(name, 39), line]
        }

        func largeCard(visa: Bool = false) -> [[UInt8]] {
            var line = Array(passport(visa: true)[1].prefix(28)) + pad(data, visa ? 8 : 7)
            if !visa { line.append(digit(Array(line[0..<10] + line[13..<20] + line[21..<35]))) }
            return [pad(code, 2) + pad(state, 3) + pad(name, 31), line]
        }

        func card() -> [[UInt8]] {
            let second = passport(visa: true)[1]
            let first = pad(code, 2) + pad(state, 3) + second.prefix(10) + pad(data, 15)
            let (dates, more) = (Array(second[13..<28]), pad(data == "" ? "" : "7", 11))
            let digits = Array(first[5...] + dates[0..<7] + dates[8..<15] + more)
            return [first, dates + pad(nationality, 3) + more + [digit(digits)], pad(name, 30)]
        }
    }

    private static let names = [
        "ERIKSSON<<ANNA<MARIA", "MONONYM", "A<<B<<C", "<<ANNA", "ERIKSS0N<<ANNA", "<ERIKSSON<VAN<<<ANNA<<",
        "BENNELONG<WOOLOOMOOLOO<WARRANDYTE<W<<DINGO", "", "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQ",
        "Q<<W<E<R<T<Y<U<I<O<P<A<S<D<F<G<H<J<K<L",
    ]
    private static let births = ["740812", "120415", "260601", "260602", "000229", "7408<<", "<<<<<<", "741345", "991231"]

    /// Zones of all formats with elements of every kind, regular and not.
    private static var composed: [[[UInt8]]] {
        var all: [Elements] = []
        for name in names { for birth in births { all.append(Elements(name: name, birth: birth)) } }
        for name in names.suffix(2) { for birth in births { all.append(Elements(name: name, birth: birth, data: "", dataDigit: "<")) } }
        for (data, digit) in [("", nil), ("", "<"), ("AB7", "<"), ("A<B", nil), ("<<7", nil), ("12345678901234567", nil)]
            as [(String, String?)]
        {
            for expiry in ["470101", "991231", "000229", "<<<<<<", "300431"] {
                all.append(Elements(expiry: expiry, data: data, dataDigit: digit))
            }
        }
        for sex in ["F", "M", "<", "X", "7"] {
            for state in ["UTO", "D", "DEU", "XKX", "<<<", "1TO"] { all.append(Elements(state: state, nationality: state, sex: sex)) }
        }
        for number in ["L", "", "L898902C3", "L8989<2C3", "123456789"] { all.append(Elements(number: number)) }
        for code in ["PP", "P1", "PV", "PN"] { all.append(Elements(code: code, state: "RUS")) }
        return all.flatMap { elements in
            [elements.passport()]
                + ["V", "VA", "P"].map { code in with(elements) { $0.code = code }.passport(visa: true) }
                + ["I", "AC", "IV", "ID", "C"].flatMap { code in
                    let elements = with(elements) { $0.code = code }
                    return [elements.card(), elements.largeCard()]
                } + ["V", "VB"].map { code in with(elements) { $0.code = code }.largeCard(visa: true) }
        }
    }

    private static func with(_ elements: Elements, _ change: (inout Elements) -> Void) -> Elements {
        var changed = elements
        change(&changed)
        return changed
    }

    /// The zones of the test vectors, and those of third parties where they are.
    private static func committed() throws -> [[[UInt8]]] {
        var found: [[[UInt8]]] = []
        func collect(_ value: Any) {
            if let list = value as? [Any] { for element in list { collect(element) } }
            guard let members = value as? [String: Any] else { return }
            for member in members.values {
                if let lines = member as? [String] { found.append(lines.map { Array($0.utf8) }) } else { collect(member) }
            }
        }
        let vectors = PackageFolder.root.appendingPathComponent("Tests/MachineReadableZoneTests/Vectors")
        for name in ["national", "quirks", "worked-examples"] {
            collect(try JSONSerialization.jsonObject(with: Data(contentsOf: vectors.appendingPathComponent(name + ".json"))))
        }
        guard let folder = ThirdPartyData.folder("mrz-text") else { return found }
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".jsonl") {
            for line in try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8).split(separator: "\n") {
                collect(try JSONSerialization.jsonObject(with: Data(line.utf8)))
            }
        }
        return found
    }

    // MARK: Tests

    /// The first line that differs, or nil.
    private static func firstDifference(_ text: [UInt8], _ path: String?, _ day: CivilDate, _ variants: inout [Int: Int]) -> String? {
        let templated = lines(text, path, day, &variants).split(separator: 0x0A, omittingEmptySubsequences: false)
        let general = generalLines(text, path, day).split(separator: 0x0A, omittingEmptySubsequences: false)
        for (line, other) in zip(templated, general) where line != other {
            return String(decoding: line, as: UTF8.self) + "\n" + String(decoding: other, as: UTF8.self)
        }
        return templated.count == general.count ? nil : "\(templated.count) lines, not \(general.count)"
    }

    @Test func composedZones() throws {
        let all = Self.composed
        var variants: [Int: Int] = [:]
        for (index, day) in Self.days.enumerated() {
            // The zones are many; days after the first have some of them, each day others.
            let zones = index == 0 ? all : stride(from: index, to: all.count, by: 17).map { all[$0] }
            let (path, ending) = index % 2 == 0 ? (nil, "\n") : ("a \"b\" \u{E003}\n.txt", "\r\n")
            let text = Array("\n\n".utf8) + zones.flatMap { $0.flatMap { $0 + Array(ending.utf8) } }
            let difference = Self.firstDifference(text, path, day, &variants)
            #expect(difference == nil, "day \(index)")
        }
        for number in variants.keys { #expect(ZoneLineTemplate(ZoneLineTemplate.Variant(number)) != nil) }
        // Each template was used; TD3 alone has a digit of optional data, which empty ones may leave out.
        let expected = (0..<ZoneLineTemplate.Variant.count).filter { $0 & 1 == 0 || $0 / 8 == 2 }
        #expect(variants.keys.sorted() == expected)
    }

    /// Vectors, third parties' zones, and both with characters exchanged; many of them make no zone, which is no matter.
    @Test func zonesAsTheyCome() throws {
        let zones = try Self.committed()
        #expect(zones.count > 100)
        var random = SplitMix64(seed: 9303)
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<<<*?a\u{E9}".utf8)
        var text = Array("\n\n".utf8)
        for zone in zones {
            text += zone.flatMap { $0 + [0x0A] } + [0x0A]
            for _ in 0..<8 {
                var changed = zone
                let line = Int.random(in: 0..<max(zone.count, 1), using: &random)
                if zone.indices.contains(line), !zone[line].isEmpty {
                    changed[line][Int.random(in: 0..<zone[line].count, using: &random)] = alphabet.randomElement(using: &random) ?? 0x3C
                }
                text += changed.flatMap { $0 + [0x0A] } + [0x0A]
            }
        }
        let day = try #require(Self.days.first)
        var variants: [Int: Int] = [:]
        let difference = Self.firstDifference(text, "zones.txt", day, &variants)
        #expect(difference == nil)
        #expect(variants.values.reduce(0, +) > 50)
    }

    /// A zone that was repaired has edits, and the line says them.
    @Test func repairedZones() throws {
        let day = try #require(Self.days.first)
        var repaired = 0
        for offset in [57, 60, 65, 71] {
            var zone = Elements().passport().flatMap(\.self)
            zone[offset] = UInt8(ascii: "*")
            let repair = try MRZ(dataGroup1: zone[...]).repaired()
            var writer = ZoneLineWriter(at: day)
            writer.write(repair.zone, firstLine: 7)
            #expect(writer.bytes.elementsEqual(Self.general(repair.zone, 7, nil, day)))
            repaired += repair.zone.edits.count
        }
        #expect(repaired == 4)
    }

    /// Pieces that end anywhere in a zone change nothing: large ones, whose last zone is kept for the next, and small ones.
    @Test(arguments: [4096, 4097, 4131, 4999, 700, 91])
    func piecesOfAText(_ size: Int) throws {
        let day = try #require(Self.days.first)
        var variants: [Int: Int] = [:]
        for ending in ["\n", "\r\n"] {
            // One zone in seven is short of a character, and one in five has text before it.
            let composed = Self.composed
            let zones = stride(from: 0, to: composed.count, by: 3).map { composed[$0] }
            let text = zones.prefix(400).enumerated().flatMap { index, zone in
                let lines = index % 7 == 3 ? [Array(zone[0].dropLast())] + zone.dropFirst() : zone
                return Array((index % 5 == 2 ? "PASSPORT\n" : "").utf8) + lines.flatMap { $0 + Array(ending.utf8) }
            }
            let whole = Self.lines(text, nil, day, &variants)
            #expect(Self.lines(text, nil, day, &variants, inPiecesOf: size) == whole)
            // The text may end within a zone.
            let cut = Array(text.dropLast(40))
            #expect(Self.lines(cut, nil, day, &variants, inPiecesOf: size) == Self.lines(cut, nil, day, &variants))
        }
    }

    /// What is odd about a zone has no template, which could not say it; and nothing else goes without.
    @Test func regularZonesAreThoseWithNothingToSay() throws {
        let day = try #require(Self.days.first)
        var (regular, others) = (0, 0)
        for lines in Self.composed {
            let characters = lines.flatMap(\.self)
            let zone = try MRZ(lines: lines.map { $0[...] })
            guard let analysis = ZoneAnalysis(characters.span, format: zone.format), zone.format.isOfDoc9303 else { continue }
            let dates = [zone.dateOfBirth, zone.dateOfExpiry]
            let isWhole = dates.allSatisfy { $0.day != nil && !$0.isImpossible && !($0.month == 2 && $0.day == 29) }
            let hasDigits = zone.checkDigits.allSatisfy { $0.found != nil || $0.field == .optionalData }
            let isRegular = RegularZoneReader(at: day).read(characters.span, analysis) != nil
            #expect(isRegular == (zone.isValid && zone.irregularities.isEmpty && isWhole && hasDigits), "\(zone.lines)")
            if isRegular { regular += 1 } else { others += 1 }
        }
        #expect(regular > 500 && others > 500)
    }

    @Test func largeLineNumbers() throws {
        let day = try #require(Self.days.first)
        let zone = Elements().passport().flatMap(\.self)
        let found = ZoneAnalysis(zone.span, format: .td3)
        let analysis = try #require(found)
        var writer = ZoneLineWriter(at: day)
        for line in [1, 9, 10, 99, 100, 1001, 9_999, 10_000, 120_034, 99_999_999, 100_000_000, 100_000_001, 123_456_789_012, Int.max] {
            writer.removeAll()
            writer.write(zone.span, analysis, firstLine: line)
            let expected = Self.general(MRZ(zone.span, analysis), line, nil, day)
            #expect(String(decoding: writer.bytes, as: UTF8.self) == String(decoding: expected, as: UTF8.self))
        }
    }
}
