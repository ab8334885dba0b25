/// A format of input as the catalogue shows it.
public struct FormatEntry: Sendable {
    public let name: String
    public let title: String
    public let family: String
    public let recognisedBy: String
    public let holds: [String]
    public let example: String

    public init(name: String, title: String, family: String, recognisedBy: String, holds: [String], example: String) {
        self.name = name
        self.title = title
        self.family = family
        self.recognisedBy = recognisedBy
        self.holds = holds
        self.example = example
    }
}

extension Catalogue {
    /// All formats of input, each with its example.
    public static func text(of formats: [FormatEntry], _ style: TextStyle) -> String {
        let blocks = formats.map { format in
            let rows = [
                ("Told by", format.recognisedBy), ("Holds", format.holds.joined(separator: ", ")), ("Example", format.example),
            ]
            return style.paint(format.name, .strong) + "\n  " + style.wrap(format.title, indent: 2) + "\n"
                + rows.map { "  " + style.paint(padded($0.0, to: 10), .quiet) + style.wrap($0.1, indent: 12) + "\n" }.joined()
        }
        return blocks.joined(separator: "\n") + "\n"
            + style.wrap("A format that is not listed can be described by a mapping file: verify --mapping FILE.", indent: 0) + "\n"
    }
}

extension JSONWriter {
    /// Writes all formats of input as `mrtd.catalogue/1`.
    public mutating func catalogue(of formats: [FormatEntry]) {
        object { writer in
            writer.member("schema", "mrtd.catalogue/1")
            writer.array("formats") { writer in
                for format in formats {
                    writer.object { writer in
                        writer.member("name", format.name)
                        writer.member("title", format.title)
                        writer.member("family", format.family)
                        writer.member("recognisedBy", format.recognisedBy)
                        writer.member("holds", format.holds)
                        writer.member("example", format.example)
                    }
                }
            }
        }
    }
}
