import CivilTime
import DocumentPKI
import Irregularities
import SafeOpenSSL
import SignedStructures
import SpecimenIssuing
import TagLengthValue
import TestSupport
import Testing

/// Master lists of Utopia with a member that is no certificate: what nobody publishes, signed with keys of our own.
@Suite struct ThirdPartyListTwinTests {
    private static let utopia = Result { try Utopia() }

    private static func authorities() throws -> [[UInt8]] {
        try Series.allCases.map { try utopia.get().authority($0).certificate } + [utopia.get().linkCertificate()]
    }

    /// A master list of these members (Doc 9303-12, 8.2), signed by the first document signer.
    private static func list(_ members: [[UInt8]], set: ([[UInt8]]) -> [UInt8] = { $0.flatMap { $0 } }) throws -> [UInt8] {
        let utopia = try utopia.get()
        let key = try utopia.signerKey(.passport)
        let certificate = try utopia.issue(.passport).signerCertificate
        let content = encoded { writer in
            writer.write(.sequence) { list in
                list.writeInteger(0)
                list.write(.set, set(members.sorted { $0.lexicographicallyPrecedes($1) }))
            }
        }
        let digest = try DigestEngine().digest(.sha256, of: content[...]).bytes
        func attribute(_ type: OID, _ value: (inout ElementWriter) -> Void) -> [UInt8] {
            encoded { writer in
                writer.write(.sequence) { pair in
                    pair.write(type)
                    pair.write(.set, value)
                }
            }
        }
        let attributes = [
            attribute(.contentTypeAttribute) { $0.write(.cscaMasterList) },
            attribute(.messageDigestAttribute) { $0.write(.octetString, digest) },
        ]
        let signature = try key.sign(encoded { $0.writeSetOf(attributes) })
        let identifier = try Array(key.keyIdentifier())
        return encoded { writer in
            writer.write(.sequence) { info in
                info.write(.signedData)
                info.write(.context(0)) { wrapper in
                    wrapper.write(.sequence) { data in
                        data.writeInteger(3)
                        data.write(.set) { $0.writeAlgorithm(.sha256, withNull: true) }
                        data.write(.sequence) { encapsulated in
                            encapsulated.write(.cscaMasterList)
                            encapsulated.write(.context(0)) { $0.write(.octetString, content) }
                        }
                        data.write(.context(0), certificate)
                        data.write(.set) { signers in
                            signers.write(.sequence) { signer in
                                signer.writeInteger(3)
                                signer.write(.contextPrimitive(0), identifier)
                                signer.writeAlgorithm(.sha256, withNull: true)
                                signer.writeSetOf(attributes, tag: .context(0))
                                signer.append(key.signatureAlgorithm)
                                signer.write(.octetString, signature)
                            }
                        }
                    }
                }
            }
        }
    }

    private static func read(_ list: [UInt8]) -> StoreReader {
        var keys = KeyCache()
        var reader = StoreReader(trust: .namedOnCommandLine)
        reader.read(list[...], name: "list", keys: &keys)
        return reader
    }

    struct Twin: Sendable, CustomTestStringConvertible {
        let name: String
        let member: [UInt8]
        let reason: ReasonCode
        var testDescription: String { name }
    }

    static let twins = [
        Twin(name: "an empty sequence", member: bytes(hex: "3000"), reason: .missingElement),
        Twin(name: "a sequence of a number", member: bytes(hex: "3003020105"), reason: .unexpectedTag),
        Twin(name: "a number", member: bytes(hex: "020105"), reason: .unexpectedTag),
        Twin(name: "a length beyond the member", member: bytes(hex: "3004300502AA"), reason: .lengthBeyondEnd),
    ]

    @Test func aWholeListIsLoaded() throws {
        let reader = ThirdPartyListTwinTests.read(try ThirdPartyListTwinTests.list(ThirdPartyListTwinTests.authorities()))
        #expect(reader.store.certificates.count == 4 && reader.refused.isEmpty)
    }

    @Test(arguments: twins) func aBrokenMemberIsSaidAndTheRestIsLoaded(_ twin: Twin) throws {
        let authorities = try ThirdPartyListTwinTests.authorities()
        let list = try ThirdPartyListTwinTests.list(authorities + [twin.member])
        let place = ([twin.member] + authorities).sorted { $0.lexicographicallyPrecedes($1) }.firstIndex(of: twin.member)
        let reader = ThirdPartyListTwinTests.read(list)
        #expect(Set(reader.store.certificates.map { Array($0.certificate.bytes) }) == Set(authorities))
        #expect(reader.sources.map(\.certificates) == [4])
        #expect(reader.refused.count == 1)
        let refused = try #require(reader.refused.first)
        #expect(refused.entry == place && refused.reason == twin.reason && refused.name == "list")
        let offset = try #require(refused.offset)
        #expect(list.indices.contains(offset))
    }

    @Test func aMemberThatStandsTwiceIsOneCertificate() throws {
        let authorities = try ThirdPartyListTwinTests.authorities()
        let reader = ThirdPartyListTwinTests.read(try ThirdPartyListTwinTests.list(authorities + [authorities[0]]))
        #expect(reader.store.certificates.count == 4 && reader.sources.map(\.certificates) == [5] && reader.refused.isEmpty)
        #expect(reader.store.certificates.filter { $0.sources.count == 2 }.map { Array($0.certificate.bytes) } == [authorities[0]])
    }

    /// A member that runs beyond the set leaves no members to tell apart: the list is refused, and nothing of it is loaded.
    @Test func aMemberBeyondTheSetRefusesTheList() throws {
        let authorities = try ThirdPartyListTwinTests.authorities()
        let list = try ThirdPartyListTwinTests.list(authorities) { Array($0.flatMap { $0 }.dropLast()) }
        let reader = ThirdPartyListTwinTests.read(list)
        #expect(reader.store.certificates.isEmpty && reader.sources.isEmpty)
        #expect(reader.refused.map(\.reason) == [.lengthBeyondEnd] && reader.refused.map(\.entry) == [nil])
    }

    @Test func aChangedSignatureRefusesTheList() throws {
        var list = try ThirdPartyListTwinTests.list(ThirdPartyListTwinTests.authorities())
        list[list.count - 1] ^= 1
        #expect(ThirdPartyListTwinTests.read(list).refused.map(\.reason) == [.signatureInvalid])
    }

    @Test(.enabled(if: Subprocess.isAvailable("openssl"), "the openssl command is absent")) func opensslVerifiesTheTwins() throws {
        for twin in ThirdPartyListTwinTests.twins {
            let list = try ThirdPartyListTwinTests.list(ThirdPartyListTwinTests.authorities() + [twin.member])
            let result = try Subprocess.run("openssl", ["cms", "-verify", "-noverify", "-binary", "-inform", "DER"], input: list)
            #expect(result.status == 0, "\(twin.name): \(result.errorText)")
        }
    }
}
