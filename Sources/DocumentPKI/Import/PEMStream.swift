import Irregularities
import TagLengthValue

/// The blocks of a PEM text (RFC 7468) that comes in pieces, decoded.
///
/// Text outside the blocks and all headers are skipped. Labels are not asked for: what a block is, its bytes say.
struct PEMStream {
    private var lines = LineSplitter()
    private var block: Base64Decoder?
    private var isTooLarge = false

    /// Calls the body with each block that the piece completes, or why it gives nothing: its base64 is broken, its end is missing, or it is too large.
    mutating func take(_ piece: ArraySlice<UInt8>, _ body: (Result<[UInt8], TextRefusal>) -> Void) {
        var lines = self.lines
        self.lines = LineSplitter()
        lines.take(piece) { line in takeLine(line, body) }
        self.lines = lines
    }

    /// Ends the text.
    mutating func finish(_ body: (Result<[UInt8], TextRefusal>) -> Void) {
        var lines = self.lines
        self.lines = LineSplitter()
        lines.finish { line in takeLine(line, body) }
        if block != nil { body(PEMStream.broken) }
        block = nil
    }

    private mutating func takeLine(_ line: ArraySlice<UInt8>, _ body: (Result<[UInt8], TextRefusal>) -> Void) {
        if line.first == UInt8(ascii: "-") {
            if line.starts(with: PEMStream.begin) {
                if block != nil { body(PEMStream.broken) }
                block = Base64Decoder(.strict)
                isTooLarge = false
                return
            }
            if line.starts(with: PEMStream.end) {
                if var ended = block {
                    body(
                        isTooLarge ? .failure(TextRefusal(reason: .fileTooLarge)) : ended.finish().map { .success($0) } ?? PEMStream.broken)
                }
                block = nil
                return
            }
        }
        guard block != nil, !line.contains(UInt8(ascii: ":")) else { return }
        if (block?.count ?? 0) + line.count / 4 * 3 > StoreFileReader.itemLimit { isTooLarge = true }
        if !isTooLarge { block?.take(line) }
    }

    private static let broken = Result<[UInt8], TextRefusal>.failure(TextRefusal(reason: .malformedBase64))
    static let begin = Array("-----BEGIN ".utf8)
    private static let end = Array("-----END ".utf8)
}
