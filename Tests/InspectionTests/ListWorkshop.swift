import CivilTime
import DocumentPKI
import DocumentVerification
import SafeOpenSSL
import SignedStructures
import SpecimenIssuing

/// Deviation and defect lists about the passport of the samples.
enum ListWorkshop {
    enum Signer {
        case state, stranger, documentSigner, otherState
        /// The other state, which writes this state's name into its signer's certificate.
        case otherStateInOurName
    }

    private static let validity = Period(Laboratory.at(2024, 1, 1), Laboratory.at(2036, 1, 1))
    private static let number: [UInt8] = [0x33, 0x01]
    /// The number in the passport's zone.
    static let passportNumber = "U00473K21"

    /// A CSCA of another state that the store trusts.
    private static func otherState() throws -> CertificateAuthority {
        CertificateAuthority(
            name: Name(country: "DE", organization: "Nowhere", commonName: "CSCA"),
            key: try Laboratory.utopia().strangerKey(.passport))
    }

    private static func request(_ profile: CertificateProfile, _ subject: Name, _ key: IssuingKey) -> CertificateRequest {
        CertificateRequest(profile, subject: subject, key: key, serialNumber: number, validity: validity, privateKeyUsage: validity)
    }

    private static func signed(
        _ content: [UInt8], _ type: OID, by signer: Signer, at time: Timestamp = Laboratory.at(2026, 5, 1)
    ) throws -> [UInt8] {
        let utopia = try Laboratory.utopia()
        let state = try utopia.authority(.passport).issuer
        let authority =
            switch signer {
            case .state, .documentSigner: state
            case .stranger: CertificateAuthority(name: state.name, key: try utopia.strangerKey(.passport))
            case .otherState: try otherState()
            case .otherStateInOurName: CertificateAuthority(name: state.name, key: try otherState().key)
            }
        return try signed(content, type, by: authority, signer == .documentSigner ? .documentSigner : .deviationListSigner, at: time)
    }

    /// A list that a signer of an authority signs.
    static func signed(
        _ content: [UInt8], _ type: OID, by authority: CertificateAuthority, _ profile: CertificateProfile = .deviationListSigner,
        at time: Timestamp = Laboratory.at(2026, 5, 1)
    ) throws -> [UInt8] {
        let key = try Laboratory.utopia().signerKey(.identityCard)
        let certificate = try authority.issue(request(profile, Name(commonName: "Deviation List Signer"), key))
        return try SignedMessage(
            contentType: type, content: content, signer: key, identifier: .issuerAndSerialNumber(authority.name, number),
            certificates: [certificate], signingTime: time
        ).bytes()
    }

    /// The samples' store with a deviation list of one entry, or of that entry many times.
    static func store(
        _ kind: DeviationListContent.Kind, _ parameter: UInt? = nil, by signer: Signer = .state, times count: Int = 1,
        at time: Timestamp = Laboratory.at(2026, 5, 1),
        _ criteria: (inout DeviationListContent.Deviation) throws -> Void = { $0.documentNumbers = [passportNumber] }
    ) throws -> InMemoryStore {
        var deviation = DeviationListContent.Deviation()
        try criteria(&deviation)
        deviation.descriptions = [.init(kind, parameter.map { .number($0) }, text: "Known")]
        var list = DeviationListContent()
        list.deviations = Array(repeating: deviation, count: count)
        var files: Laboratory.Files = [("deviations.dl", try signed(list.bytes(), .deviationList, by: signer, at: time))]
        if signer == .otherState || signer == .otherStateInOurName {
            let other = try otherState()
            files.append(("other.cer", try other.issue(request(.countrySigningCA, other.name, other.key))))
        }
        return try Laboratory.store(adding: files)
    }

    /// The samples' store with a defect list that says of the passport's signer that it is revoked, with this status.
    static func store(revokedWith status: UInt8, by signer: Signer = .state) throws -> InMemoryStore {
        let specimen = try Laboratory.specimen(.passport)
        let certificate = try Certificate(specimen.signerCertificate[...])
        var defects = DefectListContent()
        try defects.add(
            .issuerAndSerialNumber(Laboratory.utopia().authority(.passport).issuer.name, Array(certificate.serialNumber)),
            certificate: specimen.signerCertificate, [.certificateRevoked(status: status)])
        return try Laboratory.store(adding: [("defects.bl", try signed(defects.bytes(), .defectList, by: signer))])
    }

    static func digest(of certificate: [UInt8], _ algorithm: DigestAlgorithm = .sha256) throws -> [UInt8] {
        try DigestEngine().digest(algorithm, of: certificate[...]).bytes
    }
}
