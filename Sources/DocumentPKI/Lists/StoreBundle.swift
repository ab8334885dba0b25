public import CivilTime
import Irregularities
public import SignedStructures
import TagLengthValue

/// What an exported bundle of a store holds.
///
///     StoreBundle ::= SEQUENCE {
///         format UTF8String ("mrtd.store-bundle"), version INTEGER (1), created GeneralizedTime,
///         certificates SEQUENCE OF SEQUENCE { trust INTEGER { known(0), trusted(1), distrusted(2) }, certificate Certificate },
///         revocationLists SEQUENCE OF CertificateList, signedLists SEQUENCE OF ContentInfo }
///
/// It is the content, of type id-data, of a CMS SignedData: any CMS tool verifies it, and it is read without a database.
public struct StoreBundleContent: Sendable {
    /// One certificate with what the exporting store thought of it.
    public struct Entry: Sendable {
        public let bytes: ArraySlice<UInt8>
        public let isTrusted: Bool
        public let isDistrusted: Bool

        public init(bytes: ArraySlice<UInt8>, isTrusted: Bool, isDistrusted: Bool) {
            self.bytes = bytes
            self.isTrusted = isTrusted
            self.isDistrusted = isDistrusted
        }
    }

    public let created: Timestamp
    public let certificates: [Entry]
    public let revocationLists: [ArraySlice<UInt8>]
    /// Deviation and defect lists, as their states published them.
    public let signedLists: [ArraySlice<UInt8>]

    public init(
        created: Timestamp, certificates: [Entry], revocationLists: [ArraySlice<UInt8>], signedLists: [ArraySlice<UInt8>]
    ) {
        self.created = created
        self.certificates = certificates
        self.revocationLists = revocationLists
        self.signedLists = signedLists
    }

    static let format = Array("mrtd.store-bundle".utf8)

    /// Reads the content octets.
    public init(_ input: ArraySlice<UInt8>) throws(StructureError) {
        do throws(EncodingError) {
            try self.init(reading: input)
        } catch {
            throw StructureError(error, in: .storeBundle)
        }
    }

    private init(reading input: ArraySlice<UInt8>) throws(EncodingError) {
        var fields = try ElementReader.only(.sequence, in: input, limits: .list).elements(.list)
        guard try fields.next(.utf8String).content.elementsEqual(StoreBundleContent.format) else {
            throw EncodingError(.contentType, at: input.startIndex)
        }
        let version = try fields.next(.integer)
        guard version.content.elementsEqual([1]) else { throw EncodingError(.unknownVersion, at: version.offset) }
        let time = try fields.next(.generalizedTime)
        guard let created = StoreBundleContent.time(time.content) else { throw EncodingError(.malformedTime, at: time.offset) }
        self.created = created
        var entries: [Entry] = []
        var list = try fields.next(.sequence).elements(.list)
        while let element = try list.next() {
            var parts = element.elements()
            let trust = try parts.next(.integer).content
            let certificate = try parts.next(.sequence).bytes
            try parts.finish()
            entries.append(Entry(bytes: certificate, isTrusted: trust.elementsEqual([1]), isDistrusted: trust.elementsEqual([2])))
        }
        certificates = entries
        revocationLists = try StoreBundleContent.sequences(fields.next(.sequence))
        signedLists = try StoreBundleContent.sequences(fields.next(.sequence))
        try fields.finish()
    }

    private static func sequences(_ list: Element) throws(EncodingError) -> [ArraySlice<UInt8>] {
        var found: [ArraySlice<UInt8>] = []
        var members = list.elements(.list)
        while !members.isAtEnd { found.append(try members.next(.sequence).bytes) }
        return found
    }

    /// `20260601000000Z`.
    private static func time(_ content: ArraySlice<UInt8>) -> Timestamp? {
        let text = content.map { Character(Unicode.Scalar($0)) }
        guard text.count == 15, text[14] == "Z", text[..<14].allSatisfy({ $0.isNumber }) else { return nil }
        func part(_ range: Range<Int>) -> String { String(text[range]) }
        return Timestamp(
            iso8601: "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(8..<10)):\(part(10..<12)):\(part(12..<14))Z")
    }

    /// The content octets.
    public var encoded: [UInt8] {
        var writer = ElementWriter()
        let time = String(created.description.filter { $0.isNumber }) + "Z"
        // Headers are put before each list once its members stand, so nothing large is moved twice.
        writer.write(.utf8String, StoreBundleContent.format)
        writer.writeInteger(1)
        writer.write(.generalizedTime, Array(time.utf8))
        writer.write(.sequence) { list in
            for entry in certificates {
                let trust: [UInt8] = [0x02, 0x01, entry.isDistrusted ? 2 : entry.isTrusted ? 1 : 0]
                list.append(ElementWriter.header(.sequence, length: trust.count + entry.bytes.count))
                list.append(trust)
                list.append(entry.bytes)
            }
        }
        for members in [revocationLists, signedLists] {
            writer.write(.sequence) { list in for member in members { list.append(member) } }
        }
        return ElementWriter.header(.sequence, length: writer.bytes.count) + writer.bytes
    }
}

/// An exported bundle whose CMS structure was read: its content and what proves it.
public struct StoreBundle: Sendable {
    public let signedData: SignedData
    public let content: StoreBundleContent
    public let proof: SignatureProof
    /// The certificate that the signature verifies under; who it is, its fingerprint must say.
    public let signer: Certificate?

    init(_ signedData: SignedData, keys: inout KeyCache) throws(StructureError) {
        self.signedData = signedData
        guard let encapsulated = signedData.content else {
            throw StructureError(.contentType, at: signedData.bytes.startIndex, in: .storeBundle)
        }
        content = try StoreBundleContent(encapsulated.bytes)
        (proof, signer) = SignedListProof.of(signedData, candidates: signedData.certificates, keys: &keys)
    }

    /// Whether plain data in CMS begin as a bundle does.
    static func isBundle(_ signedData: SignedData) -> Bool {
        guard let content = signedData.content?.bytes, let outer = try? ElementReader.only(.sequence, in: content) else { return false }
        var fields = outer.elements()
        return (try? fields.next(.utf8String))?.content.elementsEqual(StoreBundleContent.format) ?? false
    }
}
