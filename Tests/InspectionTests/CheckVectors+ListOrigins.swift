import DocumentPKI
import DocumentVerification
import Inspection
import SignedStructures
import SpecimenIssuing

/// Whose lists may say what of whose documents, and from when on.
extension CheckVector {
    private static let known = "document.known-deviation"
    private static let compromise = "document.key-compromise"
    private static let hashes = "security-object.data-group-hashes"
    private static let state = "consistency.issuing-state"

    /// The passport, named by its signer in a list of one deviation.
    private static func passport(
        _ check: String, _ name: String, _ expected: String, _ kind: DeviationListContent.Kind, _ parameter: UInt? = nil,
        by signer: ListWorkshop.Signer, signedIn year: Int = 2026, changing file: String? = nil
    ) -> CheckVector {
        CheckVector(check, name, expected) {
            let specimen = try Laboratory.specimen(.passport)
            let store = try ListWorkshop.store(kind, parameter, by: signer, at: Laboratory.at(year, 5, 1)) {
                $0.signer = .certificateDigest(try ListWorkshop.digest(of: specimen.signerCertificate))
            }
            return try Laboratory.record(file.map { specimen.files.flippingLastBit(of: $0) } ?? specimen.files, store: store)
        }
    }

    /// A passport of this state whose certificates are of a country, with a list that this country signed.
    private static func foreign(
        _ check: String, _ name: String, _ expected: String, state: String, country: String,
        _ list: @escaping @Sendable (CertificateAuthority) throws -> (bytes: [UInt8], type: OID)
    ) -> CheckVector {
        CheckVector(check, name, expected) {
            let made = try HandMade.passport(state: state, country: country)
            let authority = CertificateAuthority(
                name: Name(country: country, organization: "Nowhere", commonName: "CSCA"),
                key: try Laboratory.utopia().authority(.passport).issuer.key, state: state)
            let content = try list(authority)
            let signed = try ListWorkshop.signed(content.bytes, content.type, by: authority)
            return try Laboratory.record(made.files, store: Laboratory.store(of: made.store + [("list", signed)]))
        }
    }

    /// A defect list that gives another country than the signer's certificate names.
    private static func correcting(_ country: String) -> @Sendable (CertificateAuthority) throws -> (bytes: [UInt8], type: OID) {
        { authority in
            var defects = DefectListContent()
            try defects.add(.issuerAndSerialNumber(authority.name, [0x21, 0x07]), [.issuingCountry(country)])
            return (defects.bytes(), .defectList)
        }
    }

    static let listOrigins: [CheckVector] = [
        passport(
            hashes, "another state's list in the issuer's name excuses nothing", "failed hash-mismatch", .dataGroupHashWrong, 12,
            by: .otherStateInOurName, changing: "EF_DG12.bin"),
        passport(
            known, "another state's list in the issuer's name is said and counts for nothing", "undetermined signer-not-trusted",
            .dataGroupHashWrong, 12, by: .otherStateInOurName),
        passport(
            compromise, "another state's list in the issuer's name", "passed", .activeAuthenticationKeyCompromised, by: .otherStateInOurName
        ),
        passport(
            compromise, "another state's list has no say of the signer's chips", "passed", .activeAuthenticationKeyCompromised,
            by: .otherState),
        passport(known, "another state's list has no say of the signer", "passed", .dataGroupMalformed, 2, by: .otherState),
        passport(compromise, "the state's own list", "failed key-compromised", .activeAuthenticationKeyCompromised, by: .state),
        passport(
            compromise, "a list that is signed after the inspection", "passed", .activeAuthenticationKeyCompromised, by: .state,
            signedIn: 2027),
        passport(
            hashes, "a list that is signed after the inspection excuses nothing", "failed hash-mismatch", .dataGroupHashWrong, 12,
            by: .state, signedIn: 2027, changing: "EF_DG12.bin"),
        passport(
            known, "a list that is signed after the inspection is not there yet", "passed", .dataGroupMalformed, 2, by: .state,
            signedIn: 2027),
        foreign(
            state, "a defect list cannot replace the anchor's country", "failed state-mismatch", state: "D", country: "FR", correcting("DE")
        ),
        foreign(
            state, "a defect list that gives the anchor's country", "passed known-deviation", state: "D", country: "DE", correcting("DE")),
        foreign(
            state, "a list of the anchor's state excuses no zone of another", "failed state-mismatch", state: "D", country: "FR"
        ) { authority in
            var deviation = DeviationListContent.Deviation()
            deviation.signer = .issuerAndSerialNumber(authority.name, [0x21, 0x07])
            deviation.descriptions = [.init(.zoneWrongData, .number(2), text: "Known")]
            var list = DeviationListContent()
            list.deviations = [deviation]
            return (list.bytes(), .deviationList)
        },
    ]
}
