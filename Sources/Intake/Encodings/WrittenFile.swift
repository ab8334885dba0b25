import Irregularities
import LogicalDataStructure
import TravelDocuments

/// A file of a chip that was written down as text, decoded.
struct WrittenFile {
    let bytes: ArraySlice<UInt8>
    let encoding: FileEncoding
    /// The role that the content says, or nil where it says nothing.
    let role: ElementaryFile?

    /// Decodes a text of which its reader knows that it holds a file.
    ///
    /// Of several encodings that the text can have, the one counts whose bytes are the wanted file, else any file, else begin as a file does,
    /// else the one that the format has: a text such as `6016` is both hexadecimal and base64.
    init?(_ bytes: ArraySlice<UInt8>, wanted: [ElementaryFile] = [], usually encoding: FileEncoding? = nil) {
        let text = WrittenFile.inner(PlainText(bytes).bytes)
        var candidates: [WrittenFile] = []
        let usual = TextEncodings.all.filter { $0.encoding == encoding }
        for row in usual + TextEncodings.all.filter({ $0.encoding != encoding }) {
            guard let bytes = row.decode(text) else { continue }
            let candidate = WrittenFile(bytes[...], row.encoding, FileContents.role(bytes[...]))
            if let role = candidate.role, wanted.isEmpty || wanted.contains(role) {
                self = candidate
                return
            }
            candidates.append(candidate)
        }
        let best = candidates.first { $0.role != nil } ?? candidates.first { FileContents.canBeChipFile($0.bytes) } ?? candidates.first
        guard let best else { return nil }
        self = best
    }

    /// The text inside the quotes of a text of JSON, and behind the head of a `data:` address (RFC 2397).
    static func inner(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var rest = text.drop { $0 <= 0x20 }
        while let last = rest.last, last <= 0x20 { rest = rest.dropLast() }
        if rest.count > 1, let quote = rest.first, quote == rest.last, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            rest = rest.dropFirst().dropLast()
        }
        guard rest.starts(with: Array("data:".utf8)), let comma = rest.prefix(longestHead).firstIndex(of: UInt8(ascii: ",")) else {
            return rest
        }
        return rest[(comma + 1)...]
    }

    /// The longest head of a `data:` address that is looked for.
    private static let longestHead = 128

    init(_ bytes: ArraySlice<UInt8>, _ encoding: FileEncoding, _ role: ElementaryFile?) {
        self.bytes = bytes
        self.encoding = encoding
        self.role = role
    }
}
