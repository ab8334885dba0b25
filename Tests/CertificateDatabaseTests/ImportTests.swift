import CivilTime
import DocumentPKI
import Foundation
import Irregularities
import SafeOpenSSL
import SignedStructures
import SpecimenIssuing
import Synchronization
import TestSupport
import Testing

@testable import CertificateDatabase

/// What an import takes, refuses, keeps and never loses.
@Suite(.enabled(if: Subprocess.isAvailable("openssl"))) struct ImportTests {
    private let workshop: Workshop

    init() throws { workshop = try Workshop() }

    @Test func kindsAreCountedAndDoublesAreNoted() throws {
        let depot = try Depot()
        let next = try Workshop.authority("CSCA 2")
        let files: [(String, [UInt8])] = [
            ("csca.cer", workshop.anchor), ("link.cer", try workshop.authority.link(to: next)),
            ("ds.pem", try Workshop.pem(workshop.authority.signer())),
        ]
        let first = try depot.add(files)
        #expect(first.added == [.countrySigningCA: 1, .link: 1, .documentSigner: 1] && first.already == 0 && first.refused.isEmpty)
        let second = try depot.add(files)
        #expect(second.added.isEmpty && second.already == 3)
        #expect(try depot.database.counts().certificates == 3)
    }

    /// A certificate under its own name whose signature is not its own is no CSCA.
    @Test func aForgedAuthorityIsALinkThatDoesNotChain() throws {
        let depot = try Depot()
        var forged = workshop.anchor
        forged[forged.count - 1] ^= 1
        #expect(try depot.add([("forged.cer", forged)]).added == [.link: 1])
        let check = try depot.database.check(at: Workshop.time)
        #expect(check.total.links == 1 && check.total.chainedLinks == 0)
        #expect(check.problems.map(\.reason) == [.issuerKeyUnknown] || check.problems.map(\.reason) == [.signatureInvalid])
    }

    @Test func whatIsNothingIsRefusedWithItsPlace() throws {
        let depot = try Depot()
        let result = try depot.add([
            ("a.txt", Array("prose\n".utf8)), ("b.cer", Array(workshop.anchor.dropLast(9))), ("c.cer", workshop.anchor),
        ])
        #expect(result.refusedCount == 2 && result.refused.map(\.reason) == [.notAStoreFile, .truncated])
        #expect(result.refused.map { URL(fileURLWithPath: $0.name).lastPathComponent } == ["a.txt", "b.cer"])
        #expect(result.added == [.countrySigningCA: 1])
    }

    /// A folder is read once, however many links lead to it, and however deep it lies.
    @Test func linksToAFolderAreNotFollowedAgain() throws {
        let depot = try Depot()
        let folder = try TemporaryFolder()
        let deep = (1...12).map { "level-\($0)" }.joined(separator: "/")
        for (name, bytes) in [("csca.cer", workshop.anchor), (deep + "/other.cer", workshop.others[0])] {
            try folder.write(bytes, to: "in/" + name)
        }
        for (link, target) in [("in/itself", "."), ("in/level-1/up", ".."), ("in/away", "level-1/level-2")] {
            try FileManager.default.createSymbolicLink(
                atPath: folder.url(link).path, withDestinationPath: target)
        }
        var keys = KeyCache()
        let result = try depot.database.importing(arguments: "test", at: Workshop.time, keys: &keys) { session, keys in
            (try? StoreSourceReader().read(folder.url("in").path, keys: &keys, into: &session)) != nil
        }
        #expect(result?.added == [.countrySigningCA: 2] && result?.already == 0 && result?.refusedCount == 0)
    }

    /// A list that does not carry its signer's certificate is taken where the store has it, from before or from the same import.
    @Test func aListWithoutItsSignerIsReadByTheStore() throws {
        let bare = try workshop.list(workshop.others, more: ["-nocerts"])
        let depot = try Depot()
        #expect(try depot.add([("list.ml", bare)]).refused.map(\.reason) == [.signerCertificateMissing])
        let signer = ("signer.cer", workshop.listSignerCertificate)
        #expect(try depot.add([signer, ("list.ml", bare)]).addedMasterLists == 1)
        #expect(try depot.add([("list.ml", bare)]).refusedCount == 0)
        // Nobody else's certificate of that name and number will do.
        let stranger = CertificateAuthority(name: workshop.authority.name, key: try Workshop.key())
        let other = try Depot()
        let strange = try other.add([("signer.cer", stranger.signer([0x70])), ("list.ml", bare)])
        #expect(strange.refused.map(\.reason) == [.signatureInvalid] && strange.addedMasterLists == 0)
        // It vouches as any other, once its signer's CSCA is trusted.
        try depot.database.trust(Workshop.identity(workshop.anchor), note: nil, at: Workshop.time)
        try depot.add([("csca.cer", workshop.anchor)])
        #expect(try depot.database.check(at: Workshop.time).total.anchors == 3)
        var keys = KeyCache()
        var reader = StoreReader(trust: .namedOnCommandLine)
        for (name, bytes) in [signer, ("list.ml", bare)] { reader.read(bytes[...], name: name, keys: &keys) }
        #expect(reader.refused.isEmpty && reader.store.certificates.count == 3)
    }

    /// Of many that make a store at one place at a time one makes it, and all have it.
    @Test func aStoreIsMadeOnce() throws {
        for _ in 0..<5 {
            let folder = try TemporaryFolder()
            let path = folder.url("store.sqlite").path
            let outcomes = Mutex<[DatabaseError.Kind?]>([])
            DispatchQueue.concurrentPerform(iterations: 8) { _ in
                do throws(DatabaseError) {
                    _ = try StoreDatabase.create(at: path)
                    outcomes.withLock { $0.append(nil) }
                } catch {
                    outcomes.withLock { $0.append(error.kind) }
                }
            }
            let made = outcomes.withLock { $0 }
            #expect(made.count { $0 == nil } == 1 && made.count { $0 == .exists } == 7, "\(made)")
            #expect(try StoreDatabase.open(path).counts().certificates == 0)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url("").path).allSatisfy { !$0.contains("part") })
        }
    }

    /// Whoever makes a store beside others, with the same process id in another container, leaves their half-made ones alone.
    @Test func halfMadeStoresOfOthersAreLeftAlone() throws {
        let folder = try TemporaryFolder()
        let names = (1...1000).map { "store.sqlite.part-\(ProcessInfo.processInfo.processIdentifier)-\($0)" }
        for name in names { try folder.write([0x2A], to: name) }
        let path = folder.url("store.sqlite").path
        #expect(try StoreDatabase.create(at: path).counts().certificates == 0)
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.url("").path).filter { $0.contains("part") }
        #expect(Set(left) == Set(names))
        #expect(try names.allSatisfy { try Data(contentsOf: folder.url($0)) == Data([0x2A]) })
        #expect(throws: DatabaseError(.cannotWrite)) { _ = try StoreDatabase.create(at: folder.url("absent/store.sqlite").path) }
    }

    /// A body that gives up leaves the store as it was.
    @Test func aBodyThatGivesUpChangesNothing() throws {
        let depot = try Depot()
        try depot.add([("csca.cer", workshop.anchor)])
        var keys = KeyCache()
        let path = try depot.folder.write(workshop.others[0], to: "other.cer").path
        let result = try depot.database.importing(arguments: "test", at: Workshop.time, keys: &keys) { session, keys in
            try? StoreSourceReader().read(path, keys: &keys, into: &session)
            return false
        }
        #expect(result == nil)
        #expect(try depot.entries().keys.sorted { $0.description < $1.description } == [Workshop.identity(workshop.anchor)])
    }

    /// Readers see the store as it was while an import goes on, and wait for nothing.
    @Test func readersWorkWhileAWriterImports() throws {
        let depot = try Depot()
        try depot.add([("csca.cer", workshop.anchor)], ImportChoices(isTrusted: true))
        let signer = try workshop.authority.signer()
        let path = try depot.folder.write(workshop.others[0], to: "other.cer").path
        var keys = KeyCache()
        var seen: [Int] = []
        _ = try depot.database.importing(arguments: "test", at: Workshop.time, keys: &keys) { session, keys in
            try? StoreSourceReader().read(path, keys: &keys, into: &session)
            seen.append((try? DatabaseStore(path: depot.path).counts().certificates) ?? -1)
            seen.append((try? depot.outcome(of: signer)) == .anchored ? 1 : 0)
            return true
        }
        #expect(seen == [1, 1])
        #expect(try DatabaseStore(path: depot.path).counts().certificates == 2)
    }

    @Test func provenanceIsKeptAndNothingIsDeleted() throws {
        let depot = try Depot()
        let old = try workshop.list([workshop.anchor] + workshop.others)
        let new = try workshop.list([workshop.anchor, workshop.others[0]], more: [])
        try depot.add([("2025.ml", old)], at: Workshop.at(2026, 1))
        // The signing time of both lists is that of this moment to the second; the newer one must be newer.
        try awaitNextSecond()
        let newer = try workshop.list([workshop.anchor, workshop.others[0]])
        #expect(new != newer || new == newer)
        try depot.add([("2026.ml", newer)], at: Workshop.at(2026, 5))
        let entries = try depot.entries()
        let dropped = try Workshop.identity(workshop.others[1])
        #expect(entries[dropped]?.isOnlyInOlderLists == true)
        #expect(entries.values.filter { $0.isOnlyInOlderLists && $0.kind == .countrySigningCA }.count == 1)
        let origins = try depot.database.provenance(of: Workshop.identity(workshop.anchor))
        #expect(origins.map { URL(fileURLWithPath: $0.source.name).lastPathComponent } == ["2025.ml", "2026.ml"])
        #expect(origins.map(\.firstSeen) == [Workshop.at(2026, 1), Workshop.at(2026, 5)])
        #expect(origins.allSatisfy { $0.entry != nil && $0.source.publisher == nil || $0.source.publisher == "UT" })
        // The same list under another name is the same source, seen again.
        try depot.add([("copy.ml", newer)], at: Workshop.at(2026, 6))
        let again = try depot.database.provenance(of: Workshop.identity(workshop.anchor))
        #expect(again.count == 2 && again.last?.lastSeen == Workshop.at(2026, 6))
    }

    private func awaitNextSecond() throws {
        let now = time(nil)
        while time(nil) == now { usleep(10_000) }
    }

    @Test(.enabled(if: Subprocess.isAvailable("tar"))) func archivesAndFoldersAreRead() throws {
        let depot = try Depot()
        let folder = try TemporaryFolder()
        let list = try workshop.list(workshop.others)
        try folder.write(workshop.anchor, to: "pki/csca/a.cer")
        try folder.write(list, to: "pki/ml/list.ml")
        for (flag, name) in [("-cf", "a.tar"), ("-czf", "a.tgz"), ("-cJf", "a.txz")] {
            let made = try Subprocess.run("tar", [flag, folder.url(name).path, "-C", folder.url.path, "pki"])
            #expect(made.status == 0, "\(made.errorText)")
            let result = try depot.add(paths: [folder.url(name).path])
            #expect(result.refused.isEmpty)
            if name == "a.tar" {
                #expect(result.added[.countrySigningCA] == 3 && result.addedMasterLists == 1)
            } else {
                #expect(result.addedCount == 0)
            }
        }
        #expect(try depot.add(paths: [folder.url("pki").path]).already >= 3)
        // One compressed file, and one that is cut.
        let single = try Subprocess.run("gzip", ["-c", folder.url("pki/ml/list.ml").path]).output
        #expect(try depot.add([("list.ml.gz", single)]).refused.isEmpty)
        let cut = Array(try Data(contentsOf: folder.url("a.tgz")).dropLast(40))
        #expect(try depot.add([("cut.tgz", cut)]).refused.map(\.reason).contains(.archiveDamaged))
    }

    /// Archives that lie in archives are opened as deep as the limit says; what is wrong with one leaves the others as they are.
    @Test(.enabled(if: Subprocess.isAvailable("tar"))) func archivesInArchivesAreRead() throws {
        let folder = try TemporaryFolder()
        func pack(_ name: String, _ flag: String, _ files: [String]) throws {
            let made = try Subprocess.run("tar", [flag, folder.url(name).path, "-C", folder.url.path] + files)
            #expect(made.status == 0, "\(made.errorText)")
        }
        try folder.write(workshop.anchor, to: "csca.cer")
        try folder.write(workshop.others[0], to: "other.cer")
        try folder.write(workshop.others[1], to: "third.cer")
        try pack("1.tgz", "-czf", ["csca.cer"])
        let whole = Array(try Data(contentsOf: folder.url("1.tgz")))
        try folder.write(Array(whole.prefix(whole.count / 2)), to: "cut.tgz")
        try pack("2.tar", "-cf", ["1.tgz", "cut.tgz", "other.cer"])
        try pack("3.tar", "-cf", ["2.tar", "third.cer"])
        try pack("4.tar", "-cf", ["3.tar", "third.cer"])
        let vectors: [(name: String, added: Int, refused: [(String, ReasonCode)])] = [
            ("1.tgz", 1, []), ("2.tar", 2, [("2.tar/cut.tgz", .archiveDamaged)]),
            ("3.tar", 3, [("3.tar/2.tar/cut.tgz", .archiveDamaged)]),
            ("4.tar", 2, [("4.tar/3.tar/2.tar/1.tgz", .archiveInArchive), ("4.tar/3.tar/2.tar/cut.tgz", .archiveInArchive)]),
        ]
        for vector in vectors {
            let depot = try Depot()
            let result = try depot.add(paths: [folder.url(vector.name).path])
            #expect(result.added == [.countrySigningCA: vector.added], "\(vector.name): \(result.refused)")
            let refused = result.refused.map { String($0.name.dropFirst(folder.url.path.count + 1)) }
            #expect(refused.map { $0.replacing("//", with: "/") } == vector.refused.map(\.0), "\(vector.name)")
            #expect(result.refused.map(\.reason) == vector.refused.map(\.1), "\(vector.name)")
        }
    }

    /// Whatever a file system knows, of many that put a file at one place one does, and its octets stay.
    @Test(arguments: Files.Naming.allCases) func aNameIsGivenOnce(_ way: Files.Naming) throws {
        for round in 0..<20 {
            let folder = try TemporaryFolder()
            let path = folder.url("store").path
            let parts = try (0..<16).map { try folder.write([UInt8($0)], to: "part-\($0)").path }
            let outcomes = Mutex<[Int: Bool?]>([:])
            DispatchQueue.concurrentPerform(iterations: parts.count) { number in
                let isPut = Files.put(parts[number], at: path, by: way)
                outcomes.withLock { $0[number] = .some(isPut) }
            }
            let found = outcomes.withLock { $0 }
            let winners = found.filter { $0.value == true }.map(\.key)
            #expect(winners.count == 1 && found.values.allSatisfy { $0 != nil }, "\(round): \(found)")
            #expect(try Data(contentsOf: folder.url("store")) == Data(winners.map { UInt8($0) }))
        }
    }

    /// Another program's database, and a file that is none, are left alone.
    @Test func whatIsNoStoreIsNotOpened() throws {
        let folder = try TemporaryFolder()
        let text = try folder.write(Array("no database".utf8), to: "text").path
        for path in [text, folder.url("absent").path] {
            #expect(throws: DatabaseError.self) { _ = try StoreDatabase.open(path) }
            #expect(throws: DatabaseError.self) { _ = try StoreDatabase.openReading(path) }
        }
        #expect(throws: DatabaseError.self) { _ = try DatabaseStore(path: text) }
        let depot = try Depot()
        #expect(throws: DatabaseError(.exists)) { _ = try StoreDatabase.create(at: depot.path) }
        #expect(try String(contentsOfFile: text, encoding: .utf8) == "no database")
    }

    /// What is read into memory is bounded by files and octets, and says so.
    @Test func aFolderWithoutEndIsRefused() throws {
        let folder = try TemporaryFolder()
        for number in 0..<4 { try folder.write(workshop.anchor + [UInt8](repeating: 0x30, count: number), to: "in/\(number).cer") }
        let path = folder.url("in").path
        func isRead(_ limits: ReadingLimits) -> Bool {
            var keys = KeyCache()
            var reader = StoreReader(trust: .namedOnCommandLine)
            return (try? StoreSourceReader(limits: limits).read(path, keys: &keys, into: &reader)) != nil
        }
        #expect(isRead(ReadingLimits()) && isRead(.inMemory) && isRead(ReadingLimits(files: 4)))
        #expect(!isRead(ReadingLimits(files: 3)) && !isRead(ReadingLimits(octets: 2 * workshop.anchor.count)))
    }
}
