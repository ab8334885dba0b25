import Foundation
import Irregularities
import SignedStructures
import TestSupport
import Testing

/// RSA numbers as encoders write them: with the sign octet that DER asks for, without it, and with zeros too many.
@Suite struct PublicKeyTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let modulus: String
        let exponent: String
        let codes: [ReasonCode]
        var testDescription: String { name }

        /// The SubjectPublicKeyInfo of the two INTEGERs.
        var encoded: [UInt8] {
            let numbers = HandMade.sequence([HandMade.wrap(0x02, bytes(hex: modulus)), HandMade.wrap(0x02, bytes(hex: exponent))])
            return HandMade.sequence([bytes(hex: "300D06092A864886F70D0101010500"), HandMade.wrap(0x03, [0] + numbers)])
        }
    }

    /// 512 bits with the highest one set; no key of anybody.
    private static let number = "C5" + (1...62).map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined() + "0B"

    static let rows = [
        Row(name: "both with their sign octet", modulus: "00" + number, exponent: "010001", codes: []),
        Row(name: "a modulus without its sign octet", modulus: number, exponent: "010001", codes: [.missingSignOctet]),
        Row(name: "an exponent without its sign octet", modulus: "00" + number, exponent: "C1", codes: [.missingSignOctet]),
        Row(name: "both without, said once", modulus: number, exponent: "C1", codes: [.missingSignOctet]),
        Row(name: "zeros too many", modulus: "000000" + number, exponent: "00010001", codes: []),
    ]

    @Test(arguments: rows) func numbersAreRead(_ row: Row) throws {
        let file = [0xEE, 0xEE] + row.encoded
        let info = try SubjectPublicKeyInfo(file[2...])
        guard case .rsa(let modulus, let exponent) = info.key else {
            Issue.record("no RSA key")
            return
        }
        #expect(hex(modulus) == PublicKeyTests.number)
        #expect(hex(exponent) == String(row.exponent.drop { $0 == "0" }.count % 2 == 0 ? "" : "0") + row.exponent.drop { $0 == "0" })
        #expect(info.irregularities.map(\.code) == row.codes)
        #expect(info.bytes == file[2...], "the bytes that a hash covers stay as they are")
        for irregularity in info.irregularities {
            guard case .bytes(let offset, let length)? = irregularity.place else {
                Issue.record("without a place")
                continue
            }
            #expect(file[offset] == 0x02, "the place is that of the INTEGER")
            #expect(file[offset + length - 1] == (row.modulus.hasPrefix("00") ? 0xC1 : 0x0B))
        }
    }

    /// The `openssl` command takes the same number from an INTEGER without sign octet.
    @Test(.enabled(if: Subprocess.isAvailable("openssl"), "the openssl command is absent"), arguments: rows)
    func opensslReadsTheSameNumber(_ row: Row) throws {
        let result = try Subprocess.run(
            "openssl", ["rsa", "-pubin", "-inform", "DER", "-noout", "-modulus"], input: row.encoded)
        #expect(result.text == "Modulus=\(PublicKeyTests.number)\n", "\(result.errorText)")
    }

    private func hex(_ octets: ArraySlice<UInt8>) -> String {
        octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
    }
}
