import TagLengthValue

/// DG11 or DG12 taken apart, so that a fault can write any element in another way.
struct DetailFile {
    struct DetailElement {
        var tag: Tag
        var octets: [UInt8]
        /// Added to the length that the element states.
        var lengthOff = 0
    }

    private let outer: Tag
    var elements: [DetailElement]
    /// The tags in the list where they are not those of the elements; empty for no list at all.
    var listed: [Tag]?

    /// Takes a file of Utopia apart; nil where it is none.
    init?(_ bytes: [UInt8]) {
        var reader = ElementReader(bytes[...])
        guard let file = try? reader.next() else { return nil }
        outer = file.tag
        elements = []
        var content = file.elements()
        while let element = try? content.next() {
            if element.tag != Tag(0x5C) { elements.append(DetailElement(tag: element.tag, octets: Array(element.content))) }
        }
    }

    var bytes: [UInt8] {
        encoded { writer in
            writer.write(outer) { content in
                let tags = listed ?? elements.map(\.tag)
                if !tags.isEmpty { content.write(Tag(0x5C), tags.flatMap(\.octets)) }
                for element in elements {
                    content.append(ElementWriter.header(element.tag, length: element.octets.count + element.lengthOff))
                    content.append(element.octets)
                }
            }
        }
    }

    /// Replaces the octets of an element, which is added where it is not there.
    mutating func set(_ tag: Tag, _ octets: [UInt8], lengthOff: Int = 0) {
        let made = DetailElement(tag: tag, octets: octets, lengthOff: lengthOff)
        if let index = elements.firstIndex(where: { $0.tag == tag }) { elements[index] = made } else { elements.append(made) }
    }

    mutating func set(_ tag: Tag, text: String) { set(tag, Array(text.utf8)) }

    /// Adds `A0` with a count and one element of the tag for each text.
    mutating func addList(_ tag: Tag, _ texts: [String], count: Int? = nil) {
        let content = encoded { list in
            list.write(.integer, [UInt8(truncatingIfNeeded: count ?? texts.count)])
            for text in texts { list.write(tag, text: text) }
        }
        elements.append(DetailElement(tag: .context(0), octets: content))
    }
}

extension Tag {
    fileprivate var octets: [UInt8] {
        (0..<octetCount).reversed().map { UInt8(truncatingIfNeeded: rawValue >> UInt32(8 * $0)) }
    }
}
