public import CivilTime
public import MachineReadableZone

/// Writes zones as lines of NDJSON (`mrtd.mrz/1`) into memory that it keeps.
///
/// The bytes are those of `JSONWriter.zone`. Zones with nothing odd about them are filled into templates, without an allocation; all others have
/// the way of `JSONWriter`.
public struct ZoneLineWriter: Sendable {
    /// The most bytes of a line's number, and the last step of writing it.
    fileprivate static var longestNumber: Int { 32 }

    /// As much as goes into a pipe at once.
    private static let leastMemory = 256 << 10

    private let date: CivilDate
    private let regularZones: RegularZoneReader
    private let path: String?
    /// What every line begins with, and room for a last step of copying.
    private let head: [UInt8]
    private let headCount: Int
    private var templates = ZoneLineTemplates()
    private var number = LineNumber()
    private var memory: [UInt8] = []
    /// The number of bytes that were written.
    public private(set) var count = 0
    /// For the zones that have no template.
    private var writer = JSONWriter()

    /// Writes lines of one text at a day of inspection.
    public init(path: String? = nil, at date: CivilDate) {
        self.date = date
        regularZones = RegularZoneReader(at: date)
        self.path = path
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("schema", "mrtd.mrz/1")
            if let path { writer.member("path", path) }
        }
        let start = writer.bytes.dropLast() + Array(",\"line\":".utf8)
        headCount = start.count
        head = start + [UInt8](repeating: 0, count: ZoneLineTemplate.step)
    }

    /// What was written, up to `count` bytes.
    public var bytes: ArraySlice<UInt8> { memory.prefix(count) }

    /// Forgets what was written, and keeps the memory for more.
    public mutating func removeAll() { count = 0 }

    /// Writes a zone, the number of its first line in the text, and the end of the line.
    public mutating func write(_ zone: borrowing Span<UInt8>, _ analysis: ZoneAnalysis, firstLine: Int) {
        guard let regular = regularZones.read(zone, analysis) else { return write(MRZ(zone, analysis), firstLine: firstLine) }
        let longest = templates.longestLine(of: regular.variant)
        guard longest > 0 else { return write(MRZ(zone, analysis), firstLine: firstLine) }
        reserve(headCount &+ ZoneLineWriter.longestNumber &+ longest)
        count = templates.fill(zone, regular, firstLine, &number, head, headCount, &memory, count)
    }

    /// Writes a zone that is not only its characters, but has edits.
    public mutating func write(_ zone: MRZ, firstLine: Int) {
        writer.zone(zone, at: date, line: firstLine, path: path)
        writer.endLine()
        reserve(writer.bytes.count)
        memory.replaceSubrange(count..<count + writer.bytes.count, with: writer.bytes)
        count += writer.bytes.count
        writer.removeAll()
    }

    private mutating func reserve(_ more: Int) {
        guard memory.count - count < more else { return }
        memory += [UInt8](repeating: 0, count: max(more, memory.count, ZoneLineWriter.leastMemory))
    }
}

