import AllocationCounter
import CivilTime
import Glibc
import InspectionReport
import MachineReadableZone
import ZoneSamples

/// Compares the analysis of TD3 zones, all checks done, with a memcpy of the same bytes, both in one run.
@main
struct ZoneBenchmark {
    static let zoneCount = 1_048_576
    static let zoneLength = 88
    static let rounds = 11

    static func main() {
        var generator = ZoneGenerator(seed: 9303)
        var zones: [UInt8] = []
        zones.reserveCapacity(zoneCount * zoneLength)
        for _ in 0..<zoneCount { zones += generator.zone() }
        var copy = [UInt8](repeating: 1, count: zoneCount * zoneLength)
        var analysisTimes: [Double] = []
        var copyTimes: [Double] = []
        var checksum = 0
        for _ in 0..<rounds {
            analysisTimes.append(seconds { checksum &+= analyse(zones.span) })
            copyTimes.append(seconds { checksum &+= copyEach(zones, &copy) })
        }
        let ratios = zip(analysisTimes, copyTimes).map { $0 / $1 }
        let rate = { (times: [Double]) in Double(zoneCount) / median(times) / 1e6 }
        print("zones          \(zoneCount) different TD3 zones, \(rounds) rounds, medians")
        print("analysis       \(tenths(rate(analysisTimes))) million zones/s, \(tenths(1000 / rate(analysisTimes))) ns a zone")
        print("memcpy         \(tenths(rate(copyTimes))) million zones/s, \(tenths(1000 / rate(copyTimes))) ns a zone")
        print("ratio          \(tenths(median(ratios))) (at most 8)")
        print("allocations    \(allocations { checksum &+= analyse(zones.span) }) in their analysis (none)")
        checksum &+= measureLines(zones)
        print("checksum       \(checksum)")
    }

    /// Compares zones of a text read and written as NDJSON, both in memory, with the analysis of the same zones alone.
    static func measureLines(_ zones: [UInt8]) -> Int {
        let count = 65_536
        var text: [UInt8] = []
        for index in 0..<count {
            text += zones[index * zoneLength..<index * zoneLength + 44] + [0x0A]
            text += zones[index * zoneLength + 44..<(index + 1) * zoneLength] + [0x0A]
        }
        guard let day = CivilDate(year: 2026, month: 6, day: 1) else { return 0 }
        var checksum = 0
        var writer = ZoneLineWriter(at: day)
        var times = (analysis: [Double](), reading: [Double](), lines: [Double]())
        for _ in 0..<rounds {
            times.analysis.append(seconds { checksum &+= analyse(zones.span.extracting(first: count * zoneLength)) })
            times.reading.append(seconds { checksum &+= readEach(text) { _, analysis, _ in checksum &+= analysis.isValid ? 1 : 0 } })
            times.lines.append(
                seconds {
                    checksum &+= readEach(text) { zone, analysis, line in
                        writer.write(zone, analysis, firstLine: line)
                        if writer.count > 1 << 18 { writer.removeAll() }
                    }
                })
        }
        let ratio = median(zip(times.lines, times.analysis).map { $0 / $1 })
        let readingRatio = median(zip(times.lines, times.reading).map { $0 / $1 })
        let nanoseconds = { (times: [Double]) in tenths(median(times) / Double(count) * 1e9) }
        print(
            "text to zones  \(nanoseconds(times.reading)) ns a zone, \(count) zones, their analysis alone \(nanoseconds(times.analysis)) ns"
        )
        print("text to NDJSON \(nanoseconds(times.lines)) ns a zone")
        print("ratio          \(hundredths(ratio)) to their analysis (at most 3), \(hundredths(readingRatio)) to text to zones")
        let allocated = allocations {
            checksum &+= readEach(text) { zone, analysis, line in
                writer.write(zone, analysis, firstLine: line)
                if writer.count > 1 << 18 { writer.removeAll() }
            }
        }
        print("allocations    \(allocated) for \(count) lines, whose text came in \(text.count / 65_536 + 1) pieces")
        return checksum
    }

    @inline(never)
    static func readEach(_ text: [UInt8], _ take: (borrowing Span<UInt8>, ZoneAnalysis, Int) -> Void) -> Int {
        var reader = ZoneTextReader()
        var others = 0
        var start = 0
        while start < text.count {
            let end = min(start + 1 << 16, text.count)
            reader.read(text[start..<end], whole: take) { _ in others += 1 }
            start = end
        }
        return others + reader.finish().count
    }

    @inline(never)
    static func analyse(_ zones: borrowing Span<UInt8>) -> Int {
        var valid = 0
        var start = 0
        while start < zones.count {
            let zone = zones.extracting(start..<start + zoneLength)
            if let analysis = ZoneAnalysis(zone, format: .td3) {
                valid &+= analysis.isValid ? 1 : 0
                valid &+= Int(analysis.name.secondaryStart) &+ Int(analysis.dateOfBirth.day)
            }
            start += zoneLength
        }
        return valid
    }

    /// One memcpy of 88 bytes for each zone, to its place in a second buffer.
    @inline(never)
    static func copyEach(_ zones: [UInt8], _ copy: inout [UInt8]) -> Int {
        // Not a constant for the compiler: the copy is the library's, not two or three instructions in line.
        let length = opaqueLength
        unsafe zones.withUnsafeBytes { source in
            unsafe copy.withUnsafeMutableBytes { target in
                guard let from = source.baseAddress, let to = target.baseAddress else { return }
                for index in 0..<zoneCount { unsafe memcpy(to + index * length, from + index * length, length) }
            }
        }
        return Int(copy[copy.count / 2])
    }

    @inline(never)
    static var opaqueLength: Int { CommandLine.argc > 1000 ? 1 : zoneLength }

    /// How often work asks for memory.
    static func allocations(_ work: () -> Void) -> UInt64 {
        let before = allocation_count()
        work()
        return allocation_count() - before
    }

    static func seconds(_ work: () -> Void) -> Double {
        let clock = ContinuousClock()
        let components = clock.measure(work).components
        return Double(components.seconds) + Double(components.attoseconds) / 1e18
    }

    static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    static func hundredths(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }

    static func tenths(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}
