import Irregularities
import TagLengthValue

/// The reading of a data group that is a series of data elements: DG11 and DG12.
///
///     6B | 6C { 5C tag list, then elements; lists as A0 { 02 count, elements } }
///
/// Where a wrong length hides the elements behind it, reading goes on at the next tag of the table (`resynchronised`). What was
/// read before then keeps what it holds.
struct DataElements {
    private(set) var elements: [DataElement] = []
    private(set) var irregularities: [Irregularity] = []

    private let rows: [DataElementRow]
    private var listedTags: [Tag] = []
    /// The tags met, to hold against the tag list; a list counts with its own tag and with that of its template.
    private var metTags: Set<Tag> = []

    private static let tagListTag = Tag(0x5C)
    private static let templateTag = Tag(0xA0)

    /// How often reading is taken up again; DG11 has 13 elements.
    private static let resynchronisationLimit = 16
    /// How far ahead the next tag is looked for; only a proof of citizenship comes near this length.
    private static let resynchronisationDistance = 65_536
    /// The longest list that is kept; nobody has more other names or persons.
    private static let listLimit = 256

    init(_ file: Element, rows: [DataElementRow]) throws(LDSError) {
        self.rows = rows
        var series = try self.series(of: file)
        guard let list = series.first, list.tag == DataElements.tagListTag else {
            irregularities.append(Irregularity(.missingTag, at: file.place))
            for element in series { take(element) }
            return
        }
        series.removeFirst()
        let (tags, unread) = LogicalDataStructure.tagList(list.content)
        listedTags = tags
        if let unread { irregularities.append(Irregularity(.malformedTag, at: .bytes(offset: unread, length: 1))) }
        for element in series { take(element) }
        let areMissing = tags.contains { !metTags.contains($0) }
        let areUnlisted = elements.contains { element in !tags.contains(element.tag) && !isTemplateListed(element) }
        if areMissing || areUnlisted { irregularities.append(Irregularity(.tagList, at: list.place)) }
    }

    private func isTemplateListed(_ element: DataElement) -> Bool {
        guard case .texts = element.value else { return false }
        return listedTags.contains(DataElements.templateTag)
    }

    // MARK: The series of elements

    private mutating func series(of file: Element) throws(LDSError) -> [Element] {
        var series: [Element] = []
        var reader = file.elements()
        var attempts = 0
        while true {
            do throws(EncodingError) {
                guard let element = try reader.next() else { return series }
                series.append(element)
            } catch {
                attempts += 1
                // The length that is wrong may be that of the last element, which then holds the tag that is looked for.
                let from = series.last?.content.startIndex ?? reader.position
                guard attempts <= DataElements.resynchronisationLimit, let next = nextTagged(from: from, in: file.content, after: series)
                else {
                    if series.isEmpty { throw LDSError(error) }
                    irregularities.append(
                        Irregularity(error.code, at: .bytes(offset: error.offset, length: file.content.endIndex - error.offset)))
                    return series
                }
                irregularities.append(Irregularity(.resynchronised, at: .bytes(offset: next, length: 2)))
                if let last = series.last, next < last.content.endIndex {
                    let start = last.bytes.startIndex
                    series[series.count - 1] = Element(
                        tag: last.tag, bytes: file.content[start..<next], content: file.content[last.content.startIndex..<next])
                }
                reader = ElementReader(file.content[next...], limits: reader.limits)
            }
        }
    }

    /// The next offset at which an element of the table starts that fits and was not met, or nil.
    private func nextTagged(from start: Int, in content: ArraySlice<UInt8>, after series: [Element]) -> Int? {
        let met = Set(series.map(\.tag))
        let end = min(content.endIndex, start + DataElements.resynchronisationDistance)
        for index in start..<end where content[index] == 0x5F || content[index] == 0xA0 {
            var reader = ElementReader(content[index...])
            guard let tag = reader.nextTag, !met.contains(tag), isDefined(tag) else { continue }
            // An indefinite length would be searched for its end at each place.
            let lengthOctet = content.dropFirst(index - content.startIndex + tag.octetCount).first
            if lengthOctet != 0x80, (try? reader.next()) != nil { return index }
        }
        return nil
    }

    private func isDefined(_ tag: Tag) -> Bool {
        tag == DataElements.templateTag || rows.contains { $0.tag == tag }
    }

    // MARK: Values

