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
    private let path: String?
    /// What every line begins with, and room for a last step of copying.
    private let head: [UInt8]
    private let headCount: Int
    private var templates = ZoneLineTemplates()
    private var memory: [UInt8] = []
    /// The number of bytes that were written.
    public private(set) var count = 0
    /// For the zones that have no template.
    private var writer = JSONWriter()

    /// Writes lines of one text at a day of inspection.
    public init(path: String? = nil, at date: CivilDate) {
        self.date = date
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
        if let regular = RegularZone(zone, analysis, at: date) {
            let entry = templates.prepared(ZoneLineTemplate.Variant(of: regular))
            if !entry.blocks.isEmpty { return write(zone, regular, entry, firstLine) }
        }
        write(MRZ(zone, analysis), firstLine: firstLine)
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

    private mutating func write(
        _ zone: borrowing Span<UInt8>, _ regular: RegularZone, _ entry: ZoneLineTemplates.Entry, _ firstLine: Int
    ) {
        reserve(headCount + ZoneLineWriter.longestNumber + entry.longest)
        count = templates.fill(entry, zone, regular, firstLine, head, headCount, &memory, count)
    }
}

extension ZoneLineTemplates {
    /// Puts the line of a zone into memory that has the room, and gives its end.
    ///
    /// First the literals with the values of any length between them, then those of fixed length into the literals. All offsets lie within what the
    /// guards and the making of the template have looked at; the rest is not looked at again.
    @inline(__always)
    fileprivate func fill(
        _ entry: Entry, _ zone: borrowing Span<UInt8>, _ regular: RegularZone, _ firstLine: Int, _ head: [UInt8], _ headCount: Int,
        _ memory: inout [UInt8], _ start: Int
    ) -> Int {
        let blocks = blocks.span.extracting(entry.blocks)
        let holes = holes.span.extracting(entry.holeStart..<entry.holeStart &+ ZoneLineTemplate.HolePlace.count)
        let primary = (start: Int(regular.primaryStart), count: Int(regular.primaryCount))
        let secondary = (start: Int(regular.secondaryStart), count: Int(regular.secondaryCount))
        guard zone.count == entry.zoneLength, primary.start &+ primary.count <= zone.count,
            secondary.start &+ secondary.count <= zone.count, blocks.count > 7
        else { return start }
        let (literals, head, zone) = unsafe (literals.span.bytes, head.span.bytes, zone.bytes)
        var characters = memory.mutableSpan
        var output = unsafe characters.mutableBytes
        guard output.byteCount &- start >= headCount &+ ZoneLineWriter.longestNumber &+ entry.longest else { return start }
        output.copy(head, from: 0, count: headCount, to: start)
        let lines = output.put(number: firstLine, at: start &+ headCount)
        output.copy(literals, from: blocks[0].literalStart, count: blocks[0].literalCount, to: lines)
        var end = output.put(shortElement: blocks[0], zone, at: lines &+ blocks[0].literalCount)
        end = output.put(shortElement: blocks[1], zone, at: output.put(literal: blocks[1], literals, at: end))
        end = output.put(literal: blocks[2], literals, at: end)
        end = output.put(identifier: primary.start, primary.count, zone, at: end)
        end = output.put(literal: blocks[3], literals, at: end)
        end = output.put(identifier: secondary.start, secondary.count, zone, at: end)
        end = output.put(element: blocks[4], zone, at: output.put(literal: blocks[4], literals, at: end))
        let days = output.put(shortElement: blocks[5], zone, at: output.put(literal: blocks[5], literals, at: end))
        output.copy(literals, from: blocks[6].literalStart, count: blocks[6].literalCount, to: days)
        end = output.put(element: blocks[6], zone, at: days &+ blocks[6].literalCount)
        var last = 7
        if blocks.count > 8 {
            end = output.put(element: blocks[7], zone, at: output.put(literal: blocks[7], literals, at: end))
            last = 8
        }
        output.copy(literals, from: blocks[last].literalStart, count: blocks[last].literalCount, to: end)
        output.fill(holes, lines, days, digits: end, zone, entry.lineLength, regular)
        return end &+ blocks[last].literalCount
    }
}

/// A date of the zone with its century, in ten characters: the first eight of `1974-08-12`, and the last two.
private struct DayText {
    private(set) var first: UInt64
    let last: UInt16

    /// From the six characters of the zone, the first in the low byte.
    @inline(__always)
    init(_ characters: UInt64, year: UInt16) {
        first = 0x2D00_002D_0000_0000 | (characters & 0xFFFF) &<< 16 | (characters & 0xFFFF_0000) &<< 24
        last = UInt16(truncatingIfNeeded: characters &>> 32)
        set(year: year)
    }

    /// Puts the century before the year.
    @inline(__always)
    mutating func set(year: UInt16) {
        let century = UInt32(year) / 100
        first = first & ~0xFFFF | UInt64(0x3030 &+ century / 10 &+ (century % 10) &<< 8)
    }
}

extension MutableRawSpan {
    /// Copies bytes in steps, beyond their end up to a whole step; both have the room for that.
    @inline(__always)
    fileprivate mutating func copy(_ source: borrowing RawSpan, from start: Int, count: Int, to place: Int) {
        // The library's copy knows wider registers, which pays for long literals only.
        if count > 4 &* ZoneLineTemplate.step {
            unsafe withUnsafeMutableBytes { target in
                unsafe source.withUnsafeBytes { bytes in
                    guard let to = target.baseAddress, let from = bytes.baseAddress else { return }
                    unsafe (to + place).copyMemory(from: from + start, byteCount: count)
                }
            }
            return
        }
        var offset = 0
        while offset < count {
            let bytes = unsafe source.unsafeLoadUnaligned(fromUncheckedByteOffset: start &+ offset, as: ZoneLineTemplate.Step.self)
            unsafe storeBytes(of: bytes, toUncheckedByteOffset: place &+ offset, as: ZoneLineTemplate.Step.self)
            offset &+= ZoneLineTemplate.step
        }
    }

