import Foundation
import Testing

@testable import TestSupport

@Suite struct TestSupportTests {
    @Test func splitMix64GivesThePublishedSequence() {
        // The first numbers of seed 1234567 in the reference implementation by Vigna.
        var generator = SplitMix64(seed: 1_234_567)
        #expect(
            (0..<3).map { _ in generator.next() } == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            ])
    }

    @Test func aProgramsStreamsAndStatusComeBack() throws {
        let result = try Subprocess.run("sh", ["-c", "cat; echo $WORD >&2; exit 3"], input: [104, 105], environment: ["WORD": "talk"])
        #expect(result.status == 3)
        #expect(result.text == "hi")
        #expect(result.errorText == "talk\n")
    }

    @Test func aProgramThatHangsIsKilled() {
        #expect(throws: SubprocessError.timedOut("sleep", seconds: 0.2)) { try Subprocess.run("sleep", ["60"], timeout: 0.2) }
    }

    @Test func aMissingProgramIsSaid() {
        #expect(throws: SubprocessError.notFound("no-such-program")) { try Subprocess.run("no-such-program", []) }
        #expect(throws: SubprocessError.notFound("./no-such-program")) { try Subprocess.run("./no-such-program", []) }
    }

    @Test func aTemporaryFolderGoes() throws {
        let file = try TemporaryFolder.with { folder in
            let file = try folder.write([1], to: "below/file")
            #expect(FileManager.default.fileExists(atPath: file.path))
            return file
        }
        #expect(!FileManager.default.fileExists(atPath: file.deletingLastPathComponent().deletingLastPathComponent().path))
    }

    /// Other tests open files meanwhile, so that a few more are no leak; three for each run are.
    @Test func programsLeaveNoDescriptorsOpen() throws {
        func count() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count }
        let before = try count()
        for _ in 0..<100 { _ = try Subprocess.run("true", []) }
        #expect(try count() < before + 150)
    }

    @Test func aSetIsPresentOnlyAsAFolder() throws {
        let root = try TemporaryFolder()
        try root.write([], to: "set/inside")
        #expect(ThirdPartyData.folder("set", below: root.url.path) != nil)
        #expect(ThirdPartyData.folder("other", below: root.url.path) == nil)
        #expect(ThirdPartyData.folder("inside", below: root.url("set").path) == nil)
        #expect(ThirdPartyData.folder("set", below: nil) == nil)
        #expect(ThirdPartyData.folder("set", below: "") == nil)
    }

    @Test func eachSetHasItsLineInTheLog() throws {
        let folder = try TemporaryFolder()
        ThirdPartyData.register("one", present: true, in: folder.url("log"))
        ThirdPartyData.register("two", present: false, in: folder.url("log"))
        #expect(try String(contentsOf: folder.url("log"), encoding: .utf8) == "ran one\nskipped two\n")
    }

    @Test func thePackageIsFound() {
        #expect(FileManager.default.fileExists(atPath: PackageFolder.root.appendingPathComponent("Package.swift").path))
        #expect(PackageFolder.program("no-such-program") == nil)
        #expect(PackageFolder.program("mrtd") != nil)
    }
}
