import Foundation
import Glibc
import Intake
import Irregularities
import LogicalDataStructure
import TestSupport
import Testing
import TravelDocuments

/// A lone file, and what its capture or its refusal must be.
struct FileVector: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    /// `kind role irregularities` of the capture, or `failure reason offset`.
    let result: String

    init(_ name: String, _ bytes: [UInt8], _ result: String) {
        self.name = name
        self.bytes = bytes
        self.result = result
    }

    var testDescription: String { "\(name): \(result)" }

    static let all: [FileVector] = [
        FileVector("EF_DG1.bin", Sample.dataGroup1, "chip-files DG1"),
        FileVector("anything", Sample.securityObject, "chip-files EF.SOD"),
        FileVector("EF_SOD.p7b", Array(Sample.securityObject.dropFirst(Sample.securityObject[1] < 0x80 ? 2 : 4)), "chip-files EF.SOD"),
        FileVector("011d", Sample.cardSecurity, "chip-files EF.CardSecurity"),
        FileVector("EF_DG2.bin", Sample.dataGroup1, "chip-files DG1 name-and-content-disagree"),
        FileVector("with a status word", Sample.dataGroup1 + [0x90, 0], "chip-files DG1"),
        FileVector("zone.txt", Sample.text, "mrz-text -"),
        FileVector("zone", Array(Sample.zone.utf8), "mrz-text -"),
        FileVector("in UTF-16", [0xFF, 0xFE] + Sample.text.flatMap { [$0, 0] }, "mrz-text -"),
        FileVector("a text without a zone", Array("Nothing to read here.\n".utf8), "mrz-text none -"),
        FileVector("EF_DG1.bin", [], "failure empty-file 0"),
        FileVector("EF_DG1.bin", Sample.dataGroup1.dropLast(), "failure length-beyond-end 0"),
        FileVector("without a name", Sample.dataGroup1.dropLast(), "failure length-beyond-end 0"),
        FileVector("EF_DG1.bin", [0x61, 0x04, 0x5F, 0x1F, 0x09, 0x50], "chip-files DG1"),
        FileVector("EF_DG1.bin", [0xDE, 0xAD], "failure unexpected-tag 0"),
        FileVector("EF_SOD.bin", Array("No text of a zone".utf8), "failure unexpected-tag 0"),
        FileVector("garbage", [0x00, 0xDE, 0xAD, 0xBE, 0xEF], "failure not-a-chip-file 0"),
        FileVector("picture.jpg", [0xFF, 0xD8, 0xFF, 0xE0], "failure not-a-chip-file 0"),
    ]
}

@Suite struct LoneFileTests {
    @Test(arguments: FileVector.all) func isCaptured(_ vector: FileVector) throws {
        try TemporaryFolder.with { folder in
            let path = try folder.write(vector.bytes, to: vector.name).path
            do throws(IntakeError) {
                let capture = try CaptureReader.capture(path: path)
                #expect(capture.files.count == 1)
                let hasNoZone = capture.kind == .mrzText && capture.pageReadings.isEmpty
                var found = [capture.kind.rawValue] + (hasNoZone ? ["none"] : [])
                for file in capture.files { found += [file.role?.name ?? "-"] + file.irregularities.map(\.code.rawValue) }
                #expect(found.joined(separator: " ") == vector.result)
            } catch {
                #expect("failure \(error.reason.rawValue) \(error.offset ?? -1)" == vector.result)
                #expect(error.kind == .noDocument && error.file == vector.name && error.path == path)
            }
        }
    }
}

