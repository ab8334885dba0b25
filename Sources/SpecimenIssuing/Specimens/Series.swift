import CivilTime
import SafeOpenSSL

/// The documents of the samples' first folders, each a plan with a CSCA and a document signer of its own.
package enum Series: String, Sendable, CaseIterable {
    /// TD3, RSA-2048 with PKCS #1, every data group that the decoders know.
    case passport
    /// TD1, P-256 with explicit parameters, version 1 of the security object, active authentication by ECDSA.
    case identityCard = "identity-card"
    /// TD2, brainpoolP256r1 by name, few data groups, no DG12: only signingTime says when it was issued.
    case td2Card = "td2-card"

    /// The number in the names of the series' CSCA and document signer.
    package var number: Int {
        switch self {
        case .passport: 1
        case .identityCard: 2
        case .td2Card: 3
        }
    }

    /// What differs from series to series.
    private struct Row {
        let kind: DocumentKind
        let signer: String
        let authority: String
        let dateOfIssue: CivilDate
        /// The certificate of the CSCA: about fifteen years, its key signs for five (Doc 9303-12, 4.1.1).
        let authorityValidity: Period
        /// The three months in which the signer's key signs.
        let signerKeyUsage: Period
        let holder: (primary: String, secondary: String, birth: CivilDate, sex: String)
        let documentNumber: String
    }

    /// The holders do not exist.
    private var row: Row {
        switch self {
        case .passport:
            Row(
                kind: .passport, signer: "rsa-2048-pkcs1-sha256", authority: "rsa-3072-pkcs1-sha256", dateOfIssue: date(2024, 3, 15),
                authorityValidity: Period(time(2022, 1, 1), time(2037, 4, 1)),
                signerKeyUsage: Period(time(2024, 3, 1), time(2024, 6, 1)),
                holder: ("SOLBERG", "MIRA ELEA", date(1987, 5, 23), "F"), documentNumber: "U00473K21")
        case .identityCard:
            Row(
                kind: .identityCard, signer: "secp256r1-explicit-sha256", authority: "secp384r1-explicit-sha384",
                dateOfIssue: date(2025, 2, 10), authorityValidity: Period(time(2024, 11, 1), time(2040, 2, 1)),
                signerKeyUsage: Period(time(2025, 1, 1), time(2025, 4, 1)),
                holder: ("VAN DEN EICHBAUM", "TILO", date(1999, 12, 31), "M"), documentNumber: "UI22M8801")
        case .td2Card:
            Row(
                kind: .td2Card, signer: "brainpoolP256r1-named-sha256", authority: "brainpoolP384r1-explicit-sha384",
                dateOfIssue: date(2024, 9, 2), authorityValidity: Period(time(2023, 6, 1), time(2038, 9, 1)),
                signerKeyUsage: Period(time(2024, 8, 1), time(2024, 11, 1)),
                holder: ("QUARTZ", "NOOR", date(2001, 2, 28), "<"), documentNumber: "UT2904417")
        }
    }

    package var plan: DocumentPlan {
        let row = row
        var plan = DocumentPlan(row.kind, algorithm: SigningAlgorithm.named(row.signer), seed: UInt64(number))
        plan.dateOfIssue = row.dateOfIssue
        plan.zone = ZoneContent(
            size: row.kind.size, documentCode: row.kind.documentCode, primaryIdentifier: row.holder.primary,
            secondaryIdentifier: row.holder.secondary, documentNumber: row.documentNumber, dateOfBirth: row.holder.birth,
            sex: row.holder.sex, dateOfExpiry: DocumentPlan.expiry(row.kind, issued: row.dateOfIssue))
        plan.authority = AuthorityPlan(SigningAlgorithm.named(row.authority) ?? plan.authority.algorithm)
        plan.authority.commonName = "CSCA Utopia \(number)"
        plan.authority.serialNumber = [0x01, UInt8(number)]
        plan.authority.validity = row.authorityValidity
        let start = row.authorityValidity.notBefore
        plan.authority.keyUsage = Period(start, time(start.date.year + 5, start.date.month, 1))
        plan.authority.revokedSerialNumber = [0x0D, 0x00, UInt8(number)]
        // Ten years and the three months in which its key signs.
        let end = row.signerKeyUsage.notAfter
        plan.signer = SignerPlan(
            commonName: "Document Signer \(number)", serialNumber: [0x0C, 0x00, UInt8(number)],
            validity: Period(row.signerKeyUsage.notBefore, time(end.date.year + 10, end.date.month, 1)), keyUsage: row.signerKeyUsage)
        switch self {
        case .passport: plan.zone.optionalData = "UT4471198"
        case .identityCard:
            plan.isOfLDS18 = true
            plan.hasSigningTime = false
            plan.activeAuthentication = .plainECDSA
        case .td2Card:
            plan.dataGroups = [1, 2]
            plan.hashAlgorithm = .sha512
        }
        return plan
    }
}

/// A date of the tables here; one that the calendar has not would become 1970 and be seen in every test.
func date(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
    CivilDate(year: year, month: month, day: day) ?? CivilDate(daysSinceEpoch: 0)
}

func time(_ year: Int, _ month: Int, _ day: Int) -> Timestamp {
    Timestamp(secondsSinceEpoch: Int64(date(year, month, day).daysSinceEpoch) * 86400)
}
