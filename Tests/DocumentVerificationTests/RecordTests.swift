import DocumentPKI
import DocumentVerification
import LogicalDataStructure
import SafeOpenSSL
import SignedStructures
import SpecimenIssuing
import TestSupport
import Testing
import TravelDocuments

/// The record of proofs of the committed samples: facts, and no judgement.
@Suite struct RecordTests {
    private static func openssl(_ arguments: [String], _ input: ArraySlice<UInt8>) throws -> String {
        let result = try Subprocess.run("openssl", arguments, input: Array(input))
        #expect(result.status == 0, "\(result.errorText)")
        return result.text.split(separator: " ").first.map(String.init) ?? ""
    }

    @Test(.enabled(if: Subprocess.isAvailable("openssl")), arguments: Series.allCases)
    func digestsAreWhatOpensslComputes(_ series: Series) throws {
        let capture = try Laboratory.capture(series.rawValue)
        let record = try Laboratory.record(capture, digestFiles: true)
        #expect(record.dataGroups.map { UInt($0.number.rawValue) } == series.plan.dataGroups.sorted())
        let function = series == .td2Card ? "-sha512" : "-sha256"
        for group in record.dataGroups {
            let file = try #require(capture.files.first { $0.role == .dataGroup(group.number) })
            let expected = try RecordTests.openssl(["dgst", function, "-r"], file.bytes)
            #expect(group.isSupplied && group.matches == true && group.computed?.hex == expected, "DG\(group.number.rawValue)")
            #expect(group.computed.map { $0.matches(record.listedHash(of: group) ?? []) } == true)
        }
        #expect(record.fileDigests.count == capture.files.count)
        for (file, digest) in zip(capture.files, record.fileDigests) {
            #expect(try digest.hex == RecordTests.openssl(["dgst", "-sha256", "-r"], file.bytes), "\(file.name)")
        }
        #expect(try Laboratory.record(capture).fileDigests.isEmpty && record.time == Laboratory.time)
    }

