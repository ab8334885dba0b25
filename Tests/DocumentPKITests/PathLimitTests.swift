import DocumentPKI
import Irregularities
import SignedStructures
import SpecimenIssuing
import Testing

/// Bounds of the path search (law 11) and what the owner of a store withdrew.
@Suite struct PathLimitTests {
    /// An anchor and so many links upon it; the last authority issues signers.
    private static func chain(_ links: Int) throws -> (files: [[UInt8]], last: CertificateAuthority) {
        var last = try Country.authority("CSCA 0")
        var files = [try last.selfSigned()]
        for number in 0..<links {
            let next = try Country.authority("CSCA \(number + 1)")
            files.append(try last.link(to: next))
            last = next
        }
        return (files, last)
    }

    @Test func soManyLinksAsTheLimitSaysAndNoMore() throws {
        let limit = PathSearchLimits().depth
        for (links, isFound) in [(0, true), (1, true), (limit, true), (limit + 1, false)] {
            let chain = try PathLimitTests.chain(links)
            let result = try path(of: chain.last.signer(), in: Shelf(chain.files).store())
            #expect(result.outcome == (isFound ? .anchored : .boundReached), "\(links) links")
            #expect(result.bound == (isFound ? nil : .searchLimit), "\(links) links")
            if isFound { #expect(result.path.count == links + 2) }
        }
        let chain = try PathLimitTests.chain(2)
        let short = try path(of: chain.last.signer(), in: Shelf(chain.files).store(), limits: PathSearchLimits(depth: 1))
        #expect(short.outcome == .boundReached && short.bound == .searchLimit)
        // As deep as may be, and nothing above: that is no matter of the limit.
        let links = Shelf(Array(chain.files.dropFirst())).store()
        let orphan = try path(of: chain.last.signer(), in: links, limits: PathSearchLimits(depth: 1))
        #expect(orphan.outcome == .unanchored && orphan.bound == nil)
    }

    /// Certificates that lead nowhere do not count as length: a path beside many of them is found.
    @Test func deadEndsAreNotLength() throws {
        let (anchor, middle, last) = (try Country.authority("A"), try Country.authority("B"), try Country.authority("C"))
        let deadEnds = try (0..<12).map { number in
            let lost = try Country.authority("Lost \(number)")
            return try lost.link(to: middle, serialNumber: [UInt8(number + 1)])
        }
        let files = [try middle.link(to: last)] + deadEnds + [try anchor.link(to: middle), try anchor.selfSigned()]
        let result = try path(of: last.signer(), in: Shelf(files).store())
        #expect(result.outcome == .anchored && result.roles == "DSC LINK LINK CSCA")
    }

    @Test func loopsOfLinksEnd() throws {
        let names = ["A", "B", "C"]
        let ring = try names.map { try Country.authority($0) }
        var files = try ring.indices.map { try ring[$0].link(to: ring[($0 + 1) % ring.count]) }
        // And each to each.
        files += try [ring[0].link(to: ring[2], serialNumber: [7]), ring[2].link(to: ring[1], serialNumber: [7])]
        let result = try path(of: ring[1].signer(), in: Shelf(files).store())
        #expect(result.outcome == .unanchored && result.signatures <= 16)
        let anchored = try path(of: ring[1].signer(), in: Shelf(files + [try ring[2].selfSigned(serialNumber: [8])]).store())
        #expect(anchored.outcome == .anchored)
    }

    @Test func theBudgetOfSignaturesIsKept() throws {
        let authority = try Country.authority("CSCA")
        let strangers = try (0..<12).map { _ in try Country.authority("CSCA").selfSigned() }
        let store = Shelf(strangers + [try authority.selfSigned()]).store()
        let signer = try authority.signer(authorityKeyIdentifier: [1])
        let spent = try path(of: signer, in: store, limits: PathSearchLimits(signatures: 5))
        #expect(spent.outcome == .boundReached && spent.bound == .signatureBudget && spent.signatures == 5 && spent.candidates.count == 5)
        #expect(try path(of: signer, in: store, limits: PathSearchLimits(signatures: 0)).outcome == .boundReached)
        #expect(try path(of: signer, in: store).outcome == .anchored)
        // The signer's issuer is found and nothing is left for the way up: that is not "no anchor".
        let chain = try PathLimitTests.chain(2)
        let halfway = try path(of: chain.last.signer(), in: Shelf(chain.files).store(), limits: PathSearchLimits(signatures: 2))
        #expect(halfway.outcome == .boundReached && halfway.roles.hasPrefix("DSC LINK") && halfway.signatures == 2)
    }

    /// States reissue certificates for one key: what one refutes, the others need no signature for.
    @Test func aKeyIsTriedOnceHoweverManyCertificatesItHas() throws {
        let (authority, stranger) = (try Country.authority("CSCA"), try Country.authority("CSCA"))
        let reissued = try (1...12).map { try stranger.selfSigned(serialNumber: [UInt8($0)]) }
        let store = Shelf(reissued + [try authority.selfSigned()]).store()
        let result = try path(of: authority.signer(authorityKeyIdentifier: [1]), in: store, limits: PathSearchLimits(signatures: 3))
        #expect(result.outcome == .anchored && result.signatures == 3 && result.candidates.count == 13)
    }

    /// An answer of the store that is cut is said to be, however few signatures it cost.
    @Test func moreCandidatesThanAreLookedAtAreSaid() throws {
        let (authority, stranger) = (try Country.authority("CSCA"), try Country.authority("CSCA"))
        let identifier = try authority.key.keyIdentifier()
        func flood(_ count: Int) throws -> [[UInt8]] {
            try (0..<count).map { number in
                var request = stranger.request(
                    .countrySigningCA, stranger.name, stranger.key, serialNumber: [0x11, UInt8(number >> 8), UInt8(number & 0xFF)])
                request.form.extensionEdits = [.replace(.subjectKeyIdentifier) { _ in [0x04, 0x14] + identifier }]
                return try stranger.issue(request)
            }
        }
        let (right, signer) = (try authority.selfSigned(), try authority.signer())
        for (count, outcome) in [(4095, PathSearchResult.Outcome.anchored), (4096, .boundReached)] {
            let result = try path(of: signer, in: Shelf(flood(count) + [right]).store())
            #expect(result.outcome == outcome && result.signatures <= 3, "\(count)")
            #expect(result.bound == (outcome == .boundReached ? .searchLimit : nil), "\(count)")
        }
    }

    @Test func aDistrustedAnchorIsDistrustedByWhateverWay() throws {
        let chain = try PathLimitTests.chain(1)
        for (index, roles) in [(0, "DSC LINK CSCA"), (1, "DSC CSCA")] {
            let store = Shelf(chain.files).store([(chain.files[index], .distrusted)])
            let result = try path(of: chain.last.signer(), in: store)
            #expect(result.outcome == .distrusted && result.roles == roles, "\(index)")
            #expect(result.path.last?.trust == .distrusted)
        }
    }

    /// A state certifies one key several times, under other names and in other encodings: who distrusts one certificate distrusts the key.
    @Test func distrustIsOfAKeyInAllItsCertificates() throws {
        let (authority, older) = (try Country.authority("CSCA"), try Country.authority("CSCA before"))
        let renamed = CertificateAuthority(name: Name(country: "UT", commonName: "CSCA renamed"), key: authority.key)
        let (anchor, other) = (try authority.selfSigned(), try Country.authority("CSCA renamed"))
        func twin(_ name: String) throws -> [UInt8] {
            let deviation = try #require(CertificateDeviation.named(name))
            return try renamed.issue(renamed.request(.countrySigningCA, renamed.name, renamed.key).with(deviation))
        }
        /// A signer that names the key by the identifier of one certificate.
        func signer(naming bytes: [UInt8]) throws -> [UInt8] {
            try renamed.signer(authorityKeyIdentifier: Array(#require(Certificate(bytes[...]).subjectKeyIdentifier)))
        }
        let (long, compressed) = (try twin("subject-key-identifier-long"), try twin("point-compressed"))
        let byName = try renamed.signer(authorityKeyIdentifier: [1])
        let vectors: [(name: String, files: [[UInt8]], signer: [UInt8], outcome: PathSearchResult.Outcome)] = [
            ("another name", [try renamed.selfSigned()], byName, .distrusted),
            ("another key identifier", [long], try signer(naming: long), .distrusted),
            ("another encoding of the key", [compressed], try signer(naming: compressed), .distrusted),
            ("a link of an older anchor", [try older.link(to: renamed), try older.selfSigned()], byName, .distrusted),
            ("another key of that name", [try other.selfSigned()], try other.signer(authorityKeyIdentifier: [1]), .anchored),
        ]
        for vector in vectors {
            for files in [[anchor] + vector.files, vector.files + [anchor]] {
                let shelf = Shelf(files)
                #expect(try path(of: vector.signer, in: shelf.store()).outcome == .anchored, "\(vector.name)")
                let result = try path(of: vector.signer, in: shelf.store([(anchor, .distrusted)]))
                #expect(result.outcome == vector.outcome, "\(vector.name)")
                #expect((result.path.last?.trust == .distrustedKey) == (vector.outcome == .distrusted), "\(vector.name)")
            }
        }
    }

    /// Two certificates of one key, one of them withdrawn: the order of the store does not decide.
    @Test func distrustOfAKeyDoesNotDependOnTheOrderOfTheStore() throws {
        let authority = try Country.authority("CSCA")
        let (first, second) = (try authority.selfSigned(), try authority.selfSigned(serialNumber: [9]))
        for files in [[first, second], [second, first]] {
            let result = try path(of: authority.signer(), in: Shelf(files).store([(first, .distrusted)]))
            #expect(result.outcome == .distrusted)
        }
    }
}
