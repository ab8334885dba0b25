package import CivilTime
package import SafeOpenSSL

/// Everything that is chosen for one specimen; the same plan and seed make the same bytes.
package struct DocumentPlan: Sendable {
    package enum FaceFormat: String, Sendable, CaseIterable {
        case iso19794 = "19794-5", iso39794 = "39794-5"
    }

    package enum PictureFormat: String, Sendable, CaseIterable {
        case jpeg, jpeg2000 = "jp2"
    }

    package var kind: DocumentKind
    package var zone: ZoneContent
    package var dateOfIssue: CivilDate
    /// DG1 and DG2 are always there.
    package var dataGroups: Set<UInt> = [1, 2, 11, 12, 14, 15]
    package var signerAlgorithm: SigningAlgorithm
    package var authority: AuthorityPlan
    /// The document signer; nil for the usual one, with a certificate that is as old as the document.
    package var signer: SignerPlan?
    package var hashAlgorithm = DigestAlgorithm.sha256
    /// `0107` or `0108`; version 1 of LDSSecurityObject names it as well.
    package var ldsVersion = "0107"
    package var ldsObjectVersion: UInt = 0
    package var hasSigningTime = true
    package var faceFormat = FaceFormat.iso19794
    package var pictureFormat = PictureFormat.jpeg
    package var activeAuthentication = ActiveAuthenticationForm.trailer34CC
    /// The key in DG15 where it is not the usual one for the answer.
    package var activeAuthenticationKey: SigningAlgorithm.Key?
    /// How DG15 writes the curve of its key.
    package var activeAuthenticationParameters = IssuingKey.ParameterForm.named
    /// Whether DG3 has no finger, but random octets.
    package var hasEmptyFingers = true
    package var hasCardSecurity = false
    /// Whether DG11 and DG12 state dates as binary-coded decimals instead of characters.
    package var hasBinaryDates = false
    package var placeOfBirth = Array("AMAUROT".utf8)
    /// The name in DG11 where it is not written as in the zone, `<<` between the identifiers.
    package var fullName: String?
    package var seed: UInt64

    /// The plan of a kind with everything else as most documents have it.
    package init(_ kind: DocumentKind = .passport, algorithm: SigningAlgorithm? = nil, seed: UInt64 = 1) {
        self.kind = kind
        self.seed = seed
        let algorithm = algorithm ?? DocumentPlan.usualAlgorithm
        signerAlgorithm = algorithm
        authority = AuthorityPlan(DocumentPlan.certificateAlgorithm(for: algorithm))
        dateOfIssue = date(2025, 9, 8)
        var choices = ChoiceGenerator(seed: seed, label: "holder")
        zone = ZoneContent(
            size: kind.size, documentCode: kind.documentCode, primaryIdentifier: Holders.surname(&choices),
            secondaryIdentifier: Holders.givenNames(&choices), documentNumber: Holders.documentNumber(&choices),
            dateOfBirth: Holders.dateOfBirth(&choices), sex: ["F", "M", "<"][choices.below(3)],
            dateOfExpiry: DocumentPlan.expiry(kind, issued: dateOfIssue))
        zone.nationality = kind.nationality
    }

    /// The algorithm where none is chosen, RSA-2048 with PKCS #1 v1.5 and SHA-256, which most documents have.
    private static let usualAlgorithm =
        SigningAlgorithm.named("rsa-2048-pkcs1-sha256")
        ?? SigningAlgorithm(
            name: "rsa-2048-pkcs1-sha256", key: .rsa(bits: 2048, exponent: 65537), form: .explicit, scheme: .rsaPKCS1(.sha256))

    /// The algorithm of the certificate: the same, but for the plain form of ECDSA, which certificates never have.
    private static func certificateAlgorithm(for algorithm: SigningAlgorithm) -> SigningAlgorithm {
        guard case .plainECDSA(let digest) = algorithm.scheme else { return algorithm }
        return SigningAlgorithm.ofCertificates.first {
            $0.key == algorithm.key && $0.form == algorithm.form && $0.scheme == .ecdsa(digest)
        } ?? algorithm
    }

    /// The day before the anniversary.
    static func expiry(_ kind: DocumentKind, issued: CivilDate) -> CivilDate {
        // Issued on 29 February, valid to 27 February.
        let end = date(issued.year + kind.yearsOfValidity, issued.month, issued.month == 2 ? min(issued.day, 28) : issued.day)
        return CivilDate(daysSinceEpoch: end.daysSinceEpoch - 1)
    }
}

