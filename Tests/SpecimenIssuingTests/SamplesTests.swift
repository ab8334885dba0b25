import Foundation
import LogicalDataStructure
import SignedStructures
import SpecimenIssuing
import TestSupport
import Testing

/// The committed samples against what the code issues today with the committed keys.
///
/// Signatures with elliptic curves are random: what is signed must be the same, and the signatures must hold.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: PackageFolder.samples.appendingPathComponent("faults.json").path)))
struct SamplesTests {
    private static let made = Result {
        Utopia(
            keys: try KeyRing { role in
                try? String(contentsOf: PackageFolder.samples.appendingPathComponent("keys/\(role.rawValue).pem"), encoding: .utf8)
            })
    }

    private static func utopia() throws -> Utopia { try made.get() }

    private static func read(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: PackageFolder.samples.appendingPathComponent(path)))
    }

    @Test func allKeysAreThere() {
        for role in KeyRole.allCases {
            #expect(FileManager.default.fileExists(atPath: PackageFolder.samples.appendingPathComponent("keys/\(role.rawValue).pem").path))
        }
    }

    @Test func theTableOfFaultsIsTheCodes() throws {
        #expect(try String(decoding: SamplesTests.read("faults.json"), as: UTF8.self) == FaultTable.json)
        let parsed = try JSONSerialization.jsonObject(with: Data(FaultTable.json.utf8)) as? [String: Any]
        #expect((parsed?["faults"] as? [Any])?.count == Fault.allCases.count)
    }

    @Test func theFilesAreWhatTheCodeIssues() throws {
        for (folder, fresh) in try SamplesTests.utopia().samples() {
            var files: [(name: String, bytes: [UInt8])] = []
            for file in fresh.files {
                let bytes = try SamplesTests.read(folder + "/" + file.name)
                files.append((file.name, bytes))
                if file.name != "EF_SOD.bin" { #expect(bytes == file.bytes, "\(folder)/\(file.name)") }
            }
            let names = try FileManager.default.contentsOfDirectory(atPath: PackageFolder.samples.appendingPathComponent(folder).path)
            #expect(names.sorted() == fresh.files.map(\.name).sorted())
            let issued = try SpecimenFacts(fresh)
            let securityObject = try #require(ChipFiles.securityObject(in: files))
            let signed = securityObject.signedData
            #expect(signed.content?.bytes.elementsEqual(issued.securityObject.signedData.content?.bytes ?? []) == true)
            let signer = try #require(signed.signerInfos.first)
            #expect(signer.signedAttributes?.bytes.elementsEqual(issued.signer.signedAttributes?.bytes ?? []) == true)
            let certificate = try Certificate(try #require(signed.certificates.first))
            #expect(try certificate.tbsCertificate.elementsEqual(Certificate(fresh.signerCertificate[...]).tbsCertificate))
            let committed = Specimen(
                series: fresh.series, fault: fresh.fault, files: files, zone: fresh.zone, signerCertificate: Array(certificate.bytes),
                authorityCertificate: fresh.authorityCertificate)
            let failures = try SpecimenFacts(committed).failures(of: committed, SamplesTests.utopia())
            #expect(failures == Set(fresh.fault?.failedChecks ?? []).intersection(SpecimenFacts.examined), "\(folder)")
        }
    }

    @Test func theStoreIsWhatTheCodeIssues() throws {
        for file in try SamplesTests.utopia().store() {
            let bytes = try SamplesTests.read("store/" + file.name)
            if file.name.hasSuffix(".crl") {
                let list = try CertificateRevocationList(bytes[...])
                #expect(try list.tbsCertList.elementsEqual(CertificateRevocationList(file.bytes[...]).tbsCertList), "\(file.name)")
            } else {
                let certificate = try Certificate(bytes[...])
                #expect(try certificate.tbsCertificate.elementsEqual(Certificate(file.bytes[...]).tbsCertificate), "\(file.name)")
                let number = file.name.hasPrefix("link") ? 1 : Int(String(file.name.dropFirst(5).prefix(1)))
                let series = try #require(Series.allCases.first { $0.number == number })
                #expect(try SpecimenFacts.isIssued(certificate, by: series.authority, SamplesTests.utopia()))
            }
        }
    }
}

extension ChipFiles {
    /// EF.SOD among the files of a sample, or nil.
    fileprivate static func securityObject(in files: [(name: String, bytes: [UInt8])]) -> SecurityObject? {
        files.first { $0.name == "EF_SOD.bin" }.flatMap { ChipFiles([ChipFile(.securityObject, $0.bytes[...])]).securityObject }
    }
}
