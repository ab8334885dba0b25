import Irregularities
import LogicalDataStructure
import TravelDocuments

/// A result in XML of a program whose names are not published, such as Regula's desktop kit and Adaptive Recognition's Pr22.
///
/// Only content counts: a text that is the bytes of a file of the chip, in hexadecimal or base64, is that file, and lines of a zone are a reading. Verdicts
/// are not taken, since nothing says which they are.
enum XMLResult {
    static let name = "xml"

    /// The shortest text that can be a file: EF.COM has some twenty bytes.
    private static let shortestFile = 16
    /// The texts in which a zone is looked for: a shorter one is a number or a name between its lines, a longer one an image or a file.
    private static let lineLength = 20...256

    /// What the texts hold; empty where they hold neither a file nor a zone.
    static func draft(_ bytes: ArraySlice<UInt8>) throws(XMLReader.Failure) -> CaptureDraft {
        var draft = CaptureDraft(adapter: name)
        let texts = try XMLReader.texts(bytes)
        for text in texts { file(text, &draft) }
        // The lines of a zone may stand in an element each, or in one with `^` between them.
        let lines = texts.map(\.text).filter { lineLength.contains($0.utf8.count) }
        let zones = lines.joined(separator: "\n").replacing("^", with: "\n")
        for reading in PageReading.readings(in: Array(zones.utf8)[...], source: .vendorResult) { draft.reading(reading) }
        return draft
    }

    private static func file(_ text: XMLText, _ draft: inout CaptureDraft) {
        let bytes = Array(text.text.utf8)[...]
        guard bytes.count >= shortestFile, !bytes.contains(filler) else { return }
        guard let written = WrittenFile(bytes), written.encoding == .hex || written.encoding == .base64 else { return }
        // What only a name says to be a file has to begin as one at least: the name may be that of a verdict about it.
        let named = text.hints.flatMap { FileNames($0).roles }
        guard written.role != nil || !named.isEmpty && FileContents.canBeChipFile(written.bytes) else { return }
        draft.file(text.place, written, named: named)
    }

    private static let filler = UInt8(ascii: "<")
}
