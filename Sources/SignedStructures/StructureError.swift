public import Irregularities
public import TagLengthValue

/// Bytes of which a structure cannot be made: why, where, and which structure was read.
public struct StructureError: Error, Sendable, Hashable {
    /// The structures that this module reads.
    public enum Structure: UInt8, Sendable, Hashable, CaseIterable {
        case certificate, revocationList, signedData, masterList, subjectPublicKeyInfo, algorithmIdentifier, name
        case storeBundle
    }

    public let code: ReasonCode
    /// The offset in the file that the bytes come from.
    public let offset: Int
    public let structure: Structure

    public init(_ code: ReasonCode, at offset: Int, in structure: Structure) {
        self.code = code
        self.offset = offset
        self.structure = structure
    }

    public init(_ error: EncodingError, in structure: Structure) {
        self.init(error.code, at: error.offset, in: structure)
    }
}
