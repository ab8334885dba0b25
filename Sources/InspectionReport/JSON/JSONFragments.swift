import Irregularities
import MachineReadableZone

/// The small pieces that several outputs share.
extension JSONWriter {
    mutating func irregularities(_ list: [Irregularity]) {
        array("irregularities") { writer in
            for irregularity in list.limited {
                writer.object { writer in
                    writer.member("code", irregularity.code.rawValue)
                    if let place = irregularity.place { writer.place(place) }
                    writer.member("message", irregularity.code.words)
                    if irregularity.further > 0 { writer.member("further", irregularity.further) }
                }
            }
        }
    }

    /// `offset` and `length`, or `line`, `column` and `length`.
    mutating func place(_ place: SourceLocation) {
        switch place {
        case .bytes(let offset, let length):
            member("offset", offset)
            member("length", length)
        case .characters(let line, let column, let length):
            member("line", line)
            member("column", column)
            member("length", length)
        }
    }

    mutating func edits(_ list: [Edit]) {
        array("edits") { writer in
            for edit in list {
                writer.object { writer in
                    writer.member("rule", edit.rule.rawValue)
                    writer.member("line", edit.line)
                    writer.member("column", edit.column)
                    writer.member("before", edit.before)
                    writer.member("after", edit.after)
                }
            }
        }
    }
}