extension ZoneLineTemplates {
    /// Puts the line of a zone into memory that has the room, and gives its end.
    ///
    /// First the literals with the values of any length between them, then those of fixed length into the literals. All offsets lie within what the
    /// guards and the making of the template have looked at; the rest is not looked at again.
    @inline(__always)
    fileprivate func fill(
        _ zone: borrowing Span<UInt8>, _ regular: RegularZone, _ firstLine: Int, _ number: inout LineNumber, _ head: [UInt8],
        _ headCount: Int,
        _ memory: inout [UInt8], _ start: Int
    ) -> Int {
        let entry = entries[regular.variant]
        // The ranges are those that `make` has appended.
        let blocks = unsafe blocks.span.extracting(unchecked: entry.blocks)
        let holes = unsafe holes.span.extracting(unchecked: entry.holeStart..<entry.holeStart &+ ZoneLineTemplate.HolePlace.count)
        let primary = (start: regular.primaryStart, count: regular.primaryCount)
        let secondary = (start: regular.secondaryStart, count: regular.secondaryCount)
        guard zone.count == entry.zoneLength, primary.start &+ primary.count <= zone.count,
            secondary.start &+ secondary.count <= zone.count, blocks.count > 7
        else { return start }
        let (literals, head, zone) = unsafe (literals.span.bytes, head.span.bytes, zone.bytes)
        var characters = memory.mutableSpan
        var output = unsafe characters.mutableBytes
        guard output.byteCount &- start >= headCount &+ ZoneLineWriter.longestNumber &+ entry.longest else { return start }
        output.copy(head, from: 0, count: headCount, to: start)
        let lines = output.put(number: firstLine, &number, at: start &+ headCount)
        output.put(frameOfLines: blocks[0], holes, literals, zone.byteCount > 2 &* entry.lineLength, at: lines)
        var end = output.put(code: blocks[0].first, longest: 2, zone, at: lines &+ blocks[0].literalCount)
        end = output.put(literal: blocks[1], SIMD16<UInt8>.self, literals, at: end)
        end = output.put(code: blocks[1].first, longest: 3, zone, at: end)
        end = output.put(literal: blocks[2], SIMD32<UInt8>.self, literals, at: end)
        end = output.put(identifier: primary.start, primary.count, zone, at: end)
        end = output.put(literal: blocks[3], SIMD32<UInt8>.self, literals, at: end)
        end = output.put(identifier: secondary.start, secondary.count, zone, at: end)
        end = output.put(literal: blocks[4], SIMD64<UInt8>.self, literals, at: end)
        end = output.put(element: blocks[4], zone, at: end)
        end = output.put(literal: blocks[5], SIMD16<UInt8>.self, literals, at: end)
        let days = output.put(code: blocks[5].first, longest: 3, zone, at: end)
        output.copy(literals, from: blocks[6].literalStart, count: blocks[6].literalCount, to: days)
        end = output.put(element: blocks[6], zone, at: days &+ blocks[6].literalCount)
        var last = 7
        if blocks.count > 8 {
            end = output.put(literal: blocks[7], SIMD16<UInt8>.self, literals, at: end)
            end = output.put(element: blocks[7], zone, at: end)
            last = 8
        }
        output.copy(literals, from: blocks[last].literalStart, count: blocks[last].literalCount, to: end)
        output.fill(holes, lines, days, digits: end, zone, entry.lineLength, regular)
        return end &+ blocks[last].literalCount
    }
}

/// A date of the zone with its century, in ten characters: the first eight of `1974-08-12`, and the last two.
private struct DayText {
    /// Without the century.
    private let rest: UInt64
    private let century: UInt16
    let last: UInt16

    /// From the six characters of the zone, the first in the low byte.
    @inline(__always)
    init(_ characters: UInt64, century: UInt16) {
        rest = 0x2D00_002D_0000_0000 | (characters & 0xFFFF) &<< 16 | (characters & 0xFFFF_0000) &<< 24
        last = UInt16(truncatingIfNeeded: characters &>> 32)
        self.century = century
    }

    @inline(__always)
    var first: UInt64 { rest | UInt64(century) }

    @inline(__always)
    func with(century: UInt16) -> DayText { DayText(rest: rest, century: century, last: last) }

    @inline(__always)
    private init(rest: UInt64, century: UInt16, last: UInt16) { (self.rest, self.century, self.last) = (rest, century, last) }
}

extension MutableRawSpan {
    /// Copies bytes, few of them in one or three steps beyond their end; both have the room for that.
    @inline(__always)
    fileprivate mutating func copy(_ source: borrowing RawSpan, from start: Int, count: Int, to place: Int) {
        let step = ZoneLineTemplate.step
        if count <= step { return copy(step: source, from: start, to: place) }
        if count <= 3 &* step {
            copy(step: source, from: start, to: place)
            copy(step: source, from: start &+ step, to: place &+ step)
            return copy(step: source, from: start &+ count &- step, to: place &+ count &- step)
        }
        // The library's copy knows wider registers, which pays for long literals only.
        unsafe withUnsafeMutableBytes { target in
            unsafe source.withUnsafeBytes { bytes in
                guard let to = target.baseAddress, let from = bytes.baseAddress else { return }
                unsafe (to + place).copyMemory(from: from + start, byteCount: count)
            }
        }
    }

    @inline(__always)
    private mutating func copy(step source: borrowing RawSpan, from start: Int, to place: Int) {
        let bytes = unsafe source.unsafeLoadUnaligned(fromUncheckedByteOffset: start, as: ZoneLineTemplate.Step.self)
        unsafe storeBytes(of: bytes, toUncheckedByteOffset: place, as: ZoneLineTemplate.Step.self)
    }

