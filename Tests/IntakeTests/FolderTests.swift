import Foundation
import Intake
import Irregularities
import LogicalDataStructure
import TestSupport
import Testing
import TravelDocuments

/// The files of a small chip of Utopia, put together here.
enum Sample {
    static let zone = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10"
    static let common = bytes(hex: "60165f0104303130375f36063034303030305c0461756b6e")
    static let dataGroup1 = [0x61, 0x5B, 0x5F, 0x1F, 0x58] + Array(zone.utf8)
    static let dataGroup11 = bytes(hex: "6b085c025f105f100131")
    static let dataGroup13 = bytes(hex: "6d03ffffff")
    /// SET OF SecurityInfo with PACE.
    static let cardAccess = bytes(hex: "31143012060a04007f0007020204020202010202010d")
    /// A CMS without certificates and signers that holds an LDSSecurityObject with one hash.
    static let securityObject: [UInt8] = {
        let hash = bytes(hex: "3025020101") + [0x04, 0x20] + [UInt8](repeating: 1, count: 32)
        return wrap(0x77, contentInfo(bytes(hex: "060667810801 0101"), lds(hash)))
    }()
    static let cardSecurity = contentInfo(bytes(hex: "060804007f0007030201"), cardAccess)
    static let text = Array((zone.prefix(44) + "\n" + zone.suffix(44) + "\n").utf8)

    private static func lds(_ hash: [UInt8]) -> [UInt8] {
        wrap(0x30, bytes(hex: "020100300b0609608648016503040201") + wrap(0x30, hash))
    }

    private static func contentInfo(_ type: [UInt8], _ content: [UInt8]) -> [UInt8] {
        let encapsulated = wrap(0x30, type + wrap(0xA0, wrap(0x04, content)))
        let signedData = wrap(0x30, bytes(hex: "0201033100") + encapsulated + bytes(hex: "3100"))
        return wrap(0x30, bytes(hex: "06092a864886f70d010702") + wrap(0xA0, signedData))
    }

    static func wrap(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        let length = content.count
        return [tag] + (length < 0x80 ? [UInt8(length)] : [0x82, UInt8(length >> 8), UInt8(length & 0xFF)]) + content
    }
}

/// A folder, and what its capture must be.
struct FolderVector: Sendable, CustomTestStringConvertible {
    let name: String
    let files: [String: [UInt8]]
    /// `role: name by identification irregularities`, in the order of the capture.
    let captured: [String]
    let skipped: [String]
    /// Where no capture can be made.
    let failure: String?

    init(_ name: String, _ files: [String: [UInt8]], captured: [String] = [], skipped: [String] = [], failure: String? = nil) {
        self.name = name
        self.files = files
        self.captured = captured
        self.skipped = skipped
        self.failure = failure
    }

    var testDescription: String { name }

