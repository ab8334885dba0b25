public import Irregularities
public import SignedStructures
public import TagLengthValue

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
    public init(_ file: Element) throws(LDSError) {
        do { publicKey = try SubjectPublicKeyInfo(file.content) } catch { throw LDSError(error) }
    }
}
