public import CivilTime
public import Irregularities
public import SignedStructures

/// Whether the signer of a list is one whose lists count.
public enum ListSignerTrust {
    /// The country of the anchor that a signer chains to, and why its lists of a kind do not count: nil where its certificate is for them, was valid when
    /// the list was signed, is not revoked, and chains.
    public static func standing(
        of signer: Certificate, _ identity: CertificateIdentity, _ kind: StoreFileKind, signedAt: Timestamp?,
        in store: any CertificateStore, keys: inout KeyCache
    ) -> (country: String?, objection: ReasonCode?) {
        guard signer.maySign(kind) else { return (nil, .signerPurpose) }
        var search = PathSearch(in: store)
        guard let anchor = search.anchor(ofListSigner: signer, identity: identity, keys: &keys) else { return (nil, .signerNotTrusted) }
        let country = anchor.country ?? anchor.issuerCountry
        // Names are not chained: a CSCA can write another state's name into the certificates that it issues, and would speak for that state.
        if kind != .masterList, let country, let named = signer.issuerCountry ?? signer.country, !CountryNames.mayCertify(country, named) {
            return (country, .listCountryMismatch)
        }
        return (country, objection(toTimeOf: signer, of: kind, signedAt, in: store, keys: &keys))
    }

    /// Why a signer could not sign a list of a kind at a time: it was not valid then, or it is revoked.
    ///
    /// A signer that has expired since signed in time: lists are kept for years; a list without a time of signing says nothing of it. The time is the
    /// signer's own word, so that whoever has a key that was lost can set it back: a revoked signer's lists do not count, whenever they were
    /// signed. Only where the revocation gives a reason that leaves the key in its owner's hands, a deviation or defect list that was
    /// signed before goes on to count; a master list, which makes anchors, never does.
    public static func objection(
        toTimeOf signer: Certificate, of kind: StoreFileKind, _ signedAt: Timestamp?, in store: any CertificateStore, keys: inout KeyCache
    ) -> ReasonCode? {
        if isOutsideValidity(signer, signedAt) { return .signedOutsideValidity }
        let entries = RevocationSearch(in: store).lists(for: signer, keys: &keys).trusted.compactMap(\.entry)
        return entries.contains { kind == .masterList || !$0.spares(listOf: signedAt) } ? .revoked : nil
    }

    static func isOutsideValidity(_ signer: Certificate, _ signedAt: Timestamp?) -> Bool {
        signedAt.map { !signer.validity.contains($0) } ?? false
    }
}

extension RevokedEntry {
    /// Affiliation changed, superseded, cessation of operation (RFC 5280, 5.3.1).
    private static let harmlessReasons: Set<Int> = [3, 4, 5]

    /// Whether what was signed before goes on to count.
    fileprivate func spares(listOf signedAt: Timestamp?) -> Bool {
        guard let signedAt, let date, let reason else { return false }
        return RevokedEntry.harmlessReasons.contains(reason) && signedAt < date
    }
}

extension Certificate {
    /// Whether the key is for lists of a kind (Doc 9303-12, 7.1): a document signer's must neither make anchors nor excuse documents.
    ///
    /// Some lists were signed by the CSCA itself. A signer of defect lists has a purpose of the BSI's.
    public func maySign(_ kind: StoreFileKind) -> Bool {
        if isAuthority { return true }
        let purposes = extendedKeyUsage
        switch kind {
        case .masterList: return purposes.contains(.masterListSigner)
        case .deviationList: return purposes.contains(.deviationListSigner)
        case .defectList:
            return purposes.contains(.deviationListSigner) || purposes.contains { $0.content.starts(with: Certificate.purposesOfBSI) }
        default: return false
        }
    }

    /// 0.4.0.127.0.7, below which the BSI gives its purposes.
    static let purposesOfBSI: [UInt8] = [0x04, 0x00, 0x7F, 0x00, 0x07]
}

/// Which codes of countries in certificates mean one state, or a state and who certifies for it.
enum CountryNames {
    /// Codes that one state has used after each other: Kosovo, the United Nations.
    private static let renamed: Set<Set<String>> = [["KS", "XK"], ["UN", "ZZ"]]
    /// The special administrative regions and Bermuda, whose certificates name them or the state.
    private static let certified: Set<Set<String>> = [["HK", "CN"], ["MO", "CN"], ["BM", "GB"]]

    /// Whether two codes, in upper case, are one state's.
    static func isOne(_ code: String, _ other: String) -> Bool { code == other || renamed.contains([code, other]) }

    /// Whether an authority of one code may issue under the name of another.
    static func mayCertify(_ code: String, _ other: String) -> Bool { isOne(code, other) || certified.contains([code, other]) }
}
