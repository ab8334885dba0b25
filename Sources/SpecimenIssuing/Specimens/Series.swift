package import CivilTime
package import SafeOpenSSL

/// The three kinds of document that Utopia issues as specimens.
package enum Series: String, Sendable, CaseIterable {
    /// TD3, RSA-2048 with PKCS #1, every data group that the decoders know.
    case passport
    /// TD1, P-256 with explicit parameters, version 1 of the security object.
    case identityCard = "identity-card"
    /// TD2, brainpoolP256r1 by name, few data groups, no DG12: only signingTime says when it was issued.
    case td2Card = "td2-card"

    package var authority: KeyRole {
        switch self {
        case .passport: .authority1
        case .identityCard: .authority2
        case .td2Card: .authority3
        }
    }

    package var signer: KeyRole {
        switch self {
        case .passport: .signer1
        case .identityCard: .signer2
        case .td2Card: .signer3
        }
    }

    /// The number in the names of the series' CSCA and document signer.
    package var number: Int {
        switch self {
        case .passport: 1
        case .identityCard: 2
        case .td2Card: 3
        }
    }

    package var dateOfIssue: CivilDate {
        switch self {
        case .passport: date(2024, 3, 15)
        case .identityCard: date(2025, 2, 10)
        case .td2Card: date(2024, 9, 2)
        }
    }

    /// The certificate of the CSCA: about fifteen years, its key signs for five (Doc 9303-12, 4.1.1).
    package var authorityValidity: Period {
        switch self {
        case .passport: Period(time(2022, 1, 1), time(2037, 4, 1))
        case .identityCard: Period(time(2024, 11, 1), time(2040, 2, 1))
        case .td2Card: Period(time(2023, 6, 1), time(2038, 9, 1))
        }
    }

    package var authorityKeyUsage: Period {
        let start = authorityValidity.notBefore
        return Period(start, time(start.date.year + 5, start.date.month, 1))
    }

    /// The certificate of the document signer: ten years and the three months in which its key signs.
    package var signerValidity: Period {
        Period(signerKeyUsage.notBefore, time(signerKeyUsage.notAfter.date.year + 10, signerKeyUsage.notAfter.date.month, 1))
    }

    package var signerKeyUsage: Period {
        switch self {
        case .passport: Period(time(2024, 3, 1), time(2024, 6, 1))
        case .identityCard: Period(time(2025, 1, 1), time(2025, 4, 1))
        case .td2Card: Period(time(2024, 8, 1), time(2024, 11, 1))
        }
    }

    package var documentTypes: [String] {
        switch self {
        case .passport: ["P"]
        case .identityCard, .td2Card: ["I", "ID"]
        }
    }

    /// The holders do not exist.
    package var zone: ZoneContent {
        switch self {
        case .passport:
            ZoneContent(
                size: .td3, documentCode: "P", primaryIdentifier: "SOLBERG", secondaryIdentifier: "MIRA ELEA",
                documentNumber: "U00473K21", dateOfBirth: date(1987, 5, 23), sex: "F", dateOfExpiry: date(2034, 3, 14),
                optionalData: "UT4471198")
        case .identityCard:
            ZoneContent(
                size: .td1, documentCode: "I", primaryIdentifier: "VAN DEN EICHBAUM", secondaryIdentifier: "TILO",
                documentNumber: "UI22M8801", dateOfBirth: date(1999, 12, 31), sex: "M", dateOfExpiry: date(2035, 2, 9))
        case .td2Card:
            ZoneContent(
                size: .td2, documentCode: "I", primaryIdentifier: "QUARTZ", secondaryIdentifier: "NOOR",
                documentNumber: "UT2904417", dateOfBirth: date(2001, 2, 28), sex: "<", dateOfExpiry: date(2034, 9, 1))
        }
    }

    package var placeOfBirth: String { self == .passport ? "AMAUROT" : "EASTHAVEN" }
    package var address: String { self == .passport ? "12 LANTERN ROW<AMAUROT<UTOPIA" : "3 MILL LANE<EASTHAVEN<UTOPIA" }

    /// The data groups that the chip holds.
    package var dataGroups: [UInt] {
        switch self {
        case .passport: [1, 2, 11, 12, 14, 15]
        case .identityCard: [1, 2, 11, 12, 14, 15]
        case .td2Card: [1, 2]
        }
    }

    package var hashAlgorithm: DigestAlgorithm { self == .td2Card ? .sha512 : .sha256 }

    /// The version of LDSSecurityObject.
    package var ldsObjectVersion: UInt { self == .identityCard ? 1 : 0 }

    package var ldsVersion: String { self == .identityCard ? "0108" : "0107" }

    package var signingTime: Timestamp? {
        self == .identityCard ? nil : Timestamp(dateOfIssue, hour: 10, minute: 15)
    }
}

/// A date of the tables here; one that the calendar has not would become 1970 and be seen in every test.
func date(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
    CivilDate(year: year, month: month, day: day) ?? CivilDate(daysSinceEpoch: 0)
}

func time(_ year: Int, _ month: Int, _ day: Int) -> Timestamp {
    Timestamp(secondsSinceEpoch: Int64(date(year, month, day).daysSinceEpoch) * 86400)
}
