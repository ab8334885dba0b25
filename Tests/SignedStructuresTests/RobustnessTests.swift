import CivilTime
import Irregularities
import SignedStructures
import TagLengthValue
import TestSupport
import Testing

/// Whatever the bytes are, reading throws or returns, and everything that was returned can be asked for.
@Suite struct RobustnessTests {
    static let certificates = ["csca-rsa", "dsc-pss-mixed", "dsc-p384-explicit-seed", "master-list-signer"]

    @Test(arguments: certificates)
    func everyTruncationOfACertificateIsAnError(name: String) {
        let file = Vectors.certificate(name)
        for count in 0..<file.count {
            #expect(throws: StructureError.self) { try Certificate(file[0..<count]) }
        }
    }

    /// Cuts the content and mends all lengths around it, so that the cut is met inside.
    @Test(arguments: certificates)
    func everyTruncationInsideACertificateIsSurvived(name: String) throws {
        let file = Vectors.certificate(name)
        let certificate = try Certificate(file[...])
        var tbs = ElementReader(certificate.tbsCertificate)
        let content = try #require(try tbs.next()).content
        var refused = 0
        for end in content.indices {
            let cut = HandMade.sequence([
                HandMade.wrap(0x30, Array(content[..<end])), Array(certificate.signatureAlgorithm.bytes), bytes(hex: "030100"),
            ])
            do { exercise(try Certificate(cut[...])) } catch { refused += 1 }
        }
        #expect(refused > content.count / 2)
    }

    @Test func everyTruncationOfARevocationListIsAnError() {
        for vector in Vectors.revocationLists {
            let file = vector.file
            for count in 0..<file.count {
                #expect(throws: StructureError.self) { try CertificateRevocationList(file[0..<count]) }
            }
        }
    }

    @Test func everyTruncationOfSignedDataIsAnError() {
        for vector in Vectors.signedData {
            let file = vector.file
            for count in stride(from: 0, to: file.count, by: file.count > 2000 ? 7 : 1) {
                #expect(throws: StructureError.self) { try SignedData(contentInfo: file[0..<count]) }
            }
        }
    }

    @Test(arguments: [1, 2] as [UInt64])
    func mutationsOfCertificates(seed: UInt64) {
        let files = Vectors.certificates.map(\.file)
        mutate(files, seed: seed, count: 10_000) { file in
            guard let read = try? Certificate(file[...]) else { return }
            exercise(read)
        }
    }

    @Test func mutationsOfRevocationLists() {
        mutate(Vectors.revocationLists.map(\.file), seed: 3, count: 5_000) { file in
            guard let read = try? CertificateRevocationList(file[...]) else { return }
            exercise(read)
        }
    }

    @Test func mutationsOfSignedData() {
        mutate(Vectors.signedData.map(\.file).filter { $0.count < 5000 }, seed: 4, count: 10_000) { file in
            guard let read = try? SignedData(contentInfo: file[...]) else { return }
            exercise(read)
        }
    }

    private func mutate(_ files: [[UInt8]], seed: UInt64, count: Int, _ body: ([UInt8]) -> Void) {
        var generator = SeededGenerator(seed: seed)
        for round in 0..<count {
            var file = files[round % files.count]
            let index = Int.random(in: file.indices, using: &generator)
            file[index] = UInt8.random(in: .min ... .max, using: &generator)
            body(file)
        }
    }

    private func exercise(_ certificate: Certificate) {
        let file = certificate.bytes
        for irregularity in certificate.irregularities {
            if case .bytes(let offset, let length)? = irregularity.place {
                #expect(offset >= file.startIndex && length >= 0 && offset + length <= file.endIndex)
            }
        }
        exercise(certificate.issuer)
        exercise(certificate.subject)
        _ = (certificate.country, certificate.issuerCountry, certificate.isSelfIssued, certificate.signature, certificate.serialNumber)
        _ = (certificate.extensions, certificate.subjectKeyIdentifier, certificate.authorityKeyIdentifier, certificate.keyUsage)
        _ = (certificate.basicConstraints, certificate.extendedKeyUsage.map(\.description), certificate.privateKeyUsagePeriod)
        _ = (certificate.documentTypeList?.types, certificate.authorityCertificateSerialNumber, certificate.cRLDistributionPoints)
        for name in [certificate.subjectAlternativeName, certificate.issuerAlternativeName] {
            _ = (name?.contacts, name?.localityName, name?.stateOrProvinceName, name?.directoryName?.rfc4514)
        }
        _ = (certificate.signatureAlgorithm.signatureAlgorithm, certificate.tbsSignatureAlgorithm.algorithm.description)
        _ = certificate.validity.notAfter.description
    }

    private func exercise(_ name: DistinguishedName) {
        _ = (name.rfc4514, name.folded, name.foldedUnordered, name.country, name.relativeDistinguishedNames.count)
    }

    private func exercise(_ list: CertificateRevocationList) {
        _ = (list.irregularities, list.extensions, list.number, list.authorityKeyIdentifier, list.signature, list.tbsCertList)
        exercise(list.issuer)
        for entry in list.revokedEntries { #expect(list.revocation(of: entry.serialNumber) != nil) }
    }

    private func exercise(_ signed: SignedData) {
        for signer in signed.signerInfos {
            _ = (signer.irregularities, signer.signatureAlgorithm.signatureAlgorithm, signer.digestAlgorithm.hashFunction)
            guard let attributes = signer.signedAttributes else { continue }
            _ = (attributes.attributes, attributes.isDistinguished, attributes.sortedDER, attributes.messageDigest)
            _ = (attributes.contentType, attributes.signingTime, attributes.algorithmProtection)
        }
        if let content = signed.content {
            _ = content.fileOffset(of: content.bytes.startIndex)
            _ = try? MasterListContent(content.bytes)
        }
        for certificate in signed.certificates { _ = try? Certificate(certificate) }
    }
}