extension DocumentPlan {
    /// The algorithms that random plans choose from: all but those with SHA-1, which a policy calls weak, and RSA keys above 3072 bits,
    /// which take seconds to make.
    package static let usualAlgorithms: [SigningAlgorithm] = SigningAlgorithm.all.filter { algorithm in
        if case .rsa(let bits, _) = algorithm.key, bits > 3072 { return false }
        return algorithm.scheme.digestAlgorithm != .sha1
    }

    /// A valid document of which everything is chosen by a number: the same seed and number make the same plan.
    package static func chosen(seed: UInt64, number: Int) -> DocumentPlan {
        var choices = ChoiceGenerator(seed: seed, label: "document \(number)")
        func one<Value>(_ values: [Value]) -> Value { values[choices.below(values.count)] }
        var plan = DocumentPlan(one(DocumentKind.allCases), algorithm: one(usualAlgorithms), seed: choices.next())
        // Long-lived documents of up to four years, short-lived ones that still run in June 2026.
        plan.dateOfIssue = CivilDate(
            daysSinceEpoch: date(2026, 5, 20).daysSinceEpoch - choices.below(plan.kind.yearsOfValidity > 1 ? 1460 : 300))
        plan.zone.dateOfExpiry = expiry(plan.kind, issued: plan.dateOfIssue)
        switch choices.below(8) {
        case 0: plan.zone.secondaryIdentifier = ""
        case 1: plan.zone.primaryIdentifier = Holders.longSurname
        case 2: plan.zone.secondaryIdentifier = Holders.longGivenNames
        default: break
        }
        if plan.zone.size != .td3, choices.below(3) == 0 { plan.zone.documentNumber += Holders.moreDigits(&choices, size: plan.zone.size) }
        if plan.zone.size == .td3, choices.below(2) == 0 { plan.zone.optionalData = Holders.documentNumber(&choices) }
        switch choices.below(6) {
        case 0: plan.zone.unknownBirth = .day
        case 1: plan.zone.unknownBirth = .dayAndMonth
        default: break
        }
        plan.dataGroups = Set([1, 2] + (3...16).filter { _ in choices.below(2) == 0 })
        plan.hashAlgorithm = one([.sha224, .sha256, .sha384, .sha512])
        plan.ldsVersion = one(["0107", "0108"])
        plan.ldsObjectVersion = plan.ldsVersion == "0108" ? 1 : 0
        plan.hasSigningTime = choices.below(3) > 0
        plan.faceFormat = one(FaceFormat.allCases)
        plan.pictureFormat = one(PictureFormat.allCases)
        plan.activeAuthentication = one(ActiveAuthenticationForm.allCases)
        plan.hasEmptyFingers = choices.below(2) == 0
        plan.hasCardSecurity = choices.below(4) == 0
        plan.hasBinaryDates = choices.below(4) == 0
        return plan
    }
}

/// Names and numbers of people who do not exist.
enum Holders {
    static let longSurname = "VAN DER HEUVELSTEYN ZU LANGENBROOK UND ALTWASSER"
    static let longGivenNames = "ELEONORA WILHELMINA ANASTASIA PHILOMENA CORDULA"

    static func surname(_ choices: inout ChoiceGenerator) -> String {
        let names = ["SOLBERG", "QUARTZ", "VAN DEN EICHBAUM", "LANTERN", "OKORO FINCH", "MARLOWE", "TIDEWATER", "AMBERLEY", "NOX", "ILVES"]
        return names[choices.below(names.count)]
    }

    static func givenNames(_ choices: inout ChoiceGenerator) -> String {
        let names = ["MIRA ELEA", "TILO", "NOOR", "ANSELM", "JUNO", "PETRA LIV", "CASPIAN", "ODA", "RUNE", "IDRIS"]
        return names[choices.below(names.count)]
    }

    static func documentNumber(_ choices: inout ChoiceGenerator) -> String {
        "U" + moreDigits(&choices, count: 8)
    }

    /// What a long number has beyond nine characters: TD1 has room for six more in the first optional field, TD2 for few.
    static func moreDigits(_ choices: inout ChoiceGenerator, size: DocumentSize) -> String {
        moreDigits(&choices, count: size == .td1 ? 1 + choices.below(6) : 1 + choices.below(4))
    }

    private static func moreDigits(_ choices: inout ChoiceGenerator, count: Int) -> String {
        let characters = Array("0123456789ABCDEFGHKLMNPRSTUVWXYZ")
        return String((0..<count).map { _ in characters[choices.below(characters.count)] })
    }

    static func dateOfBirth(_ choices: inout ChoiceGenerator) -> CivilDate {
        CivilDate(daysSinceEpoch: date(1940, 1, 1).daysSinceEpoch + choices.below(27_000))
    }
}
