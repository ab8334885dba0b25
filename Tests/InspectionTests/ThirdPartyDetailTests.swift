import DocumentPKI
import DocumentVerification
import Foundation
import Inspection
import Irregularities
import LogicalDataStructure
import SafeOpenSSL
import SignedStructures
import TestSupport
import Testing
import TravelDocuments

/// What the verdicts do not show: keys of data groups, EF.CardSecurity, and the policy that a set's index expects.
@Suite struct ThirdPartyDetailTests {
    private struct Cell: Decodable {
        let sod: String
        let csca: String?
        let digest: String
        let validity: String
        let inspection_date: String
        let expect_policy_rejection: Bool
    }

    /// A cell is rejected where the algorithms are weak or the signer is not valid at inspection, and for nothing else.
    @Test(.enabled(if: ThirdPartyData.isPresent("policy-grid")))
    func theGridsPolicyIsThatOfTwoChecks() throws {
        let folder = try #require(ThirdPartyData.folder("policy-grid"))
        let cells = try JSONDecoder().decode([Cell].self, from: Data(contentsOf: folder.appendingPathComponent("index.json")))
        let rows = ThirdPartyRow.rows("policy-grid")
        #expect(cells.count == 24 && rows.count == 24)
        for cell in cells {
            let row = try #require(rows.first { $0.files[cell.sod] != nil })
            #expect(row.store == cell.csca.map { "policy-grid/" + $0 } && cell.inspection_date == "2026-07-07", "\(row.id)")
            let result = try row.inspect()
            let strength = result.verdicts("security-object.algorithm-strength")
            let validity = result.verdicts("document-signer.validity-at-inspection")
            #expect(strength == [cell.digest == "sha256" ? .passed : .failed], "\(row.id)")
            #expect(validity == [cell.validity == "fresh" ? .passed : .failed], "\(row.id)")
            #expect((strength == [.failed] || validity == [.failed]) == cell.expect_policy_rejection, "\(row.id)")
            #expect((row.theirs == "rejected") == cell.expect_policy_rejection, "\(row.id)")
            #expect(result.verdicts("security-object.signature") == [.passed], "\(row.id)")
            #expect(result.verdicts("security-object.data-group-hashes") == [.passed], "\(row.id)")
            #expect(result.verdicts("certification-path.trust-anchor") == [cell.csca == nil ? .undetermined : .passed], "\(row.id)")
        }
    }

    /// The modulus without sign octet is a key all the same, and the one that the command reads.
    @Test(arguments: ThirdPartyRow.rows("chips").filter { $0.files.keys.contains { $0.hasSuffix("15.bin") || $0.hasSuffix("0F.bin") } })
    func keysOfActiveAuthenticationAreRead(_ row: ThirdPartyRow) throws {
        let group = try #require(try row.inspect().record.document.chip?.dataGroup15)
        #expect(group.irregularities.map(\.code) == (row.id.hasPrefix("lds-jmrtd/loes2006") ? [] : [.missingSignOctet]))
        #expect(try group.publicKey.publicKey().bits == 1024)
        guard case .rsa(let modulus, _) = group.publicKey.key, Subprocess.isAvailable("openssl") else { return }
        let output = try Subprocess.run(
            "openssl", ["rsa", "-pubin", "-inform", "DER", "-noout", "-modulus"], input: Array(group.publicKey.bytes))
        let hexadecimal = modulus.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
        #expect(output.text == "Modulus=\(hexadecimal)\n")
    }

    /// Its one SignerInfo has no signed attributes: the signature is over the content itself (RFC 5652, 5.4).
    @Test(.enabled(if: ThirdPartyData.isPresent("lds-jmrtd")))
    func cardSecurityVerifiesOverItsContent() throws {
        let row = try #require(ThirdPartyRow.rows("chips").first { $0.id == "lds-jmrtd/efcardsecurity" })
        let signedData = try #require(try row.inspect().record.document.chip?.cardSecurity).signedData
        let content = try #require(signedData.content).bytes
        let signer = try #require(signedData.signerInfos.first)
        let certificate = try Certificate(#require(signedData.certificates.first))
        #expect(signer.signedAttributes == nil && signer.identifier.matches(certificate) == .exact)
        var keys = KeyCache()
        let key = certificate.subjectPublicKeyInfo
        let proof = SignerVerification(signer, content: content, contentType: signedData.contentType).proof(by: key, keys: &keys)
        #expect(proof.signature == .valid && proof.overall == .valid)
        #expect(proof.messageDigestMatches == nil && proof.contentTypeMatches == nil)
        var changed = Array(content)
        changed[changed.count - 1] ^= 1
        let other = SignerVerification(signer, content: changed[...], contentType: signedData.contentType).proof(by: key, keys: &keys)
        #expect(other.overall == .invalid)
    }
}