    /// Copies a literal of one step at most, and gives the place after it.
    @inline(__always)
    fileprivate mutating func put(literal block: ZoneLineTemplate.Block, _ source: borrowing RawSpan, at place: Int) -> Int {
        let bytes = unsafe source.unsafeLoadUnaligned(fromUncheckedByteOffset: block.literalStart, as: ZoneLineTemplate.Step.self)
        unsafe storeBytes(of: bytes, toUncheckedByteOffset: place, as: ZoneLineTemplate.Step.self)
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
            unsafe storeBytes(of: digit, toUncheckedByteOffset: digits &+ holes[index].offset, as: UInt8.self)
        }
        for index in Places.lines {
            // Lines have from 30 to 44 characters: three steps of 16 bytes, of which the last ends with the line.
            let (from, to) = (holes[index].first, lines &+ holes[index].offset)
            move(zone, from, to)
            move(zone, from &+ Swift.min(16, lineLength &- 16), to &+ Swift.min(16, lineLength &- 16))
            move(zone, from &+ lineLength &- 16, to &+ lineLength &- 16)
        }
        let sex = unsafe zone.unsafeLoadUnaligned(fromUncheckedByteOffset: holes[Places.sex].first, as: UInt8.self)
        unsafe storeBytes(
            of: sex == UInt8(ascii: "<") ? UInt8(ascii: "X") : sex, toUncheckedByteOffset: days &+ holes[Places.sex].offset,
            as: UInt8.self)
        // After a date stands its check digit at least, and more in every layout.
        let (birth, expiry) = (zone.word(at: holes[Places.birth].first), zone.word(at: holes[Places.expiry].first))
        put(date: birth, at: days &+ holes[Places.birth].offset)
        put(date: expiry, at: days &+ holes[Places.expiry].offset)
        put(DayText(expiry, year: regular.yearOfExpiry), at: days &+ holes[Places.expiryDate].offset)
        var day = DayText(birth, year: regular.yearOfBirth)
        if regular.earlierYearOfBirth != 0 {
            day.set(year: regular.earlierYearOfBirth)
            put(day, at: days &+ holes[Places.earlierBirthDate].offset)
            day.set(year: regular.yearOfBirth)
        }
        for index in Places.birthDates { put(day, at: days &+ holes[index].offset) }
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

    @inline(__always)
    fileprivate mutating func put(shortElement block: ZoneLineTemplate.Block, _ zone: borrowing RawSpan, at place: Int) -> Int {
        let word = unsafe zone.unsafeLoadUnaligned(fromUncheckedByteOffset: block.first, as: UInt64.self)
        let bits = 64 &- ((word ^ ZoneLineTemplate.fillers) & block.masks.0).leadingZeroBitCount
        if bits == 0 { return putNull(at: place) }
        let count = (bits &+ 7) &>> 3
        put(quoteAt: place)
        unsafe storeBytes(of: word, toUncheckedByteOffset: place &+ 1, as: UInt64.self)
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
        put(named: zone.word(at: first), at: place &+ 1)
        put(named: zone.word(at: first &+ 8), at: place &+ 9)
        var offset = 16
        while offset < count {
            put(named: zone.word(at: first &+ offset), at: place &+ 1 &+ offset)
            offset &+= 8
        }
        put(quoteAt: place &+ 1 &+ count)
        return place &+ 2 &+ count
    }

    /// Eight characters of a name, the fillers as blanks; the characters of a zone are below 0x80.
    @inline(__always)
    private mutating func put(named word: UInt64, at place: Int) {
        let notFiller = (word ^ 0x3C3C_3C3C_3C3C_3C3C) &+ 0x7F7F_7F7F_7F7F_7F7F
        let fillers = (~notFiller & 0x8080_8080_8080_8080) &>> 7
        unsafe storeBytes(of: word ^ (fillers &* 0x1C), toUncheckedByteOffset: place, as: UInt64.self)
    }

    @inline(__always)
    private mutating func put(quoteAt place: Int) {
        unsafe storeBytes(of: UInt8(ascii: "\""), toUncheckedByteOffset: place, as: UInt8.self)
    }

    /// Puts a number that is not negative, and gives the place after it; there is room for twenty digits and a last step.
    @inline(__always)
    fileprivate mutating func put(number: Int, at place: Int) -> Int {
        let number = UInt64(truncatingIfNeeded: number)
        guard number < 100_000_000 else {
            let start = put(more: number / 100_000_000, at: place)
            unsafe storeBytes(of: 0x3030_3030_3030_3030 | eightDigits(number % 100_000_000), toUncheckedByteOffset: start, as: UInt64.self)
            return start &+ 8
        }
        let digits = eightDigits(number)
        // The zeros before the first digit are left out, but for the last of them.
        let zeros = Swift.min(digits.trailingZeroBitCount / 8, 7)
        let text = (0x3030_3030_3030_3030 | digits) &>> UInt64(truncatingIfNeeded: 8 &* zeros)
        unsafe storeBytes(of: text, toUncheckedByteOffset: place, as: UInt64.self)
        return place &+ 8 &- zeros
    }

    @inline(never)
    private mutating func put(more number: UInt64, at place: Int) -> Int { put(number: Int(truncatingIfNeeded: number), at: place) }
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