    /// Copies what stands around the lines of the zone: the beginning and the end of the literal, and what separates the lines.
    @inline(__always)
    fileprivate mutating func put(
        frameOfLines block: ZoneLineTemplate.Block, _ holes: borrowing Span<ZoneLineTemplate.Hole>, _ source: borrowing RawSpan,
        _ hasThreeLines: Bool, at place: Int
    ) {
        typealias Step = SIMD32<UInt8>
        let last = block.literalCount &- ZoneLineTemplate.lineFrame
        let first = unsafe source.unsafeLoadUnaligned(fromUncheckedByteOffset: block.literalStart, as: Step.self)
        let end = unsafe source.unsafeLoadUnaligned(fromUncheckedByteOffset: block.literalStart &+ last, as: Step.self)
        unsafe storeBytes(of: first, toUncheckedByteOffset: place, as: Step.self)
        unsafe storeBytes(of: end, toUncheckedByteOffset: place &+ last, as: Step.self)
        let second = ZoneLineTemplate.HolePlace.lines.lowerBound &+ 1
        put(separatorBefore: holes[second], place)
        if hasThreeLines { put(separatorBefore: holes[second &+ 1], place) }
    }

    /// Puts `","` before a line, and one byte more, which is the line's.
    @inline(__always)
    private mutating func put(separatorBefore line: ZoneLineTemplate.Hole, _ start: Int) {
        let place = start &+ line.offset &- ZoneLineTemplate.lineSeparator.utf8CodeUnitCount
        unsafe storeBytes(of: 0x22_2C22, toUncheckedByteOffset: place, as: UInt32.self)
    }

    /// Copies a literal of one step at most, and gives the place after it.
    @inline(__always)
    fileprivate mutating func put<Step: SIMD>(
        literal block: ZoneLineTemplate.Block, _ step: Step.Type, _ source: borrowing RawSpan, at place: Int
    ) -> Int where Step: BitwiseCopyable {
        let bytes = unsafe source.unsafeLoadUnaligned(fromUncheckedByteOffset: block.literalStart, as: step)
        unsafe storeBytes(of: bytes, toUncheckedByteOffset: place, as: step)
        return place &+ block.literalCount
    }

    /// Puts the values of fixed length into the literals of the blocks, which start at places.
    @inline(__always)
    fileprivate mutating func fill(
        _ holes: borrowing Span<ZoneLineTemplate.Hole>, _ lines: Int, _ days: Int, digits: Int, _ zone: borrowing RawSpan,
        _ lineLength: Int, _ regular: RegularZone
    ) {
        typealias Places = ZoneLineTemplate.HolePlace
        for index in Places.digits {
            let digit = unsafe zone.unsafeLoadUnaligned(fromUncheckedByteOffset: holes[index].first, as: UInt8.self)
            let place = digits &+ holes[index].offset
            unsafe storeBytes(of: digit, toUncheckedByteOffset: place, as: UInt8.self)
            unsafe storeBytes(of: digit, toUncheckedByteOffset: place &+ ZoneLineTemplate.fromFoundToComputed, as: UInt8.self)
        }
        let (first, second, third) = (
            holes[Places.lines.lowerBound], holes[Places.lines.lowerBound &+ 1], holes[Places.lines.lowerBound &+ 2]
        )
        move(line: first, lineLength, zone, lines)
        move(line: second, lineLength, zone, lines)
        if zone.byteCount > 2 &* lineLength { move(line: third, lineLength, zone, lines) }
        let sex = unsafe zone.unsafeLoadUnaligned(fromUncheckedByteOffset: holes[Places.sex].first, as: UInt8.self)
        unsafe storeBytes(
            of: sex == UInt8(ascii: "<") ? UInt8(ascii: "X") : sex, toUncheckedByteOffset: days &+ holes[Places.sex].offset,
            as: UInt8.self)
        // After a date stands its check digit at least, and more in every layout.
        let (birth, expiry) = (zone.word(at: holes[Places.birth].first), zone.word(at: holes[Places.expiry].first))
        put(date: birth, at: days &+ holes[Places.birth].offset)
        put(date: expiry, at: days &+ holes[Places.expiry].offset)
        put(DayText(expiry, century: regular.centuryOfExpiry), at: days &+ holes[Places.expiryDate].offset)
        let day = DayText(birth, century: regular.centuryOfBirth)
        // Where there is no earlier date, this is the place of the other one, which is written after it.
        put(day.with(century: regular.earlierCenturyOfBirth), at: days &+ holes[Places.earlierBirthDate].offset)
        for index in Places.birthDates { put(day, at: days &+ holes[index].offset) }
    }

