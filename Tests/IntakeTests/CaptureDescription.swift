import Foundation
import Intake
import Irregularities
import LogicalDataStructure
import MachineReadableZone
import TravelDocuments

/// A capture as the vectors write it.
struct CaptureDescription: Decodable, Hashable, Sendable {
    struct File: Decodable, Hashable, Sendable {
        let name: String
        let role: String?
        let identifiedBy: String
        let encoding: String
        let hex: String
        let irregularities: [String]
    }

    struct Zone: Decodable, Hashable, Sendable {
        let source: String
        let lines: [String]
    }

    struct Transcript: Decodable, Hashable, Sendable {
        let challenge: String
        let signature: String
    }

    let adapter: String
    let kind: String
    let files: [File]
    /// The name and the reason.
    let skipped: [String]
    let zones: [Zone]
    /// The subject, the statement, the place, and the value after `=`.
    let claims: [String]
    let activeAuthentication: Transcript?

    init(_ capture: Capture) {
        adapter = capture.adapter
        kind = capture.kind.rawValue
        files = capture.files.map { file in
            File(
                name: file.name, role: file.role?.name, identifiedBy: file.roleIdentifiedBy.rawValue, encoding: file.encoding.rawValue,
                hex: hex(file.bytes), irregularities: file.irregularities.map(\.code.rawValue))
        }
        skipped = capture.skipped.map { "\($0.name) \($0.reason.rawValue)" }
        zones = capture.pageReadings.map { Zone(source: $0.source.rawValue, lines: $0.zone.lines) }
        claims = capture.claims.map { claim in
            let subject = [claim.subject.rawValue, claim.dataGroup.map { "DG\($0)" }].compactMap { $0 }.joined(separator: " ")
            return "\(subject) \(claim.statement.rawValue) \(claim.place) = \(claim.value)"
        }
        activeAuthentication = capture.activeAuthentication.map { Transcript(challenge: hex($0.challenge), signature: hex($0.signature)) }
    }
}

func hex(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
