import TestSupport
import Testing

@testable import SignedStructures

@Suite struct OIDTests {
    /// Content octets by python asn1crypto's `ObjectIdentifier`.
    @Test(
        arguments: [
            ("1.2.840.113549.1.1.11", "2A864886F70D01010B"), ("2.5.4.6", "550406"), ("2.23.136.1.1.1", "678108010101"),
            ("0.4.0.127.0.7.1.1.4.1.3", "04007F00070101040103"), ("0.0", "00"), ("1.39", "4F"), ("2.0", "50"), ("2.39", "77"),
            ("2.40", "78"),
            ("2.47", "7F"), ("2.48", "8100"), ("2.999.3", "883703"), ("1.3.6.1.4.1.311.21.7", "2B0601040182371507"),
            ("1.3.18446744073709551615", "2B81FFFFFFFFFFFFFFFF7F"), ("1.2.0", "2A00"),
            ("1.3.6.1.4.1.311.21.8.14705127.1045733.3493530.13170131", "2B06010401823715088781C367BFE96581D59D1A86A3EB53"),
        ] as [(String, String)])
    func dottedDecimals(dotted: String, hex: String) throws {
        let identifier = try #require(OID(dotted: dotted))
        #expect(identifier.content == bytes(hex: hex))
        #expect(identifier.description == dotted)
        let file = [0xFF] + bytes(hex: hex)
        #expect(OID(content: file[1...]) == identifier)
        #expect(Set([identifier, try #require(OID(dotted: dotted))]).count == 1)
    }

    @Test func arcsBeyond64BitsAreWritten() throws {
        // 2.25 and a UUID of all ones.
        let content = bytes(hex: "6983" + String(repeating: "FF", count: 17) + "7F")
        let identifier = try #require(OID(content: content[...]))
        #expect(identifier.description == "2.25.340282366920938463463374607431768211455")
        let first = bytes(hex: "82808080808080808000")
        #expect(OID(content: first[...])?.description == "2.18446744073709551536")
    }

    @Test func longIdentifiersAreAbridgedAndStillDiffer() throws {
        let long = bytes(hex: "2A" + String(repeating: "81", count: 29) + "01")
        let longer = bytes(hex: "2A" + String(repeating: "81", count: 29) + "02")
        let identifier = try #require(OID(content: long[...]))
        #expect(identifier.isAbridged && identifier.description.hasSuffix(".…"))
        #expect(OID(content: longer[...]) != identifier)
        #expect(OID(content: long[...]) == identifier)
        let longest = [UInt8](repeating: 1, count: 255)
        #expect(OID(content: longest[...]) != nil)
        let tooLong = [UInt8](repeating: 1, count: 256)
        #expect(OID(content: tooLong[...]) == nil)
        for count in 1...24 {
            let content = (1...count).map { UInt8($0) }
            #expect(OID(content: content[...])?.content == content)
            #expect(OID(content: content[...])?.isAbridged == false)
        }
    }

    @Test(arguments: ["", "80", "2A80", "2A8001", "8001", "2A01" + "8080", "2A02030405060780" + "01", "2A0203040506078001"])
    func contentsThatAreNone(hex: String) {
        let content = bytes(hex: hex)
        #expect(OID(content: content[...]) == nil)
    }

    @Test(arguments: [
        "", "1", "3.1", "1.40", "1..2", ".1.2", "1.2.", "1.-2", "1.+2", "1.2a", "0.40", "2.18446744073709551616", "2.99999999999",
    ])
    func textsThatAreNone(text: String) {
        #expect(OID(dotted: text) == nil)
    }

    @Test func theTableHasNoEmptyAndNoDoubleIdentifier() {
        let identifiers = OID.names.map(\.oid)
        #expect(identifiers.count > 100)
        #expect(Set(identifiers).count == identifiers.count)
        for entry in OID.names {
            #expect(!entry.oid.content.isEmpty && !entry.oid.isAbridged, "\(entry.name)")
            #expect(entry.oid.shortName == entry.name)
            #expect(OID(dotted: entry.oid.description) == entry.oid)
        }
        #expect(OID(dotted: "1.2.3")?.shortName == nil)
    }

    @Test(arguments: HashFunction.allCases)
    func hashFunctions(hash: HashFunction) {
        #expect(HashFunction(oid: hash.oid) == hash)
        #expect(hash.name.hasPrefix(hash == .md5 ? "MD5" : "SHA-"))
        #expect(hash.outputLength == [16, 20, 28, 32, 48, 64][Int(hash.rawValue)])
        #expect(HashFunction(oid: .rsaEncryption) == nil)
    }
}
