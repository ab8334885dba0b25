import Irregularities
import LogicalDataStructure
import TagLengthValue
import TestSupport
import Testing

/// Input that is cut, changed or made to cost: nothing traps, and nothing takes long.
@Suite struct HostileInputTests {
    /// Cut at every byte: a file of a chip that states its length is unreadable, and says where.
    @Test(arguments: FileVector.all.filter { $0.error == nil }) func cutAtEveryByte(_ vector: FileVector) throws {
        let role = try #require(vector.role)
        let whole = bytes(hex: vector.hex)
        let element = ChipFile(role, whole[...]).hashedBytes
        for end in 0..<element.endIndex {
            let file = ChipFile(role, whole[..<end])
            guard role.tag != nil else { continue }
            let error = try #require(file.error, "cut at \(end)")
            #expect(error.offset >= 0 && error.offset <= end)
        }
    }

    @Test func twentyThousandMutations() throws {
        var random = SplitMix64(seed: 20_260_601)
        let files = FileVector.all.compactMap { vector in vector.role.map { ($0, bytes(hex: vector.hex)) } }
        var unreadable = 0
        for _ in 0..<20_000 {
            var (role, mutated) = files[Int(random.next() % UInt64(files.count))]
            for _ in 0...random.next() % 4 where !mutated.isEmpty {
                let index = Int(random.next() % UInt64(mutated.count))
                switch random.next() % 4 {
                case 0: mutated[index] = UInt8(truncatingIfNeeded: random.next())
                case 1: mutated[index] ^= 1 << UInt8(random.next() % 8)
                case 2: mutated.remove(at: index)
                default: mutated.insert([0, 0x80, 0x84, 0xFF][Int(random.next() % 4)], at: index)
                }
            }
            let file = ChipFile(role, mutated[...])
            if file.error != nil { unreadable += 1 }
            for irregularity in file.irregularities {
                guard case .bytes(let offset, let length)? = irregularity.place else { continue }
                #expect(offset >= 0 && length >= 0 && offset + length <= mutated.count, "\(irregularity) in \(hex(mutated[...]))")
            }
            // What was read can be walked.
            #expect(file.fields.count < 64)
        }
        // The mutations reach both sides.
        #expect(unreadable > 2_000 && unreadable < 18_000)
    }

    /// Each would run for minutes or take gigabytes without its limit.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: ["resynchronisation", "list", "templates", "infos", "hashes", "faces", "boxes", "images", "tags"]
    )
    func costsLittle(_ name: String) throws {
        let size = 1 << 20
        let (role, content): (ElementaryFile, [UInt8]) =
            switch name {
            // Places that each look like an element of indefinite length.
            case "resynchronisation": (.dataGroup(.eleven), [0x5C, 0, 0x5F, 0x0E, 0x84] + repeated([0x04, 0x02, 0xA0, 0x80], size))
            case "list": (.dataGroup(.eleven), [0x5C, 0] + wrapped([0xA0], [2, 1, 0xFF] + repeated([0x5F, 0x0F, 0], size)))
            case "templates": (.dataGroup(.two), wrapped([0x7F, 0x61], [2, 1, 0xFF] + repeated([0x7F, 0x60, 0], size)))
            case "infos": (.dataGroup(.fourteen), wrapped([0x31], repeated([0x30, 6, 6, 1, 0x2A, 2, 1, 0], size)))
            case "hashes": (.securityObject, repeated([0x30, 0x80], size))
            case "faces":
                (
                    .dataGroup(.two),
                    wrapped(
                        [0x7F, 0x61],
                        [2, 1, 1] + wrapped([0x7F, 0x60], wrapped([0x5F, 0x2E], Array("FAC\u{0}010\u{0}".utf8) + repeated([0xFF], size))))
                )
            case "images": (.dataGroup(.seven), [2, 1, 0xFF] + repeated([0x5F, 0x43, 0], size))
            case "boxes":
                (
                    .dataGroup(.eleven),
                    [0x5C, 0]
                        + wrapped(
                            [0x5F, 0x16],
                            [0, 0, 0, 0x0C, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A] + repeated([0, 0, 0, 8, 1, 1, 1, 1], size))
                )
            default: (.common, wrapped([0x5C], repeated([0x61], size)))
            }
        let file = ChipFile(role, wrapped([UInt8(truncatingIfNeeded: role.tag?.rawValue ?? 0)], content)[...])
        #expect(file.irregularities.count < 10_000)
        #expect(file.error != nil || !file.irregularities.isEmpty)
    }

    private func repeated(_ pattern: [UInt8], _ size: Int) -> [UInt8] {
        Array(repeatElement(pattern, count: size / pattern.count).joined())
    }

    private func wrapped(_ tag: [UInt8], _ content: [UInt8]) -> [UInt8] {
        tag + [0x84] + (0..<4).map { UInt8(truncatingIfNeeded: content.count >> (24 - 8 * $0)) } + content
    }
}
