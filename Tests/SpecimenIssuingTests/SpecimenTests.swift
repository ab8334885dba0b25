import LogicalDataStructure
import SignedStructures
import SpecimenIssuing
import Testing

@Suite struct SpecimenTests {
    /// One set of keys for all tests, because RSA keys take long to make.
    private static let made = Result { Utopia(keys: try KeyRing()) }

    static func utopia() throws -> Utopia { try made.get() }

    @Test(arguments: Series.allCases)
    func rightSpecimensAreRegular(_ series: Series) throws {
        let utopia = try SpecimenTests.utopia()
        let specimen = try utopia.issue(series)
        let facts = try SpecimenFacts(specimen)
        #expect(try facts.failures(of: specimen, utopia).isEmpty)
        for file in facts.chip.files {
            #expect(file.error == nil, "\(file.file)")
            #expect(file.irregularities.isEmpty, "\(file.file): \(file.irregularities)")
        }
        #expect(facts.chip.dataGroups.map { UInt($0.number.rawValue) } == series.dataGroups)
        #expect(facts.chip.common?.dataGroups.map { UInt($0.rawValue) } == series.dataGroups)
        #expect(facts.signer.irregularities.isEmpty)
        #expect(facts.securityObject.signedData.version == 3)
        #expect(facts.securityObject.lds?.version == Int(series.ldsObjectVersion))
        #expect(facts.signer.signedAttributes?.signingTime == series.signingTime)
        #expect(facts.chip.dataGroup2.map { $0.images.count } == 1)
        if series != .td2Card { #expect(facts.chip.dataGroup14?.infos.count == (series == .passport ? 3 : 4)) }
    }

    /// Each fault breaks what its row says, and nothing else of what can be proved here.
    @Test(arguments: Fault.allCases)
    func faultsBreakWhatTheySay(_ fault: Fault) throws {
        let utopia = try SpecimenTests.utopia()
        let specimen = try utopia.issue(fault)
        let facts = try SpecimenFacts(specimen)
        var expected = Set(fault.failedChecks).intersection(SpecimenFacts.examined)
        // A verifier cannot know that this issuer exists nowhere; here it is known.
        if fault == .foreignInfrastructure { expected.insert("certification-path.signatures") }
        #expect(try facts.failures(of: specimen, utopia) == expected)
        #expect(Set(fault.failedChecks).count == fault.failedChecks.count)
        let zone = specimen["EF_DG1.bin"].suffix(specimen.zone.joined().utf8.count)
        let hasChangedZone = [.zoneName, .zoneNumber, .securityObjectReplaced].contains(fault)
        #expect(zone.elementsEqual(specimen.zone.joined().utf8) != hasChangedZone)
        #expect((specimen.zone != fault.series.zone.lines()) == [.checkDigit, .compositeDigit, .documentExpired].contains(fault))
    }

    @Test func faultsOfTheSignerStandInItsCertificate() throws {
        let utopia = try SpecimenTests.utopia()
        let right = try Certificate(utopia.signerCertificate(.passport)[...])
        let issue = Series.passport.signingTime
        #expect(issue.map(right.validity.contains) == true)
        let expired = try Certificate(utopia.signerCertificate(.passport, fault: .signerExpiredAtIssue)[...])
        #expect(issue.map(expired.validity.contains) == false)
        let list = try CertificateRevocationList(utopia.revocationList(.passport)[...])
        #expect(list.revocation(of: right.serialNumber) == nil)
        let revoked = try Certificate(utopia.signerCertificate(.passport, fault: .signerRevoked)[...])
        #expect(list.revocation(of: revoked.serialNumber)?.date == Utopia.revocationDate)
        #expect(list.thisUpdate == Utopia.revocationListUpdate)
        #expect(list.nextUpdate == Utopia.revocationListNextUpdate)
    }

    @Test func certificatesAreIssuedByWhomTheyName() throws {
        let utopia = try SpecimenTests.utopia()
        for series in Series.allCases {
            let authority = try Certificate(utopia.authorityCertificate(series)[...])
            let signer = try Certificate(utopia.signerCertificate(series)[...])
            #expect(authority.irregularities.isEmpty && signer.irregularities.isEmpty)
            #expect(authority.isSelfIssued)
            #expect(authority.subject.bytes.elementsEqual(signer.issuer.bytes))
            #expect(try SpecimenFacts.isIssued(authority, by: series.authority, utopia))
            #expect(try SpecimenFacts.isIssued(signer, by: series.authority, utopia))
            #expect(try !SpecimenFacts.isIssued(signer, by: .stranger, utopia))
        }
        let link = try Certificate(utopia.linkCertificate()[...])
        #expect(!link.isSelfIssued)
        #expect(try SpecimenFacts.isIssued(link, by: .authority1, utopia))
        #expect(try link.subjectPublicKeyInfo == Certificate(utopia.authorityCertificate(.identityCard)[...]).subjectPublicKeyInfo)
    }

    @Test func twinsDifferInOneByte() throws {
        let samples = try SpecimenTests.utopia().samples()
        #expect(
            samples.map(\.folder).sorted() == [
                "identity-card", "identity-card-tampered", "passport", "passport-tampered", "td2-card", "td2-card-tampered",
            ])
        for (folder, twin) in samples where twin.fault != nil {
            let right = try #require(samples.first { $0.folder + "-tampered" == folder }?.specimen)
            #expect(right.files.map(\.name) == twin.files.map(\.name))
            let changed = zip(right.files, twin.files).reduce(0) { sum, pair in
                sum + zip(pair.0.bytes, pair.1.bytes).count { $0 != $1 }
            }
            #expect(changed == 1, "\(folder)")
        }
    }
}
