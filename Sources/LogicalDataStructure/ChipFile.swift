public import Irregularities
public import TagLengthValue

/// What a file of the chip holds.
public enum ChipFileContent: Sendable {
    case common(CommonData)
    case securityObject(SecurityObject)
    case dataGroup1(DataGroup1)
    case dataGroup2(DataGroup2)
    /// DG5 and DG7.
    case displayedImages(DisplayedImages)
    case dataGroup11(DataGroup11)
    case dataGroup12(DataGroup12)
    /// DG14 and EF.CardAccess.
    case securityInfos(SecurityInfos)
    case dataGroup15(DataGroup15)
    case cardSecurity(CardSecurity)
    /// A file that is not read further: the bytes, and their outermost element where the file has one.
    case raw

    public var irregularities: [Irregularity] {
        switch self {
        case .common(let content): content.irregularities
        case .securityObject(let content): content.irregularities
        case .dataGroup1(let content): content.irregularities
        case .dataGroup2(let content): content.irregularities
        case .displayedImages(let content): content.irregularities
        case .dataGroup11(let content): content.irregularities
        case .dataGroup12(let content): content.irregularities
        case .securityInfos(let content): content.irregularities
        case .dataGroup15(let content): content.irregularities
        case .cardSecurity(let content): content.irregularities
        case .raw: []
        }
    }
}

/// A file of the chip: its bytes as captured, and what could be made of them.
///
/// One reference to what was read once, so that handing a file on costs nothing.
public final class ChipFile: Sendable {
    /// What could be made of the bytes.
    public enum Content: Sendable {
        case decoded(ChipFileContent)
        case unreadable(LDSError)
    }

    public let file: ElementaryFile
    /// The whole file as captured.
    public let bytes: ArraySlice<UInt8>
    /// The outermost element; nil where the file has none or it cannot be read.
    public var element: Element? { outermost.map { Element($0, in: bytes) } }
    private let outermost: ElementExtent?
    public let content: Content
    /// What is irregular around the outermost element.
    private let outerIrregularities: [Irregularity]

    /// The irregularities of the file and of all that was read in it.
    ///
    /// Looked for when asked: hardly a check needs them. The certificates of a CMS and the zone of DG1 keep their own.
    public var irregularities: [Irregularity] {
        guard let content = decoded else { return outerIrregularities }
        var irregularities = outerIrregularities + content.irregularities
        switch content {
        // The CMS says itself where it is BER, and what is not read further is opaque.
        case .securityObject, .cardSecurity, .raw: break
        default: if let header = element?.headerIrregularity() { irregularities.append(header) }
        }
        return irregularities
    }

    /// What the security object's hash of a data group covers: the outermost element without what trails it, or all bytes where it
    /// cannot be read.
    public var hashedBytes: ArraySlice<UInt8> { bytes[hashedRange] }

    /// The indices of the hashed bytes.
    public var hashedRange: Range<Int> { outermost?.range ?? bytes.indices }

    /// The content, or nil where the file is unreadable.
    public var decoded: ChipFileContent? {
        guard case .decoded(let content) = content else { return nil }
        return content
    }

    /// Why the file is unreadable, or nil where it is not.
    public var error: LDSError? {
        guard case .unreadable(let error) = content else { return nil }
        return error
    }

    /// Reads the bytes as this file.
    public init(_ file: ElementaryFile, _ bytes: ArraySlice<UInt8>) {
        self.file = file
        self.bytes = bytes
        var irregularities: [Irregularity] = []
        var outermost: ElementExtent?
        do throws(LDSError) {
            outermost = try ChipFile.outermost(file, bytes, &irregularities)
            if let outermost {
                content = .decoded(try ChipFile.content(file, outermost, in: bytes))
            } else {
                content = .decoded(.raw)
            }
        } catch {
            content = .unreadable(error)
        }
        self.outermost = outermost
        outerIrregularities = irregularities
    }

    /// The outermost element that the file must have, or nil where it need not have one.
    private static func outermost(
        _ file: ElementaryFile, _ bytes: ArraySlice<UInt8>, _ irregularities: inout [Irregularity]
    ) throws(LDSError) -> ElementExtent? {
        guard !bytes.isEmpty else { throw LDSError(.emptyFile, at: bytes.startIndex, tag: file.tag) }
        guard let expected = outermostTag(file) else { return nil }
        var cursor = ElementCursor(over: bytes)
        guard let found = cursor.nextTag(in: bytes) else { throw LDSError(.malformedTag, at: bytes.startIndex, tag: expected) }
        let isBareCMS = file == .securityObject && found == .sequence
        guard found == expected || isBareCMS else {
            throw LDSError(ElementaryFile(tag: found) == nil ? .unexpectedTag : .wrongFile, at: bytes.startIndex, tag: found)
        }
        guard let element = try cursor.element(in: bytes) else { throw LDSError(.emptyFile, at: bytes.startIndex, tag: expected) }
        if !cursor.isAtEnd {
            // Chips and tools fill a file up to its size with 00 or FF; a status word or another file would be something else.
            let first = bytes[cursor.position]
            let isPadding = (first == 0 || first == 0xFF) && bytes[cursor.position...].allSatisfy { $0 == first }
            let isStatusWord = statusWords.contains { bytes[cursor.position...].elementsEqual($0) }
            irregularities.append(Irregularity(isPadding ? .paddedFile : isStatusWord ? .statusWord : .trailingBytes, at: cursor.rest))
        }
        return element
    }

    /// What tools leave behind a file of the last answer to READ BINARY: success, the end of the file, or a wrong length (ISO/IEC 7816-4).
    private static let statusWords: [[UInt8]] = [[0x90, 0x00], [0x62, 0x82], [0x6B, 0x00]]

    private static func outermostTag(_ file: ElementaryFile) -> Tag? {
        switch file {
        case .cardAccess: .set
        case .cardSecurity: .sequence
        default: file.tag
        }
    }

    private static func content(
        _ file: ElementaryFile, _ extent: ElementExtent, in bytes: ArraySlice<UInt8>
    ) throws(LDSError) -> ChipFileContent {
        switch file {
        case .common: .common(try CommonData(extent, in: bytes))
        case .securityObject: .securityObject(try SecurityObject(extent, in: bytes))
        case .dataGroup(.one): .dataGroup1(try DataGroup1(extent, in: bytes))
        case .dataGroup(.two): .dataGroup2(try DataGroup2(extent, in: bytes))
        case .dataGroup(.five): .displayedImages(DisplayedImages(extent, in: bytes, imageTag: Tag(0x5F40)))
        case .dataGroup(.seven): .displayedImages(DisplayedImages(extent, in: bytes, imageTag: Tag(0x5F43)))
        case .dataGroup(.eleven): .dataGroup11(try DataGroup11(extent, in: bytes))
        case .dataGroup(.twelve): .dataGroup12(try DataGroup12(extent, in: bytes))
        case .dataGroup(.fourteen): .securityInfos(try SecurityInfos(bytes[extent.contentRange]))
        case .dataGroup(.fifteen): .dataGroup15(try DataGroup15(extent, in: bytes))
        case .cardAccess: .securityInfos(try SecurityInfos(bytes[extent.range]))
        case .cardSecurity: .cardSecurity(try CardSecurity(extent, in: bytes))
        default: .raw
        }
    }
}
