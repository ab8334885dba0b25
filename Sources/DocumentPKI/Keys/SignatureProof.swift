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
        case .validWithDeviation(.digestInfoWithoutNull): self = .validWithDeviation(.digestInfoWithoutNull)
        case .validWithDeviation(.plainInsteadOfDER): self = .validWithDeviation(.plainSignature)
        case .invalid: self = .invalid
        case .unsupported: self = .unsupported(.unsupportedAlgorithm)
        }
    }

    public var isValid: Bool {
        switch self {
        case .valid, .validWithDeviation: true
        case .invalid, .unsupported: false
        }
    }
}
