import CivilTime
import DocumentPKI
import SafeOpenSSL
import SignedStructures
import SpecimenIssuing
import TagLengthValue

/// Issues certificates as their profile asks for, with one thing changed, and judges them.
struct ProfileWorkshop {
    enum IssuerKey { case curve, rsa, pss }

    private let keys: [IssuerKey: IssuingKey]
    let subjectKey: IssuingKey

    init() throws {
        let rsa = try PrivateKey(rsaBits: 3072)
        keys = [
            .curve: IssuingKey(try PrivateKey(curve: .p256), scheme: .ecdsa(.sha256)),
            .rsa: IssuingKey(rsa, scheme: .rsaPKCS1(.sha256)),
            .pss: IssuingKey(rsa, scheme: .rsaPSS(.sha256, maskDigest: .sha256, saltLength: 32)),
        ]
        subjectKey = IssuingKey(try PrivateKey(curve: .p256), scheme: .ecdsa(.sha256))
    }

    static func at(_ year: Int, _ month: Int = 1) -> Timestamp {
        CivilDate(year: year, month: month, day: 1).flatMap { Timestamp($0) } ?? Timestamp(secondsSinceEpoch: 0)
    }

    func authority(_ key: IssuerKey = .curve, name: Name = Name(commonName: "CSCA")) throws -> CertificateAuthority {
        guard let key = keys[key] else { throw OpenSSLFailure() }
        return CertificateAuthority(name: name, key: key)
    }

    private struct OpenSSLFailure: Error {}

    /// What is asked for where nothing deviates.
    func request(_ profile: CertificateProfile, from authority: CertificateAuthority) -> CertificateRequest {
        let isAuthority = profile.isAuthority
        let subject: Name =
            switch profile {
            case .countrySigningCA: authority.name
            case .link: Name(commonName: "CSCA 2")
            case .documentSigner, .masterListSigner, .deviationListSigner: Name(commonName: "Signer")
            case .barcodeSigner, .nonConstrainedBarcodeSigner: Name(organization: nil, commonName: "AB")
            case .travelStampSigner, .visaSigner, .biometricsSigner: Name(organization: nil, commonName: "Visa 1")
            }
        return CertificateRequest(
            profile, subject: subject, key: profile == .countrySigningCA ? authority.key : subjectKey, serialNumber: [1, 0x23],
            validity: Period(ProfileWorkshop.at(2024), ProfileWorkshop.at(2036)),
            privateKeyUsage: Period(ProfileWorkshop.at(2024), isAuthority ? ProfileWorkshop.at(2028) : ProfileWorkshop.at(2024, 4)),
            documentTypes: profile == .documentSigner ? ["I", "P"] : [])
    }

    /// The ids of what a certificate does not meet, by the role that it states.
    static func findings(_ bytes: [UInt8], signsMasterLists: Bool = false) throws -> [String] {
        let certificate = try Certificate(bytes[...])
        guard let role = CertificateRole(certificate, signsMasterLists: signsMasterLists) else { return ["no-role"] }
        return ProfileRule.findings(certificate, as: role).map(\.id)
    }

    /// Replaces octets by as many others, wherever they stand.
    static func patched(_ bytes: [UInt8], _ old: [UInt8], _ new: [UInt8], onlyLast: Bool = false) -> [UInt8] {
        var (bytes, places) = (bytes, [Int]())
        guard old.count == new.count, bytes.count >= old.count else { return [] }
        for start in 0...bytes.count - old.count where bytes[start..<start + old.count].elementsEqual(old) { places.append(start) }
        guard !places.isEmpty else { return [] }
        for start in onlyLast ? [places[places.count - 1]] : places { bytes.replaceSubrange(start..<start + new.count, with: new) }
        return bytes
    }

    static func der(_ body: (inout ElementWriter) -> Void) -> [UInt8] {
        var writer = ElementWriter()
        body(&writer)
        return writer.bytes
    }
}
