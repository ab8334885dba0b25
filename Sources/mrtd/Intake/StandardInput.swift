import Glibc
import Intake
import Irregularities

/// One document from standard input: a file or an archive, held in memory.
enum StandardInput {
    /// The bytes that tell what the input is, as for a file.
    private static let head = 512

    /// Reads to the end, or one byte beyond what a file of the kind may have.
    static func read(_ options: CaptureOptions) throws(IntakeError) -> ArraySlice<UInt8> {
        var bytes: [UInt8] = []
        var limit: Int?
        do throws(TextInput.ReadError) {
            try TextInput.read("-") { piece in
                bytes += piece
                if bytes.count >= head, limit == nil { limit = CaptureReader.limit(head: bytes.prefix(head), options: options) }
                return limit.map { bytes.count <= $0 } ?? true
            }
        } catch {
            throw IntakeError(.inputOutput, path: "-", reason: error.number == EISDIR ? .folder : .readError, errno: error.number)
        }
        return bytes[...]
    }
}
