import Irregularities
import LogicalDataStructure
import TagLengthValue
import TestSupport
import Testing

/// A file of a chip, what it says, and what is irregular about it; or why nothing can be made of it.
struct FileVector: Decodable, Sendable, CustomTestStringConvertible {
    struct Failure: Decodable, Sendable {
        let code: String
        let offset: Int
    }

    let name: String
    let file: String
    let hex: String
    let fields: [String: String]
    let irregularities: [String]
    let error: Failure?

    var testDescription: String { name }

    var role: ElementaryFile? { ElementaryFile.allCases.first { $0.name == file } }

    static let all = (try? VectorFile<FileVector>.load("files", from: .module).vectors) ?? []
}

@Suite struct FileVectorTests {
    @Test func vectorsAreThere() {
        #expect(FileVector.all.count > 100)
        #expect(FileVector.all.filter { $0.error != nil }.count >= 20)
    }

    @Test(arguments: FileVector.all) func readsAsStated(_ vector: FileVector) throws {
        let role = try #require(vector.role)
        let file = ChipFile(role, bytes(hex: vector.hex)[...])
        #expect(file.error?.code.rawValue == vector.error?.code)
        #expect(file.error?.offset == vector.error?.offset)
        #expect(file.fields == vector.fields)
        #expect(file.irregularities.map(\.code.rawValue).sorted() == vector.irregularities)
        #expect((file.decoded == nil) == (vector.error != nil))
    }

    /// What comes before a file in a larger buffer moves every place and changes nothing else (law 6).
    @Test(arguments: FileVector.all) func placesMoveWithTheFile(_ vector: FileVector) throws {
        let role = try #require(vector.role)
        let whole = bytes(hex: vector.hex)
        let plain = ChipFile(role, whole[...])
        let moved = ChipFile(role, ([0xAA, 0xBB, 0xCC] + whole)[3...])
        #expect(moved.error?.offset == plain.error.map { $0.offset + 3 })
        #expect(moved.irregularities.map(\.code) == plain.irregularities.map(\.code))
        for (after, before) in zip(moved.irregularities, plain.irregularities) {
            guard case .bytes(let offset, let length)? = after.place else { continue }
            #expect(before.place == .bytes(offset: offset - 3, length: length))
        }
    }

    /// Every place lies inside the file.
    @Test(arguments: FileVector.all) func placesLieInTheFile(_ vector: FileVector) throws {
        let role = try #require(vector.role)
        let whole = bytes(hex: vector.hex)
        for irregularity in ChipFile(role, whole[...]).irregularities {
            guard case .bytes(let offset, let length)? = irregularity.place else { continue }
            #expect(offset >= 0 && length >= 0 && offset + length <= whole.count, "\(irregularity)")
        }
    }

    @Test func paddingIsNotHashed() throws {
        let vector = try #require(FileVector.all.first { $0.name == "COM" })
        let plain = bytes(hex: vector.hex)
        #expect(ChipFile(.common, (plain + [0, 0])[...]).hashedBytes == plain[...])
        #expect(ChipFile(.common, plain.dropLast()).hashedBytes == plain.dropLast())
    }
}

@Suite struct ElementaryFileTests {
    /// The tags and identifiers of Doc 9303-10, Table 38, typed in a second time.
    @Test(arguments: [
        ("EF.COM", 0x011E, 0x60), ("DG1", 0x0101, 0x61), ("DG2", 0x0102, 0x75), ("DG3", 0x0103, 0x63), ("DG4", 0x0104, 0x76),
        ("DG5", 0x0105, 0x65), ("DG6", 0x0106, 0x66), ("DG7", 0x0107, 0x67), ("DG8", 0x0108, 0x68), ("DG9", 0x0109, 0x69),
        ("DG10", 0x010A, 0x6A), ("DG11", 0x010B, 0x6B), ("DG12", 0x010C, 0x6C), ("DG13", 0x010D, 0x6D), ("DG14", 0x010E, 0x6E),
        ("DG15", 0x010F, 0x6F), ("DG16", 0x0110, 0x70), ("EF.SOD", 0x011D, 0x77),
    ])
    func filesWithATag(_ name: String, _ identifier: Int, _ tag: Int) throws {
        let file = try #require(ElementaryFile(tag: Tag(UInt32(tag))))
        #expect(file.name == name)
        #expect(Int(file.fileIdentifier) == identifier)
        #expect(Int(file.shortFileIdentifier) == identifier & 0x1F)
        #expect(file.tag?.rawValue == UInt32(tag))
    }

    @Test func theTableIsInOrder() {
        #expect(ElementaryFile.allCases.sorted() == ElementaryFile.allCases)
        #expect(ElementaryFile.allCases.count == 23)
        #expect(Set(ElementaryFile.allCases.map(\.name)).count == 23)
        #expect(ElementaryFile.allCases.compactMap(\.tag).count == 18)
        #expect(ElementaryFile(tag: Tag(0x71)) == nil)
    }

    @Test func theFirstFileOfARoleCounts() {
        let one = ChipFile(.dataGroup(.thirteen), [0x6D, 0][...])
        let two = ChipFile(.dataGroup(.thirteen), [0x6D, 1, 0][...])
        let files = ChipFiles([ChipFile(.securityObject, []), one, two, ChipFile(.common, [])])
        #expect(files.files.map(\.file) == [.common, .dataGroup(.thirteen), .securityObject])
        #expect(files[.dataGroup(.thirteen)]?.bytes == one.bytes)
        #expect(files.dataGroups.map(\.number) == [.thirteen])
        #expect(files.common == nil && files.securityObject == nil && files.dataGroup1 == nil)
    }
}
