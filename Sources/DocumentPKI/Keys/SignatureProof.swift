public import Irregularities
public import SafeOpenSSL

/// What came out of the verification of one signature.
public enum SignatureProof: Sendable, Hashable {
    case valid
    /// Valid in an encoding that deviates from the standard and is harmless to the proof.
    case validWithDeviation(ReasonCode)
    case invalid
    /// Not decided: the algorithm, the curve or the key is not supported.
    case unsupported(ReasonCode)

    public init(_ result: SignatureResult) {
        switch result {
        case .valid: self = .valid
        case .validWithDeviation(let deviation): self = .validWithDeviation(SignatureProof.code(of: deviation))
        case .invalid: self = .invalid
        case .unsupported, .failure: self = .unsupported(.unsupportedAlgorithm)
        }
    }

    private static func code(of deviation: SignatureDeviation) -> ReasonCode {
        switch deviation {
        case .digestInfoWithoutNull: .digestInfoWithoutNull
        case .otherSaltLength: .otherSaltLength
        case .otherCurve: .otherCurve
        case .plainInsteadOfDER, .derInsteadOfPlain: .otherSignatureForm
        case .notDistinguishedEncoding, .paddedPlainForm, .looseRecovery: .signatureEncoding
        }
    }

    public var isValid: Bool {
        switch self {
        case .valid, .validWithDeviation: true
        case .invalid, .unsupported: false
        }
    }
}
