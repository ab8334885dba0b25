import CertificateDatabase
import CivilTime
import DocumentPKI
import InspectionReport
import Irregularities

extension StoreText {
    static func checked(_ result: StoreCheckResult, _ sources: [CatalogueSource], at time: Timestamp) -> String {
        let total = result.total
        var lines = [
            "CSCA      \(total.authorities) of \(countries(result) { $0.authorities }) countries, \(total.anchors) anchors, \(total.expired) expired",
            "Link      \(total.links), \(total.chainedLinks) chain",
            "Signers   \(total.signers): \(total.chained) chain, \(total.unchained) do not, \(total.anchored) to an anchor, \(total.revoked) revoked",
            "CRL       \(total.revocationLists), \(total.stale) stale, \(total.unverifiedLists) not verified",
            "Master    \(masterLists(result))",
            "Lists     \(result.deviationLists.count) of deviations and defects, \(result.deviationLists.count(where: \.isTrusted)) count",
            "Sources   \(sources.count), \(sources.count { $0.vouches }) vouch",
        ]
        if sources.isEmpty { lines.removeAll { $0.hasPrefix("Master ") || $0.hasPrefix("Sources ") } }
        let incomplete = result.countries.filter { $0.value.unchained > 0 }.sorted { $0.key < $1.key }
        if !incomplete.isEmpty { lines.append("\nSigners that do not chain, by country") }
        for (country, tally) in incomplete {
            let reasons = tally.reasons.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.value) \($0.key.rawValue)" }
            lines.append("  \(printable(country))  \(tally.unchained) of \(tally.signers): \(reasons.joined(separator: ", "))")
        }
        let wrong = result.masterLists.filter { !$0.vouches }
        if !wrong.isEmpty { lines.append("\nMaster lists that do not vouch") }
        for list in wrong {
            let signed = list.signedAt.map { " of \($0.date)" } ?? ""
            lines.append("  \(printable(list.publisher ?? "--"))  \(printable(list.name))\(signed): \(list.objection?.words ?? "")")
        }
        let idle = result.deviationLists.filter { !$0.isTrusted }
        if !idle.isEmpty { lines.append("\nLists of deviations and defects that count for nothing") }
        for list in idle {
            let signed = list.signedAt.map { " of \($0.date)" } ?? ""
            lines.append("  \(printable(list.country ?? "--"))  \(printable(list.name))\(signed): \(list.objection?.words ?? "")")
        }
        let problems = result.problems.filter { $0.kind != .documentSigner }.sorted {
            ($0.country ?? "", $0.identity?.description ?? "") < ($1.country ?? "", $1.identity?.description ?? "")
        }
        if !problems.isEmpty { lines.append("\nLinks and revocation lists that no key verifies") }
        for problem in problems {
            let name = problem.identity?.description ?? "revocation list"
            let source = problem.source.map { " from " + printable($0) } ?? ""
            lines.append("  \(printable(problem.country ?? "--"))  \(name)\(source): \(problem.reason.words)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func masterLists(_ result: StoreCheckResult) -> String {
        let lists = result.masterLists
        let absent = lists.count { !$0.isKept }
        let verified = lists.count { $0.isKept && $0.doesVerify }
        let rest = absent == 0 ? "" : ", \(absent) not kept by the version that took them; import them again to have them verified"
        return "\(lists.count) lists, \(verified) verify\(rest)"
    }

    private static func countries(_ result: StoreCheckResult, _ count: (CheckTally) -> Int) -> Int {
        result.countries.values.count { count($0) > 0 }
    }

    static func coverage(_ coverage: StoreCoverage) -> String {
        let covered = coverage.countries.filter(\.isCovered).count
        var lines = ["\(covered) \(covered == 1 ? "country is" : "countries are") covered at \(coverage.time)"]
        for list in coverage.masterLists {
            lines.append("Master list of \(printable(list.publisher ?? "--")): \(age(list.signedAt ?? list.firstSeen, at: coverage.time))")
        }
        lines.append("")
        for country in coverage.countries {
            let state =
                country.isCovered
                ? "covered until \(country.validUntil?.date.description ?? "?")"
                : country.anchoredKeys > 0 ? "anchors expired" : country.untrustedKeys > 0 ? "keys known, none trusted" : "no CSCA"
            let list = country.revocationList.map {
                "CRL \(age($0.thisUpdate, at: coverage.time))\($0.isStale ? ", past its next update" : "")"
            }
            lines.append(
                "\(printable(country.country))  \(state); \(country.anchoredKeys) anchored keys, \(country.untrustedKeys) not trusted, "
                    + "\(country.signers) signers, \(list ?? "no CRL")")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func age(_ time: Timestamp, at now: Timestamp) -> String {
        let days = StoreText.days(from: time, to: now)
        return days < 0 ? "\(-days) days ahead of the clock" : "\(days) days old"
    }

    static func days(from time: Timestamp, to now: Timestamp) -> Int {
        Int((now.secondsSinceEpoch - time.secondsSinceEpoch) / 86_400)
    }
}
