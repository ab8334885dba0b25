import Irregularities
import TagLengthValue

/// The DER of a BER element: definite lengths in the fewest octets, SETs sorted, constructed OCTET STRINGs put together.
///
/// X.690, 10 and 11.6. Values of other primitive types are copied as they are. The depth is limited as that of all files.
func distinguishedEncoding(
    of element: ElementExtent, in bytes: ArraySlice<UInt8>, as tag: Tag? = nil, depth: Int = 0
) throws(EncodingError) -> [UInt8] {
    guard depth < Limits.file.depth else { throw EncodingError(.nestedTooDeep, at: element.start) }
    let tag = tag ?? element.tag
    if element.tag == .constructedOctetString {
        let content = try EncapsulatedContent(element, in: bytes).bytes
        return ElementWriter.header(.octetString, length: content.count) + content
    }
    guard element.tag.isConstructed else {
        return ElementWriter.header(tag, length: element.contentEnd - element.contentStart) + bytes[element.contentRange]
    }
    var members: [[UInt8]] = []
    var cursor = ElementCursor(inside: element)
    while let member = try cursor.next(in: bytes) {
        members.append(try distinguishedEncoding(of: member, in: bytes, depth: depth + 1))
    }
    if tag == .set { members.sort { $0.lexicographicallyPrecedes($1) } }
    let content = Array(members.joined())
    return ElementWriter.header(tag, length: content.count) + content
}
