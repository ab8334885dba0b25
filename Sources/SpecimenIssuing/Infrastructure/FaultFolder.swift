import SafeOpenSSL
import SignedStructures
import TagLengthValue

/// The making of one fault's folder.
struct FaultFolder {
    let fault: InfrastructureFault
    let infrastructure: Infrastructure
    private(set) var files: [IssuedFile] = []
    private var pool: KeyPool
    private var keys = 0

    init(_ fault: InfrastructureFault, _ infrastructure: Infrastructure) {
        self.fault = fault
        self.infrastructure = infrastructure
        pool = infrastructure.pool
    }

    var newest: Infrastructure.Generation { infrastructure.newest }
    var path: String { "faults/\(fault.rawValue)" }
    /// The folder of what is trusted for this fault's statements.
    var store: String { path + "/store" }

    /// A key of nobody else, on P-256 by name: faults are about structure, and a thousand keys must be made quickly.
    mutating func key() throws(OpenSSLError) -> IssuingKey {
        keys += 1
        let place = InfrastructureFault.allCases.firstIndex(of: fault) ?? 0
        let key = try pool.privateKey(.curve(.p256), 1000 + 2000 * place + keys)
        return IssuingKey(key, form: .named, scheme: .ecdsa(.sha256))
    }

    mutating func authority(_ commonName: String) throws(OpenSSLError) -> CertificateAuthority {
        var authority = CertificateAuthority(name: Name(unit: "Country Signing", commonName: commonName), key: try key())
        authority.serialNumber = [0x05, UInt8(truncatingIfNeeded: keys >> 8), UInt8(truncatingIfNeeded: keys)]
        return authority
    }

    /// A CSCA's certificate by itself, with another key identifier where one is given.
    func own(_ authority: CertificateAuthority, keyIdentifier: [UInt8]? = nil) throws(OpenSSLError) -> [UInt8] {
        var request = infrastructure.selfRequest(authority)
        if let keyIdentifier {
            request.form.extensionEdits = [
                .replace(.subjectKeyIdentifier) { _ in encoded { $0.write(.octetString, keyIdentifier) } }
            ]
        }
        return try authority.issue(request, authorityKeyIdentifier: keyIdentifier)
    }

    /// A document signer's certificate by an authority.
    mutating func signer(
        of authority: CertificateAuthority, keyIdentifier: [UInt8]? = nil
    ) throws(OpenSSLError) -> (bytes: [UInt8], request: CertificateRequest) {
        let request = try signerRequest()
        return (try authority.issue(request, authorityKeyIdentifier: keyIdentifier), request)
    }

    mutating func signerRequest(_ profile: CertificateProfile = .documentSigner) throws(OpenSSLError) -> CertificateRequest {
        let key = try key()
        let validity = Period(infrastructure.plan.time.days(-60), infrastructure.plan.time.days(3600))
        return CertificateRequest(
            profile, subject: Name(unit: "Faults", commonName: "Signer \(fault.rawValue) \(keys)"), key: key,
            serialNumber: [0x06, UInt8(truncatingIfNeeded: keys)], validity: validity,
            privateKeyUsage: Period(validity.notBefore, infrastructure.plan.time.days(30)),
            documentTypes: profile == .documentSigner ? ["P"] : [])
    }

    func link(from old: CertificateAuthority, to new: CertificateAuthority, number: Int = 1) throws(OpenSSLError) -> [UInt8] {
        let template = infrastructure.selfRequest(new)
        return try old.issue(
            CertificateRequest(
                .link, subject: new.name, key: new.key,
                serialNumber: [0x07, UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)],
                validity: template.validity, privateKeyUsage: template.privateKeyUsage))
    }

    /// Adds a file of which no path must be found.
    mutating func add(
        _ name: String, _ kind: IssuedFile.Kind, _ bytes: [UInt8], signedBy: String? = nil, chainsTo: String? = nil, ownStore: Bool = true,
        _ change: (inout IssuedFile) -> Void = { _ in }
    ) {
        var file = IssuedFile("\(path)/\(name)", kind, bytes)
        file.signedBy = signedBy.map { "\(path)/\($0)" }
        file.chainsTo = chainsTo.map { "\(path)/\($0)" }
        if ownStore { file.store = [store] }
        file.remark = fault.summary
        change(&file)
        files.append(file)
    }
}
