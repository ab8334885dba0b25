/// Bytes from hexadecimal text; blanks and line ends are skipped, anything else that is no digit ends the test with its place.
public func bytes(hex text: String) -> [UInt8] {
    let digits = text.filter { !$0.isWhitespace }.map { character -> UInt8 in
        guard let digit = character.hexDigitValue else { fatalError("no hexadecimal digit: \(character)") }
        return UInt8(digit)
    }
    precondition(digits.count % 2 == 0, "an odd number of hexadecimal digits")
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}
