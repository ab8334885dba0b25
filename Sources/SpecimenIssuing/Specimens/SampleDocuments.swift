package import SafeOpenSSL

/// The instructive documents among the samples: `samples/documents`, with a store of their own.
package enum SampleDocuments {
    /// The keys are made of this number and need not be committed.
    package static let seed: UInt64 = 2026

    /// Each folder with what is special about it.
    package static let all: [(folder: String, summary: String, plan: DocumentPlan)] = [
        (
            "refugee", "convention travel document of a refugee, TD3: PR, nationality XXB", plan(.refugee)
        ),
        (
            "stateless",
            "convention travel document of a stateless person, TD3: PS, nationality XXA; LDS 1.8",
            plan(.stateless) { $0.isOfLDS18 = true }
        ),
        (
            "laissez-passer", "laissez-passer, TD3: PL; active authentication by ECDSA",
            plan(.laissezPasser) { $0.activeAuthentication = .plainECDSA }
        ),
        (
            "emergency", "emergency travel document, TD2: PU, valid for a year; DG1 and DG2 alone",
            plan(.emergencyTravelDocument) { $0.dataGroups = [1, 2] }
        ),
        (
            "long-number",
            "TD1 whose document number goes on in the optional data; the day of birth is not known",
            plan(.identityCard) {
                $0.zone.documentNumber = "U7Q4820XK3M51"
                $0.zone.unknownBirth = .day
            }
        ),
        (
            "single-name", "passport of a holder with one name, which does not fit",
            plan(.nationalPassport) {
                $0.zone.primaryIdentifier = Holders.longSurname
                $0.zone.secondaryIdentifier = ""
            }
        ),
        (
            "jpeg-2000", "portrait as JPEG 2000; dates of DG11 and DG12 as binary-coded decimals",
            plan(.passport) {
                $0.pictureFormat = .jpeg2000
                $0.hasBinaryDates = true
            }
        ),
        (
            "iso-39794-5", "portrait in a face image data block of ISO/IEC 39794-5",
            plan(.passport) { $0.faceFormat = .iso39794 }
        ),
        (
            "all-data-groups",
            "DG1 to DG16, EF.CardAccess and EF.CardSecurity; active authentication by RSA with the trailer 36CC",
            plan(.passport) {
                $0.dataGroups = Set(1...16)
                $0.hasCardSecurity = true
                $0.activeAuthentication = .trailer36CC
            }
        ),
    ]

    private static func plan(_ kind: DocumentKind, _ change: (inout DocumentPlan) -> Void = { _ in })
        -> DocumentPlan
    {
        var plan = DocumentPlan(
            kind, algorithm: SigningAlgorithm.named("brainpoolP256r1-explicit-sha256"), seed: seed)
        change(&plan)
        return plan
    }

    /// The files by their paths below `samples/documents`.
    package static func files() throws(OpenSSLError) -> [(path: String, bytes: [UInt8])] {
        var issuer = DocumentIssuer(seed: seed)
        var files: [(path: String, bytes: [UInt8])] = []
        for (folder, _, plan) in all {
            let document = try issuer.issue(plan)
            files += document.filesWithAnswer.map { ("\(folder)/\($0.name)", $0.bytes) }
            // All have one CSCA.
            if files.allSatisfy({ !$0.path.hasPrefix("store/") }) {
                files += document.store.map { ("store/\($0.name)", $0.bytes) }
            }
        }
        return files
    }
}

extension DocumentPlan {
    /// Whether the plan is of LDS 1.8, with version 1 of LDSSecurityObject.
    package var isOfLDS18: Bool {
        get { ldsObjectVersion == 1 }
        set {
            ldsObjectVersion = newValue ? 1 : 0
            ldsVersion = newValue ? "0108" : "0107"
        }
    }
}
