import CivilTime
import DocumentPKI
import Irregularities
import SafeOpenSSL
import SignedStructures
import SpecimenIssuing
import TestSupport
import Testing

/// One infrastructure with everything, for all tests.
enum Everything {
    private static let made = Result {
        var plan = InfrastructurePlan()
        plan.signers = 60
        plan.generations = 6
        plan.deviations = CertificateDeviation.all
        plan.faults = InfrastructureFault.allCases
        return try Infrastructure(plan)
    }

    static func infrastructure() throws -> Infrastructure { try made.get() }

    static func file(_ path: String) throws -> IssuedFile {
        try #require(infrastructure().files.first { $0.path == path }, "\(path)")
    }

    /// The store that certain folders make, each by itself and without those below it.
    static func store(_ folders: [String]) throws -> InMemoryStore {
        var keys = KeyCache()
        var reader = StoreReader(trust: .namedOnCommandLine)
        for file in try infrastructure().files where folders.contains(file.folder) {
            reader.read(file.bytes[...], name: file.path, keys: &keys)
        }
        return reader.store
    }
}

extension IssuedFile {
    /// The folder that the file lies in.
    var folder: String { path.split(separator: "/").dropLast().joined(separator: "/") }

    var isFault: Bool { path.hasPrefix("faults/") }

    /// Whether a path from it is for a verifier to find.
    var isSigner: Bool { [.documentSigner, .listSigner, .sealSigner].contains(kind) }
}

@Suite struct InfrastructureTests {
    @Test func theSameSeedMakesTheSameBytes() throws {
        var plan = InfrastructurePlan()
        plan.generations = 2
        plan.signers = 6
        // Keys that are quickly made.
        plan.authorityAlgorithms = [SigningAlgorithm.named("secp256r1-explicit-sha256"), .named("rsa-2048-pss-sha256")].compactMap { $0 }
        plan.signerAlgorithms = [SigningAlgorithm.named("brainpoolP256r1-named-sha256")].compactMap { $0 }
        let (one, other) = (try Infrastructure(plan), try Infrastructure(plan))
        #expect(one.files.map(\.path) == other.files.map(\.path))
        for (file, again) in zip(one.files, other.files) {
            let isSame = file.bytes == again.bytes
            #expect(isSame, "\(file.path)")
        }
        plan.seed = 2
        let third = try Infrastructure(plan)
        for (file, another) in zip(one.files, third.files) {
            let isSame = file.bytes == another.bytes
            // The non-conformant directory is empty without deviations.
            #expect(isSame == file.path.contains("-003-"), "\(file.path)")
        }
        // The keys that were made can be handed in again, under another seed.
        let texts = try one.pool.texts()
        let fourth = try Infrastructure(plan) { name in texts.first { $0.name == name }?.pem }
        #expect(fourth.generations.map(\.certificate) == one.generations.map(\.certificate))
    }

