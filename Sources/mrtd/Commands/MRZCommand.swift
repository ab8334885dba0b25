import ArgumentParser
import CivilTime
import Glibc
import InspectionReport
import Irregularities
import MachineReadableZone

struct MRZCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mrz", abstract: "Reads machine readable zones from text: files, or standard input.",
        discussion: "Lines may end with CR, LF or CRLF, or be missing altogether; several zones may follow each other.")

    @Argument(help: "Text files; - or none for standard input.", completion: .file())
    var files: [String] = []

    @Flag(
        help: ArgumentHelp(
            "Mends characters that check digits prove, and lists other readings of the rest.",
            discussion: "Every change is an edit of the zone; what is not proven changes nothing and stands in a list, the likeliest first."
        ))
    var repair = false

    @Flag(name: .long, help: "Also write what the chip's access keys are made of: the input of BAC and PACE.")
    var accessKey = false

    @OptionGroup var time: TimeOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        var printer = ZonePrinter(format: output.format, date: time.resolved.date, repairs: repair, showsAccessKey: accessKey)
        for file in files.isEmpty ? ["-"] : files { printer.print(file) }
        printer.finish()
        try printer.status.finish(exitZero: output.exitZero)
    }
}

/// Prints the zones of one text after the other as they are read; memory does not grow with the text.
private struct ZonePrinter {
    private let format: Format
    private let date: CivilDate
    private let repairs: Bool
    private let showsAccessKey: Bool
    private var json: JSONOutput?
    /// Lines of NDJSON that have nothing but the zone.
    private var lines: ZoneLineWriter?
    private var zones = 0
    private(set) var status = ExitStatus.passed

    init(format: Format, date: CivilDate, repairs: Bool, showsAccessKey: Bool) {
        self.format = format
        self.date = date
        self.repairs = repairs
        self.showsAccessKey = showsAccessKey
        json = format == .text ? nil : JSONOutput(format)
    }

    mutating func print(_ file: String) {
        let before = zones
        var unreadable: (reason: ReasonCode, line: Int)?
        var reader = ZoneTextReader()
        var bytes = TextBytes()
        let name = file == "-" ? "standard input" : printable(file)
        if format == .ndjson && !repairs && !showsAccessKey { lines = ZoneLineWriter(path: file, at: date) }
        do {
            try TextInput.read(file) { chunk in
                let zonesBefore = zones
                take(chunk, &reader, file, &unreadable)
                bytes.count(chunk, afterZone: zones > zonesBefore)
                return !bytes.isEndless
            }
        } catch {
            Output.complain("\(name): \(error.words)")
            status.combine(error.number == ENOENT || error.number == ENOTDIR ? .noInput : .inputOutput)
            return
        }
        for block in reader.finish() { take(block, file, &unreadable) }
        writeLines()
        if bytes.isEndless {
            Output.complain("\(name): not a text; reading ended after \(bytes.total) bytes")
            status.combine(.noDocument)
        } else if zones == before {
            let reason = bytes.whyNoText ?? unreadable.map { "line \($0.line): \($0.reason.words)" } ?? "only blanks and line ends"
            Output.complain("\(name): no machine readable zone (\(reason))")
            // A text without a zone is undetermined; what is no text at all is no document.
            status.combine(bytes.whyNoText == nil ? .undetermined : .noDocument)
        }
    }

    /// Takes a piece of the text; its zones are written before the next one.
    private mutating func take(
        _ chunk: ArraySlice<UInt8>, _ reader: inout ZoneTextReader, _ file: String, _ unreadable: inout (reason: ReasonCode, line: Int)?
    ) {
        guard lines != nil else {
            for block in reader.read(chunk) { take(block, file, &unreadable) }
            return
        }
        reader.read(
            chunk,
            whole: { zone, analysis, line in
                lines?.write(zone, analysis, firstLine: line)
                zones += 1
            }, other: { take($0, file, &unreadable) })
        writeLines()
    }

    private mutating func writeLines() {
        guard let bytes = lines?.bytes, !bytes.isEmpty else { return }
        Output.write(bytes: bytes)
        lines?.removeAll()
    }

    private mutating func take(_ block: TextBlock, _ file: String, _ unreadable: inout (reason: ReasonCode, line: Int)?) {
        switch block {
        case .zone(let read, let line):
            let repair = repairs ? read.repaired() : nil
            let zone = repair?.zone ?? read
            if !zone.isValid { status.combine(.failed) }
            if lines != nil {
                lines?.write(zone, firstLine: line)
            } else if json != nil {
                let key = showsAccessKey ? AccessKey(zone) : nil
                json?.write { $0.zone(zone, at: date, line: line, path: file, repairs: repair?.candidates, accessKey: key) }
            } else {
                let style = Output.style
                Output.write((zones > 0 ? "\n" : "") + zone.text(style, at: date) + (repair?.text(style) ?? ""))
                if showsAccessKey { Output.write(AccessKey(zone).text(style)) }
            }
            zones += 1
        case .unreadable(let reason, let line, _):
            if unreadable == nil { unreadable = (reason, line) }
        }
    }

    func finish() {
        json?.finish()
    }
}
