/// The two numbers of an ECDSA signature, read from any form that was met, and written in DER.
struct ECDSASignature {
    /// Big-endian, without leading zeros.
    let r: ArraySlice<UInt8>
    let s: ArraySlice<UInt8>

    /// Reads r and s of equal lengths one after the other; nil where the numbers are longer than the order.
    init?(plain bytes: ArraySlice<UInt8>, for curve: NamedCurve) {
        guard bytes.count % 2 == 0 else { return nil }
        let middle = bytes.startIndex + bytes.count / 2
        self.init(bytes[..<middle], bytes[middle...], curve)
    }

    /// Reads a SEQUENCE of two INTEGERs in any definite BER length form.
    ///
    /// The numbers are taken as unsigned, superfluous leading zeros are dropped, and zeros after the SEQUENCE are ignored.
    init?(lenientSequence bytes: ArraySlice<UInt8>, for curve: NamedCurve) {
        var rest = bytes
        guard var content = ECDSASignature.take(0x30, &rest), rest.allSatisfy({ $0 == 0 }),
            let r = ECDSASignature.take(0x02, &content), let s = ECDSASignature.take(0x02, &content), content.isEmpty
        else { return nil }
        self.init(r, s, curve)
    }

    private init?(_ r: ArraySlice<UInt8>, _ s: ArraySlice<UInt8>, _ curve: NamedCurve) {
        self.r = r.drop { $0 == 0 }
        self.s = s.drop { $0 == 0 }
        guard !self.r.isEmpty, !self.s.isEmpty, self.r.count <= curve.orderSize, self.s.count <= curve.orderSize else { return nil }
    }

    /// SEQUENCE { r INTEGER, s INTEGER } in DER (RFC 3279, 2.2.3).
    var sequence: [UInt8] {
        let content = ECDSASignature.integer(r) + ECDSASignature.integer(s)
        let header: [UInt8] = content.count < 0x80 ? [0x30, UInt8(content.count)] : [0x30, 0x81, UInt8(content.count)]
        return header + content
    }

    /// r and s in the octets of the curve's order, one after the other.
    func plain(for curve: NamedCurve) -> [UInt8] {
        func padded(_ number: ArraySlice<UInt8>) -> [UInt8] {
            [UInt8](repeating: 0, count: max(0, curve.orderSize - number.count)) + number
        }
        return padded(r) + padded(s)
    }

    /// The numbers are at most 66 octets long, so all lengths fit into one octet.
    private static func integer(_ magnitude: ArraySlice<UInt8>) -> [UInt8] {
        let sign: [UInt8] = (magnitude.first ?? 0x80) & 0x80 != 0 ? [0] : []
        return [0x02, UInt8(sign.count + magnitude.count)] + sign + magnitude
    }

    /// Takes one element off the front and returns its content.
    private static func take(_ tag: UInt8, _ bytes: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard bytes.popFirst() == tag, let first = bytes.popFirst() else { return nil }
        var length = Int(first)
        if first >= 0x80 {
            // No signature of these curves has more than 141 octets, so two octets of length are more than enough.
            guard (0x81...0x82).contains(first) else { return nil }
            length = 0
            for _ in 0..<first - 0x80 {
                guard let octet = bytes.popFirst() else { return nil }
                length = length << 8 | Int(octet)
            }
        }
        guard length <= bytes.count else { return nil }
        let content = bytes.prefix(length)
        bytes = bytes.dropFirst(length)
        return content
    }
}
