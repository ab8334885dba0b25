import CivilTime
import TagLengthValue
import Testing

@testable import SignedStructures

@Suite struct EncodedTimeTests {
    /// Tag, text, meaning, whether RFC 5280 allows the form.
    @Test(
        arguments: [
            (0x17, "260601123456Z", "2026-06-01T12:34:56Z", true), (0x17, "491231235959Z", "2049-12-31T23:59:59Z", true),
            (0x17, "500101000000Z", "1950-01-01T00:00:00Z", true), (0x17, "991231235959Z", "1999-12-31T23:59:59Z", true),
            (0x17, "2606011234Z", "2026-06-01T12:34:00Z", false), (0x17, "260601123456+0200", "2026-06-01T10:34:56Z", false),
            (0x17, "260601123456-0530", "2026-06-01T18:04:56Z", false), (0x17, "260601123456", "2026-06-01T12:34:56Z", false),
            (0x18, "20500101000000Z", "2050-01-01T00:00:00Z", true), (0x18, "99991231235959Z", "9999-12-31T23:59:59Z", true),
            (0x18, "20260601123456.789Z", "2026-06-01T12:34:56Z", false), (0x18, "20260601123456,5Z", "2026-06-01T12:34:56Z", false),
            (0x18, "202606011234Z", "2026-06-01T12:34:00Z", false), (0x18, "2026060112Z", "2026-06-01T12:00:00Z", false),
            (0x18, "2026060112", "2026-06-01T12:00:00Z", false), (0x18, "20260601123456+01", "2026-06-01T11:34:56Z", false),
            (0x18, "20161231235960Z", "2017-01-01T00:00:00Z", true),
        ] as [(UInt32, String, String, Bool)])
    func forms(tag: UInt32, text: String, meaning: String, isConforming: Bool) throws {
        let time = try #require(read(tag, text))
        #expect(time.timestamp.description == meaning)
        #expect(time.isConforming == isConforming)
    }

    @Test(
        arguments: [
            (0x17, ""), (0x17, "Z"), (0x17, "2606"), (0x17, "261301000000Z"), (0x17, "260230000000Z"), (0x17, "260601240000Z"),
            (0x17, "260601126000Z"), (0x17, "260601120061Z"), (0x17, "2606011200-2400"), (0x17, "260601123456z"), (0x17, "260601123456Z "),
            (0x17, "2606011234561Z"), (0x17, "260601123456+"), (0x17, "260601123456+2"), (0x17, "26O601123456Z"), (0x18, "00000101000000Z"),
            (0x18, "260601123456Z"), (0x13, "260601123456Z"), (0x04, "20260601123456Z"),
        ] as [(UInt32, String)])
    func octetsThatAreNoTime(tag: UInt32, text: String) {
        #expect(read(tag, text) == nil)
    }

    private func read(_ tag: UInt32, _ text: String) -> EncodedTime? {
        let file = [0xEE] + HandMade.element(tag, text)
        var cursor = ElementCursor(over: file[1...])
        guard let element = try? cursor.next(in: file[...]) else { return nil }
        return EncodedTime(element, in: file[...])
    }
}
