public import CivilTime
public import Irregularities
public import SignedStructures

/// Who may sign lists, and when.
public enum ListSigner {
    /// What is held against a signer for a list of a kind: that it was not valid when the list was signed, or that it is revoked.
    ///
    /// A signer that has expired since does not matter: lists are kept for years. The time of signing is the signer's own word, so that whoever has
    /// a key that was lost can set it back: a revoked signer counts for nothing, whenever it signed. Only where the revocation gives a reason that leaves the
    /// key in its owner's hands, a deviation or defect list that was signed before goes on to count; a master list never does.
    public static func objection(
        _ signer: Certificate, _ kind: StoreFileKind, signedAt: Timestamp?, in store: any CertificateStore, keys: inout KeyCache
    ) -> ReasonCode? {
        if let objection = validity(of: signer, signedAt: signedAt) { return objection }
        let entries = RevocationSearch(in: store).lists(for: signer, keys: &keys).trusted.compactMap(\.entry)
        return entries.contains { kind == .masterList || !$0.spares(listOf: signedAt) } ? .revoked : nil
    }

    /// Whether the certificate was valid when a list was signed; nothing is held against a list that does not say when.
    static func validity(of signer: Certificate, signedAt: Timestamp?) -> ReasonCode? {
        guard let signedAt else { return nil }
        if signedAt < signer.validity.notBefore { return .notYetValid }
        return signedAt > signer.validity.notAfter ? .expired : nil
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
    private static let purposesOfBSI: [UInt8] = [0x04, 0x00, 0x7F, 0x00, 0x07]
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
