import CertificateDatabase
import CivilTime
import DocumentPKI
import InspectionReport
import Irregularities
import SignedStructures

/// The JSON shapes of the store's commands; `schemas/` has each.
extension JSONWriter {
    mutating func imported(_ result: ImportResult) {
        object { writer in
            writer.member("schema", "mrtd.store-import/1")
            writer.object("added") { added in
                added.member("csca", result.added[.countrySigningCA] ?? 0)
                added.member("link", result.added[.link] ?? 0)
                added.member("dsc", result.added[.documentSigner] ?? 0)
                added.member("crl", result.addedRevocationLists)
                added.member("listSigner", result.added[.listSigner] ?? 0)
                added.member("masterList", result.addedMasterLists)
                added.member("deviationList", result.addedDeviationLists)
                added.member("defectList", result.addedDefectLists)
            }
            writer.member("already", result.already)
            writer.array("refused") { refused in
                for entry in result.refused {
                    refused.object { item in
                        item.member("source", entry.name)
                        let words = [entry.entry.map { String($0) }, entry.label].compactMap { $0 }
                        item.member("entry", words.isEmpty ? nil : words.joined(separator: " "))
                        item.member("reason", entry.reason.rawValue)
                        item.member("offset", entry.offset)
                    }
                }
            }
            writer.member("refusedCount", result.refusedCount)
        }
    }

    mutating func listed(_ entry: CatalogueEntry) {
        object { writer in
            writer.member("schema", "mrtd.store-list/1")
            writer.entryMembers(entry)
        }
    }

    private mutating func entryMembers(_ entry: CatalogueEntry) {
        let certificate = entry.certificate
        member("sha256", entry.identity.description)
        member("kind", entry.kind.word)
        member("country", entry.country)
        member("subject", certificate.subject.rfc4514)
        member("issuer", certificate.issuer.rfc4514)
        member("serialNumber", hex: certificate.serialNumber)
        member("subjectKeyIdentifier", hex: certificate.subjectKeyIdentifier)
        member("validFrom", certificate.validity.notBefore.description)
        member("validTo", certificate.validity.notAfter.description)
        member("trust", entry.trust.mark)
        member("conformance", entry.conformance)
        member("onlyInOlderLists", entry.isOnlyInOlderLists)
    }

    mutating func listedSource(_ source: CatalogueSource) {
        object { writer in
            writer.member("schema", "mrtd.store-source/1")
            writer.sourceMembers(source)
        }
    }

    private mutating func sourceMembers(_ source: CatalogueSource) {
        member("name", source.name)
        member("kind", source.kind.rawValue)
        member("publisher", source.publisher)
        member("signedAt", source.signedAt?.description)
        member("signer", source.signer?.description)
        member("signature", source.signature)
        member("signedByAuthority", source.isSignedByAuthority)
        member("vouches", source.vouches)
        member("certificates", source.certificates)
        member("firstSeen", source.firstSeen.description)
        member("lastSeen", source.lastSeen.description)
    }

    mutating func shown(_ entry: CatalogueEntry, _ origins: [Provenance], _ log: [TrustLogLine]) {
        object { writer in
            writer.member("schema", "mrtd.store-show/1")
            writer.entryMembers(entry)
            writer.array("sources") { list in
                for origin in origins {
                    list.object { item in
                        item.sourceMembers(origin.source)
                        item.member("entry", origin.entry)
                        item.member("certificateFirstSeen", origin.firstSeen.description)
                        item.member("certificateLastSeen", origin.lastSeen.description)
                    }
                }
            }
            writer.array("log") { list in
                for line in log {
                    list.object { item in
                        item.member("at", line.time.description)
                        item.member("action", line.action)
                        item.member("note", line.note)
                    }
                }
            }
        }
    }

