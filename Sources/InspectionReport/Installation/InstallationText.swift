import CivilTime
import DocumentPKI

extension InstallationReport {
    /// The report as text: what there is, a row each, then what is wrong or missing.
    public func text(_ style: TextStyle) -> String {
        var lines = rows.map { style.paint(padded($0.0, to: 11), .quiet) + style.wrap(printable($0.1), indent: 11) }
        let findings = findings
        if findings.isEmpty { lines += ["", style.paint("Nothing is missing.", .good)] }
        for finding in findings {
            let colour: TextStyle.Colour = finding.severity == .error ? .bad : .unsure
            lines += ["", style.paint(padded(finding.severity.rawValue, to: 11), colour) + finding.rawValue]
            lines.append("  " + style.wrap(printable(sentence(of: finding)), indent: 2))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var rows: [(String, String)] {
        var rows = [("mrtd", software.version)]
        if let swift = software.swift { rows.append(("Swift", swift)) }
        rows.append(("OpenSSL", "\(software.openSSLLoaded), compiled against \(software.openSSLCompiled)"))
        rows.append(("Store", "\(store.path) (\(store.origin.words))\(store.isPresent ? "" : ", which is not there")"))
        if let holdings = store.holdings { rows += holdings.rows }
        if let list = store.holdings?.newestList, let age = newestListAge {
            rows.append(("Newest", "the list of \(list.issuer) of \(list.issued), \(days(age)) old"))
        }
        rows.append(("Clock", time.description))
        return rows
    }

    /// One sentence for a finding: what it is, and what to do.
    func sentence(of finding: InstallationFinding) -> String {
        let holdings = store.holdings
        switch finding {
        case .otherOpenSSL:
            return "The loaded OpenSSL \(software.openSSLLoaded) is of another major version than the "
                + "\(software.openSSLCompiled) that this was compiled against; install the one of the package."
        case .olderOpenSSL:
            return "The loaded OpenSSL \(software.openSSLLoaded) is older than the \(software.openSSLCompiled) that this was "
                + "compiled against; update it."
        case .algorithmsMissing:
            return "The loaded OpenSSL does not offer: \(software.missingAlgorithms.joined(separator: ", ")). Documents that "
                + "use these stay undetermined."
        case .storeMissing:
            return "There is no certificate store at \(store.path): nothing can be trusted without one. Name one with "
                + "--store or MRTD_STORE."
        case .storeUnusable:
            return "The certificate store at \(store.path) cannot be used; the standard error says why."
        case .noAnchor:
            return "The store holds no self-signed certificate of a country signing CA, so that no document can pass."
        case .anchorsExpired:
            return "All \(holdings?.authorities.total ?? 0) certificates of country signing CAs in the store have expired."
        case .filesRefused:
            let first = holdings?.refused.first.map { "\($0.name)\($0.entry.map { "#\($0)" } ?? ""): \($0.reason.words)" } ?? ""
            return "\(holdings?.refused.count ?? 0) of the store's files or entries could not be used; the first: \(first)."
        case .noRevocationLists:
            return "The store holds no revocation list, so that a revoked signer is not noticed."
        case .listsStale:
            return "\(holdings?.staleRevocationLists ?? 0) of \(holdings?.revocationLists ?? 0) revocation lists should have been "
                + "replaced by now; fetch the new ones."
        case .storeOld:
            return "The newest revocation list is \(days(newestListAge ?? 0)) old, and ICAO Doc 9303-12 has issuers make "
                + "one at least every \(InstallationReport.listAgeLimit) days: the store is old, or the clock is ahead."
        case .clockBehind:
            return "The clock says \(time), before the newest revocation list of \(holdings?.newestList?.issued.description ?? ""): "
                + "set it. Every validity is judged by it."
        }
    }

    private func days(_ count: Int) -> String { count == 1 ? "1 day" : "\(count) days" }
}

extension StoreState.Origin {
    fileprivate var words: String {
        switch self {
        case .option: "named by --store"
        case .environment: "named by MRTD_STORE"
        case .standard: "the default place"
        }
    }
}

extension StoreHoldings {
    fileprivate var rows: [(String, String)] {
        let expired = expiredAuthorities == 0 ? "" : ", \(expiredAuthorities) expired"
        let stale = staleRevocationLists == 0 ? "" : ", \(staleRevocationLists) stale"
        let countries = authorities.countries.count
        return [
            ("Holds", "\(authorities.total) CSCA of \(countries) \(countries == 1 ? "country" : "countries")\(expired)"),
            ("", "\(links.total) link, \(signers.total) document signer, \(revocationLists) revocation lists\(stale)"),
        ]
    }
}
