import CivilTime
package import SafeOpenSSL
import SignedStructures

extension Utopia {
    /// Issues the specimen of a series, right or with one fault.
    package func issue(_ series: Series, fault: Fault? = nil) throws(OpenSSLError) -> Specimen {
        let specimen = try Issuance(utopia: self, series: series, fault: fault).specimen()
        if let fault, fault.isMadeAfterSigning { return try specimen.tampered(fault) }
        return specimen
    }

    /// Issues the specimen that a row of the table of faults speaks of.
    package func issue(_ fault: Fault) throws(OpenSSLError) -> Specimen {
        try issue(fault.series, fault: fault)
    }
}

/// The making of one specimen, step by step as an issuer does; each step looks whether the fault is its own.
private struct Issuance {
    let utopia: Utopia
    let series: Series
    let fault: Fault?

    func specimen() throws(OpenSSLError) -> Specimen {
        let zone = zoneLines()
        let groups = try dataGroups(zone)
        let certificate = try utopia.signerCertificate(series, fault: fault)
        var files = [(name: "EF_COM.bin", bytes: common(groups.map(\.number)))]
        files += groups.map { ("EF_DG\($0.number).bin", $0.bytes) }
        files.append(("EF_SOD.bin", try securityObject(groups, certificate).file()))
        return Specimen(
            series: series, fault: fault?.isMadeAfterSigning == true ? nil : fault, files: files, zone: zone,
            signerCertificate: certificate, authorityCertificate: try utopia.authorityCertificate(series))
    }

    private func zoneLines() -> [String] {
        var zone = series.zone
        if fault == .documentExpired { zone.dateOfExpiry = date(2026, 3, 14) }
        let right = zone.lines()
        switch fault {
        case .checkDigit:
            let digit = right[1][right[1].index(right[1].startIndex, offsetBy: 9)]
            return zone.lines(documentNumberDigit: Issuance.other(digit))
        case .compositeDigit:
            return zone.lines(compositeDigit: right[1].last.map(Issuance.other))
        default:
            return right
        }
    }

    private static func other(_ digit: Character) -> Character { digit == "7" ? "2" : "7" }

    private typealias Group = (number: UInt, bytes: [UInt8])

    private func dataGroups(_ zone: [String]) throws(OpenSSLError) -> [Group] {
        var groups: [Group] = []
        for number in series.dataGroups { groups.append((number, try dataGroup(number, zone))) }
        return groups
    }

    private func dataGroup(_ number: UInt, _ zone: [String]) throws(OpenSSLError) -> [UInt8] {
        let content = series.zone
        let hasCurve = series == .identityCard
        switch number {
        case 1: return DataGroups.one(zone)
        case 2:
            return DataGroups.two(jpeg: Portrait.jpeg(seed: 17 * series.number), width: Portrait.width, height: Portrait.height)
        case 11:
            return DataGroups.eleven(
                fullName: (content.primaryIdentifier + "<<" + content.secondaryIdentifier).replacing(" ", with: "<"),
                dateOfBirth: content.dateOfBirth.eightDigits, placeOfBirth: series.placeOfBirth, address: series.address)
        case 12:
            return DataGroups.twelve(
                authority: "UTOPIA MINISTRY OF THE INTERIOR", dateOfIssue: series.dateOfIssue.eightDigits,
                personalisationTime: series.dateOfIssue.eightDigits + "091500")
        case 14:
            return DataGroups.fourteen(
                chipAuthentication: utopia.keys.key(hasCurve ? .chipAuthentication2 : .chipAuthentication1),
                activeAuthentication: hasCurve ? .plainECDSAWithSHA256 : nil)
        default:
            return DataGroups.fifteen(utopia.keys.key(hasCurve ? .activeAuthentication2 : .activeAuthentication1))
        }
    }

    private func common(_ numbers: [UInt]) -> [UInt8] {
        let listed = numbers.filter { !(fault == .commonData && $0 == 12) }
        return DataGroups.common(ldsVersion: series.ldsVersion, tags: listed.map { Issuance.tags[Int($0) - 1] })
    }

    /// The tags of DG1 to DG16 (Doc 9303-10, table 34).
    private static let tags: [UInt8] = [
        0x61, 0x75, 0x63, 0x76, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6A, 0x6B, 0x6C, 0x6D, 0x6E, 0x6F, 0x70,
    ]

    private var hashAlgorithm: DigestAlgorithm { fault == .weakHash ? .sha1 : series.hashAlgorithm }

    private func hash(_ bytes: [UInt8]) throws(OpenSSLError) -> [UInt8] {
        try DigestEngine().digest(hashAlgorithm, of: bytes[...]).bytes
    }

    private func securityObject(_ groups: [Group], _ certificate: [UInt8]) throws(OpenSSLError) -> SecurityObjectContent {
        var hashes: [(number: UInt, value: [UInt8])] = []
        for group in groups where !(fault == .unlistedDataGroup && group.number == 12) {
            var value = try hash(group.bytes)
            if fault == .hashInSecurityObject, group.number == 2 { value[0] ^= 0x01 }
            hashes.append((group.number, value))
        }
        let certified = utopia.signerKey(series, fault: fault)
        var content = SecurityObjectContent(
            hashes: hashes, signer: fault == .signedByAnotherKey ? utopia.keys.key(.stranger) : certified, certificate: certificate,
            issuer: Utopia.authorityName(series), serialNumberContent: Utopia.serialNumber(series, fault: fault))
        content.ldsObjectVersion = series.ldsObjectVersion
        content.ldsVersion = series.ldsVersion
        content.hashAlgorithm = hashAlgorithm
        content.signingTime = series.signingTime
        if fault == .messageDigest { content.messageDigest = [UInt8](repeating: 0x5A, count: 32) }
        if fault == .signedContentType { content.signedContentType = .data }
        return content
    }
}
