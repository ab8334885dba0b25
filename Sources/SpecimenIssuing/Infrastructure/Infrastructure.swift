import CivilTime
package import SafeOpenSSL

/// A whole public key infrastructure of Utopia: authorities in generations, signers, lists, and what is wrong on purpose.
package struct Infrastructure: Sendable {
    package let plan: InfrastructurePlan
    package private(set) var files: [IssuedFile] = []
    package private(set) var generations: [Generation] = []
    package internal(set) var pool: KeyPool
    var documentSigners: [Signer] = []

    /// One CSCA: its key signs for five years, its certificate lives for fifteen years and three months.
    package struct Generation: Sendable {
        package let number: Int
        package let authority: CertificateAuthority
        package let algorithm: SigningAlgorithm
        package let validity: Period
        package let keyUsage: Period
        package let certificate: [UInt8]
        package var path: String { "csca/csca-\(number).cer" }
        package var revocationListPath: String { "crl/csca-\(number).crl" }
    }

    /// What later files need to know of a document signer.
    struct Signer: Sendable {
        let path: String
        let generation: Int
        let request: CertificateRequest
        let certificate: [UInt8]
        let revokedIn: Int?
    }

    /// Issues everything; the closure gives the PEM of a key by its name, or nil to have it made of the seed.
    package init(_ plan: InfrastructurePlan, keys load: @escaping @Sendable (String) -> String? = { _ in nil }) throws(OpenSSLError) {
        self.plan = plan
        pool = KeyPool(seed: plan.seed, load: load)
        try issueAuthorities()
        try issueDocumentSigners()
        try issueSealSigners()
        try issueRevocationLists()
        try issueLists()
        try issueDeviations()
        files += directoryFiles()
        for fault in plan.faults { files += try fault.make(&self) }
    }

    mutating func add(_ file: IssuedFile) { files.append(file) }

    /// The CSCA that signs now.
    package var newest: Generation { generations[generations.count - 1] }

    // MARK: Authorities

    private mutating func issueAuthorities() throws(OpenSSLError) {
        let count = min(max(1, plan.generations), InfrastructurePlan.generationLimit)
        for number in 1...count {
            let generation = try generation(number, of: count)
            generations.append(generation)
            var file = IssuedFile(generation.path, .csca, generation.certificate)
            file.signedBy = generation.path
            file.chainsTo = generation.path
            file.algorithm = generation.algorithm.name
            add(file)
        }
        for (old, new) in zip(generations, generations.dropFirst()) {
            let request = CertificateRequest(
                .link, subject: new.authority.name, key: new.authority.key, serialNumber: [0x02, UInt8(new.number)],
                validity: Period(new.validity.notBefore, old.validity.notAfter), privateKeyUsage: new.keyUsage)
            var file = IssuedFile("link/link-\(old.number)-\(new.number).cer", .link, try old.authority.issue(request))
            file.signedBy = old.path
            file.chainsTo = old.path
            file.algorithm = old.algorithm.name
            if old.authority.name != new.authority.name { file.remark = "the name changes" }
            add(file)
        }
    }

    private mutating func generation(_ number: Int, of count: Int) throws(OpenSSLError) -> Generation {
        let algorithm = plan.authorityAlgorithms[(number - 1) % plan.authorityAlgorithms.count]
        // Two generations share a name, so that there are links with and without a change of it.
        let version = (number + 1) / 2
        let name = Name(unit: "Country Signing", commonName: version == 1 ? "CSCA Utopia" : "CSCA Utopia \(version)")
        var authority = CertificateAuthority(name: name, key: try pool.key(algorithm, number))
        authority.serialNumber = [0x01, UInt8(number)]
        let year = plan.time.date.year - 2 - 3 * (count - number)
        let start = time(year, 1, 1)
        let keyUsage = Period(start, time(year + 5, 1, 1))
        let validity = Period(start, time(year + 15, 4, 1))
        let certificate = try authority.issue(
            CertificateRequest(
                .countrySigningCA, subject: name, key: authority.key, serialNumber: authority.serialNumber, validity: validity,
                privateKeyUsage: keyUsage))
        return Generation(
            number: number, authority: authority, algorithm: algorithm, validity: validity, keyUsage: keyUsage, certificate: certificate)
    }
}

extension Timestamp {
    /// The time so many days later.
    func days(_ count: Int) -> Timestamp { Timestamp(secondsSinceEpoch: secondsSinceEpoch + 86400 * Int64(count)) }
}
