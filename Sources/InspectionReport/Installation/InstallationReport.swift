public import CivilTime

/// What an installation rests on: its software, its store and its clock, and what is wrong or missing.
public struct InstallationReport: Sendable {
    /// The parts of the command that runs.
    public struct Software: Sendable, Hashable {
        public let version: String
        /// The release of the Swift compiler, hence of a runtime inside the command; nil where not known.
        public let swift: String?
        public let openSSLCompiled: String
        public let openSSLLoaded: String
        /// Algorithms of travel documents that the loaded OpenSSL does not offer.
        public let missingAlgorithms: [String]

        public init(version: String, swift: String?, openSSLCompiled: String, openSSLLoaded: String, missingAlgorithms: [String]) {
            self.version = version
            self.swift = swift
            self.openSSLCompiled = openSSLCompiled
            self.openSSLLoaded = openSSLLoaded
            self.missingAlgorithms = missingAlgorithms
        }
    }

    public let software: Software
    public let store: StoreState
    /// The time of the clock, or the one that was given.
    public let time: Timestamp

    public init(software: Software, store: StoreState, time: Timestamp) {
        self.software = software
        self.store = store
        self.time = time
    }

    /// How many days the newest revocation list of a store that is kept up may be out: an issuer makes one at least every 90 days
    /// (Doc 9303-12).
    static let listAgeLimit = 90

    /// How old the newest revocation list is in whole days; nil without one, negative where the clock is behind it.
    public var newestListAge: Int? {
        store.holdings?.newestList.map { time.date.daysSinceEpoch - $0.issued.date.daysSinceEpoch }
    }

    /// Everything that is wrong or missing, errors first.
    public var findings: [InstallationFinding] {
        (softwareFindings + storeFindings + clockFindings).sorted { $0.severity.rank < $1.severity.rank }
    }

    private var softwareFindings: [InstallationFinding] {
        var found: [InstallationFinding] = []
        let (compiled, loaded) = (versionNumbers(software.openSSLCompiled), versionNumbers(software.openSSLLoaded))
        if compiled.first != loaded.first {
            found.append(.otherOpenSSL)
        } else if loaded.lexicographicallyPrecedes(compiled) {
            found.append(.olderOpenSSL)
        }
        if !software.missingAlgorithms.isEmpty { found.append(.algorithmsMissing) }
        return found
    }

    private var storeFindings: [InstallationFinding] {
        // Without a store at the default place verification goes on; one that was named must be there.
        guard let holdings = store.holdings else { return [store.isPresent || store.origin != .standard ? .storeUnusable : .storeMissing] }
        var found: [InstallationFinding] = []
        if holdings.authorities.isEmpty { found.append(.noAnchor) }
        if !holdings.authorities.isEmpty, holdings.expiredAuthorities == holdings.authorities.total { found.append(.anchorsExpired) }
        if !holdings.refused.isEmpty { found.append(.filesRefused) }
        if !holdings.authorities.isEmpty, holdings.revocationLists == 0 { found.append(.noRevocationLists) }
        if holdings.staleRevocationLists > 0 { found.append(.listsStale) }
        if let age = newestListAge, age > InstallationReport.listAgeLimit { found.append(.storeOld) }
        return found
    }

    private var clockFindings: [InstallationFinding] {
        guard let list = store.holdings?.newestList, time < list.issued else { return [] }
        return [.clockBehind]
    }
}

/// What is wrong with an installation, or missing in it.
public enum InstallationFinding: String, Sendable, Hashable, CaseIterable {
    case otherOpenSSL = "other-openssl"
    case olderOpenSSL = "older-openssl"
    case algorithmsMissing = "algorithms-missing"
    case storeMissing = "store-missing"
    case storeUnusable = "store-unusable"
    case noAnchor = "no-anchor-in-store"
    case anchorsExpired = "anchors-expired"
    case filesRefused = "files-refused"
    case noRevocationLists = "no-revocation-lists"
    case listsStale = "revocation-lists-stale"
    case storeOld = "store-old"
    case clockBehind = "clock-behind-list"

    /// An error makes verdicts wrong; a warning leaves documents undetermined or unproven.
    public enum Severity: String, Sendable, Hashable {
        case error, warning

        var rank: Int { self == .error ? 0 : 1 }
    }

    public var severity: Severity {
        switch self {
        case .otherOpenSSL, .algorithmsMissing, .storeUnusable, .clockBehind: .error
        default: .warning
        }
    }
}

/// The leading numbers of a version: `3.0.19-dev` is 3, 0, 19.
private func versionNumbers(_ text: String) -> [Int] {
    text.split(separator: ".").map { Int($0.prefix { $0.isNumber }) ?? 0 }
}
