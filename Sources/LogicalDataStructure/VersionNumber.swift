/// The version of the logical data structure or of Unicode as a document states it.
///
/// Two decimal digits a part: `0107` is 1.7, `040000` is 4.0.0 (Doc 9303-10, 4.6.1).
public struct VersionNumber: Sendable, Hashable {
    /// The characters as they stand in the file.
    public let bytes: ArraySlice<UInt8>
    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
    }

    /// Whether the bytes are pairs of decimal digits.
    public var isReadable: Bool {
        // LDS has two parts and Unicode three; anything longer than six digits is no version.
        guard !bytes.isEmpty, bytes.count <= 6, bytes.count % 2 == 0 else { return false }
        for index in bytes.indices where bytes[index].decimalDigit == nil { return false }
        return true
    }

    /// The parts in order, or nil where the bytes are not pairs of decimal digits.
    public var parts: [Int]? {
        guard isReadable else { return nil }
        return stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map { index in
            (bytes[index].decimalDigit ?? 0) * 10 + (bytes[index + 1].decimalDigit ?? 0)
        }
    }
}

extension VersionNumber: CustomStringConvertible {
    /// `1.7`, or the empty string where the version cannot be read.
    public var description: String {
        (parts ?? []).map { String($0) }.joined(separator: ".")
    }
}

extension UInt8 {
    /// The value of an ASCII decimal digit.
    var decimalDigit: Int? {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) ? Int(self - UInt8(ascii: "0")) : nil
    }
}
