import CivilTime
package import SafeOpenSSL
import SignedStructures

/// A synthetic document with what proves it.
package struct IssuedDocument: Sendable {
    package let plan: DocumentPlan
    /// The name of what is wrong or odd about it, or nil.
    package let fault: String?
    /// Names such as `EF_DG1.bin`, in the order of the standard's table.
    package let files: [(name: String, bytes: [UInt8])]
    /// The challenge and the answer of its chip; nil where it has no DG15.
    package let activeAuthentication: ActiveAuthenticationAnswer?
    /// The lines of the MRZ as printed on the page.
    package let zone: [String]
    /// Whether the page differs from the chip, so that only an inspection of both can tell.
    package let pageDiffers: Bool
    package let signerCertificate: [UInt8]
    /// CSCA, revocation list and, where the document needs it, document signer.
    package let store: [(name: String, bytes: [UInt8])]
}

/// Issues documents after plans; its keys follow from its seed and are made when they are first needed.
package struct DocumentIssuer: Sendable {
    var pool: KeyPool
    var authorities: [String: Authority] = [:]

    /// The closure gives the PEM of a key by its name, or nil to have it made.
    package init(seed: UInt64, load: @escaping @Sendable (String) -> String? = { _ in nil }) {
        pool = KeyPool(seed: seed, load: load)
    }

    /// The numbers of the keys in the pool; each kind of key has one of each role.
    enum KeyNumber {
        static let authority = 1, signer = 2, stranger = 3, activeAuthentication = 4, chipAuthentication = 5, otherSigner = 6
        static let listSigner = 7
    }

    package static let challenge: [UInt8] = [0x55, 0x54, 0x4F, 0x20, 0x26, 0x06, 0x01, 0x3C]

    /// Issues the document of a plan, right or with one fault.
    package mutating func issue(_ plan: DocumentPlan, fault: DocumentFault? = nil) throws(OpenSSLError) -> IssuedDocument {
        var form = DocumentForm()
        fault?.apply(&form)
        var plan = plan
        form.plan(&plan)
        let authority = try self.authority(plan.authority)
        let signer = form.signerKey(try signerKey(plan))
        let certifier = try self.certifier(form.certifier, authority.issuer, plan)
        let certificate = try self.certificate(of: signer, by: certifier, plan, form)
        var page = plan.zone
        form.printed?(&page)
        let printed = page.lines()
        let groups = try dataGroups(plan, form)
        var content = try securityObject(groups, signer, certificate, certifier.name, plan, form)
        if form.isSignedByOther { content.signer = try pool.key(plan.signerAlgorithm, KeyNumber.otherSigner) }
        var files = [(name: "EF_COM.bin", bytes: DocumentIssuer.common(groups.map(\.number), plan, form))]
        files += groups.filter { !form.withheld.contains($0.number) }.map { ("EF_DG\($0.number).bin", $0.bytes) }
        files.append(("EF_SOD.bin", try content.file()))
        if plan.dataGroups.contains(14) { files.append(("EF_CardAccess.bin", DataGroups.cardAccess)) }
        if plan.hasCardSecurity { files.append(("EF_CardSecurity.bin", try cardSecurity(content, form))) }
        for index in files.indices { if let edit = form.files[files[index].name] { files[index].bytes = edit(files[index].bytes) } }
        form.forgery(&files)
        var store = [(name: "csca.cer", bytes: authority.certificate), (name: "csca.crl", bytes: authority.revocationList)]
        if form.certifier == .loopedAuthority { store = try loop(certifier, authority, plan.authority) }
        if form.defects != nil { store.append(("defects.bl", try defectList(content, authority.issuer, plan, form))) }
        if form.deviation != nil { store.append(("deviations.dl", try deviationList(content, authority.issuer, plan, form))) }
        if form.storeHasNamesake { store.append(("dsc-1.cer", try namesake(of: signer, by: certifier, plan, form))) }
        if form.storeHasSigner { store.append(("dsc.cer", certificate)) }
        return IssuedDocument(
            plan: plan, fault: fault?.name, files: files.filter { !form.removed.contains($0.name) },
            activeAuthentication: try answer(plan, form), zone: printed, pageDiffers: form.printed != nil, signerCertificate: certificate,
            store: store)
    }

    /// Every key that was asked for, with its name, as PKCS #8 in PEM.
    package func keys() throws(OpenSSLError) -> [(name: String, pem: String)] { try pool.texts() }
}
