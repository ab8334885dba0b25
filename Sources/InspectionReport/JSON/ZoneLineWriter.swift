public import CivilTime
public import MachineReadableZone

/// Writes zones as lines of NDJSON (`mrtd.mrz/1`) into memory that it keeps.
///
/// The bytes are those of `JSONWriter.zone`. Zones with nothing odd about them are filled into templates, without an allocation; all others have
/// the way of `JSONWriter`.
public struct ZoneLineWriter: Sendable {
    /// The most bytes of a line beside its head: the keys of the longest have 840, and the zone stands in it two times at most.
    private static let longestLine = 2048

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
        guard let regular = RegularZone(zone, analysis, at: date), zone.count >= 8 else {
            write(MRZ(zone, analysis), firstLine: firstLine)
            return
        }
        write(zone, regular, firstLine)
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

    private mutating func write(_ zone: borrowing Span<UInt8>, _ regular: RegularZone, _ firstLine: Int) {
        reserve(headCount + ZoneLineWriter.longestLine)
        let variant = ZoneLineTemplate.Variant(of: regular)
        templates.prepare(variant)
        var end = count
        ZoneLineWriter.copy(head, headCount, &memory, &end)
        templates.fill(variant, zone, regular, firstLine, &memory, &end)
        count = end
    }

    @inline(__always)
    private static func copy(_ head: [UInt8], _ headCount: Int, _ memory: inout [UInt8], _ end: inout Int) {
        let source = unsafe head.span.bytes
        var characters = memory.mutableSpan
        var output = unsafe characters.mutableBytes
        output.copy(source, from: 0, count: headCount, to: end)
        end &+= headCount
    }
}

extension ZoneLineTemplates {
    /// Puts the line of a zone, but for its head, into memory.
    ///
    /// The room is asked for once a block; what is put into a block or copied from the zone lies within what `prepare` has looked at.
    @inline(__always)
    fileprivate func fill(
        _ variant: ZoneLineTemplate.Variant, _ zone: borrowing Span<UInt8>, _ regular: RegularZone, _ firstLine: Int,
        _ memory: inout [UInt8],
        _ end: inout Int
    ) {
        guard zone.count == ZoneLineTemplate.zoneLength(variant), regular.primaryStart &+ regular.primaryCount <= zone.count,
            regular.secondaryStart &+ regular.secondaryCount <= zone.count
        else { return }
        let literals = unsafe literals.span.bytes
        let zone = unsafe zone.bytes
        let days = RegularDays(regular)
        var characters = memory.mutableSpan
        var output = unsafe characters.mutableBytes
        end = output.put(number: firstLine, at: end)
        for index in range(of: variant) {
            let block = blocks[index]
            guard end &+ block.literalCount &+ ZoneLineTemplate.room <= output.byteCount else { return }
            output.copy(literals, from: block.literalStart, count: block.literalCount, to: end)
            for index in block.holeStart..<block.holeEnd { output.fill(holes[index], zone, days, at: end) }
            end &+= block.literalCount
            switch block.value {
            case .element: end = output.put(element: block.first, block.count, zone, at: end)
            case .primaryIdentifier: end = output.put(identifier: regular.primaryStart, regular.primaryCount, zone, at: end)
            case .secondaryIdentifier: end = output.put(identifier: regular.secondaryStart, regular.secondaryCount, zone, at: end)
            case .end: break
            }
        }
    }
}

/// The three days that a line can have, as text.
private struct RegularDays {
    let birth: DayText
    let earlierBirth: DayText
    let expiry: DayText

    @inline(__always)
    init(_ zone: RegularZone) {
        birth = DayText(zone.birth.year, zone.birth.month, zone.birth.day)
        earlierBirth = DayText(zone.earlierYearOfBirth ?? 0, zone.birth.month, zone.birth.day)
        expiry = DayText(zone.expiry.year, zone.expiry.month, zone.expiry.day)
    }
}

/// A day in ten characters, `1974-08-12`: the first eight, and the last two.
private struct DayText {
    let first: UInt64
    let last: UInt16

    @inline(__always)
    init(_ year: Int, _ month: Int, _ day: Int) {
        let hyphen = UInt64(UInt8(ascii: "-"))
        let (century, short) = (DayText.digits(year / 100), DayText.digits(year % 100))
        first = century | short &<< 16 | hyphen &<< 32 | DayText.digits(month) &<< 40 | hyphen &<< 56
        last = UInt16(truncatingIfNeeded: DayText.digits(day))
    }

    /// Two digits in ASCII, the first in the low byte.
    @inline(__always)
    private static func digits(_ number: Int) -> UInt64 {
        UInt64(truncatingIfNeeded: 0x3030 &+ number / 10 &+ (number % 10) &<< 8)
    }
}

extension MutableRawSpan {
    /// Copies bytes in steps, beyond their end up to a whole step; both must have the room for that.
    @inline(__always)
    fileprivate mutating func copy(_ source: borrowing RawSpan, from start: Int, count: Int, to place: Int) {
        guard start >= 0, start &+ count &+ ZoneLineTemplate.step <= source.byteCount, place >= 0,
            place &+ count &+ ZoneLineTemplate.step <= byteCount
        else { return }
        var offset = 0
        while offset < count {
            let bytes = unsafe source.unsafeLoadUnaligned(fromUncheckedByteOffset: start &+ offset, as: ZoneLineTemplate.Step.self)
            unsafe storeBytes(of: bytes, toUncheckedByteOffset: place &+ offset, as: ZoneLineTemplate.Step.self)
            offset &+= ZoneLineTemplate.step
        }
    }

