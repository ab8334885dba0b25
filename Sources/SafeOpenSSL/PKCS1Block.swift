/// The encoded message of RSASSA-PKCS1-v1_5.
///
///     EM = 0x00 || 0x01 || PS || 0x00 || T,   PS at least eight octets FF,   T the DER of DigestInfo
///
/// RFC 8017, 9.2. It is built and compared as a whole and never parsed, so that nothing can hide in it (Bleichenbacher 2006).
enum PKCS1Block {
    /// The whole block, or nil where it does not fit into the length.
    static func encoded(_ digest: Digest, length: Int, withNull: Bool) -> [UInt8]? {
        let info = digestInfo(digest, withNull: withNull)
        let padding = length - 3 - info.count
        guard padding >= 8 else { return nil }
        return [0x00, 0x01] + [UInt8](repeating: 0xFF, count: padding) + [0x00] + info
    }

    /// DigestInfo ::= SEQUENCE { digestAlgorithm AlgorithmIdentifier, digest OCTET STRING }; every length is below 128.
    private static func digestInfo(_ digest: Digest, withNull: Bool) -> [UInt8] {
        let identifier = digest.algorithm.objectIdentifier
        let parameters: [UInt8] = withNull ? [0x05, 0x00] : []
        let algorithm = [0x30, UInt8(2 + identifier.count + parameters.count), 0x06, UInt8(identifier.count)] + identifier + parameters
        return [0x30, UInt8(algorithm.count + 2 + digest.count)] + algorithm + [0x04, UInt8(digest.count)] + digest.bytes
    }
}
