import Foundation
import Intake
import Irregularities
import TestSupport
import Testing
import TravelDocuments

/// Samples with bytes changed, cut out, doubled and mixed: whatever comes out is a capture or an error with its place, and never a trap.
///
/// `MRTD_SOAK_COUNT` and `MRTD_SOAK_SEED` make the campaign longer or another one; `make soak` sets them.
@Suite struct MutatedFileTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let count = environment["MRTD_SOAK_COUNT"].flatMap { Int($0) } ?? 50_000
    private static let seed = environment["MRTD_SOAK_SEED"].flatMap { UInt64($0) } ?? 5

    private static let samples: [(name: String, bytes: [UInt8])] = {
        guard let root = try? CaptureVector.sample("") else { return [] }
        let names = (FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []).sorted()
        return names.compactMap { name in
            let url = root.appendingPathComponent(name)
            guard (try? url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true, let data = try? Data(contentsOf: url)
            else {
                return nil
            }
            return (url.lastPathComponent, [UInt8](data))
        }
    }()

    /// Bytes that mean something in one of the formats.
    private static let meaningful: [UInt8] =
        Array("{}[]\",:\\-0123456789eE.<>/&;^\r\n\t \0".utf8) + [0x60, 0x61, 0x77, 0x80, 0x84, 0xA2, 0xBB, 0xFF]

    private static func mutated(_ bytes: [UInt8], _ generator: inout SplitMix64) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: bytes.indices, using: &generator)
            let end = min(bytes.count, place + Int.random(in: 1...16, using: &generator))
            switch Int.random(in: 0..<7, using: &generator) {
            case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 1: bytes[place] = .random(in: 0...255, using: &generator)
            case 2: bytes[place] = meaningful.randomElement(using: &generator) ?? 0
            case 3: bytes.removeSubrange(place..<end)
            case 4: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 5: bytes.removeSubrange(place...)
            default:
                let other = samples[Int.random(in: samples.indices, using: &generator)].bytes
                bytes.replaceSubrange(place..<end, with: other.prefix(64).suffix(32))
            }
        }
        return bytes
    }

    @Test func nothingTraps() {
        var generator = SplitMix64(seed: MutatedFileTests.seed)
        let formats: [String?] = InputFormat.all.map(\.name).filter { $0 != "folder" && $0 != "archive" } + [nil, nil, nil, nil, nil, nil]
        var captures = 0
        var failures: Set<ReasonCode> = []
        for _ in 0..<MutatedFileTests.count {
            let sample = MutatedFileTests.samples[Int.random(in: MutatedFileTests.samples.indices, using: &generator)]
            let bytes = MutatedFileTests.mutated(sample.bytes, &generator)
            let options = CaptureOptions(adapter: formats[Int.random(in: formats.indices, using: &generator)])
            do throws(IntakeError) {
                let capture = try CaptureReader.capture(bytes: bytes[...], name: sample.name, options: options)
                // What a capture becomes is part of the way.
                _ = TravelDocument(capture).scope
                captures += 1
            } catch {
                failures.insert(error.reason)
                if let offset = error.offset { #expect((0...bytes.count).contains(offset), "\(sample.name): \(error.reason)") }
            }
        }
        // Both ways are taken, and the second for many reasons.
        #expect(captures > MutatedFileTests.count / 20 && failures.count >= 8, "\(captures) captures, \(failures.count) reasons")
    }
}
