/// The block that a signature with message recovery holds: ISO/IEC 9796-2, digital signature scheme 1.
///
///     6A || M1 || H(M1 || M2) || BC       SHA-1, which both sides know
///     6A || M1 || H(M1 || M2) || xx CC    xx names the function (ISO/IEC 10118-3)
///
/// M1 is the part of the message that the signature brings, M2 the part that the verifier has. Where M1 does not fill the block, `6B BB … BA`
/// stands for `6A`. Doc 9303-11, 6.1 with Appendix F.
struct RecoveryBlock {
    /// What the octets of a block come to.
    enum Reading {
        case block(RecoveryBlock)
        /// The trailer names a function that is not computed here.
        case unknownFunction
        /// Not a block of the scheme.
        case malformed
    }

    let digestAlgorithm: DigestAlgorithm
    let recoverable: ArraySlice<UInt8>
    let hash: ArraySlice<UInt8>
    /// Whether the header says that the message is in the block whole; chips that say so have been met, and their hash covers M2 all the same.
    let claimsWholeMessage: Bool

    /// The functions by the number that ISO/IEC 10118-3 gives them.
    private static let functions: [UInt8: DigestAlgorithm] = [
        0x31: .ripemd160, 0x33: .sha1, 0x34: .sha256, 0x35: .sha512, 0x36: .sha384, 0x38: .sha224, 0x39: .sha512t224,
        0x3A: .sha512t256,
    ]
    /// RIPEMD-128 and Whirlpool, which OpenSSL does not compute without its legacy provider, if at all.
    private static let otherFunctions: Set<UInt8> = [0x32, 0x37]

    static func read(_ block: [UInt8]) -> Reading {
        guard block.count > 2, let last = block.last, let start = messageStart(block) else { return .malformed }
        var trailer = 1
        var function: DigestAlgorithm = .sha1
        if last == 0xCC {
            trailer = 2
            let number = block[block.count - 2]
            guard let named = functions[number] else { return otherFunctions.contains(number) ? .unknownFunction : .malformed }
            function = named
        } else if last != 0xBC {
            return .malformed
        }
        let hashEnd = block.count - trailer
        let hashStart = hashEnd - function.outputLength
        guard hashStart >= start else { return .malformed }
        return .block(
            RecoveryBlock(
                digestAlgorithm: function, recoverable: block[start..<hashStart], hash: block[hashStart..<hashEnd],
                claimsWholeMessage: block[0] & 0x20 == 0))
    }

    /// Where M1 begins: after the half octets 6 or 4, any number of B, and A.
    private static func messageStart(_ block: [UInt8]) -> Int? {
        guard block[0] & 0xD0 == 0x40 else { return nil }
        if block[0] & 0x0F == 0x0A { return 1 }
        guard block[0] & 0x0F == 0x0B, let end = block.dropFirst().firstIndex(where: { $0 != 0xBB }), block[end] == 0xBA else { return nil }
        return end + 1
    }
}
