/// What came out of the verification of a signature that brings a part of its message.
public struct RecoveryResult: Sendable, Hashable {
    public let result: SignatureResult
    /// The function that the trailer names; nil where it names none that is computed here.
    public let digestAlgorithm: DigestAlgorithm?
}

extension PublicKey {
    /// Verifies a signature of ISO/IEC 9796-2, digital signature scheme 1, over what it brings and the rest of the message.
    ///
    /// OpenSSL does not know the scheme: the raw operation of RSA is its, the block is read here, and the hash covers both parts. Octets of
    /// zero that are missing or superfluous before the signature are a deviation. `unsupported` for a key on a curve, and where the
    /// trailer names a hash function that is not computed here.
    public func verify(_ signature: ArraySlice<UInt8>, recoveringBefore rest: ArraySlice<UInt8>, engine: DigestEngine) -> RecoveryResult {
        guard kind == .rsa else { return RecoveryResult(result: .unsupported, digestAlgorithm: nil) }
        do throws(OpenSSLError) {
            let whole = padded(signature)
            guard let recovered = try recoveredBlock(of: whole) else { return RecoveryResult(result: .invalid, digestAlgorithm: nil) }
            // A signer may give n - s for s, whichever is smaller; the right block ends with the half octet C in either trailer.
            let block = (recovered.last ?? 0) & 0x0F == 0x0C ? recovered : subtracted(recovered)
            switch RecoveryBlock.read(block) {
            case .malformed: return RecoveryResult(result: .invalid, digestAlgorithm: nil)
            case .unknownFunction: return RecoveryResult(result: .unsupported, digestAlgorithm: nil)
            case .block(let read):
                let digest = try engine.digest(read.digestAlgorithm, ofPieces: [read.recoverable, rest])
                guard digest.matches(read.hash) else { return RecoveryResult(result: .invalid, digestAlgorithm: read.digestAlgorithm) }
                let deviates = whole.count != signature.count || read.claimsWholeMessage
                return RecoveryResult(
                    result: deviates ? .validWithDeviation(.looseRecovery) : .valid, digestAlgorithm: read.digestAlgorithm)
            }
        } catch {
            return RecoveryResult(result: .failure(error), digestAlgorithm: nil)
        }
    }

    /// The signature in the octets of the modulus, where only zeros before it are missing or too many; else as it is.
    private func padded(_ signature: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let length = (bits + 7) / 8
        guard signature.count != length else { return signature }
        let number = signature.drop { $0 == 0 }
        return number.isEmpty || number.count > length ? signature : [UInt8](repeating: 0, count: length - number.count) + number
    }

    /// The modulus less a block, in its octets.
    private func subtracted(_ block: [UInt8]) -> [UInt8] {
        guard let modulus = handle.number("n"), modulus.count == block.count else { return block }
        var difference = block
        var borrow = 0
        for index in block.indices.reversed() {
            let value = Int(modulus[index]) - Int(block[index]) - borrow
            borrow = value < 0 ? 1 : 0
            difference[index] = UInt8(truncatingIfNeeded: value)
        }
        return difference
    }
}