    static let all: [FolderVector] = [
        FolderVector(
            "proxmark3 and Flipper",
            [
                "EF_COM.bin": Sample.common, "EF_DG1.bin": Sample.dataGroup1, "EF_SOD.bin": Sample.securityObject,
                "EF_CardAccess.bin": Sample.cardAccess, "EF_CardSecurity.bin": Sample.cardSecurity, "EF_DG2.jpg": [0xFF, 0xD8],
                "EF_SOD.p7b": Array(Sample.securityObject.dropFirst(4)), "report.txt": Array("text".utf8),
            ],
            captured: [
                "EF_COM.bin EF.COM both", "EF_CardAccess.bin EF.CardAccess both", "EF_CardSecurity.bin EF.CardSecurity both",
                "EF_DG1.bin DG1 both", "EF_SOD.bin EF.SOD both",
            ],
            skipped: ["EF_DG2.jpg not-a-chip-file", "EF_SOD.p7b not-a-chip-file", "report.txt not-a-chip-file"]),
        FolderVector(
            "RFIDIOt: capitals and a flag file", ["EF_COM.BIN": Sample.common, "EF_DG1.BIN": Sample.dataGroup1, "NOBAC": []],
            captured: ["EF_COM.BIN EF.COM both", "EF_DG1.BIN DG1 both"], skipped: ["NOBAC not-a-chip-file"]),
        FolderVector(
            "GRT", ["Datagroup1.bin": Sample.dataGroup1, "Datagroup11.bin": Sample.dataGroup11, "EF_SOD.bin": Sample.securityObject],
            captured: ["Datagroup1.bin DG1 both", "Datagroup11.bin DG11 both", "EF_SOD.bin EF.SOD both"]),
        FolderVector(
            "JMRTD: file identifiers",
            ["011E.bin": Sample.common, "0101.bin": Sample.dataGroup1, "010B.bin": Sample.dataGroup11, "011D.bin": Sample.securityObject],
            captured: ["0101.bin DG1 both", "010B.bin DG11 both", "011D.bin EF.SOD both", "011E.bin EF.COM both"]),
        FolderVector(
            "file identifiers of the master file",
            ["ef011C.bin": Sample.cardAccess, "ef011D.bin": Sample.cardSecurity, "0101": Sample.dataGroup1],
            captured: ["0101 DG1 both", "ef011C.bin EF.CardAccess both", "ef011D.bin EF.CardSecurity both"]),
        FolderVector(
            "ARH",
            [
                "Com.dat": Sample.common, "DG1.dat": Sample.dataGroup1, "Sod.dat": Sample.securityObject,
                "AuthResult.xml": Array("<a/>".utf8),
            ],
            captured: ["Com.dat EF.COM both", "DG1.dat DG1 both", "Sod.dat EF.SOD both"], skipped: ["AuthResult.xml not-a-chip-file"]),
        FolderVector(
            "pypassport and others",
            [
                "EF.DG1": Sample.dataGroup1, "Common": Sample.common, "SecurityData": Sample.securityObject,
                "DataGroup 11.bin": Sample.dataGroup11,
            ],
            captured: ["Common EF.COM both", "DataGroup 11.bin DG11 both", "EF.DG1 DG1 both", "SecurityData EF.SOD both"]),
        FolderVector(
            "names that say nothing",
            ["a": Sample.dataGroup1, "b.bin": Sample.securityObject, "c.dat": Sample.cardAccess, "d": Sample.cardSecurity],
            captured: ["a DG1 content", "b.bin EF.SOD content", "c.dat EF.CardAccess content", "d EF.CardSecurity content"]),
        FolderVector(
            "a name that says another file", ["EF_DG11.bin": Sample.dataGroup1, "EF_SOD.bin": Sample.cardSecurity],
            captured: ["EF_DG11.bin DG1 content name-and-content-disagree", "EF_SOD.bin EF.CardSecurity content name-and-content-disagree"]),
        FolderVector(
            "a copy of another file under a name of its own is that file, and broken",
            ["EF_DG1.bin": Sample.dataGroup1, "EF_SOD.bin": Sample.dataGroup1, "EF_COM.bin": Sample.common],
            captured: ["EF_COM.bin EF.COM both", "EF_DG1.bin DG1 both", "EF_SOD.bin EF.SOD name"]),
        FolderVector(
            "garbage keeps the role of its name",
            ["EF_DG1.bin": Sample.dataGroup1, "EF_SOD.bin": [1, 2, 3], "EF_DG14.bin": [], "x.bin": [1, 2, 3]],
            captured: ["EF_DG1.bin DG1 both", "EF_DG14.bin DG14 name", "EF_SOD.bin EF.SOD name"], skipped: ["x.bin not-a-chip-file"]),
        FolderVector(
            "cut off and padded",
            ["EF_DG1.bin": Sample.dataGroup1.dropLast(), "x": Sample.common + [0, 0, 0], "y": Sample.dataGroup13 + [0x90, 0]],
            captured: ["EF_DG1.bin DG1 name", "x EF.COM content"], skipped: ["y not-a-chip-file"]),
        FolderVector(
            "two for one role", ["DG1.bin": Sample.dataGroup1, "copy of DG1": Sample.dataGroup1],
            captured: ["DG1.bin DG1 both", "copy of DG1 DG1 content"]),
        FolderVector(
            "a second dump beside the first",
            [
                "EF_COM.bin": Sample.common, "EF_DG1.bin": Sample.dataGroup1, "EF_DG1-001.bin": Sample.dataGroup1,
                "EF_DG11-001.bin": Sample.dataGroup11,
            ],
            captured: ["EF_COM.bin EF.COM both", "EF_DG1.bin DG1 both"],
            skipped: ["EF_DG1-001.bin other-generation", "EF_DG11-001.bin other-generation"]),
        FolderVector(
            "one folder inside has the files", ["AB/EF_DG1.bin": Sample.dataGroup1, "AB/deep/EF_COM.bin": Sample.common, "notes": [0x20]],
            captured: ["AB/EF_DG1.bin DG1 both"], skipped: ["AB/deep folder", "notes not-a-chip-file"]),
        FolderVector(
            "folders inside are left alone beside files", ["EF_DG1.bin": Sample.dataGroup1, "AB/EF_COM.bin": Sample.common],
            captured: ["EF_DG1.bin DG1 both"], skipped: ["AB folder"]),
        FolderVector(
            "several folders with files", ["A/EF_DG1.bin": Sample.dataGroup1, "B/EF_DG1.bin": Sample.dataGroup1], failure: "several-folders"
        ),
        FolderVector(
            "data blocks of ISO/IEC 39794, whose tags are also those of DG5 and DG6",
            ["a.der": bytes(hex: "6505a003800103"), "b.der": bytes(hex: "6605a003800103"), "c.der": bytes(hex: "6603020101")],
            captured: ["c.der DG6 content"], skipped: ["a.der not-a-chip-file", "b.der not-a-chip-file"]),
        FolderVector(
            "a DG6 by its name", ["EF_DG6.bin": bytes(hex: "6605a003800103")], captured: ["EF_DG6.bin DG6 name"]),
        FolderVector(
            "what a chip answered",
            [
                "AAChallenge.bin": [0x61, 0x06, 0, 0, 0, 0, 0, 1], "AASignature.bin": [0x02, 0xFD], "EF_DG1.bin": Sample.dataGroup1,
                "aa_challenge": [1], "AASignature.json": Array("[]".utf8),
            ],
            captured: ["AAChallenge.bin - name", "AASignature.bin - name", "EF_DG1.bin DG1 both"],
            skipped: ["AASignature.json not-a-chip-file", "aa_challenge not-a-chip-file"]),
        FolderVector(
            "what a chip answered, without its files", ["AAChallenge.bin": [1], "AASignature.bin": [2]], failure: "no-chip-files"),
        FolderVector("too deep", ["A/B/EF_DG1.bin": Sample.dataGroup1], failure: "no-chip-files"),
        FolderVector("no file of a chip", ["a.txt": Array("text".utf8), "b.jpg": [0xFF, 0xD8]], failure: "no-chip-files"),
        FolderVector("hidden files", ["._EF_DG1.bin": Sample.dataGroup1], failure: "no-chip-files"),
        FolderVector("empty", [:], failure: "no-chip-files"),
    ]
}