    private mutating func take(_ element: Element) {
        metTags.insert(element.tag)
        if element.tag == DataElements.templateTag {
            takeList(element)
            return
        }
        guard let row = rows.first(where: { $0.tag == element.tag }) else {
            irregularities.append(Irregularity(.unknownTag, at: element.place))
            elements.append(DataElement(tag: element.tag, name: nil, value: .unknown, bytes: element.content))
            return
        }
        switch row.kind {
        case .text:
            let text = StatedText(element.content)
            append(row, .text(text), element, text.irregularities)
        case .date:
            let date = StatedDate(element.content)
            append(row, .date(date), element, date.irregularities)
        case .time:
            let time = StatedTime(element.content)
            append(row, .time(time), element, time.irregularities)
        case .image:
            let image = StoredImage(in: element.content)
            append(row, .image(image), element, image.irregularities)
        case .list:
            irregularities.append(Irregularity(.misplacedElement, at: element.place))
            let text = StatedText(element.content)
            appendToList(row, [text], element)
            irregularities += text.irregularities
        }
    }

    private mutating func append(_ row: DataElementRow, _ value: DataElement.Value, _ element: Element, _ found: [Irregularity]) {
        if elements.contains(where: { $0.tag == row.tag }) { irregularities.append(Irregularity(.duplicateElement, at: element.place)) }
        irregularities += found
        elements.append(DataElement(tag: row.tag, name: row.name, value: value, bytes: element.content))
    }

    private mutating func takeList(_ template: Element) {
        guard let row = rows.first(where: { $0.kind == .list }) else { return }
        metTags.insert(row.tag)
        var texts: [StatedText] = []
        var count: Element?
        var reader = template.elements()
        while let child = try? reader.next() {
            switch child.tag {
            case .integer where count == nil: count = child
            case row.tag where texts.count < DataElements.listLimit:
                let text = StatedText(child.content)
                irregularities += text.irregularities
                texts.append(text)
            case row.tag:
                irregularities.append(Irregularity(.tooManyElements, at: child.place))
                appendToList(row, texts, template)
                return
            default: irregularities.append(Irregularity(.unknownTag, at: child.place))
            }
        }
        if !reader.isAtEnd { irregularities.append(Irregularity(.truncated, at: SourceLocation(of: reader.rest))) }
        if count?.smallNumber != texts.count {
            irregularities.append(Irregularity(count == nil ? .missingTag : .elementCount, at: count?.place ?? template.place))
        }
        appendToList(row, texts, template)
    }

    /// A list that is spread over several elements is one value.
    private mutating func appendToList(_ row: DataElementRow, _ texts: [StatedText], _ element: Element) {
        guard let index = elements.firstIndex(where: { $0.tag == row.tag }), case .texts(let before) = elements[index].value else {
            elements.append(DataElement(tag: row.tag, name: row.name, value: .texts(texts), bytes: element.content))
            return
        }
        guard before.count < DataElements.listLimit else { return }
        elements[index] = DataElement(tag: row.tag, name: row.name, value: .texts(before + texts), bytes: elements[index].bytes)
    }
}

extension DataElements {
    /// Proves that the series can be read at all, without its values.
    ///
    /// Where the first element can be read, so can something of the rest.
    static func check(_ file: ElementExtent, in bytes: ArraySlice<UInt8>, rows: [DataElementRow]) throws(LDSError) {
        var cursor = ElementCursor(inside: file)
        if (try? cursor.next(in: bytes)) == nil { _ = try DataElements(Element(file, in: bytes), rows: rows) }
    }

    /// The content of the first element with this tag, where all elements can be read; else nil, and the whole reading must tell.
    static func content(of tag: Tag, in file: borrowing Element) -> ArraySlice<UInt8>? {
        let content = file.content
        var found: ElementExtent?
        var cursor = ElementCursor(over: content)
        do {
            while let element = try cursor.next(in: content) {
                if element.tag == tag, found == nil { found = element }
            }
        } catch {
            return nil
        }
        return found.map { content[$0.contentRange] }
    }
}

extension [DataElement] {
    /// The value of the first element of this name.
    subscript(_ name: DataElement.Name) -> DataElement.Value? {
        first { $0.name == name }?.value
    }

    func text(_ name: DataElement.Name) -> StatedText? {
        guard case .text(let text)? = self[name] else { return nil }
        return text
    }

    func texts(_ name: DataElement.Name) -> [StatedText] {
        guard case .texts(let texts)? = self[name] else { return [] }
        return texts
    }

    func date(_ name: DataElement.Name) -> StatedDate? {
        guard case .date(let date)? = self[name] else { return nil }
        return date
    }

    func image(_ name: DataElement.Name) -> StoredImage? {
        guard case .image(let image)? = self[name] else { return nil }
        return image
    }
}
