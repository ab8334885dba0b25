import COpenSSL

/// A `BIGNUM` and its owner.
@safe
final class BigNumber {
    let pointer: OpaquePointer

    init?() {
        guard let pointer = unsafe BN_new() else { return nil }
        unsafe self.pointer = unsafe pointer
    }

    /// A number of its big-endian octets.
    init?(_ magnitude: [UInt8]) {
        let made = unsafe magnitude.withUnsafeBufferPointer { unsafe BN_bin2bn($0.baseAddress, Int32(clamping: $0.count), nil) }
        guard let pointer = unsafe made else { return nil }
        unsafe self.pointer = unsafe pointer
    }

    deinit {
        unsafe BN_clear_free(pointer)
    }

    /// The big-endian octets of a number, without leading zeros.
    static func magnitude(of number: OpaquePointer) -> [UInt8] {
        var octets = [UInt8](repeating: 0, count: Int(unsafe BN_num_bits(number) + 7) / 8)
        unsafe octets.withUnsafeMutableBufferPointer { _ = unsafe BN_bn2bin(number, $0.baseAddress) }
        return octets
    }
}
