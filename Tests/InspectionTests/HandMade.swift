import CivilTime
import SafeOpenSSL
import SignedStructures
import SpecimenIssuing
import TagLengthValue

/// Documents that no fault of the table is, built from the pieces that specimens are made of.
enum HandMade {
    private static let serialNumber: [UInt8] = [0x21, 0x07]
    private static let validity = Period(Laboratory.at(2024, 1, 1), Laboratory.at(2036, 1, 1))

    /// A passport without DG2: the state of its zone, the country of its certificates, the key that signs it, and the store that trusts
    /// its CSCA.
    static func passport(
        state: String = "UTO", country: String = "UT", signerCountry: String? = nil, listing more: [UInt] = [], version: UInt = 0,
        signer: IssuingKey? = nil,
        trailing: [UInt8] = [], insteadOfDataGroup1 other: (number: UInt, bytes: [UInt8])? = nil
    ) throws -> (files: Laboratory.Files, store: Laboratory.Files) {
        let utopia = try Laboratory.utopia()
        let signer = try signer ?? utopia.signerKey(.passport)
        let name = Name(country: country, organization: "Nowhere", commonName: "CSCA")
        let authority = CertificateAuthority(name: name, key: try utopia.authority(.passport).issuer.key, state: state)
        func request(_ profile: CertificateProfile, _ subject: Name, _ key: IssuingKey, _ number: [UInt8]) -> CertificateRequest {
            CertificateRequest(
                profile, subject: subject, key: key, serialNumber: number, validity: validity, privateKeyUsage: validity,
                documentTypes: profile == .documentSigner ? ["P"] : [])
        }
        let anchor = try authority.issue(request(.countrySigningCA, name, authority.key, [0x01]))
        let subject = Name(country: signerCountry ?? country, organization: "Nowhere", commonName: "Document Signer")
        let certificate = try authority.issue(request(.documentSigner, subject, signer, serialNumber))
        var zone = Series.passport.plan.zone
        zone.issuingState = state
        zone.nationality = state
        // Bytes that follow the element and are hashed with it.
        let number = other?.number ?? 1
        let group = other?.bytes ?? DataGroups.one(zone.lines()) + trailing
        let hash = try DigestEngine().digest(.sha256, of: group[...]).bytes
        var content = SecurityObjectContent(
            hashes: [(number, hash)] + more.map { ($0, [UInt8](repeating: UInt8($0), count: 32)) }, signer: signer,
            certificate: certificate, issuer: name, serialNumber: serialNumber)
        content.ldsObjectVersion = version
        content.signingTime = Laboratory.at(2025, 1, 1)
        return ([("EF_DG\(number).bin", group), ("EF_SOD.bin", try content.file())], [("csca.cer", anchor)])
    }

    /// The passport with an EF.SOD signed with PSS and a salt of 32 octets, and these octets where the salt length is declared.
    static func signedWithPSS(declaring: [UInt8] = saltLength) throws -> Laboratory.Files {
        let specimen = try Laboratory.specimen(.passport)
        let key = IssuingKey(
            try Laboratory.utopia().signerKey(.passport).key, scheme: .rsaPSS(.sha256, maskDigest: .sha256, saltLength: 32))
        let certificate = try Certificate(specimen.signerCertificate[...])
        var content = SecurityObjectContent(
            hashes: try specimen.files.compactMap { file in
                guard let number = UInt(file.name.filter(\.isNumber)) else { return nil }
                return (number, try DigestEngine().digest(.sha256, of: file.bytes[...]).bytes)
            }, signer: key, certificate: specimen.signerCertificate, issuer: try Laboratory.utopia().authority(.passport).issuer.name,
            serialNumber: Array(certificate.serialNumber))
        content.signingTime = Series.passport.plan.signingTime
        let files = specimen.files.setting("EF_SOD.bin", try content.file())
        return declaring == saltLength ? files : files.replacing(saltLength, by: declaring, in: "EF_SOD.bin")
    }

    /// [2] { INTEGER 32 } of RSASSA-PSS-params.
    static let saltLength: [UInt8] = [0xA2, 0x03, 0x02, 0x01, 0x20]

    /// The EF.SOD of the passport signed anew without signed attributes, over a content of this type, with or without the certificate.
    static func securityObject(
        _ specimen: IssuedDocument, contentType: OID = .ldsSecurityObject, hasSigner: Bool = true,
        hasCertificate: Bool = true
    ) throws -> [UInt8] {
        let key = try Laboratory.utopia().signerKey(.passport)
        let signed = try SignedData(contentInfo: try contentInfo(specimen))
        guard let content = signed.content, let info = signed.signerInfos.first,
            case .issuerAndSerialNumber(let issuer, let number) = info.identifier
        else { return [] }
        let signature = try key.sign(Array(content.bytes))
        let digest = encoded { $0.writeAlgorithm(.sha256, withNull: true) }
        let signer = encoded { writer in
            writer.write(.sequence) { info in
                info.writeInteger(1)
                info.write(.sequence) { identifier in
                    identifier.append(issuer.bytes)
                    identifier.writeUnsignedInteger(number)
                }
                info.append(digest)
                info.append(key.signatureAlgorithm)
                info.write(.octetString, signature)
            }
        }
        return encoded { writer in
            writer.write(Tag(0x77)) { file in
                file.write(.sequence) { info in
                    info.write(.signedData)
                    info.write(.context(0)) { wrapper in
                        wrapper.write(.sequence) { data in
                            data.writeInteger(3)
                            data.writeSetOf([digest])
                            data.write(.sequence) { encapsulated in
                                encapsulated.write(contentType)
                                encapsulated.write(.context(0)) { $0.write(.octetString, content.bytes) }
                            }
                            if hasCertificate { data.write(.context(0), specimen.signerCertificate) }
                            data.writeSetOf(hasSigner ? [signer] : [])
                        }
                    }
                }
            }
        }
    }

    /// The ContentInfo in the EF.SOD of a specimen: the content of `77`.
    private static func contentInfo(_ specimen: IssuedDocument) throws -> ArraySlice<UInt8> {
        var reader = ElementReader(specimen["EF_SOD.bin"][...])
        return try reader.next()?.content ?? []
    }
}
