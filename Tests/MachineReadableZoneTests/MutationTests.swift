import CivilTime
import Irregularities
import MachineReadableZone
import Testing

@Suite("Mutated zones and texts")
struct MutationTests {
    /// A sequence that a seed decides (SplitMix64).
    struct Seeded {
        var state: UInt64

        mutating func next(_ bound: Int) -> Int {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
        }
    }

    static let alphabet = Array("ABCXYZ0123456789<<<<<*?#a \u{E9}VPI".utf8)
    static let today = CivilDate(year: 2026, month: 6, day: 15)

    @Test("40 000 zones: every element comes out, and isValid agrees with the digits") func zones() throws {
        let today = try #require(MutationTests.today)
        var random = Seeded(state: 9303)
        for _ in 0..<40_000 {
            var zone = Array([td1, td2, td3][random.next(3)].joined().utf8)
            if random.next(8) == 0 { zone[0] = UInt8(ascii: "V") }
            for _ in 0..<random.next(6) {
                zone[random.next(zone.count)] = MutationTests.alphabet[random.next(MutationTests.alphabet.count)]
            }
            let read = try MRZ(dataGroup1: zone[...])
            let isClean = !read.irregularities.contains { $0.code == .unreadCharacter || $0.code == .illegalCharacter }
            #expect(read.isValid == (isClean && !read.checkDigits.contains { $0.valid == false }))
            #expect(read.lines.joined().utf8.count >= zone.count)
            for digit in read.checkDigits where digit.valid == true && digit.found != UInt8(ascii: "<") {
                #expect(digit.found == digit.computed)
            }
            _ = read.dateOfBirth.birthCandidates(at: today)
            _ = read.dateOfExpiry.dateOfExpiry(at: today)
        }
    }

    @Test("10 000 texts: pieces make no difference") func texts() {
        var random = Seeded(state: 7)
        let separators = ["\n", "\r", "\r\n", "\n\n", " \n", "", "\u{FEFF}"]
        for _ in 0..<10_000 {
            var text: [UInt8] = []
            for _ in 0..<1 + random.next(4) {
                for line in [td1, td2, td3][random.next(3)] { text += Array((line + separators[random.next(separators.count)]).utf8) }
            }
            for _ in 0..<random.next(4) { text[random.next(text.count)] = UInt8(truncatingIfNeeded: random.next(256)) }
            for _ in 0..<random.next(3) { text.remove(at: random.next(text.count)) }
            #expect(blocks(text) == blocks(text, piece: 1 + random.next(50)))
        }
    }

    @Test(arguments: [0, 1, 29, 30, 71, 73, 87, 89, 91, 1000])
    func wrongLength(_ count: Int) {
        #expect(throws: MRZError.self) { try MRZ(dataGroup1: [UInt8](repeating: 60, count: count)[...]) }
    }

    @Test func placesOfErrors() {
        let lines = [td3[0], String(td3[1].dropLast())].map { Array($0.utf8)[...] }
        #expect(throws: MRZError(.lineLength, at: .characters(line: 2, column: 1, length: 43))) { try MRZ(lines: lines) }
        #expect(throws: MRZError(.unknownFormat)) { try MRZ(lines: []) }
        let bytes = [UInt8](repeating: 60, count: 100)[10..<20]
        #expect(throws: MRZError(.unknownFormat, at: .bytes(offset: 10, length: 10))) { try MRZ(dataGroup1: bytes) }
    }

    @Test("every single wrong digit of a zone is found") func everyDigit() throws {
        for lines in [td1, td2, td3] {
            let zone = Array(lines.joined().utf8)
            for digit in try MRZ(dataGroup1: zone[...]).checkDigits {
                let offset = (digit.line - 1) * lines[0].utf8.count + digit.column - 1
                for other in UInt8(48)...57 where other != zone[offset] {
                    var changed = zone
                    changed[offset] = other
                    let read = try MRZ(dataGroup1: changed[...])
                    #expect(!read.isValid)
                    #expect(read.checkDigits.contains { $0.field == digit.field && $0.valid == false && $0.found == other })
                }
            }
        }
    }
}
