import CivilTime
import DocumentPKI

extension JSONWriter {
    /// Writes the state of an installation as `mrtd.doctor/1`.
    public mutating func installation(_ report: InstallationReport) {
        object { writer in
            writer.member("schema", "mrtd.doctor/1")
            writer.software(report.software)
            writer.object("store") { $0.storeMembers(report) }
            writer.object("clock") { writer in
                writer.member("at", report.time.description)
                writer.member("newestList", report.store.holdings?.newestList?.issued.description)
                writer.member("isBehind", report.findings.contains(.clockBehind))
            }
            writer.array("findings") { writer in
                for finding in report.findings {
                    writer.object { writer in
                        writer.member("id", finding.rawValue)
                        writer.member("severity", finding.severity.rawValue)
                        writer.member("message", report.sentence(of: finding))
                    }
                }
            }
        }
    }

    private mutating func software(_ software: InstallationReport.Software) {
        object("tool") { writer in
            writer.member("version", software.version)
            writer.member("swift", software.swift)
        }
        object("openssl") { writer in
            writer.member("compiled", software.openSSLCompiled)
            writer.member("loaded", software.openSSLLoaded)
            writer.member("missingAlgorithms", software.missingAlgorithms)
        }
    }

    private mutating func storeMembers(_ report: InstallationReport) {
        let store = report.store
        member("path", store.path)
        member("namedBy", store.origin.rawValue)
        member("state", store.holdings != nil ? "usable" : store.isPresent ? "unusable" : "missing")
        guard let holdings = store.holdings else { return null("holdings") }
        object("holdings") { writer in
            writer.object("csca") { writer in
                writer.count(holdings.authorities)
                writer.member("expired", holdings.expiredAuthorities)
            }
            writer.object("link") { $0.count(holdings.links) }
            writer.object("dsc") { $0.count(holdings.signers) }
            writer.object("crl") { writer in
                writer.member("total", holdings.revocationLists)
                writer.member("stale", holdings.staleRevocationLists)
            }
            writer.member("sources", holdings.sources.count)
            writer.member("refused", holdings.refused.count)
            writer.newestList(holdings.newestList, age: report.newestListAge)
        }
    }

    private mutating func count(_ count: StoreHoldings.Count) {
        member("total", count.total)
        member("countries", count.countries.count)
    }

    private mutating func newestList(_ list: StoreHoldings.IssuedList?, age: Int?) {
        guard let list else { return null("newestList") }
        object("newestList") { writer in
            writer.member("issuer", list.issuer)
            writer.member("source", list.source)
            writer.member("thisUpdate", list.issued.description)
            writer.member("ageInDays", age)
        }
    }

    private mutating func null(_ name: StaticString) {
        key(name)
        null()
    }
}
