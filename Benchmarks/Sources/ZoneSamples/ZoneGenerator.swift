import MachineReadableZone

/// Makes valid zones of Utopia, each different, from a seed.
public struct ZoneGenerator {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    /// A number from 0 to below a bound.
    public mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(truncatingIfNeeded: (state >> 33) % UInt64(bound))
    }

    private mutating func letters(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(65 + next(26)) } }

    private mutating func digits(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(48 + next(10)) } }

    private mutating func date() -> [UInt8] {
        let month = 1 + next(12)
        let day = 1 + next(28)
        return digits(2) + [UInt8(48 + month / 10), UInt8(48 + month % 10), UInt8(48 + day / 10), UInt8(48 + day % 10)]
    }

    private func digit(_ bytes: some Sequence<UInt8>) -> UInt8 { checkDigit(of: Array(bytes)[...]) ?? 48 }

    /// The 90 characters of a TD1 zone.
    public mutating func card() -> [UInt8] {
        let fillers = { (count: Int) in [UInt8](repeating: UInt8(ascii: "<"), count: max(0, count)) }
        let zone = zone()
        let optional = next(2) == 0 ? digits(11) : fillers(11)
        let first = Array("I<UTO".utf8) + zone[44..<54] + (next(2) == 0 ? digits(4) + letters(3) : fillers(7)) + fillers(8)
        let dates = Array(zone[57..<72])
        let digits = digit(first[5...] + dates[0..<7] + dates[8..<15] + optional)
        return first + dates + Array("UTO".utf8) + optional + [digits] + zone[5..<35]
    }

    /// The 72 characters of a TD2 zone.
    public mutating func largeCard() -> [UInt8] {
        let zone = zone()
        let second = Array(zone[44..<72]) + [UInt8](repeating: UInt8(ascii: "<"), count: 7)
        return Array("I<UTO".utf8) + zone[5..<36] + second + [digit(second[0..<10] + second[13..<20] + second[21..<35])]
    }

    /// The 88 characters of a TD3 zone.
    public mutating func zone() -> [UInt8] {
        let filler = UInt8(ascii: "<")
        var name = letters(4 + next(10)) + [filler, filler] + letters(3 + next(8))
        if next(2) == 0 { name += [filler] + letters(3 + next(6)) }
        name += [UInt8](repeating: filler, count: max(0, 39 - name.count))
        let number = letters(1 + next(2)) + digits(7)
        let fullNumber = number + [UInt8](repeating: filler, count: 9 - number.count)
        let personal = next(3) == 0 ? [UInt8](repeating: filler, count: 14) : digits(10) + [filler, filler, filler, filler]
        let sex = [UInt8(ascii: "F"), UInt8(ascii: "M"), filler][next(3)]
        let birth = date()
        let expiry = date()
        var line: [UInt8] = fullNumber + [digit(fullNumber)] + Array("UTO".utf8) + birth + [digit(birth), sex]
        line += expiry + [digit(expiry)] + personal + [digit(personal)]
        line.append(digit(Array(line[0..<10] + line[13..<20] + line[21..<43])))
        return Array("P<UTO".utf8) + name.prefix(39) + line
    }
}