    mutating func checked(_ result: StoreCheckResult, _ sources: [CatalogueSource], at time: Timestamp) {
        object { writer in
            writer.member("schema", "mrtd.store-check/1")
            writer.member("at", time.description)
            writer.tallyMembers(result.total, countries: result.countries.values.count { $0.authorities > 0 })
            writer.array("sources") { list in for source in sources { list.object { $0.sourceMembers(source) } } }
            writer.array("countries") { list in
                for (country, tally) in result.countries.sorted(by: { $0.key < $1.key }) {
                    list.object { item in
                        item.member("country", country)
                        item.tallyMembers(tally, countries: nil)
                    }
                }
            }
            writer.array("masterLists") { list in
                for standing in result.masterLists {
                    list.object { item in
                        item.member("name", standing.name)
                        item.member("publisher", standing.publisher)
                        item.member("signedAt", standing.signedAt?.description)
                        item.member("vouches", standing.vouches)
                        item.member("verifies", standing.isKept ? standing.doesVerify : nil)
                        item.member("reason", standing.objection?.rawValue)
                    }
                }
            }
            writer.array("deviationLists") { list in
                for origin in result.deviationLists {
                    list.object { item in
                        item.member("name", origin.name)
                        item.member("kind", origin.kind.rawValue)
                        item.member("country", origin.country)
                        item.member("signedAt", origin.signedAt?.description)
                        item.member("counts", origin.isTrusted)
                        item.member("reason", origin.objection?.rawValue)
                    }
                }
            }
            writer.array("problems") { list in
                for problem in result.problems {
                    list.object { item in
                        item.member("kind", problem.kind?.word ?? "crl")
                        item.member("sha256", problem.identity?.description)
                        item.member("country", problem.country)
                        item.member("source", problem.source)
                        item.member("reason", problem.reason.rawValue)
                    }
                }
            }
        }
    }

    private mutating func tallyMembers(_ tally: CheckTally, countries: Int?) {
        object("csca") { item in
            item.member("total", tally.authorities)
            if let countries { item.member("countries", countries) }
            item.member("expired", tally.expired)
            item.member("anchors", tally.anchors)
        }
        object("link") { item in
            item.member("total", tally.links)
            item.member("chained", tally.chainedLinks)
        }
        object("dsc") { item in
            item.member("total", tally.signers)
            item.member("chained", tally.chained)
            item.member("unchained", tally.unchained)
            item.member("revoked", tally.revoked)
            item.member("anchored", tally.anchored)
            item.object("reasons") { reasons in
                for (code, count) in tally.reasons.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                    reasons.member(named: code.rawValue, count)
                }
            }
        }
        object("listSigner") { $0.member("total", tally.listSigners) }
        object("crl") { item in
            item.member("total", tally.revocationLists)
            item.member("stale", tally.stale)
            item.member("unverified", tally.unverifiedLists)
        }
    }

    mutating func coverage(_ coverage: StoreCoverage) {
        object { writer in
            writer.member("schema", "mrtd.store-coverage/1")
            writer.member("at", coverage.time.description)
            writer.member("covered", coverage.countries.filter(\.isCovered).count)
            writer.array("countries") { list in for country in coverage.countries { list.object { $0.covered(country, at: coverage.time) } }
            }
            writer.array("masterLists") { list in for source in coverage.masterLists { list.object { $0.sourceMembers(source) } } }
            writer.object("clock") { clock in
                clock.member("newest", coverage.newestMaterial?.description)
                clock.member("isBehind", coverage.isClockBehind)
            }
        }
    }

    private mutating func covered(_ country: CountryCoverage, at time: Timestamp) {
        member("country", country.country)
        member("covered", country.isCovered)
        member("anchoredKeys", country.anchoredKeys)
        member("validCertificates", country.validCertificates)
        member("untrustedKeys", country.untrustedKeys)
        member("validTo", country.validUntil?.description)
        member("dsc", country.signers)
        key("crl")
        guard let list = country.revocationList else { return null() }
        object { item in
            item.member("thisUpdate", list.thisUpdate.description)
            item.member("ageInDays", StoreText.days(from: list.thisUpdate, to: time))
            item.member("stale", list.isStale)
        }
    }

    mutating func difference(_ difference: StoreDifference, _ first: String, _ second: String) {
        func entries(_ list: [StoreDifference.Entry], _ writer: inout JSONWriter) {
            for entry in list {
                writer.object { item in
                    item.member("sha256", entry.identity.description)
                    item.member("kind", entry.kind.word)
                    item.member("country", entry.certificate.country)
                    item.member("subject", entry.certificate.subject.rfc4514)
                }
            }
        }
        object { writer in
            writer.member("schema", "mrtd.store-diff/1")
            writer.member("first", first)
            writer.member("second", second)
            writer.member("common", difference.common)
            writer.array("onlyInFirst") { entries(difference.onlyInFirst, &$0) }
            writer.array("onlyInSecond") { entries(difference.onlyInSecond, &$0) }
            writer.object("crl") { item in
                item.member("onlyInFirst", difference.listsOnlyInFirst)
                item.member("onlyInSecond", difference.listsOnlyInSecond)
            }
        }
    }
}
