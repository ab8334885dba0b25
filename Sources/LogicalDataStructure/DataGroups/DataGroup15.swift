public import Irregularities
public import SignedStructures
import TagLengthValue

/// DG15: the public key for Active Authentication.
///
///     6F { SubjectPublicKeyInfo }
///
/// Doc 9303-10, 4.7.15.
public final class DataGroup15: Sendable {
    /// The key; read when asked.
    public var publicKey: SubjectPublicKeyInfo { element.info }
    public var irregularities: [Irregularity] { publicKey.irregularities }
    private let element: PublicKeyElement

    /// Reads the outermost element of the file.
    ///
    /// An error is that it holds no public key.
    init(_ file: ElementExtent, in bytes: borrowing ArraySlice<UInt8>) throws(LDSError) {
        do { element = try PublicKeyElement(bytes[file.contentRange]) } catch { throw LDSError(error) }
    }
}
