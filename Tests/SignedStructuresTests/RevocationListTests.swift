import CivilTime
import Irregularities
import SignedStructures
import TestSupport
import Testing

@Suite struct RevocationListTests {
    @Test(arguments: Vectors.revocationLists)
    func fieldsAgreeWithAnotherReader(vector: Vectors.RevocationListVector) throws {
        let file = [0xAA] + vector.file
        let list = try CertificateRevocationList(file[1...])
        let expected = vector.expected
        #expect(list.version == expected.version)
        #expect(Array(list.issuer.bytes) == bytes(hex: expected.issuer))
        #expect(list.country == "UT")
        #expect(list.thisUpdate.description == expected.thisUpdate)
        #expect(list.nextUpdate?.description == expected.nextUpdate)
        #expect(Array(list.tbsCertList) == bytes(hex: expected.tbs))
        #expect(list.signatureAlgorithm.algorithm.description == expected.signatureAlgorithm)
        #expect(list.tbsSignatureAlgorithm == list.signatureAlgorithm)
        #expect(Array(list.signature) == bytes(hex: expected.signature))
        #expect(list.authorityKeyIdentifier.map(Array.init) == expected.authorityKeyIdentifier.map { bytes(hex: $0) })
        #expect(list.number.map(Array.init) == expected.number.map { bytes(hex: $0) })
        #expect(list.revokedCount == expected.entries.count)
        #expect(list.irregularities.isEmpty)
        let entries = list.revokedEntries
        #expect(entries.map { Array($0.serialNumber) } == expected.entries.map { bytes(hex: $0.serialNumber) })
        #expect(entries.map { $0.date?.description } == expected.entries.map(\.date))
        #expect(entries.map(\.reason) == expected.entries.map(\.reason))
        for entry in entries { #expect(list.revocation(of: entry.serialNumber) == entry) }
        let absent: [UInt8] = [4]
        #expect(list.revocation(of: absent[...]) == nil)
        let unsigned: [UInt8] = [0x80]
        #expect(list.revocation(of: unsigned[...]) == nil, "the entry 0080 is another INTEGER")
        #expect(list.extensions.count == 2)
    }

    /// A revocation list put together from parts: version, entries, extensions.
    private func handMade(
        version: String = "020101", times: [[UInt8]] = [HandMade.element(0x17, "260601000000Z"), HandMade.element(0x17, "260901000000Z")],
        entries: [UInt8] = [], extensions: [[UInt8]] = [], trailing: [UInt8] = []
    ) -> [UInt8] {
        let algorithm = bytes(hex: "300A06082A8648CE3D040302")
        let list = extensions.isEmpty ? [] : HandMade.wrap(0xA0, HandMade.sequence(extensions))
        let tbs = HandMade.sequence(
            [bytes(hex: version), algorithm, HandMade.name([[("2.5.4.6", 0x13, "UT")]])] + times + [entries, list])
        return HandMade.sequence([tbs, algorithm, bytes(hex: "030400AABBCC")]) + trailing
    }

    private func codes(_ file: [UInt8]) throws -> [ReasonCode] {
        try CertificateRevocationList(file[...]).irregularities.map(\.code)
    }

    @Test func twins() throws {
        #expect(try codes(handMade()) == [])
        #expect(try codes(handMade(trailing: [0])) == [.trailingBytes])
        #expect(try codes(handMade(version: "")) == [])
        #expect(try codes(handMade(version: "020102")) == [.unknownVersion])
        let number = HandMade.extensionElement("2.5.29.20", bytes(hex: "020107"))
        #expect(try codes(handMade(extensions: [number])) == [])
        #expect(try codes(handMade(version: "", extensions: [number])) == [.unknownVersion])
        #expect(try codes(handMade(times: [HandMade.element(0x18, "20260601000000Z")])) == [.malformedTime])
        #expect(throws: StructureError.self) { try codes(handMade(times: [])) }
        #expect(throws: StructureError.self) { try codes(handMade(times: [HandMade.element(0x17, "2606")])) }
        #expect(throws: StructureError.self) { try codes(handMade(entries: bytes(hex: "30023005"))) }
        let onlyThis = handMade(times: [HandMade.element(0x17, "260601000000Z")])
        #expect(try CertificateRevocationList(onlyThis[...]).nextUpdate == nil)
    }

    @Test func entriesThatAreNoneAreSaidOnceAndHideNothing() throws {
        let date = HandMade.element(0x17, "260601000000Z")
        let good = HandMade.sequence([bytes(hex: "020105"), date])
        let reason = HandMade.sequence([
            bytes(hex: "020106"), date, HandMade.sequence([HandMade.extensionElement("2.5.29.21", bytes(hex: "0A0101"))]),
        ])
        let undated = HandMade.sequence([bytes(hex: "020107"), bytes(hex: "0500")])
        let file = handMade(entries: HandMade.sequence([bytes(hex: "0500"), good, bytes(hex: "3000"), reason, undated]))
        let list = try CertificateRevocationList(file[...])
        #expect(list.irregularities.map(\.code) == [.malformedValue])
        #expect(list.revokedCount == 5)
        #expect(list.revokedEntries.map { Array($0.serialNumber) } == [[5], [6], [7]])
        let serial: [UInt8] = [6]
        #expect(list.revocation(of: serial[...])?.reason == 1)
        let last: [UInt8] = [7]
        #expect(list.revocation(of: last[...])?.date == nil)
        #expect(list.revocation(of: last[...]) != nil)
    }

    /// A list with an entry that says for no certificate what it is for speaks for none; one without a readable date names its certificate.
    @Test func aListWithAnEntryWithoutANumberIsNotComplete() throws {
        let date = HandMade.element(0x17, "260601000000Z")
        let good = HandMade.sequence([bytes(hex: "020105"), date])
        let vectors: [(name: String, entry: [UInt8], isComplete: Bool)] = [
            ("right", good, true), ("a SET", HandMade.wrap(0x31, Array(good.dropFirst(2))), false), ("NULL", bytes(hex: "0500"), false),
            ("empty", bytes(hex: "3000"), false), ("an empty number", HandMade.sequence([bytes(hex: "0200"), date]), false),
            ("a text for a number", HandMade.sequence([bytes(hex: "0C0105"), date]), false),
            ("no date", HandMade.sequence([bytes(hex: "020105")]), true),
        ]
        for vector in vectors {
            for entries in [[vector.entry], [good, vector.entry], [vector.entry, good], [bytes(hex: "30050201090500"), vector.entry]] {
                let list = try CertificateRevocationList(handMade(entries: HandMade.sequence(entries))[...])
                #expect(list.isComplete == vector.isComplete && list.hasUnreadableEntries != vector.isComplete, "\(vector.name)")
            }
        }
    }

    @Test func serialNumbersAreComparedByValue() {
        let vectors: [(content: String, octets: String)] = [
            ("07", "07"), ("0007", "07"), ("000007", "07"), ("0087", "0087"), ("000087", "0087"), ("87", "87"), ("FF87", "87"),
            ("FFFF87", "87"), ("FF07", "FF07"), ("00", "00"), ("0000", "00"), ("FF", "FF"), ("FFFF", "FF"), ("", ""), ("0700", "0700"),
        ]
        for vector in vectors { #expect(Array(SerialNumber(bytes(hex: vector.content)[...]).octets) == bytes(hex: vector.octets)) }
    }

    @Test func listsOfTenThousandsAreRead() throws {
        let date = HandMade.element(0x17, "260601000000Z")
        var entries: [UInt8] = []
        for number in 0..<20_000 {
            let serial: [UInt8] = [1, UInt8(number >> 8), UInt8(number & 0xFF)]
            entries += HandMade.sequence([HandMade.wrap(0x02, serial), date])
        }
        let file = handMade(entries: HandMade.wrap(0x30, entries))
        let list = try CertificateRevocationList(file[...])
        #expect(list.revokedCount == 20_000)
        let last: [UInt8] = [1, UInt8(19_999 >> 8), UInt8(19_999 & 0xFF)]
        #expect(list.revocation(of: last[...])?.date?.description == "2026-06-01T00:00:00Z")
    }
}
