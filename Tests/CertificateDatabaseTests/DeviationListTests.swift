import CertificateDatabase
import CivilTime
import DocumentPKI
import Foundation
import Irregularities
import SafeOpenSSL
import SignedStructures
import SpecimenIssuing
import TestSupport
import Testing

/// Deviation and defect lists in a store: looked up entry by entry, and counting where their signer chains to an anchor.
@Suite(.enabled(if: Subprocess.isAvailable("openssl"))) struct DeviationListTests {
    private let workshop: Workshop
    private let key: IssuingKey
    private let certificate: [UInt8]
    private let signer: [UInt8]

    init() throws {
        workshop = try Workshop()
        key = try Workshop.key()
        signer = try workshop.authority.signer([0x11])
        certificate = try DeviationListTests.listSigner(workshop.authority, key)
    }

    private static func listSigner(_ authority: CertificateAuthority, _ key: IssuingKey) throws -> [UInt8] {
        try authority.issue(
            CertificateRequest(
                .deviationListSigner, subject: Name(commonName: "Lists"), key: key, serialNumber: [0x71], validity: Workshop.validity,
                privateKeyUsage: Workshop.validity))
    }

    /// An entry of document numbers, and one of the signer.
    private func list(_ numbers: [String], by certificate: [UInt8]? = nil, at time: Timestamp? = Workshop.at(2026, 5)) throws -> [UInt8] {
        var content = DeviationListContent.wrongHash(in: 12, documentNumbers: numbers)
        var second = DeviationListContent.Deviation()
        second.signer = .certificateDigest(try DigestEngine().digest(.sha256, of: signer[...]).bytes)
        second.descriptions = [.init(.activeAuthenticationKeyCompromised, text: "Lost")]
        content.deviations.append(second)
        return try signed(content.bytes(), by: certificate, at: time)
    }

    private func signed(_ content: [UInt8], by certificate: [UInt8]? = nil, at time: Timestamp?) throws -> [UInt8] {
        try SignedMessage(
            contentType: .deviationList, content: content, signer: key,
            identifier: .issuerAndSerialNumber(workshop.authority.name, [0x71]),
            certificates: [certificate ?? self.certificate], signingTime: time
        ).bytes()
    }

    private func entries(_ store: any CertificateStore, of signer: [UInt8]? = nil) throws -> [DeviationEntry] {
        try store.deviations(of: Certificate((signer ?? self.signer)[...])).sorted { $0.index < $1.index }
    }

    private func words(_ entries: [DeviationEntry]) -> [String] {
        entries.map { "\($0.list.objection?.rawValue ?? "counts") \($0.deviation.descriptions.map(\.kind.rawValue))" }.sorted()
    }

    @Test func theDatabaseAnswersAsMemoryDoes() throws {
        let depot = try Depot()
        let bytes = try list(["UD0000001", "UD0000002"])
        try depot.add([("csca.cer", workshop.anchor)], ImportChoices(isTrusted: true))
        #expect(try !DatabaseStore(path: depot.path).hasDeviationLists)
        #expect(try depot.add([("list.dl", bytes)]).addedDeviationLists == 1)
        var keys = KeyCache()
        var reader = StoreReader(trust: .trustedByHand)
        for (name, file) in [("csca.cer", workshop.anchor), ("list.dl", bytes)] { reader.read(file[...], name: name, keys: &keys) }
        let (memory, database) = (reader.store, try DatabaseStore(path: depot.path))
        #expect(memory.hasDeviationLists && database.hasDeviationLists)
        for store in [memory, database] as [any CertificateStore] {
            let found = try entries(store)
            #expect(words(found) == ["counts [\"active-authentication-key-compromised\"]", "counts [\"data-group-hash-wrong\"]"])
            let numbered = try #require(found.first { $0.numbers != .any })
            #expect(numbered.deviation.documentType == "C" && numbered.list.country == "UT")
            #expect(store.lists(Array("UD0000002".utf8)[...], numbered) && !store.lists(Array("UD0000003".utf8)[...], numbered))
            // Another signer of the state has the entry that names nobody; a signer of another state has none.
            #expect(try entries(store, of: workshop.authority.signer([0x12])).count == 1)
            #expect(try entries(store, of: Workshop.authority("CSCA", country: "DE").signer()).isEmpty)
        }
        #expect(database.failure == nil)
    }

    /// A stranger's list is kept, counts for nothing, and counts from the moment on that its signer's CSCA is trusted.
    @Test func aListCountsWhereItsSignerChains() throws {
        let depot = try Depot()
        try depot.add([("list.dl", try list(["UD0000001"]))])
        #expect(try words(entries(DatabaseStore(path: depot.path))).allSatisfy { $0.hasPrefix("signer-not-trusted") })
        try depot.add([("csca.cer", workshop.anchor)])
        #expect(try words(entries(DatabaseStore(path: depot.path))).allSatisfy { $0.hasPrefix("signer-not-trusted") })
        try depot.database.trust(Workshop.identity(workshop.anchor), note: nil, at: Workshop.time)
        #expect(try words(entries(DatabaseStore(path: depot.path))).allSatisfy { $0.hasPrefix("counts") })
        try depot.database.distrust(Workshop.identity(workshop.anchor), note: nil, at: Workshop.time)
        #expect(try words(entries(DatabaseStore(path: depot.path))).allSatisfy { $0.hasPrefix("signer-not-trusted") })
    }

    /// What the numbers of the lists that reach a verdict are, in memory and in a database that was filled list by list.
    private func reached(
        _ lists: [(name: String, bytes: [UInt8])], _ numbers: [String], at time: Timestamp = Workshop.time
    ) throws -> [[String]] {
        let depot = try Depot()
        try depot.add([("csca.cer", workshop.anchor)], ImportChoices(isTrusted: true))
        var keys = KeyCache()
        var reader = StoreReader(trust: .trustedByHand)
        reader.read(workshop.anchor[...], name: "csca.cer", keys: &keys)
        for list in lists {
            try depot.add([list])
            reader.read(list.bytes[...], name: list.name, keys: &keys)
        }
        return try [reader.store, DatabaseStore(path: depot.path)].map { (store: any CertificateStore) in
            let counting = try entries(store).compactMap { $0.standing(at: time) }.filter { $0.list.isTrusted && $0.numbers != .any }
            return numbers.filter { number in counting.contains { store.lists(Array(number.utf8)[...], $0) } }
        }
    }

    /// Of one publisher the newest list counts, in whatever order they come; a list that counts for nothing replaces none.
    @Test func aNewerListReplacesAnOlder() throws {
        let older = ("older.dl", try list(["UD0000001", "UD0000002"], at: Workshop.at(2026, 3)))
        let newer = ("newer.dl", try list(["UD0000002", "UD0000003"], at: Workshop.at(2026, 4)))
        let timeless = ("timeless.dl", try list(["UD0000004"], at: nil))
        let stranger = CertificateAuthority(name: workshop.authority.name, key: try Workshop.key())
        let strange = ("strange.dl", try list(["UD0000005"], by: DeviationListTests.listSigner(stranger, key)))
        var broken = ("broken.dl", try list(["UD0000006"]))
        broken.1[broken.1.count - 2] ^= 1
        let numbers = (1...6).map { "UD000000\($0)" }
        let newest = ["UD0000002", "UD0000003"]
        for lists in [
            [older, newer], [newer, older], [newer, older, timeless], [timeless, older, newer], [strange, older, broken, newer],
        ] {
            #expect(try reached(lists, numbers) == [newest, newest], "\(lists.map(\.0))")
        }
        #expect(try reached([older], numbers) == [["UD0000001", "UD0000002"], ["UD0000001", "UD0000002"]])
        #expect(try reached([timeless], numbers) == [["UD0000004"], ["UD0000004"]])
        // Two lists of one moment are parts of one statement.
        let same = ("same.dl", try list(["UD0000001"], at: Workshop.at(2026, 4)))
        #expect(try reached([newer, same], numbers) == [["UD0000001"] + newest, ["UD0000001"] + newest])
    }

    /// A list that cannot be read, or not whole, does not erase what an older one says; one that can be, does.
    @Test func aListThatCannotBeReadReplacesNone() throws {
        let older = ("older.dl", try list(["UD0000001"], at: Workshop.at(2026, 3)))
        var content = DeviationListContent.wrongHash(in: 12, documentNumbers: ["UD0000002"])
        content.deviations += DeviationListContent.wrongHash(in: 11, documentNumbers: ["UD0000003"]).deviations
        content.deviations[1].documentType = "P"
        let bytes = content.bytes()
        let whole = ("whole.dl", try signed(bytes, at: Workshop.at(2026, 4)))
        // A criterion with a tag that the standard does not have, in the entry of identity cards.
        let place = try #require(bytes.indices.dropLast(2).first { Array(bytes[$0...($0 + 2)]) == [0x80, 0x01, 0x43] })
        var partial = bytes
        partial[place] = 0x8A
        let part = ("part.dl", try signed(partial, at: Workshop.at(2026, 4)))
        let none = ("none.dl", try signed([0x04, 0x02, 0x05, 0x00], at: Workshop.at(2026, 5)))
        let vectors: [(lists: [(String, [UInt8])], reached: [String], objections: [ReasonCode?])] = [
            ([older, whole], ["UD0000002", "UD0000003"], [.supersededList, nil]),
            ([older, part], ["UD0000001", "UD0000003"], [nil, nil]), ([part, older], ["UD0000001", "UD0000003"], [nil, nil]),
            ([older, none], ["UD0000001"], [nil, .malformedValue]), ([none, older], ["UD0000001"], [.malformedValue, nil]),
            ([older, part, whole, none], ["UD0000002", "UD0000003"], [.supersededList, nil, nil, .malformedValue]),
        ]
        for vector in vectors {
            let names = "\(vector.lists.map(\.0))"
            let found = try reached(vector.lists, (1...3).map { "UD000000\($0)" })
            // Entries of one moment are parts of one statement: the partial list counts beside the whole one.
            #expect(found == [vector.reached, vector.reached], "\(names)")
            #expect(try objections(vector.lists) == [vector.objections, vector.objections], "\(names)")
        }
    }

    /// A list is of the state whose anchor its signer reaches, whatever name stands in the signer's certificate.
    @Test func aListIsOfTheStateOfItsAnchor() throws {
        let foreign = try Workshop.authority("CSCA", country: "FR")
        let inOurName = CertificateAuthority(name: workshop.authority.name, key: foreign.key)
        let older = ("older.dl", try list(["UD0000001"], at: Workshop.at(2026, 3)))
        let newer = ("newer.dl", try list(["UD0000002"], by: DeviationListTests.listSigner(inOurName, key), at: Workshop.at(2026, 4)))
        let anchor = ("fr.cer", try foreign.selfSigned())
        for lists in [[anchor, older, newer], [newer, older, anchor]] {
            let isFirst = lists[1].0 == "older.dl" && lists[2].0 == "newer.dl"
            let expected: [ReasonCode?] = isFirst ? [nil, .listCountryMismatch] : [.listCountryMismatch, nil]
            #expect(try reached(lists, ["UD0000001", "UD0000002"]) == [["UD0000001"], ["UD0000001"]])
            #expect(try objections(lists) == [expected, expected])
        }
    }

    /// A list that was signed after the time of inspection says nothing then and replaces none.
    @Test func aListOfTheFutureDoesNotCountYet() throws {
        let now = ("now.dl", try list(["UD0000001"], at: Workshop.at(2026, 3)))
        let future = ("future.dl", try list(["UD0000002"], at: Workshop.at(2030)))
        let timeless = ("timeless.dl", try list(["UD0000003"], at: nil))
        let numbers = (1...3).map { "UD000000\($0)" }
        for (lists, times) in [
            ([now, future], [(2025, []), (2027, ["UD0000001"]), (2031, ["UD0000002"])]),
            ([future, timeless], [(2027, ["UD0000003"]), (2031, ["UD0000002"])]),
            // Who does not say when it was signed counts as long as its signer is valid.
            ([timeless], [(2027, ["UD0000003"]), (2037, [])]),
        ] {
            for (year, expected) in times {
                #expect(try reached(lists, numbers, at: Workshop.at(year)) == [expected, expected], "\(lists.map(\.0)) \(year)")
            }
        }
        #expect(try objections([now, future]) == [[nil, .notYetValid], [nil, .notYetValid]])
    }

    /// The signer was valid when it signed and is not revoked; only where its key was not lost, a revocation spares what was signed before.
    @Test(arguments: [false, true]) func aListOfAnExpiredOrRevokedSignerCountsForNothing(_ isListFirst: Bool) throws {
        let (then, before, since) = (Workshop.at(2026, 5), Workshop.at(2026, 4), Workshop.at(2026, 5, 20))
        let past = Period(Workshop.at(2019), Workshop.at(2021))
        typealias Revocation = (number: UInt8, date: Timestamp, reason: UInt8?)
        let vectors: [(name: String, validity: Period, signedAt: Timestamp, revocation: Revocation?, objection: ReasonCode?)] = [
            ("valid", Workshop.validity, then, nil, nil), ("expired since", past, Workshop.at(2020), nil, nil),
            ("expired then", past, then, nil, .signedOutsideValidity),
            ("not yet valid then", Period(then, Workshop.at(2030)), before, nil, .signedOutsideValidity),
            ("revoked before", Workshop.validity, then, (0x71, before, nil), .revoked),
            ("revoked since", Workshop.validity, then, (0x71, since, nil), .revoked),
            ("revoked since, key compromise", Workshop.validity, then, (0x71, since, 1), .revoked),
            ("revoked since, superseded", Workshop.validity, then, (0x71, since, 4), nil),
            ("revoked before, superseded", Workshop.validity, then, (0x71, before, 4), .revoked),
            ("another is revoked", Workshop.validity, then, (0x72, before, nil), nil),
        ]
        for vector in vectors {
            let signer = try workshop.authority.issue(
                CertificateRequest(
                    .deviationListSigner, subject: Name(commonName: "Lists"), key: key, serialNumber: [0x71], validity: vector.validity,
                    privateKeyUsage: vector.validity))
            var files = [("list.dl", try list(["UD0000001"], by: signer, at: vector.signedAt))]
            if let revocation = vector.revocation {
                var content = RevocationListContent(
                    number: 1, thisUpdate: since, nextUpdate: Workshop.at(2026, 8), revoked: [([revocation.number], revocation.date)])
                if let reason = revocation.reason { (content.deviations, content.reason) = ([.reasonCodes], reason) }
                let bytes = try workshop.authority.revocationList(content)
                files.insert(("list.crl", bytes), at: isListFirst ? 1 : 0)
            }
            #expect(try objections(files) == [[vector.objection], [vector.objection]], "\(vector.name)")
        }
    }

    /// Why lists count for nothing, in memory and in a database; there also after its anchor was distrusted and trusted again.
    private func objections(_ lists: [(name: String, bytes: [UInt8])]) throws -> [[ReasonCode?]] {
        let depot = try Depot()
        var keys = KeyCache()
        var reader = StoreReader(trust: .trustedByHand)
        for file in [("csca.cer", workshop.anchor)] + lists {
            try depot.add([file], ImportChoices(isTrusted: true))
            reader.read(file.1[...], name: file.0, keys: &keys)
        }
        let first = try depot.database.deviationLists().standing(at: Workshop.time).map(\.objection)
        try depot.database.distrust(Workshop.identity(workshop.anchor), note: nil, at: Workshop.time)
        #expect(try depot.database.deviationLists().allSatisfy { $0.objection != nil })
        try depot.database.trust(Workshop.identity(workshop.anchor), note: nil, at: Workshop.time)
        #expect(try depot.database.deviationLists().standing(at: Workshop.time).map(\.objection) == first)
        return [reader.store.deviationLists.standing(at: Workshop.time).map(\.objection), first]
    }

    /// An answer has an end; what counts is within it however many entries of strangers stand before.
    @Test func strangersDoNotCrowdOutAListThatCounts() throws {
        let depot = try Depot()
        let stranger = CertificateAuthority(name: workshop.authority.name, key: try Workshop.key())
        var content = DeviationListContent.wrongHash(in: 12, documentNumbers: ["UD0000001"])
        content.deviations = Array(repeating: content.deviations[0], count: 5000)
        let strange = try signed(
            content.bytes(), by: DeviationListTests.listSigner(stranger, key), at: Workshop.at(2026, 5))
        try depot.add([("a-strange.dl", strange)])
        try depot.add([("csca.cer", workshop.anchor), ("list.dl", list(["UD0000002"]))], ImportChoices(isTrusted: true))
        let found = try entries(DatabaseStore(path: depot.path))
        #expect(found.count { $0.list.isTrusted } == 2 && found.count < 5000)
        #expect(found.contains { $0.list.objection == .signerNotTrusted })
    }

    @Test func aBrokenSignatureAndAStrangerCountForNothing() throws {
        let depot = try Depot()
        try depot.add([("csca.cer", workshop.anchor)], ImportChoices(isTrusted: true))
        var broken = try list(["UD0000001"])
        broken[broken.count - 2] ^= 1
        let stranger = CertificateAuthority(name: workshop.authority.name, key: try Workshop.key())
        try depot.add([("broken.dl", broken), ("strange.dl", try list(["UD0000001"], by: DeviationListTests.listSigner(stranger, key)))])
        let found = try entries(DatabaseStore(path: depot.path))
        #expect(Set(found.map { $0.list.objection }) == [.signatureInvalid, .signerNotTrusted] && found.count == 4)
    }

    /// Hundreds of thousands of numbers are looked up in an index.
    @Test func manyNumbersAreLookedUp() throws {
        let depot = try Depot()
        let numbers = (0..<120_000).map { "UD" + String(1_000_000 + $0 * 7) }
        try depot.add([("csca.cer", workshop.anchor), ("list.dl", try list(numbers))], ImportChoices(isTrusted: true))
        let store = try DatabaseStore(path: depot.path)
        let entry = try #require(try entries(store).first { $0.numbers != .any })
        #expect(entry.deviation.documentNumbers == nil && entry.deviation.encodedWithoutNumbers.count < 200)
        let started = ContinuousClock.now
        for index in stride(from: 0, to: numbers.count, by: 97) { #expect(store.lists(Array(numbers[index].utf8)[...], entry)) }
        #expect(!store.lists(Array("UD1000001".utf8)[...], entry))
        #expect(ContinuousClock.now - started < .seconds(5))
        // Taken out of the file of lists, it comes out as it was published.
        #expect(try depot.database.signedLists().map(\.cms.count).first ?? 0 > 1_000_000)
    }

    /// A store of the first version has its lists as they were published: it is read through a copy that has them entry by entry, and brought
    /// to this form when it is first opened to be changed.
    @Test(.enabled(if: Subprocess.isAvailable("sqlite3"))) func anOlderStoreIsBroughtToThisForm() throws {
        let folder = try TemporaryFolder()
        let path = folder.url("store.sqlite").path
        do {
            let database = try StoreDatabase.create(at: path)
            var keys = KeyCache()
            let files = [("csca.cer", workshop.anchor), ("list.dl", try list(["UD0000001"]))]
            let paths = try files.map { try folder.write($0.1, to: "in/" + $0.0).path }
            _ = try database.importing(
                arguments: "test", choices: ImportChoices(isTrusted: true), at: Workshop.time, keys: &keys
            ) { session, keys in
                paths.allSatisfy { (try? StoreSourceReader().read($0, keys: &keys, into: &session)) != nil }
            }
        }
        let old = """
            DROP TABLE master_list; \
            DROP TABLE deviation_number; DROP TABLE deviation; ALTER TABLE signed_list DROP COLUMN country; \
            ALTER TABLE signed_list DROP COLUMN objection; ALTER TABLE signed_list DROP COLUMN superseded_at; \
            ALTER TABLE signed_list DROP COLUMN expires_at; ALTER TABLE trust_decision DROP COLUMN key; \
            DELETE FROM grdb_migrations WHERE identifier IN ('2', '3', '4'); \
            DELETE FROM setting WHERE name = 'deviations'; PRAGMA user_version = 1;
            """
        #expect(try Subprocess.run("sqlite3", [path, old]).status == 0)
        let before = try Data(contentsOf: folder.url("store.sqlite"))
        let counts = try StoreDatabase.openReading(path).counts()
        #expect(counts.certificates == 2 && counts.revocationLists == 0)
        for isChanged in [false, true] {
            if isChanged { _ = try StoreDatabase.open(path) }
            let store = try DatabaseStore(path: path)
            #expect(try store.counts().certificates == 2)
            let found = try entries(store)
            #expect(found.count == 2 && found.allSatisfy { $0.list.isTrusted } && store.hasDeviationLists)
            #expect(found.contains { store.lists(Array("UD0000001".utf8)[...], $0) && $0.numbers != .any })
            #expect(store.failure == nil)
            #expect(try (Data(contentsOf: folder.url("store.sqlite")) == before) == !isChanged)
        }
        #expect(try Subprocess.run("sqlite3", [path, "PRAGMA user_version = 99"]).status == 0)
        #expect(throws: DatabaseError(.newerVersion)) { _ = try DatabaseStore(path: path) }
        #expect(throws: DatabaseError(.newerVersion)) { _ = try StoreDatabase.openReading(path) }
    }
}
