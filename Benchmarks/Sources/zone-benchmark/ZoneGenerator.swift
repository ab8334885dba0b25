import MachineReadableZone

/// Makes valid TD3 zones of Utopia, each different, from a seed.
struct ZoneGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private mutating func next(_ bound: Int) -> Int {
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

    private func digit(_ bytes: [UInt8]) -> UInt8 { checkDigit(of: bytes[...]) ?? 48 }

    /// The 88 characters of one zone.
    mutating func zone() -> [UInt8] {
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