    @Test func everythingIsThere() throws {
        let files = try Everything.infrastructure().files
        #expect(Set(files.map(\.path)).count == files.count)
        let counts: [(String, Int)] = [
            ("csca", 6), ("link", 5), ("dsc", 60), ("crl", 6), ("ml", 9), ("dl", 3), ("signers", 11), ("ldif", 3),
        ]
        for (folder, count) in counts { #expect(files.count { $0.folder == folder } == count, "\(folder)") }
        for deviation in CertificateDeviation.all { #expect(files.contains { $0.deviations == [deviation.name] }) }
        for fault in InfrastructureFault.allCases { #expect(files.contains { $0.path.hasPrefix("faults/\(fault.rawValue)/") }) }
        for file in files {
            for other in [file.signedBy, file.chainsTo, file.revokedBy].compactMap({ $0 }) + file.holds {
                #expect(files.contains { $0.path == other }, "\(file.path) speaks of \(other)")
            }
        }
        let generations = try Everything.infrastructure().generations
        #expect(Set(generations.map { $0.authority.key.publicKeyOctets }).count == generations.count)
        #expect(Set(generations.map(\.authority.name)).count == 3)
        #expect(files.count { $0.revokedBy != nil && $0.folder == "dsc" } == 4)
        let signers = try files.filter { $0.folder == "dsc" }.map { try Certificate($0.bytes[...]) }
        #expect(Set(signers.map(\.serialNumber)).count == 60 && Set(signers.map { $0.subject.rfc4514 }).count == 60)
        #expect(signers.allSatisfy { $0.irregularities.isEmpty })
    }

    /// Our own verifier finds the paths that are there, and no others.
    @Test func pathsAreWhatTheTruthSays() throws {
        var keys = KeyCache()
        var examined = 0
        for file in try Everything.infrastructure().files where file.isSigner {
            let certificate = try Certificate(file.bytes[...])
            var search = PathSearch(in: try Everything.store(file.store))
            let result = search.path(of: certificate, identity: try keys.identity(certificate), keys: &keys)
            if let anchor = file.chainsTo {
                #expect(result.outcome == .anchored, "\(file.path)")
                let found = try #require(result.path.last?.certificate.bytes, "\(file.path)")
                let isRight = try found == Everything.file(anchor).bytes[...]
                #expect(isRight, "\(file.path)")
            } else {
                #expect(result.outcome != .anchored, "\(file.path)")
            }
            if file.isForged {
                #expect(result.candidates.contains { $0.origin == .keyIdentifier && $0.proof == .invalid }, "\(file.path)")
            }
            examined += 1
        }
        #expect(examined > 160)
    }

    /// A certificate is revoked where the truth says so, by lists that count.
    @Test func revocationIsWhatTheTruthSays() throws {
        var keys = KeyCache()
        for file in try Everything.infrastructure().files where file.kind == .documentSigner {
            let folders = file.isFault ? file.store + [file.folder] : file.store + ["crl"]
            // A document signer of the folder itself is nobody's authority.
            let search = RevocationSearch(in: try Everything.store(folders))
            let result = search.lists(for: try Certificate(file.bytes[...]), keys: &keys)
            #expect((result.revocation != nil) == (file.revokedBy != nil), "\(file.path)")
        }
    }

    /// Master lists are read whole where they are right; what was falsified is refused.
    @Test func masterListsAreWhatTheTruthSays() throws {
        for file in try Everything.infrastructure().files where file.kind == .masterList {
            var keys = KeyCache()
            let list = try? MasterList(file.bytes[...], keys: &keys)
            #expect(list?.proof.isValid == file.isSignatureValid || file.path.contains("garbage"), "\(file.path)")
            guard !file.isFault else { continue }
            let held = try file.holds.map { try Everything.file($0).bytes }
            #expect(list?.content.certificates.count == held.count, "\(file.path)")
            let isSame = Set(list?.content.certificates.map { Array($0) } ?? []) == Set(held)
            #expect(isSame, "\(file.path)")
            let signer = try #require(file.signedBy)
            let isSigned = try list?.signer?.bytes == Everything.file(signer).bytes[...]
            #expect(isSigned, "\(file.path)")
        }
    }

    /// The directories hold the files byte for byte, in folded lines that decode to them.
    @Test func directoriesHoldTheFiles() throws {
        for file in try Everything.infrastructure().files where file.kind == .ldif && !file.isFault {
            let text = String(decoding: file.bytes, as: UTF8.self)
            #expect(text.hasPrefix("version: 1\n\ndn: dc="))
            #expect(text.split(separator: "\n").allSatisfy { $0.utf8.count <= 78 })
            let entries = text.replacing("\n ", with: "").components("\n\n").dropFirst(3)
            let values = entries.compactMap { entry -> [UInt8]? in
                let names = ["userCertificate", "certificateRevocationList", "pkdMasterListContent", "CscaMasterListData"]
                let line = entry.split(separator: "\n").first { line in names.contains { line.hasPrefix($0) } }
                return line.flatMap { $0.components(":: ").last }.flatMap(Base64Text.decoded)
            }
            let held = try file.holds.map { try Everything.file($0).bytes }
            let isSame = values == held
            #expect(isSame && held.count > 5, "\(file.path): \(values.count) of \(held.count)")
            if file.path.contains("-001-") {
                for expected in ["dn:: ", "userCertificate;binary:: ", "userCertificate:: ", "+sn=", "\\,", "c=UT,dc=data,"] {
                    #expect(text.replacing("\n ", with: "").contains(expected), "\(expected)")
                }
            }
            if file.path.contains("-003-") { #expect(text.contains("dc=nc-data") && text.contains("pkdConformanceCode: ")) }
        }
    }

    /// Each form of a directory brings what the truth says, and what cannot be taken is refused for its reason.
    @Test func directoriesOfEveryFormAreRead() throws {
        let refusals: [String: [ReasonCode]] = ["delete": [.deletionNotApplied, .deletionNotApplied], "damaged": [.malformedBase64]]
        var examined = 0
        for file in try Everything.infrastructure().files where file.kind == .ldif && file.isFault {
            var keys = KeyCache()
            var reader = StoreReader(trust: .namedOnCommandLine)
            reader.read(file.bytes[...], name: file.path, keys: &keys)
            let store = reader.store
            let signed = reader.signedLists.map { Array($0.list.bytes) }
            let read = store.certificates.map { Array($0.certificate.bytes) } + store.revocationLists.map { Array($0.list.bytes) } + signed
            let held = try file.holds.map { try Everything.file($0).bytes }
            let isSame = Set(read) == Set(held) && read.count == held.count && !held.isEmpty
            #expect(isSame, "\(file.path): \(read.count)")
            let name = String(file.path.split(separator: "/").last?.dropLast(".ldif".count) ?? "")
            #expect(reader.refused.map(\.reason) == refusals[name] ?? [], "\(file.path)")
            examined += 1
        }
        #expect(examined == 14)
        // The list of the directory counts, and names the signer that it takes for a CSCA.
        let folder = "faults/directory-deviation-list"
        let store = try Everything.store([folder, folder + "/store"])
        let entries = try store.deviations(of: Certificate(Everything.file(folder + "/dsc.cer").bytes[...]))
        #expect(entries.count == 2 && entries.allSatisfy(\.list.isTrusted) && entries.contains { $0.deviation.namesSigner })
    }

    /// Nobody who knows only the stated algorithm can say that such a certificate is right, nor that it is forged.
    @Test func unsupportedAlgorithmsAreSaid() throws {
        var keys = KeyCache()
        for name in ["gost", "sm2"] {
            let file = try Everything.file("faults/unsupported-algorithm/dsc-\(name).cer")
            let certificate = try Certificate(file.bytes[...])
            var search = PathSearch(in: try Everything.store(file.store))
            let result = search.path(of: certificate, identity: try keys.identity(certificate), keys: &keys)
            #expect(result.outcome == .noIssuer && result.candidates.map(\.proof) == [.unsupported(.unsupportedAlgorithm)], "\(name)")
        }
    }
}
