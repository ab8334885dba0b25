/// The sums of a field's values by position modulo 3: they give the field's own digit and its part of the composite one.
struct Sums {
    var first: UInt32 = 0
    var second: UInt32 = 0
    var third: UInt32 = 0
    init() {}

    init(_ character: UInt8) { first = CharacterTable.entry(character) }

    /// Everything that was added: values below bit 16, counts of bad characters above.
    @inline(__always)
    var classes: UInt32 { first &+ second &+ third }

    /// The check digit as a number: the sums are small, so bits 16 and up do not reach into the value.
    @inline(__always)
    var remainder: UInt32 { ((first &* 7 &+ second &* 3 &+ third) & CharacterTable.valueMask) % 10 }

    /// The check digit in ASCII.
    var digit: UInt8 { 48 &+ UInt8(truncatingIfNeeded: remainder) }

    @inline(__always)
    mutating func add(_ zone: borrowing Span<UInt8>, _ start: Int, _ count: Int) {
        var offset = start
        let end = start &+ count
        while offset &+ 3 <= end {
            first &+= CharacterTable.entry(zone[offset])
            second &+= CharacterTable.entry(zone[offset &+ 1])
            third &+= CharacterTable.entry(zone[offset &+ 2])
            offset &+= 3
        }
        if offset < end { first &+= CharacterTable.entry(zone[offset]) }
        if offset &+ 1 < end { second &+= CharacterTable.entry(zone[offset &+ 1]) }
    }

    /// Adds the sums of a part that begins at a position among the characters of the whole.
    @inline(__always)
    mutating func add(_ part: Sums, at position: Int) {
        switch position % 3 {
        case 0: (first, second, third) = (first &+ part.first, second &+ part.second, third &+ part.third)
        case 1: (first, second, third) = (first &+ part.third, second &+ part.first, third &+ part.second)
        default: (first, second, third) = (first &+ part.second, second &+ part.third, third &+ part.first)
        }
    }
}
