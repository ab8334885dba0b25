import Irregularities
import SignedStructures
import TagLengthValue

/// Reads files for a store, in pieces, and hands on what they hold.
///
/// Everything is recognised by content: DER, PEM and plain base64 of certificates, revocation lists, PKCS#7 bundles, CMS master lists, deviation
/// lists, defect lists and exported bundles; and LDIF of the ICAO PKD. No more than one item is held in memory.
public struct StoreFileReader {
    /// The largest single item, in bytes: the largest real ones, deviation lists, have 5 MB.
    public static let itemLimit = 32 << 20
    /// The octets of a file that tell what it is.
    private static let headLength = 64 << 10

    public init() {}

    /// Reads one file whose pieces the closure gives, nil at the end.
    public mutating func read<Failure: Error>(
        _ name: String, keys: inout KeyCache, into receiver: inout some StoreItemReceiver,
        next: () throws(Failure) -> ArraySlice<UInt8>?
    ) throws(Failure) {
        var head: [UInt8] = []
        while head.count < StoreFileReader.headLength, let piece = try next() { head.append(contentsOf: piece) }
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { head.removeFirst(3) }
        if LDIFStream.isLDIF(head[...]) {
            try readLDIF(name, head, keys: &keys, into: &receiver, next: next)
        } else if !StoreFileReader.isDER(head), StoreFileReader.hasPEM(head) {
            try readPEM(name, head, keys: &keys, into: &receiver, next: next)
        } else {
            try readWhole(name, head, keys: &keys, into: &receiver, next: next)
        }
    }

    /// Whether the octets begin with a SEQUENCE of more than 127 octets or of indefinite length, as no text does.
    private static func isDER(_ head: [UInt8]) -> Bool { head.count > 1 && head[0] == 0x30 && head[1] >= 0x80 }

    private static func hasPEM(_ head: [UInt8]) -> Bool {
        head.contains(UInt8(ascii: "-")) && head[...].firstRange(of: PEMStream.begin) != nil
    }

    // MARK: Forms

    private func readLDIF<Failure: Error>(
        _ name: String, _ head: [UInt8], keys: inout KeyCache, into receiver: inout some StoreItemReceiver,
        next: () throws(Failure) -> ArraySlice<UInt8>?
    ) throws(Failure) {
        var stream = LDIFStream()
        var count = 0
        var piece: ArraySlice<UInt8>? = head[...]
        while let current = piece, !receiver.isClosed {
            stream.take(current) { entry in
                take(entry, count, name, keys: &keys, into: &receiver)
                count += 1
            }
            piece = try next()
        }
        stream.finish { entry in take(entry, count, name, keys: &keys, into: &receiver) }
    }

    private func take(_ entry: LDIFEntry, _ index: Int, _ name: String, keys: inout KeyCache, into receiver: inout some StoreItemReceiver) {
        var item = ItemReader(
            source: CertificateSource(name: name, entry: index), kind: .ldif, label: entry.distinguishedName,
            conformanceCodes: entry.conformanceCodes)
        if entry.isDeletion { item.refuse(.deletionNotApplied, nil, &receiver, keys: &keys) }
        if entry.hasMore { item.refuse(.tooManyElements, nil, &receiver, keys: &keys) }
        for value in entry.values {
            switch value.content {
            case .success(let bytes): item.read(bytes[...], isExpected: value.isExpected, keys: &keys, into: &receiver)
            case .failure(let refusal) where value.isExpected: item.refuse(refusal.reason, nil, &receiver, keys: &keys)
            case .failure: break
            }
        }
    }

    private func readPEM<Failure: Error>(
        _ name: String, _ head: [UInt8], keys: inout KeyCache, into receiver: inout some StoreItemReceiver,
        next: () throws(Failure) -> ArraySlice<UInt8>?
    ) throws(Failure) {
        var stream = PEMStream()
        var count = 0
        func take(_ block: Result<[UInt8], TextRefusal>, keys: inout KeyCache, into receiver: inout some StoreItemReceiver) {
            var item = ItemReader(source: CertificateSource(name: name, entry: count), kind: nil)
            count += 1
            switch block {
            case .success(let bytes): item.read(bytes[...], keys: &keys, into: &receiver)
            case .failure(let refusal): item.refuse(refusal.reason, nil, &receiver, keys: &keys)
            }
        }
        var piece: ArraySlice<UInt8>? = head[...]
        while let current = piece, !receiver.isClosed {
            stream.take(current) { block in take(block, keys: &keys, into: &receiver) }
            piece = try next()
        }
        stream.finish { block in take(block, keys: &keys, into: &receiver) }
    }

    private func readWhole<Failure: Error>(
        _ name: String, _ head: [UInt8], keys: inout KeyCache, into receiver: inout some StoreItemReceiver,
        next: () throws(Failure) -> ArraySlice<UInt8>?
    ) throws(Failure) {
        var item = ItemReader(source: CertificateSource(name: name), kind: nil)
        var bytes = head
        while let piece = try next() {
            guard bytes.count + piece.count <= StoreFileReader.itemLimit else {
                return item.refuse(.fileTooLarge, nil, &receiver, keys: &keys)
            }
            bytes.append(contentsOf: piece)
        }
        if !StoreFileReader.isDER(bytes), let decoded = StoreFileReader.plainBase64(bytes) { bytes = decoded }
        guard !bytes.isEmpty else { return item.refuse(.emptyFile, nil, &receiver, keys: &keys) }
        readAll(bytes[...], name, keys: &keys, into: &receiver)
    }

    /// Reads the items of a file in DER: one, or several one after the other, as some collections are made.
    ///
    /// What is left over behind them is told, unless it is the end of a line, zeros that fill a file, or stands behind a signed list: some states'
    /// have it, and the list says so itself.
    private func readAll(_ bytes: ArraySlice<UInt8>, _ name: String, keys: inout KeyCache, into receiver: inout some StoreItemReceiver) {
        var rest = bytes
        var count = 0
        while !rest.isEmpty, !receiver.isClosed {
            let end = ItemReader.end(rest)
            let following = end.map { rest[$0...] } ?? []
            let isLast = StoreContent(following) == nil
            var item = ItemReader(source: CertificateSource(name: name, entry: count == 0 && isLast ? nil : count), kind: nil)
            item.read(end.map { rest[..<$0] } ?? rest, keys: &keys, into: &receiver)
            count += 1
            if !isLast {
                rest = following
                continue
            }
            let isList = StoreContent(rest) == .signedData
            if StoreContent(rest) != nil, !isList, !following.allSatisfy({ $0 == 0 || $0 == 0x0A || $0 == 0x0D }) {
                item.refuse(.trailingBytes, following.startIndex, &receiver, keys: &keys)
            }
            return
        }
    }

    /// The octets of a file that is base64 without the lines of PEM; `M` opens all that begin with a SEQUENCE longer than 127 octets.
    private static func plainBase64(_ text: [UInt8]) -> [UInt8]? {
        guard text.first(where: { $0 > 0x20 }) == UInt8(ascii: "M") else { return nil }
        return Base64Decoder.bytes(of: text[...], .strict)
    }
}