    @Test(.enabled(if: Subprocess.isAvailable("openssl")), arguments: Series.allCases)
    func theSignerIsProvenStepByStep(_ series: Series) throws {
        let record = try Laboratory.record(Laboratory.capture(series.rawValue))
        let facts = try #require(record.securityObject)
        let signer = try #require(facts.signer)
        #expect(facts.signers.count == 1 && signer.origin == .embedded(.exact) && signer.certificateError == nil)
        #expect(signer.proof.messageDigestMatches == true && signer.proof.contentTypeMatches == true)
        #expect(signer.proof.signature == .valid && signer.proof.overall == .valid && !signer.proof.attributesWereReordered)
        let certificate = try #require(signer.certificate)
        #expect(certificate.serialNumber == [0x0C, 0x00, UInt8(series.number)] && certificate.country == "UT")
        #expect(try signer.identity?.description == RecordTests.openssl(["dgst", "-sha256", "-r"], certificate.bytes))
        let content = try #require(record.document.chip?.securityObject?.signedData.content)
        #expect(
            try signer.proof.contentDigest?.hex == RecordTests.openssl(["dgst", "-sha256", "-r"], content.bytes))
        let path = try #require(signer.path)
        #expect(path.outcome == .anchored && path.path.map(\.role) == [.documentSigner, .countrySigningCA])
        #expect(path.path.last?.sources.first?.name.hasSuffix("csca-\(series.number).cer") == true)
        #expect(path.path.map(\.foundBy) == [nil, .keyIdentifier])
        let revocation = try #require(signer.revocation)
        // A link joins the first two authorities; the third is one of its own.
        let ofIssuer = series == .td2Card ? 1 : 2
        #expect(revocation.lists.count == 3 && revocation.trusted.count == ofIssuer && revocation.revocation == nil)
        // The list of the signer's own authority stands first.
        #expect(revocation.lists.first?.list.authorityKeyIdentifier == certificate.authorityKeyIdentifier)
        #expect(signer.traits?.countries == ["UT", "UT", "UT"] && signer.traits?.validities.count == 2)
    }

    @Test func tamperedSamplesShowExactlyWhatWasChanged() throws {
        func record(_ folder: String) throws -> VerificationRecord { try Laboratory.record(Laboratory.capture(folder)) }
        func changed(_ record: VerificationRecord) -> [DataGroupNumber] { record.dataGroups.filter { $0.matches == false }.map(\.number) }
        let passport = try record("passport-tampered")
        #expect(changed(passport) == [.two] && passport.securityObject?.signer?.proof.overall == .valid)
        let identityCard = try record("identity-card-tampered")
        #expect(changed(identityCard) == [.one] && identityCard.securityObject?.signer?.proof.overall == .valid)
        let card = try record("td2-card-tampered")
        let signer = try #require(card.securityObject?.signer)
        #expect(changed(card).isEmpty && signer.proof.signature == .invalid && signer.proof.messageDigestMatches == true)
        #expect(signer.path?.outcome == .anchored)
    }

    @Test func faultsOfTheIssuerAreFacts() throws {
        func signer(_ fault: String) throws -> SignerFacts {
            try #require(Laboratory.record(Laboratory.files(.passport, fault: fault)).securityObject?.signer)
        }
        let digest = try signer("message-digest").proof
        #expect(digest.messageDigestMatches == false && digest.signature == .valid && digest.overall == .invalid)
        let type = try signer("signed-content-type").proof
        #expect(
            type.contentTypeMatches == false && type.messageDigestMatches == true && type.signature == .valid && type.overall == .invalid)
        let replaced = try signer("content-replaced").proof
        #expect(replaced.messageDigestMatches == false && replaced.signature == .valid)
        #expect(try signer("signed-by-another-key").proof.signature == .invalid)
        #expect(try signer("issuer-forged").path?.candidates.first?.proof == .invalid)
        #expect(try signer("issuer-same-name-other-key").path?.outcome == .noIssuer)
        #expect(try signer("signer-revoked").revocation?.revocation?.entry.date == Utopia.revocationDate)
        // Facts before judgements: a certificate that was expired at the time of issue is on its path.
        #expect(try signer("signer-expired-at-issue").path?.outcome == .anchored)
    }

    @Test func dataGroupsAreSuppliedOrNotAndListedOrNot() throws {
        let files = try Laboratory.files("passport")
        func fact(_ number: DataGroupNumber, _ files: Laboratory.Files) throws -> DataGroupFact {
            try #require(Laboratory.record(files).dataGroups.first { $0.number == number })
        }
        let missing = try fact(.eleven, files.without("EF_DG11.bin"))
        #expect(missing.isListed && !missing.isSupplied && missing.computed == nil && missing.matches == nil)
        let unlisted = try fact(.twelve, Laboratory.files(.passport, fault: "data-group-unlisted"))
        #expect(unlisted.listed == nil && unlisted.isSupplied && unlisted.computed != nil && unlisted.matches == nil)
        let wrong = try fact(.two, Laboratory.files(.passport, fault: "hash"))
        #expect(wrong.listed != nil && wrong.matches == false)
        // What trails the outermost element is not part of the data group; one byte inside is.
        #expect(try fact(.one, files.setting("EF_DG1.bin", files["EF_DG1.bin"] + [0, 0, 0])).matches == true)
        // An unreadable file is hashed as it is.
        let cut = try fact(.two, files.setting("EF_DG2.bin", Array(files["EF_DG2.bin"].dropLast())))
        #expect(cut.isSupplied && cut.computed != nil && cut.matches == false)
        // A hash function of tomorrow: the listed values are there, and nothing is computed.
        let unknown = Array(OID.sha256.content.dropLast()) + [0x7E]
        let content = try #require(files.signedData().content?.bytes)
        let first = try #require(Array(content).firstRange(of: OID.sha256.content))
        var changed = Array(content)
        changed.replaceSubrange(first, with: unknown)
        let future = try fact(.one, files.replacing(Array(content), by: changed, in: "EF_SOD.bin"))
        #expect(future.listed != nil && future.isSupplied && future.computed == nil && future.matches == nil)
    }

    @Test func withoutASecurityObjectThereAreDataGroupsOnly() throws {
        let record = try Laboratory.record(Laboratory.files("passport").without("EF_SOD.bin"))
        #expect(record.securityObject == nil && record.dataGroups.count == 6)
        #expect(record.dataGroups.allSatisfy { $0.isSupplied && $0.listed == nil && $0.computed == nil })
        let broken = try Laboratory.record(Laboratory.files("passport").setting("EF_SOD.bin", [0x77, 0x82, 0x01]))
        #expect(broken.securityObject == nil && broken.dataGroups.count == 6)
        let bare = try Laboratory.record([], printed: Series.passport.plan.zone.lines().joined(separator: "\n"))
        #expect(bare.securityObject == nil && bare.dataGroups.isEmpty && bare.document.printedZone != nil)
    }

    /// A cache that has met other documents says the same as a new one.
    @Test func recordsDoNotDependOnWhatTheWorkerMetBefore() throws {
        var cache = VerificationCache(store: try Laboratory.store())
        for _ in 0..<2 {
            for series in Series.allCases {
                let capture = try Laboratory.capture(series.rawValue)
                let used = DocumentVerifier.verify(.init(capture), at: Laboratory.time, cache: &cache)
                let fresh = try Laboratory.record(capture)
                #expect(used.dataGroups.map(\.computed) == fresh.dataGroups.map(\.computed) && used.issueDate == fresh.issueDate)
                #expect(used.securityObject?.signer?.proof == fresh.securityObject?.signer?.proof)
                #expect(used.securityObject?.signer?.path == fresh.securityObject?.signer?.path)
            }
        }
    }
}
