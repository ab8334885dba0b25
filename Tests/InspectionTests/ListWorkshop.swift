import CivilTime
import DocumentPKI
import DocumentVerification
import SafeOpenSSL
import SignedStructures
import SpecimenIssuing

/// Deviation and defect lists about the passport of the samples.
enum ListWorkshop {
    enum Signer { case state, stranger, documentSigner, otherState }

    private static let validity = Period(Laboratory.at(2024, 1, 1), Laboratory.at(2036, 1, 1))
    private static let number: [UInt8] = [0x33, 0x01]
    /// The number in the passport's zone.
    static let passportNumber = "U00473K21"

    /// A CSCA of another state that the store trusts.
    private static func otherState() throws -> CertificateAuthority {
        CertificateAuthority(
            name: Name(country: "DE", organization: "Nowhere", commonName: "CSCA"),
            key: try Laboratory.utopia().authority(.td2Card).issuer.key)
    }

    private static func request(_ profile: CertificateProfile, _ subject: Name, _ key: IssuingKey) -> CertificateRequest {
        CertificateRequest(profile, subject: subject, key: key, serialNumber: number, validity: validity, privateKeyUsage: validity)
    }

    private static func signed(_ content: [UInt8], _ type: OID, by signer: Signer) throws -> [UInt8] {
        let utopia = try Laboratory.utopia()
        let state = try utopia.authority(.passport).issuer
        let authority =
            switch signer {
            case .state, .documentSigner: state
            case .stranger: CertificateAuthority(name: state.name, key: try utopia.strangerKey(.passport))
            case .otherState: try otherState()
            }
        let key = try utopia.signerKey(.identityCard)
        let subject = Name(country: signer == .otherState ? "DE" : "UT", commonName: "Deviation List Signer")
        let certificate = try authority.issue(
            request(signer == .documentSigner ? .documentSigner : .deviationListSigner, subject, key))
        return try SignedMessage(
            contentType: type, content: content, signer: key, identifier: .issuerAndSerialNumber(authority.name, number),
            certificates: [certificate], signingTime: Laboratory.at(2026, 5, 1)
        ).bytes()
    }

    /// The samples' store with a deviation list of one entry, or of that entry many times.
    static func store(
        _ kind: DeviationListContent.Kind, _ parameter: UInt? = nil, by signer: Signer = .state, times count: Int = 1,
        _ criteria: (inout DeviationListContent.Deviation) throws -> Void = { $0.documentNumbers = [passportNumber] }
    ) throws -> InMemoryStore {
        var deviation = DeviationListContent.Deviation()
        try criteria(&deviation)
        deviation.descriptions = [.init(kind, parameter.map { .number($0) }, text: "Known")]
        var list = DeviationListContent()
        list.deviations = Array(repeating: deviation, count: count)
        var files: Laboratory.Files = [("deviations.dl", try signed(list.bytes(), .deviationList, by: signer))]
        if signer == .otherState {
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
