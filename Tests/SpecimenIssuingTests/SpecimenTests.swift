import LogicalDataStructure
import SignedStructures
import SpecimenIssuing
import Testing

@Suite struct SpecimenTests {
    /// One set of keys for all tests, because RSA keys take long to make.
    private static let made = Result { try Utopia() }

    static func utopia() throws -> Utopia { try made.get() }

    static func issue(_ series: Series, fault: String? = nil) throws -> IssuedDocument {
        let fault = try fault.map { try #require(DocumentFault.named($0)) }
        return try utopia().issue(series, fault: fault)
    }

    @Test(arguments: Series.allCases)
    func rightSpecimensAreRegular(_ series: Series) throws {
        let utopia = try SpecimenTests.utopia()
        let specimen = try utopia.issue(series)
        let facts = try SpecimenFacts(specimen)
        #expect(try facts.failures(of: specimen, series, utopia).isEmpty)
        for file in facts.chip.files {
            #expect(file.error == nil, "\(file.file)")
            #expect(file.irregularities.isEmpty, "\(file.file): \(file.irregularities)")
        }
        let plan = series.plan
        #expect(facts.chip.dataGroups.map { UInt($0.number.rawValue) } == plan.dataGroups.sorted())
        #expect(facts.chip.common?.dataGroups.map { UInt($0.rawValue) } == plan.dataGroups.sorted())
        #expect(facts.signer.irregularities.isEmpty)
        #expect(facts.securityObject.signedData.version == 3)
        #expect(facts.securityObject.lds?.version == Int(plan.ldsObjectVersion))
        #expect(facts.signer.signedAttributes?.signingTime == (plan.hasSigningTime ? plan.signingTime : nil))
        #expect(facts.chip.dataGroup2.map { $0.images.count } == 1)
        if series != .td2Card { #expect(facts.chip.dataGroup14?.infos.count == (series == .passport ? 3 : 4)) }
    }

    /// What was done after or while signing that these readers can see: each breaks what its row says, and nothing else.
    @Test(arguments: Series.allCases)
    func faultsBreakWhatTheySay(_ series: Series) throws {
        let utopia = try SpecimenTests.utopia()
        for name in [
            "byte-of-dg2", "name-changed", "number-changed", "digit-of-document-number", "composite-digit", "hash", "content-replaced",
            "signature-bit", "signed-by-another-key", "message-digest", "signed-content-type", "data-group-unlisted",
            "common-data-incomplete", "issuer-forged", "issuer-same-name-other-key", "issuer-unknown", "signer-expired-at-issue",
            "signer-revoked", "document-expired", "hash-weak",
        ] {
            let fault = try #require(DocumentFault.named(name))
            let specimen = try utopia.issue(series, fault: fault)
            let facts = try SpecimenFacts(specimen)
            var expected = Set(fault.failedChecks).intersection(SpecimenFacts.examined)
            // A verifier cannot know that this issuer exists nowhere; here it is known.
            if ["issuer-same-name-other-key", "issuer-unknown"].contains(name) { expected.insert("certification-path.signatures") }
            #expect(try facts.failures(of: specimen, series, utopia) == expected, "\(name)")
            #expect(Set(fault.failedChecks).count == fault.failedChecks.count)
            let right = series.plan.zone.lines()
            let hasChangedZone = !specimen["EF_DG1.bin"].suffix(right.joined().utf8.count).elementsEqual(right.joined().utf8)
            let changing = [
                "name-changed", "number-changed", "content-replaced", "digit-of-document-number", "composite-digit", "document-expired",
            ]
            #expect(hasChangedZone == changing.contains(name), "\(name)")
        }
    }

    @Test func faultsOfTheSignerStandInItsCertificate() throws {
        let utopia = try SpecimenTests.utopia()
        let right = try Certificate(utopia.issue(.passport).signerCertificate[...])
        let issue = Series.passport.plan.signingTime
        #expect(issue.map(right.validity.contains) == true)
        let expired = try Certificate(SpecimenTests.issue(.passport, fault: "signer-expired-at-issue").signerCertificate[...])
        #expect(issue.map(expired.validity.contains) == false)
        let list = try CertificateRevocationList(utopia.authority(.passport).revocationList[...])
        #expect(list.revocation(of: right.serialNumber) == nil)
        let revoked = try Certificate(SpecimenTests.issue(.passport, fault: "signer-revoked").signerCertificate[...])
        #expect(list.revocation(of: revoked.serialNumber)?.date == Utopia.revocationDate)
        #expect(list.thisUpdate == Utopia.revocationListUpdate)
        #expect(list.nextUpdate == Utopia.revocationListNextUpdate)
    }

    @Test func certificatesAreIssuedByWhomTheyName() throws {
        let utopia = try SpecimenTests.utopia()
        for series in Series.allCases {
            let authority = try Certificate(utopia.authority(series).certificate[...])
            let signer = try Certificate(utopia.issue(series).signerCertificate[...])
            let key = try utopia.authority(series).issuer.key
            #expect(authority.irregularities.isEmpty && signer.irregularities.isEmpty)
            #expect(authority.isSelfIssued)
            #expect(authority.subject.bytes.elementsEqual(signer.issuer.bytes))
            #expect(try SpecimenFacts.isIssued(authority, by: key))
            #expect(try SpecimenFacts.isIssued(signer, by: key))
            #expect(try !SpecimenFacts.isIssued(signer, by: utopia.strangerKey(series)))
        }
        let link = try Certificate(utopia.linkCertificate()[...])
        #expect(!link.isSelfIssued)
        #expect(try SpecimenFacts.isIssued(link, by: utopia.authority(.passport).issuer.key))
        let new = try Certificate(utopia.authority(.identityCard).certificate[...])
        #expect(link.subjectPublicKeyInfo == new.subjectPublicKeyInfo)
    }

    /// The loop of links is one, and nobody in it is an anchor.
    @Test func theLoopOfLinksIsClosed() throws {
        let specimen = try SpecimenTests.issue(.passport, fault: "link-cycle")
        #expect(specimen.store.map(\.name) == ["link-1-2.cer", "link-2-1.cer"])
        let links = try specimen.store.map { try Certificate($0.bytes[...]) }
        #expect(links.allSatisfy { !$0.isSelfIssued } && links[0].subject == links[1].issuer && links[1].subject == links[0].issuer)
        #expect(try Certificate(specimen.signerCertificate[...]).issuer == links[1].subject)
    }

    @Test func twinsDifferInOneByte() throws {
        let samples = try Samples.documents(SpecimenTests.utopia())
        #expect(
            samples.map(\.folder).sorted() == [
                "identity-card", "identity-card-tampered", "passport", "passport-tampered", "td2-card", "td2-card-tampered",
            ])
        for (folder, twin) in samples where twin.fault != nil {
            let right = try #require(samples.first { $0.folder + "-tampered" == folder }?.document)
            #expect(right.filesWithAnswer.map(\.name) == twin.filesWithAnswer.map(\.name))
            let changed = zip(right.filesWithAnswer, twin.filesWithAnswer).reduce(0) { sum, pair in
                sum + zip(pair.0.bytes, pair.1.bytes).count { $0 != $1 }
            }
            #expect(changed == 1, "\(folder)")
        }
    }
}
