import Irregularities
import SignedStructures
import TagLengthValue

/// Reads one item in DER, whatever it is, and hands it on or says why it is refused.
struct ItemReader {
    let source: CertificateSource
    /// What the file is that the item stood in; nil where the item is the file, and its own kind counts.
    let kind: StoreFileKind?
    var label: String?
    var conformanceCodes: [String] = []

    private func origin(_ own: StoreFileKind) -> ItemOrigin {
        ItemOrigin(source: source, kind: kind ?? own, conformanceCodes: conformanceCodes)
    }

    mutating func refuse(_ reason: ReasonCode, _ offset: Int?, _ receiver: inout some StoreItemReceiver, keys: inout KeyCache) {
        let entry = RefusedEntry(name: source.name, entry: source.entry, label: label, reason: reason, offset: offset)
        receiver.take(.refused(entry), keys: &keys)
    }

    /// Reads the item; one that nothing announced is passed over where it is nothing for a store.
    mutating func read(
        _ bytes: ArraySlice<UInt8>, isExpected: Bool = true, keys: inout KeyCache, into receiver: inout some StoreItemReceiver
    ) {
        do throws(StructureError) {
            switch StoreContent(bytes) {
            case .certificate: receiver.take(.certificate(try Certificate(bytes), origin(.certificate)), keys: &keys)
            case .revocationList:
                receiver.take(.revocationList(try CertificateRevocationList(bytes), origin(.revocationList)), keys: &keys)
            case .signedData: try readSignedData(bytes, keys: &keys, into: &receiver)
            case nil where isExpected && ItemReader.isCut(bytes): refuse(.truncated, bytes.endIndex, &receiver, keys: &keys)
            case nil where isExpected: refuse(.notAStoreFile, bytes.startIndex, &receiver, keys: &keys)
            case nil: break
            }
        } catch {
            refuse(error.code, error.offset, &receiver, keys: &keys)
        }
    }

    /// Where the first element of some bytes ends; nil where it does not.
    static func end(_ bytes: ArraySlice<UInt8>) -> Int? {
        var reader = ElementReader(bytes, limits: .list)
        return (try? reader.next())?.bytes.endIndex
    }

    /// Whether the bytes begin as what a store takes, and end before their first element does.
    private static func isCut(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count > 1, bytes[bytes.startIndex] == 0x30, bytes[bytes.startIndex + 1] >= 0x80 else { return false }
        var reader = ElementReader(bytes, limits: .list)
        do throws(EncodingError) {
            return try reader.next() == nil
        } catch {
            return error.code == .truncated || error.code == .lengthBeyondEnd
        }
    }

    private mutating func readSignedData(
        _ bytes: ArraySlice<UInt8>, keys: inout KeyCache, into receiver: inout some StoreItemReceiver
    ) throws(StructureError) {
        let signedData = try SignedData(contentInfo: bytes)
        switch signedData.contentType {
        case .cscaMasterList:
            var list = try MasterList(signedData, keys: &keys)
            if list.proof == .unsupported(.signerCertificateMissing), let identifier = signedData.signerInfos.first?.identifier {
                list = try MasterList(signedData, others: receiver.signers(identifier), keys: &keys)
            }
            guard list.proof.isValid else {
                refuse(list.proof.refusal, bytes.startIndex, &receiver, keys: &keys)
                if receiver.takesUnverifiedLists { readParts(Array(list.content.certificates.enumerated()), keys: &keys, into: &receiver) }
                return
            }
            receiver.take(.masterList(list, listOrigin(.masterList)), keys: &keys)
        case .deviationList: receiver.take(.signedList(signedData, listOrigin(.deviationList)), keys: &keys)
        case .defectList: receiver.take(.signedList(signedData, listOrigin(.defectList)), keys: &keys)
        case .data where StoreBundle.isBundle(signedData):
            let bundle = try StoreBundle(signedData, keys: &keys)
            guard bundle.proof.isValid else { return refuse(bundle.proof.refusal, bytes.startIndex, &receiver, keys: &keys) }
            receiver.take(.storeBundle(bundle, listOrigin(.storeBundle)), keys: &keys)
        case .data where signedData.isCertificatesOnly: readBundle(signedData, keys: &keys, into: &receiver)
        default: refuse(.signedMessage, bytes.startIndex, &receiver, keys: &keys)
        }
    }

    /// A list is a source of its own: inside another file it has the number of its entry in its name.
    private func listOrigin(_ own: StoreFileKind) -> ItemOrigin {
        let name = source.entry.map { "\(source.name)#\($0)" } ?? source.name
        return ItemOrigin(source: CertificateSource(name: name), kind: own, conformanceCodes: conformanceCodes)
    }

    /// A PKCS#7 bundle: the certificates and revocation lists that a message without signers carries.
    private mutating func readBundle(_ bundle: SignedData, keys: inout KeyCache, into receiver: inout some StoreItemReceiver) {
        let parts = Array(bundle.certificates.enumerated()) + Array(bundle.revocationLists.enumerated())
        guard !parts.isEmpty else { return refuse(.notAStoreFile, bundle.bytes.startIndex, &receiver, keys: &keys) }
        readParts(parts, keys: &keys, into: &receiver)
    }

    /// What a message holds, as if it stood in a bundle: nothing vouches for it.
    private func readParts(
        _ parts: [(offset: Int, element: ArraySlice<UInt8>)], keys: inout KeyCache, into receiver: inout some StoreItemReceiver
    ) {
        let name = listOrigin(.certificateBundle).source.name
        for (index, bytes) in parts {
            var item = ItemReader(source: CertificateSource(name: name, entry: index), kind: kind ?? .certificateBundle, label: label)
            item.read(bytes, keys: &keys, into: &receiver)
        }
    }
}

extension SignedData {
    /// Whether the message has neither a signer nor content and only carries certificates and revocation lists (RFC 5652, 5.1; RFC 2315, 9.1).
    ///
    /// What a signed message carries beside its content is not signed: an EF.SOD with its CSCA would make that an anchor.
    fileprivate var isCertificatesOnly: Bool { signerInfos.isEmpty && content?.bytes.isEmpty ?? true }
}

extension SignatureProof {
    /// Why a list with this proof is refused.
    var refusal: ReasonCode {
        if case .unsupported(let code) = self { code } else { .signatureInvalid }
    }
}