    /// Lines have from 30 to 44 characters: three steps of 16 bytes, of which the last ends with the line.
    @inline(__always)
    private mutating func move(line hole: ZoneLineTemplate.Hole, _ length: Int, _ zone: borrowing RawSpan, _ start: Int) {
        let (from, to) = (hole.first, start &+ hole.offset)
        let (second, last) = (Swift.min(16, length &- 16), length &- 16)
        move(zone, from, to)
        move(zone, from &+ second, to &+ second)
        move(zone, from &+ last, to &+ last)
    }

    @inline(__always)
    private mutating func move(_ zone: borrowing RawSpan, _ from: Int, _ to: Int) {
        let step = unsafe zone.unsafeLoadUnaligned(fromUncheckedByteOffset: from, as: SIMD16<UInt8>.self)
        unsafe storeBytes(of: step, toUncheckedByteOffset: to, as: SIMD16<UInt8>.self)
    }

    /// The first six characters of a word.
    @inline(__always)
    private mutating func put(date word: UInt64, at place: Int) {
        unsafe storeBytes(of: UInt32(truncatingIfNeeded: word), toUncheckedByteOffset: place, as: UInt32.self)
        unsafe storeBytes(of: UInt16(truncatingIfNeeded: word &>> 32), toUncheckedByteOffset: place &+ 4, as: UInt16.self)
    }

    @inline(__always)
    private mutating func put(_ day: DayText, at place: Int) {
        unsafe storeBytes(of: day.first, toUncheckedByteOffset: place, as: UInt64.self)
        unsafe storeBytes(of: day.last, toUncheckedByteOffset: place &+ 8, as: UInt16.self)
    }

    /// Puts an element without the fillers at its end between quotes, or null where nothing is left, and gives the place after it.
    @inline(__always)
    fileprivate mutating func put(element block: ZoneLineTemplate.Block, _ zone: borrowing RawSpan, at place: Int) -> Int {
        let first = unsafe zone.unsafeLoadUnaligned(fromUncheckedByteOffset: block.first, as: UInt64.self)
        // The field may be shorter and the zone end before, where the mask has no bits.
        let second = zone.word(at: block.first &+ 8)
        let named = ((first ^ ZoneLineTemplate.fillers) & block.masks.0, (second ^ ZoneLineTemplate.fillers) & block.masks.1)
        let bits = named.1 != 0 ? 128 &- named.1.leadingZeroBitCount : 64 &- named.0.leadingZeroBitCount
        if bits == 0 { return putNull(at: place) }
        let count = (bits &+ 7) &>> 3
        put(quoteAt: place)
        unsafe storeBytes(of: first, toUncheckedByteOffset: place &+ 1, as: UInt64.self)
        unsafe storeBytes(of: second, toUncheckedByteOffset: place &+ 9, as: UInt64.self)
        put(quoteAt: place &+ 1 &+ count)
        return place &+ 2 &+ count
    }

    /// Puts a code between quotes, which is so long or has one letter only, and gives the place after it.
    @inline(__always)
    fileprivate mutating func put(code first: Int, longest: Int, _ zone: borrowing RawSpan, at place: Int) -> Int {
        let last = unsafe zone.unsafeLoadUnaligned(fromUncheckedByteOffset: first &+ longest &- 1, as: UInt8.self)
        let count = last == UInt8(ascii: "<") ? 1 : longest
        put(quoteAt: place)
        let letters = unsafe zone.unsafeLoadUnaligned(fromUncheckedByteOffset: first, as: UInt32.self)
        unsafe storeBytes(of: letters, toUncheckedByteOffset: place &+ 1, as: UInt32.self)
        put(quoteAt: place &+ 1 &+ count)
        return place &+ 2 &+ count
    }

    @inline(__always)
    private mutating func putNull(at place: Int) -> Int {
        unsafe storeBytes(of: 0x6C6C_756E, toUncheckedByteOffset: place, as: UInt32.self)
        return place &+ 4
    }

    /// Puts a part of the name between quotes, its fillers as blanks, or null where it is absent, and gives the place after it.
    @inline(__always)
    fileprivate mutating func put(identifier first: Int, _ count: Int, _ zone: borrowing RawSpan, at place: Int) -> Int {
        if count == 0 { return putNull(at: place) }
        put(quoteAt: place)
        let text = place &+ 1
        if first &+ count &+ 15 <= zone.byteCount {
            var offset = 0
            repeat {
                let words = unsafe zone.unsafeLoadUnaligned(fromUncheckedByteOffset: first &+ offset, as: SIMD2<UInt64>.self)
                put(named: words, at: text &+ offset)
                offset &+= 16
            } while offset < count
        } else {
            // The name of TD1 ends with the zone.
            var offset = 0
            repeat {
                put(named: zone.word(at: first &+ offset), at: text &+ offset)
                offset &+= 8
            } while offset < count
        }
        put(quoteAt: text &+ count)
        return text &+ 1 &+ count
    }

