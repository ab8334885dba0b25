public import ArgumentParser
public import CivilTime
import Glibc
import InspectionReport

/// The forms that every command can write.
enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, ndjson
}

struct OutputOptions: ParsableArguments {
    @Option(name: .long, help: "text, json (an array) or ndjson (one object a line).")
    var format: Format = .text

    @Flag(name: .long, help: "Exit with 0 where a document failed or is undetermined.")
    var exitZero = false
}

struct TimeOptions: ParsableArguments {
    @Option(name: .customLong("at"), help: "The time of inspection, ISO 8601 in UTC such as 2026-06-01T00:00:00Z; without it, now.")
    var time: Timestamp?

    /// The time of inspection; the one place where a clock is read.
    var resolved: Timestamp {
        time ?? Timestamp(secondsSinceEpoch: Int64(Glibc.time(nil)))
    }
}

extension Timestamp: ExpressibleByArgument {
    public init?(argument: String) {
        self.init(iso8601: argument)
    }
}

/// Writes JSON objects as an array or as lines.
struct JSONOutput {
    let format: Format
    private var isFirst = true
    private var lines = JSONWriter()

    init(_ format: Format) {
        self.format = format
        if format == .json { Output.write("[") }
    }

    /// Writes one object.
    mutating func write(_ object: (inout JSONWriter) -> Void) {
        if format == .ndjson {
            object(&lines)
            lines.endLine()
            Output.write(bytes: lines.bytes)
            lines.removeAll()
            return
        }
        var writer = JSONWriter(pretty: true)
        object(&writer)
        Output.write(isFirst ? "\n" : ",\n")
        Output.write(bytes: writer.bytes)
        isFirst = false
    }

    func finish() {
        if format == .json { Output.write(isFirst ? "]\n" : "\n]\n") }
    }
}