@Suite struct FolderTests {
    /// Bare tags and numbers as names, and the bytes written down in the files.
    @Test func bareNames() throws {
        try TemporaryFolder.with { folder in
            try folder.write(Array(Data(Sample.dataGroup1).base64EncodedString().utf8), to: "61")
            try folder.write(Array("\(Sample.common)".utf8), to: "1E")
            try folder.write(Array("61 is DG1".utf8), to: "README")
            let capture = try CaptureReader.capture(path: folder.url.path)
            #expect(capture.files.map(\.role) == [.common, .dataGroup(.one)])
            #expect(capture.files.map { Array($0.bytes) } == [Sample.common, Sample.dataGroup1])
            #expect(capture.files.map(\.encoding) == [.jsonIntegers, .base64])
            #expect(capture.skipped == [SkippedFile(name: "README", reason: .notAChipFile)])
        }
    }

    @Test(arguments: FolderVector.all) func isCaptured(_ vector: FolderVector) throws {
        try TemporaryFolder.with { folder in
            for (name, content) in vector.files { try folder.write(content, to: name) }
            do throws(IntakeError) {
                let capture = try CaptureReader.capture(path: folder.url.path)
                #expect(vector.failure == nil)
                #expect(capture.files.map(line) == vector.captured)
                #expect(capture.skipped.map { "\($0.name) \($0.reason.rawValue)" } == vector.skipped)
                #expect(capture.kind == .chipFiles && capture.adapter == "folder" && capture.path == folder.url.path)
                for file in capture.files { #expect(vector.files[file.name] == Array(file.bytes)) }
            } catch {
                #expect(error.reason.rawValue == vector.failure)
                #expect(error.kind == .noDocument && error.path == folder.url.path)
            }
        }
    }

    private func line(_ file: CapturedFile) -> String {
        ([file.name, file.role?.name ?? "-", file.roleIdentifiedBy.rawValue] + file.irregularities.map(\.code.rawValue)).joined(
            separator: " ")
    }

    @Test func zoneBesideTheFiles() throws {
        try TemporaryFolder.with { folder in
            try folder.write(Sample.dataGroup1, to: "EF_DG1.bin")
            try folder.write(Sample.text, to: "mrz.txt")
            let capture = try CaptureReader.capture(path: folder.url.path)
            #expect(capture.pageReadings.map(\.source) == [.mrzFile])
            #expect(capture.skipped.isEmpty)
            let document = TravelDocument(capture)
            #expect(document.scope == [.mrz, .chip])
            #expect(capture.pageReadings.count == 1 && document.chip?.dataGroup1 != nil)
            let other = Sample.text.map { $0 == UInt8(ascii: "K") ? UInt8(ascii: "C") : $0 }
            for (second, unused) in [(Sample.text, []), (other, ["zone 2 (mrz-file) other-reading"])] {
                try folder.write(Sample.text + second, to: "mrz.txt")
                let document = TravelDocument(try CaptureReader.capture(path: folder.url.path))
                #expect(document.unused.map { "\($0.name) \($0.reason.rawValue)" } == unused)
            }
            try folder.write(Array("nothing".utf8), to: "mrz.txt")
            let without = try CaptureReader.capture(path: folder.url.path)
            #expect(without.pageReadings.isEmpty)
            #expect(without.skipped == [SkippedFile(name: "mrz.txt", reason: .noMachineReadableZone)])
        }
    }

    @Test func theAnswerOfTheChip() throws {
        try TemporaryFolder.with { folder in
            try folder.write(Sample.dataGroup1, to: "DG1.bin")
            try folder.write([1, 2, 3], to: "AAChallenge")
            #expect(try CaptureReader.capture(path: folder.url.path).activeAuthentication == nil)
            try folder.write([4, 5], to: "AASignature.dat")
            let found = try CaptureReader.capture(path: folder.url.path).activeAuthentication
            #expect(found?.challenge == [1, 2, 3] && found?.signature == [4, 5])
            // No key that is taken signs so many octets.
            try folder.write([UInt8](repeating: 1, count: 4097), to: "AASignature.dat")
            #expect(try CaptureReader.capture(path: folder.url.path).activeAuthentication == nil)
        }
    }

    /// Whatever order the file system has.
    @Test func sortedByName() throws {
        try TemporaryFolder.with { folder in
            for number in (1...16).shuffled() { try folder.write(Sample.wrap(0x6D, [UInt8(number)]), to: "DG\(number).bin") }
            let names = try CaptureReader.capture(path: folder.url.path).files.map(\.name)
            #expect(names == names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
        }
    }

    /// Files that are named as a chip's are looked at whatever else is there; that there are more is said.
    @Test func moreNamesThanAreLookedAt() throws {
        try TemporaryFolder.with { folder in
            for number in 0..<4_100 { try folder.write([0x6D, 0], to: "n\(number)") }
            try folder.write(Sample.dataGroup1, to: "EF_DG1.bin")
            try folder.write(Sample.securityObject, to: "sod")
            let capture = try CaptureReader.capture(path: folder.url.path)
            #expect(capture.files.count == 4_096)
            #expect(capture.files.prefix(1).map(\.name) == ["EF_DG1.bin"] && capture.files.suffix(1).map(\.name) == ["sod"])
            #expect(capture.skipped == [SkippedFile(name: ".", reason: .tooManyFiles)])
            #expect(TravelDocument(capture).duplicates.count == 4_093)
        }
    }
}