    /// Sixteen characters of a name, the fillers as blanks.
    @inline(__always)
    private mutating func put(named words: SIMD2<UInt64>, at place: Int) {
        let fillers = ~words & SIMD2(repeating: 0x4040_4040_4040_4040)
        let change = fillers &>> SIMD2(repeating: 2) | fillers &>> SIMD2(repeating: 3) | fillers &>> SIMD2(repeating: 4)
        unsafe storeBytes(of: words ^ change, toUncheckedByteOffset: place, as: SIMD2<UInt64>.self)
    }

    /// Eight characters of a name, the fillers as blanks; of letters and fillers only letters have the bit 0x40.
    @inline(__always)
    private mutating func put(named word: UInt64, at place: Int) {
        let fillers = (~word & 0x4040_4040_4040_4040) &>> 6
        unsafe storeBytes(of: word ^ (fillers &* 0x1C), toUncheckedByteOffset: place, as: UInt64.self)
    }

    @inline(__always)
    private mutating func put(quoteAt place: Int) {
        unsafe storeBytes(of: UInt8(ascii: "\""), toUncheckedByteOffset: place, as: UInt8.self)
    }

    /// Puts a number that is not negative, and gives the place after it; there is room for twenty digits and a last step.
    @inline(__always)
    fileprivate mutating func put(number: Int, _ last: inout LineNumber, at place: Int) -> Int {
        guard number < 100_000_000 else { return put(large: UInt64(truncatingIfNeeded: number), at: place) }
        last.set(UInt64(truncatingIfNeeded: number))
        unsafe storeBytes(of: last.text, toUncheckedByteOffset: place, as: UInt64.self)
        return place &+ last.count
    }

    @inline(never)
    private mutating func put(large number: UInt64, at place: Int) -> Int {
        var last = LineNumber()
        let start = put(number: Int(truncatingIfNeeded: number / 100_000_000), &last, at: place)
        unsafe storeBytes(of: 0x3030_3030_3030_3030 | eightDigits(number % 100_000_000), toUncheckedByteOffset: start, as: UInt64.self)
        return start &+ 8
    }
}

/// A number of eight digits at most as text, the first digit in the low byte.
private struct LineNumber {
    private var value: UInt64 = 0
    private(set) var text: UInt64 = 0x30
    private(set) var count = 1

    /// Lines follow each other closely: mostly only the last digit changes.
    @inline(__always)
    mutating func set(_ number: UInt64) {
        let step = number &- value
        let shift = UInt64(truncatingIfNeeded: 8 &* (count &- 1))
        let digit = (text &>> shift) & 0xFF &+ step
        value = number
        if step < 10, digit <= UInt64(UInt8(ascii: "9")) {
            text &+= step &<< shift
        } else {
            compute()
        }
    }

    private mutating func compute() {
        let digits = eightDigits(value)
        // The zeros before the first digit are left out, but for the last of them.
        let zeros = min(digits.trailingZeroBitCount / 8, 7)
        text = (0x3030_3030_3030_3030 | digits) &>> UInt64(truncatingIfNeeded: 8 &* zeros)
        count = 8 - zeros
    }
}

/// The eight digits of a number, one a byte, the first in the low one: halves, then pairs, then digits are taken apart all at once.
@inline(__always)
private func eightDigits(_ number: UInt64) -> UInt64 {
    let halves = number / 10_000 | (number % 10_000) &<< 32
    let hundreds = (halves &* 10_486) &>> 20 & 0x7F_0000_007F
    let pairs = hundreds | (halves &- 100 &* hundreds) &<< 16
    let tens = (pairs &* 103) &>> 10 & 0x000F_000F_000F_000F
    return tens | (pairs &- 10 &* tens) &<< 8
}

extension RawSpan {
    /// Eight bytes from an offset, the first in the low byte; any bytes for what is beyond the end.
    @inline(__always)
    fileprivate func word(at offset: Int) -> UInt64 {
        let place = min(offset, byteCount &- 8)
        return unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self)
            &>> UInt64(truncatingIfNeeded: 8 &* (offset &- place))
    }
}
