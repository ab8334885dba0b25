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
    init?(_ text: ArraySlice<UInt8>, wanted: [ElementaryFile] = [], usually encoding: FileEncoding? = nil) {
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

    init(_ bytes: ArraySlice<UInt8>, _ encoding: FileEncoding, _ role: ElementaryFile?) {
        self.bytes = bytes
        self.encoding = encoding
        self.role = role
    }
}
