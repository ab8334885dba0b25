import COpenSSL

/// A call of OpenSSL that could not be carried out: what was to be done, why not, and OpenSSL's own words.
public struct OpenSSLError: Error, Sendable, Hashable {
    /// What was to be done.
    public enum Operation: String, Sendable, Hashable {
        case allocate, digest, buildKey, verify, recover, sign, generateKey, readKey, writeKey
    }

    /// Why it was not.
    public enum Cause: String, Sendable, Hashable {
        /// OpenSSL refused; `text` says what it said.
        case library
        /// The digest function is not in this build of OpenSSL, or not allowed by its configuration.
        case digestUnavailable
        /// An RSA modulus outside `PublicKey.modulusBits`, or an even one.
        case modulusUnusable
        /// An RSA exponent that is even, below three or not below the modulus.
        case exponentUnusable
        /// A point that is neither in the compressed nor in the uncompressed form of the curve's field size.
        case pointMalformed
        /// Coordinates that do not satisfy the curve's equation.
        case pointNotOnCurve
        /// The operation is not one of this kind of key.
        case keyKind
    }

    public let operation: Operation
    public let cause: Cause
    /// The entries of OpenSSL's error queue, parted by semicolons.
    ///
    /// Empty where OpenSSL was not asked. Never holds bytes of the input.
    public let text: String

    init(_ operation: Operation, _ cause: Cause = .library) {
        self.operation = operation
        self.cause = cause
        text = ErrorQueue.takeText()
    }
}

/// OpenSSL's error queue of the running thread.
///
/// It is emptied whenever this module leaves OpenSSL after a failure, so that no later call reads the errors of an earlier one.
enum ErrorQueue {
    static func clear() {
        ERR_clear_error()
    }

    static func takeText() -> String {
        var text = ""
        // The queue holds 16 entries (ERR_NUM_ERRORS).
        for _ in 0..<16 {
            let code = ERR_get_error()
            guard code != 0 else { break }
            if !text.isEmpty { text += "; " }
            if let reason = unsafe ERR_reason_error_string(code) {
                text += unsafe String(cString: reason)
            } else {
                text += "error \(code)"
            }
        }
        ERR_clear_error()
        return text
    }
}
