/// What somebody else's software says it found: a claim, which is compared with what is found here and never believed.
public struct Claim: Sendable, Hashable {
    /// What the claim is about.
    public enum Subject: String, Sendable, Hashable, CaseIterable {
        /// Passive authentication as a whole.
        case passiveAuthentication = "passive-authentication"
        case signedAttributes = "signed-attributes"
        case signature = "signature"
        /// The document signer's certificate under its issuer's key.
        case signerCertificate = "signer-certificate"
        /// That the document signer's certificate is not revoked.
        case revocation
        /// The hash of one data group, or of all.
        case dataGroupHashes = "data-group-hashes"
        /// EF.COM against EF.SOD.
        case fileLists = "file-lists"
        case checkDigits = "check-digits"
        /// That the document has not expired.
        case expiry = "expiry"
        case activeAuthentication = "active-authentication"
        case chipAuthentication = "chip-authentication"
        case terminalAuthentication = "terminal-authentication"
        case basicAccessControl = "basic-access-control"
        case pace = "pace"
        /// What a camera saw: inks, patterns, light.
        case opticalFeatures = "optical-features"
        /// Whatever the vendor made of everything.
        case overall = "overall"
    }

    /// What is claimed of the subject.
    public enum Statement: String, Sendable, Hashable, CaseIterable {
        case positive, negative
        case notPerformed = "not-performed"
        /// The vendor's value says neither, or is unknown.
        case unclear
    }

    /// The most claims of one capture that are kept; a vendor's file has some thirty.
    public static let limit = 200

    public let subject: Subject
    public let statement: Statement
    /// The data group that a claim about a hash names, 1 to 16; nil where it is about all.
    public let dataGroup: Int?
    /// The adapter that read the claim, such as `regula`.
    public let adapter: String
    /// Where the value stands: a JSON pointer, or the name of an item.
    public let place: String
    /// The vendor's own value, as it is written; at most 64 characters.
    public let value: String

    public init(
        _ subject: Subject, _ statement: Statement, dataGroup: Int? = nil, adapter: String, place: String, value: String
    ) {
        self.subject = subject
        self.statement = statement
        self.dataGroup = dataGroup
        self.adapter = adapter
        self.place = place
        self.value = String(value.prefix(64))
    }
}

/// What a reader recorded of active authentication, so that it can be replayed: the challenge that was sent, and the chip's signature.
public struct ActiveAuthenticationTranscript: Sendable, Hashable {
    public let challenge: ArraySlice<UInt8>
    public let signature: ArraySlice<UInt8>

    public init(challenge: ArraySlice<UInt8>, signature: ArraySlice<UInt8>) {
        self.challenge = challenge
        self.signature = signature
    }
}
