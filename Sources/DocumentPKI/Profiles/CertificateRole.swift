public import SignedStructures

/// What a certificate is for, which decides the column of the profile's tables (Doc 9303-12, 7.1).
public enum CertificateRole: String, Sendable, Hashable, CaseIterable {
    case countrySigningCA = "csca"
    case link = "link"
    case documentSigner = "dsc"
    case masterListSigner = "master-list-signer"
    case deviationListSigner = "deviation-list-signer"
    /// Of visible digital seals, VDS and VDS-NC (Doc 9303-13).
    case barcodeSigner = "barcode-signer"
    /// Of travel stamps, visas and additional biometrics (LDS2).
    case lds2Signer = "lds2-signer"

    /// The role that a certificate states; nil for one of another kind, such as a signer of digital travel credentials.
    ///
    /// A signer of lists without its purpose looks like a document signer, so whoever knows of a list that it signed says so.
    public init?(_ certificate: Certificate, signsMasterLists: Bool = false) {
        if certificate.isAuthority {
            self = certificate.isSelfIssued ? .countrySigningCA : .link
            return
        }
        let purposes = certificate.extendedKeyUsage
        for row in CertificateRole.purposes where purposes.contains(row.purpose) {
            self = row.role
            return
        }
        if purposes.contains(.digitalTravelCredentialSigner) { return nil }
        self = signsMasterLists ? .masterListSigner : .documentSigner
    }

    private static let purposes: [(purpose: OID, role: CertificateRole)] = [
        (.masterListSigner, .masterListSigner), (.deviationListSigner, .deviationListSigner),
        (.visibleDigitalSealSigner, .barcodeSigner), (.nonConstrainedSealSigner, .barcodeSigner),
        (.lds2TravelStampSigner, .lds2Signer), (.lds2VisaSigner, .lds2Signer), (.lds2AdditionalBiometricsSigner, .lds2Signer),
    ]

    /// The purposes that a certificate of the role may state, exactly one of them.
    var purposes: [OID] { CertificateRole.purposes.filter { $0.role == self }.map(\.purpose) }

    static let authorities: Set<CertificateRole> = [.countrySigningCA, .link]
    static let listSigners: Set<CertificateRole> = [.masterListSigner, .deviationListSigner]
    /// Those whose profile is a column of the table of extensions.
    static let tabled: Set<CertificateRole> = authorities.union(listSigners).union([.documentSigner])
    /// Those that carry next to nothing, and nothing else.
    static let bare: Set<CertificateRole> = [.barcodeSigner, .lds2Signer]
    static let all = Set(CertificateRole.allCases)
}

extension Certificate {
    /// Whether the certificate says that its key does other work than signing documents: whoever holds a key for lists, seals or servers, or one
    /// that certifies others, must not be able to make a document.
    ///
    /// Document signers have no purposes (Doc 9303-12, 7.1). What some have all the same and what is no work of its own for a state, such as
    /// clientAuth, emailProtection and timeStamping, is a finding of the profile and nothing more.
    var isForOtherPurposeThanDocuments: Bool {
        if let usage = keyUsage, usage.contains(.keyCertSign), basicConstraints?.isCA ?? false { return true }
        return extendedKeyUsage.contains { purpose in
            Certificate.otherPurposes.contains(purpose) || Certificate.arcsOfOtherPurposes.contains { purpose.content.starts(with: $0) }
        }
    }

    private static let otherPurposes: Set<OID> = [.serverAuthentication, .codeSigning, .ocspSigning]
    /// 2.23.136.1.1, of the ICAO, and 0.4.0.127.0.7, of the BSI: list signers, seal signers, LDS2 signers, terminals.
    private static let arcsOfOtherPurposes: [[UInt8]] = [[0x67, 0x81, 0x08, 0x01, 0x01], Certificate.purposesOfBSI]
}