/// What is no regular file, what may not be read, and what is too large: refused at once, with the exit status that belongs to it.
@Suite(.timeLimit(.minutes(1))) struct SpecialFileTests {
    private func failure(_ path: String) -> IntakeError? {
        #expect(throws: IntakeError.self) { try CaptureReader.capture(path: path) }
    }

    @Test func nothingThere() throws {
        try TemporaryFolder.with { folder in
            let error = failure(folder.url("absent").path)
            #expect(error?.kind == .noInput && error?.kind.rawValue == 66 && error?.errno == ENOENT)
            try folder.write([1], to: "file")
            #expect(failure(folder.url("file/inside").path)?.kind == .noInput)
            #expect(failure("")?.kind == .noInput)
        }
    }

    @Test func pipesAndDevices() throws {
        try TemporaryFolder.with { folder in
            let pipe = folder.url("EF_DG1.bin").path
            #expect(unsafe mkfifo(pipe, 0o600) == 0)
            for path in [pipe, "/dev/null", "/dev/zero"] {
                let error = failure(path)
                #expect(error?.kind == .inputOutput && error?.reason == .notARegularFile)
            }
            // Beside the file of a chip a pipe is skipped, and is not waited for.
            try folder.write(Sample.common, to: "EF_COM.bin")
            let capture = try CaptureReader.capture(path: folder.url.path)
            #expect(capture.skipped == [SkippedFile(name: "EF_DG1.bin", reason: .notARegularFile)])
        }
    }

    @Test func symbolicLinks() throws {
        try TemporaryFolder.with { folder in
            let files = FileManager.default
            try folder.write(Sample.dataGroup1, to: "outside/data")
            try folder.write(Sample.common, to: "chip/EF_COM.bin")
            try files.createSymbolicLink(at: folder.url("chip/EF_DG1.bin"), withDestinationURL: folder.url("outside/data"))
            try files.createSymbolicLink(atPath: folder.url("chip/EF_DG2.bin").path, withDestinationPath: "EF_DG3.bin")
            try files.createSymbolicLink(atPath: folder.url("chip/EF_DG3.bin").path, withDestinationPath: "EF_DG2.bin")
            try files.createSymbolicLink(atPath: folder.url("chip/EF_DG4.bin").path, withDestinationPath: "nowhere")
            try files.createSymbolicLink(atPath: folder.url("chip/up").path, withDestinationPath: "..")
            let capture = try CaptureReader.capture(path: folder.url("chip").path)
            #expect(capture.files.map(\.name) == ["EF_COM.bin", "EF_DG1.bin"])
            #expect(
                capture.skipped == [
                    SkippedFile(name: "EF_DG2.bin", reason: .symbolicLink), SkippedFile(name: "EF_DG3.bin", reason: .symbolicLink),
                    SkippedFile(name: "EF_DG4.bin", reason: .symbolicLink), SkippedFile(name: "up", reason: .folder),
                ])
            let error = failure(folder.url("chip/EF_DG2.bin").path)
            #expect(error?.kind == .inputOutput && error?.reason == .symbolicLink && error?.errno == ELOOP)
        }
    }

    @Test func tooLargeIsNotRead() throws {
        try TemporaryFolder.with { folder in
            // A hole in the file system: a gigabyte that was never written.
            let large = try folder.write([0x6D], to: "EF_DG13.bin")
            #expect(unsafe truncate(large.path, 1 << 30) == 0)
            let clock = ContinuousClock()
            let time = clock.measure {
                let error = failure(large.path)
                #expect(error?.kind == .noDocument && error?.reason == .fileTooLarge && error?.file == "EF_DG13.bin")
            }
            #expect(time < .seconds(1))
            try folder.write(Sample.common, to: "EF_COM.bin")
            let capture = try CaptureReader.capture(path: folder.url.path)
            #expect(capture.files.map(\.name) == ["EF_COM.bin"])
            #expect(capture.skipped == [SkippedFile(name: "EF_DG13.bin", reason: .fileTooLarge)])
            // The limit itself is read.
            #expect(unsafe truncate(large.path, 16 << 20) == 0)
            #expect(try CaptureReader.capture(path: folder.url.path).files.count == 2)
        }
    }

    /// The superuser may read everything, so the test says nothing there.
    @Test(.enabled(if: geteuid() != 0)) func notPermitted() throws {
        try TemporaryFolder.with { folder in
            let file = try folder.write(Sample.dataGroup1, to: "EF_DG1.bin")
            #expect(unsafe chmod(file.path, 0) == 0)
            let error = failure(file.path)
            #expect(error?.kind == .inputOutput && error?.reason == .permissionDenied && error?.errno == EACCES)
        }
    }
}

@Suite struct TravelDocumentTests {
    private func document(_ files: [(String, ElementaryFile, [UInt8])]) -> TravelDocument {
        TravelDocument(
            Capture(
                path: "", kind: .chipFiles, adapter: "folder",
                files: files.map { CapturedFile(name: $0.0, role: $0.1, roleIdentifiedBy: .name, bytes: $0.2[...]) }))
    }

    @Test func theBestOfTwoIsUsed() {
        let good = Sample.dataGroup1
        let rows: [(String, [UInt8], [UInt8], duplicate: String)] = [
            ("the readable one", good.dropLast(), good, "a"), ("the readable one first", good, good.dropLast(), "b"),
            ("the one without padding", good + [0, 0], good, "a"), ("the first of equals", good, good, "b"),
        ]
        for (name, first, second, duplicate) in rows {
            let document = document([("a", .dataGroup(.one), first), ("b", .dataGroup(.one), second)])
            #expect(document.duplicates.map(\.name) == [duplicate], "\(name)")
            #expect(document.chip?.dataGroup1 != nil, "\(name)")
            #expect(document.scope == [.chip])
        }
    }

    @Test func theOneThatIsNamedAsTheFileIsUsedAndTheOtherIsSaid() {
        let files: [(String, CapturedFile.Identification)] = [("a", .content), ("b", .both), ("c", .content)]
        let captured = files.map {
            CapturedFile(name: $0.0, role: .dataGroup(.one), roleIdentifiedBy: $0.1, bytes: Sample.dataGroup1[...])
        }
        let skipped = [SkippedFile(name: "aa", reason: .notAChipFile)]
        let document = TravelDocument(Capture(path: "", kind: .chipFiles, adapter: "folder", files: captured, skipped: skipped))
        #expect(
            document.unused.map { "\($0.name) \($0.reason.rawValue)" } == ["a duplicate-file", "aa not-a-chip-file", "c duplicate-file"])
    }

    @Test func anUnreadableFileHidesNothing() {
        let document = document([("a", .dataGroup(.one), Sample.dataGroup1), ("b", .securityObject, [1])])
        #expect(document.chip?[.securityObject]?.error?.code == .unexpectedTag)
        #expect(document.chip?.dataGroup1 != nil)
        #expect(document.chip?.files.count == 2)
    }
}
