import SignedStructures

/// The infrastructure as the ICAO PKD hands it out: three collections of LDIF.
extension Infrastructure {
    func directoryFiles() -> [IssuedFile] {
        let signers = files.filter { $0.kind == .documentSigner && $0.path.hasPrefix("dsc/") }
        let lists = files.filter { $0.path.hasPrefix("crl/") }
        let masterLists = files.filter { $0.kind == .masterList }
        let nonConformant = files.filter { $0.kind == .documentSigner && !$0.deviations.isEmpty }
        return [
            collection("001", 76, signers + lists, tree: "data", remark: "document signers and revocation lists"),
            collection("002", 78, masterLists, tree: "data", remark: "master lists"),
            collection("003", 76, nonConformant, tree: "nc-data", remark: "document signers that do not conform"),
        ]
    }

    private func collection(_ number: String, _ width: Int, _ held: [IssuedFile], tree: String, remark: String) -> IssuedFile {
        var text = LDIF(width: width)
        let country = "c=UT,dc=\(tree),\(LDIF.root)"
        text.begin("dc=\(tree),\(LDIF.root)")
        for value in ["top", "domain"] { text.write("objectClass", value) }
        text.write("dc", tree)
        text.begin(country)
        for value in ["top", "country"] { text.write("objectClass", value) }
        text.write("c", "UT")
        var organizations: Set<String> = []
        for (index, file) in held.enumerated() {
            let organization = Infrastructure.organization(of: file.kind)
            if organizations.insert(organization).inserted {
                text.begin("o=\(organization),\(country)")
                for value in ["top", "organization"] { text.write("objectClass", value) }
                text.write("o", organization)
            }
            write(file, index, below: "o=\(organization),\(country)", isConformant: tree == "data", to: &text)
        }
        var file = IssuedFile("ldif/icaopkd-\(number)-complete-000001.ldif", .ldif, text.bytes)
        file.holds = held.map(\.path)
        file.remark = remark
        return file
    }

    private static func organization(of kind: IssuedFile.Kind) -> String {
        switch kind {
        case .revocationList: "crl"
        case .masterList: "ml"
        default: "dsc"
        }
    }

    private func write(_ file: IssuedFile, _ index: Int, below place: String, isConformant: Bool, to text: inout LDIF) {
        switch file.kind {
        case .revocationList:
            guard let list = try? CertificateRevocationList(file.bytes[...]) else { return }
            let name = list.issuer.rfc4514
            // Two generations may share a name; the sum of the file keeps the entries apart.
            text.begin("cn=\(LDIF.escaped(name))+sn=\(index),\(place)")
            text.write("certificateRevocationList;binary", octets: file.bytes)
            for value in ["top", "cRLDistributionPoint", "pkdDownload"] { text.write("objectClass", value) }
            text.write("cn", name)
            text.write("sn", String(index))
        case .masterList:
            let name = "CN=\(file.path.split(separator: "/").last ?? ""),O=Utopia,C=UT"
            text.begin("cn=\(LDIF.escaped(name)),\(place)")
            // The attribute had another name in older snapshots.
            text.write(index % 3 == 1 ? "CscaMasterListData" : "pkdMasterListContent", octets: file.bytes)
            for value in ["top", "person", "pkdMasterList", "pkdDownload"] { text.write("objectClass", value) }
            text.write("cn", name)
            text.write("sn", String(index + 1))
        default:
            guard let certificate = try? Certificate(file.bytes[...]) else { return }
            let name = certificate.subject.rfc4514
            let serialNumber = certificate.serialNumber.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
            text.begin("cn=\(LDIF.escaped(name))+sn=\(serialNumber),\(place)")
            text.write(index % 5 == 4 ? "userCertificate" : "userCertificate;binary", octets: file.bytes)
            text.write("sn", serialNumber)
            text.write("cn", name)
            for value in ["top", "person", "organizationalPerson", "inetOrgPerson", "pkdDownload"] { text.write("objectClass", value) }
            if !isConformant {
                text.write("pkdConformanceCode", "ERR:DSC.\(file.deviations.joined(separator: "."))")
                text.write("pkdConformanceText", file.remark ?? "")
                text.write("pkdConformancePolicy", "Utopia")
            }
        }
        text.write("pkdVersion", String(index + 1))
    }
}
