public import Irregularities
public import SignedStructures
import TagLengthValue

/// DG15: the public key for Active Authentication.
///
///     6F { SubjectPublicKeyInfo }
///
/// Doc 9303-10, 4.7.15.
public final class DataGroup15: Sendable {
    public let publicKey: SubjectPublicKeyInfo
    public var irregularities: [Irregularity] { publicKey.irregularities }

    /// Reads the outermost element of the file.
    ///
    /// An error is that it holds no public key.
    init(_ file: ElementExtent, in bytes: borrowing ArraySlice<UInt8>) throws(LDSError) {
        do { publicKey = try SubjectPublicKeyInfo(bytes[file.contentRange]) } catch { throw LDSError(error) }
    }
}
