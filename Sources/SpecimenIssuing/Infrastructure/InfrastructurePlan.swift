package import CivilTime

/// What is asked of Utopia for a whole public key infrastructure.
package struct InfrastructurePlan: Sendable {
    /// Everything that is free to choose follows from it.
    package var seed: UInt64 = 1
    /// How many CSCAs follow each other, one every three years.
    package var generations = 3
    /// How many document signers there are.
    package var signers = 12
    /// What the CSCAs sign by, in turn, and the document signers, in turn.
    package var authorityAlgorithms = InfrastructurePlan.usualAuthorityAlgorithms
    package var signerAlgorithms = InfrastructurePlan.usualSignerAlgorithms
    /// The time at which everything is published: the last lists are some days old.
    package var time = Timestamp(secondsSinceEpoch: 1_780_272_000)
    /// How many document numbers the longest deviation list names.
    package var deviatingDocuments = 1000
    package var deviations: [CertificateDeviation] = []
    package var faults: [InfrastructureFault] = []

    package init() {}

    /// Sixteen generations reach back forty-five years; before 1950 a UTCTime would mean another century.
    package static let generationLimit = 16
    /// Ten times what the PKD of all states holds.
    package static let signerLimit = 300_000
    /// Three times the longest list that was published.
    package static let deviatingDocumentLimit = 1_000_000

    /// The document signers of one kind of key share this many keys; names and serial numbers are all different.
    package static let signerKeys = 8

    package static let usualAuthorityAlgorithms = algorithms(
        "rsa-3072-pkcs1-sha256", "secp384r1-explicit-sha384", "brainpoolP384r1-explicit-sha384", "rsa-4096-pss-sha256")
    package static let usualSignerAlgorithms = algorithms(
        "rsa-2048-pkcs1-sha256", "secp256r1-explicit-sha256", "rsa-2048-pss-sha256", "brainpoolP256r1-explicit-sha256",
        "secp384r1-explicit-sha384", "brainpoolP224r1-explicit-sha224")

    private static func algorithms(_ names: String...) -> [SigningAlgorithm] { names.compactMap { SigningAlgorithm.named($0) } }
}

/// A file of an infrastructure, with the truth about it, against which a store can be tested.
package struct IssuedFile: Sendable {
    package enum Kind: String, Sendable {
        case csca, link
        case documentSigner = "document-signer"
        case listSigner = "list-signer"
        case sealSigner = "seal-signer"
        case revocationList = "revocation-list"
        case masterList = "master-list"
        case deviationList = "deviation-list"
        case defectList = "defect-list"
        case ldif

        /// Whether the file is one certificate.
        package var isCertificate: Bool {
            switch self {
            case .csca, .link, .documentSigner, .listSigner, .sealSigner: true
            case .revocationList, .masterList, .deviationList, .defectList, .ldif: false
            }
        }
    }

    package let path: String
    package let kind: Kind
    package let bytes: [UInt8]
    /// The file with the key that made the signature; nil where the key is nobody's, or there is no signature.
    package var signedBy: String?
    /// The self-signed CSCA at the end of its path; nil where no path must be found.
    package var chainsTo: String?
    /// Whether the file claims an issuer whose key did not sign it, so that a verifier must say so rather than look for another issuer.
    package var isForged = false
    /// Whether its own signature is right under the key that it names.
    package var isSignatureValid = true
    /// The folders that are trusted when that is said.
    package var store: [String] = ["csca", "link"]
    /// The revocation list that names it, where that list counts.
    package var revokedBy: String?
    /// The name of the algorithm of its signature.
    package var algorithm: String?
    package var deviations: [String] = []
    /// The files that a list holds.
    package var holds: [String] = []
    package var remark: String?

    package init(_ path: String, _ kind: Kind, _ bytes: [UInt8]) {
        self.path = path
        self.kind = kind
        self.bytes = bytes
    }
}