    /// Puts a value into the literal of a block that begins at a place.
    @inline(__always)
    fileprivate mutating func fill(_ hole: ZoneLineTemplate.Hole, _ zone: borrowing RawSpan, _ days: RegularDays, at start: Int) {
        let place = start &+ hole.offset
        switch hole.kind {
        case .digit:
            let digit = unsafe zone.unsafeLoadUnaligned(fromUncheckedByteOffset: hole.first, as: UInt8.self)
            unsafe storeBytes(of: digit, toUncheckedByteOffset: place, as: UInt8.self)
            unsafe storeBytes(of: digit, toUncheckedByteOffset: start &+ hole.second, as: UInt8.self)
        case .sex:
            let sex = unsafe zone.unsafeLoadUnaligned(fromUncheckedByteOffset: hole.first, as: UInt8.self)
            unsafe storeBytes(of: sex == UInt8(ascii: "<") ? UInt8(ascii: "X") : sex, toUncheckedByteOffset: place, as: UInt8.self)
        case .line:
            // The last step ends with the characters.
            var offset = 0
            let last = hole.count &- 8
            while offset < hole.count {
                let from = Swift.min(offset, last)
                let word = unsafe zone.unsafeLoadUnaligned(fromUncheckedByteOffset: hole.first &+ from, as: UInt64.self)
                unsafe storeBytes(of: word, toUncheckedByteOffset: place &+ from, as: UInt64.self)
                offset &+= 8
            }
        case .date:
            let first = unsafe zone.unsafeLoadUnaligned(fromUncheckedByteOffset: hole.first, as: UInt32.self)
            unsafe storeBytes(of: first, toUncheckedByteOffset: place, as: UInt32.self)
            let last = unsafe zone.unsafeLoadUnaligned(fromUncheckedByteOffset: hole.first &+ 4, as: UInt16.self)
            unsafe storeBytes(of: last, toUncheckedByteOffset: place &+ 4, as: UInt16.self)
        case .birth: put(days.birth, at: place)
        case .earlierBirth: put(days.earlierBirth, at: place)
        case .expiry: put(days.expiry, at: place)
        }
    }

    @inline(__always)
    private mutating func put(_ day: DayText, at place: Int) {
        unsafe storeBytes(of: day.first, toUncheckedByteOffset: place, as: UInt64.self)
        unsafe storeBytes(of: day.last, toUncheckedByteOffset: place &+ 8, as: UInt16.self)
    }

    /// Puts an element of sixteen characters at most without the fillers at its end between quotes, or null where nothing is left, and gives the
    /// place after it.
    @inline(__always)
    fileprivate mutating func put(element first: Int, _ fullCount: Int, _ zone: borrowing RawSpan, at place: Int) -> Int {
        let words = (zone.word(at: first), zone.word(at: first &+ 8))
        let fillers: UInt64 = 0x3C3C_3C3C_3C3C_3C3C
        let named = ((words.0 ^ fillers) & RawSpan.mask(fullCount), (words.1 ^ fillers) & RawSpan.mask(fullCount &- 8))
        let count =
            named.1 != 0 ? 16 &- named.1.leadingZeroBitCount / 8 : 8 &- named.0.leadingZeroBitCount / 8
        if count == 0 {
            unsafe storeBytes(of: 0x6C6C_756E, toUncheckedByteOffset: place, as: UInt32.self)
            return place &+ 4
        }
        put(quoteAt: place)
        unsafe storeBytes(of: words.0, toUncheckedByteOffset: place &+ 1, as: UInt64.self)
        unsafe storeBytes(of: words.1, toUncheckedByteOffset: place &+ 9, as: UInt64.self)
        put(quoteAt: place &+ 1 &+ count)
        return place &+ 2 &+ count
    }

    /// Puts a part of the name between quotes, its fillers as blanks, or null where it is absent, and gives the place after it.
    @inline(__always)
    fileprivate mutating func put(identifier first: Int, _ count: Int, _ zone: borrowing RawSpan, at place: Int) -> Int {
        if count == 0 {
            unsafe storeBytes(of: 0x6C6C_756E, toUncheckedByteOffset: place, as: UInt32.self)
            return place &+ 4
        }
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

    /// Puts a number that is not negative, and gives the place after it.
    @inline(__always)
    fileprivate mutating func put(number: Int, at place: Int) -> Int {
        var rest = UInt64(truncatingIfNeeded: number)
        var digits: UInt64 = 0
        var count = 0
        repeat {
            digits = digits &<< 8 | (48 &+ rest % 10)
            rest /= 10
            count &+= 1
        } while rest > 0 && count < 8
        // More lines than eight digits can count are rare enough to go on with the rest.
        let start = rest > 0 ? put(more: rest, at: place) : place
        guard start &+ 8 <= byteCount else { return start }
        storeBytes(of: digits, toByteOffset: start, as: UInt64.self)
        return start &+ count
    }

    @inline(never)
    private mutating func put(more number: UInt64, at place: Int) -> Int { put(number: Int(truncatingIfNeeded: number), at: place) }
}

extension RawSpan {
    /// Eight bytes from an offset, the first in the low byte; any bytes for what is beyond the end.
    @inline(__always)
    fileprivate func word(at offset: Int) -> UInt64 {
        let place = min(offset, byteCount &- 8)
        return unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self)
            &>> UInt64(truncatingIfNeeded: 8 &* (offset &- place))
    }

    /// The bits of so many of eight bytes, the first in the low byte.
    @inline(__always)
    fileprivate static func mask(_ count: Int) -> UInt64 { count >= 8 ? .max : count <= 0 ? 0 : (1 &<< UInt64(8 &* count)) &- 1 }
}
