import CivilTime
import Foundation
import Irregularities
import MachineReadableZone
import Testing

/// The vectors of this module: zones, and what must come out of them.
struct VectorFile: Decodable {
    struct Vector: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let lines: [String]
        let expect: Expectation
        var testDescription: String { name }
    }

    /// What is not named is not compared.
    struct Expectation: Decodable, Sendable {
        let format: String?
        let documentCode: String?
        let issuingState: String?
        let primary: Text?
        let secondary: Text?
        let truncated: Bool?
        let number: Text?
        let nationality: Text?
        let birth: Text?
        let sex: Text?
        let expiry: Text?
        let optional: [String?]?
        let digits: [String]?
        let valid: Bool?
        let irregularities: [String]?
        let edits: [String]?
        /// `name=value` of each element that only a national format has.
        let others: [String]?
    }

    /// A text or the explicit null: in the file `""` stands for an absent value.
    typealias Text = String

    let origin: String
    let at: String
    let vectors: [Vector]

    static func named(_ name: String) throws -> VectorFile {
        let url = try #require(Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Vectors"))
        return try JSONDecoder().decode(VectorFile.self, from: Data(contentsOf: url))
    }
}

extension MRZ {
    init(_ lines: [String]) throws {
        try self.init(lines: lines.map { Array($0.utf8)[...] })
    }

    /// `documentNumber 2:10 6=6 true`: field, place, found and computed digit, verdict.
    var digitTexts: [String] {
        checkDigits.map { digit in
            let verdict = digit.valid.map { "\($0)" } ?? "nil"
            return "\(digit.field.name) \(digit.line):\(digit.column) \(character(digit.found))=\(character(digit.computed)) \(verdict)"
        }
    }

    /// `impossible-date 2:14+6`: code, line, column and length.
    var irregularityTexts: [String] {
        irregularities.map { irregularity in
            guard case .characters(let line, let column, let length) = irregularity.place else { return irregularity.code.rawValue }
            return "\(irregularity.code.rawValue) \(line):\(column)+\(length)"
        }
    }

    var editTexts: [String] { edits.map { "\($0.rule.rawValue) \($0.line):\($0.column) \($0.before)→\($0.after)" } }

    private func character(_ byte: UInt8?) -> String { byte.map { String(UnicodeScalar($0)) } ?? "nil" }
}
