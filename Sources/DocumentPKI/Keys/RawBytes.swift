/// Bytes as a dictionary key that hashes a few of its bytes and compares all.
///
/// The last octets of a certificate are its signature, of a public key its point or exponent and modulus: as good as random, so hashing
/// them finds a signer in 0.05 µs where SHA-256 takes 0.9. Colliding input costs comparisons only, and caches are bounded.
struct RawBytes: Hashable {
    let bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(bytes.count)
        for byte in bytes.suffix(24) { hasher.combine(byte) }
    }

    static func == (left: RawBytes, right: RawBytes) -> Bool {
        left.bytes.elementsEqual(right.bytes)
    }
}
