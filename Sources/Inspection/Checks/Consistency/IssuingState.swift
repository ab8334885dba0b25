import DocumentPKI
import DocumentVerification
import Irregularities
import LogicalDataStructure
import MachineReadableZone
import SignedStructures
import TravelDocuments

extension Check {
    static let consistencyIssuingState = Check(
        "consistency.issuing-state", "Document, signer and CSCA name the same state", Citation(.tr03135, "5.6.4.5")
    ) { record, collector in
        guard let traits = signerTraits(record, &collector) else { return }
        guard let group = record.dataGroup1 else {
            collector.add(.undetermined, .needsDataGroup1, .states)
            return
        }
        let listed = record.listedCountry
        // A defect list can correct what the signer's certificate names, and no list what its anchor does.
        let anchor = traits.authorityCountry
        let countries = listed.map { [$0, anchor].compactMap { $0 } } ?? traits.countries
        guard let expected = group.zone.issuingStateLetters.flatMap({ IssuingStates.row(of: $0) }), !countries.isEmpty else {
            collector.add(.undetermined, .unmappedState, .states)
            return
        }
        let others = countries.filter { !expected.contains($0) }
        if others.isEmpty, traits.hasAuthorityWithoutCountry {
            collector.add(.undetermined, .unmappedState, .states)
        } else if others.isEmpty {
            collector.add(.passed, listed == nil ? nil : .knownDeviation, .states)
        } else if !others.contains(where: { IssuingStates.isKnown(country: $0) }) {
            // Nobody knows whose code it is; one of another state beside it is a contradiction all the same.
            collector.add(.undetermined, .unmappedState, .states)
        } else if anchor.map({ expected.contains($0) }) ?? true, record.isExcused(.zoneDataWrong, in: .issuingState) {
            collector.add(.undetermined, .knownDeviation, .states)
        } else {
            collector.add(.failed, .stateMismatch, .states)
        }
    }
}

/// Which certificate countries may stand for the state of a machine readable zone.
enum IssuingStates {
    /// Where the certificate's country is not, or not only, the ISO 3166-1 code of the state.
    ///
    /// Doc 9303-3, 5 with ISO 3166-1, and what certificates in the field carry: the United Nations once used ZZ, Kosovo uses KS, the special
    /// administrative regions and the overseas territories are certified by their states.
    private static let exceptions: [(state: String, countries: [String])] = [
        ("D", ["DE"]), ("GBD", ["GB"]), ("GBN", ["GB"]), ("GBO", ["GB"]), ("GBP", ["GB"]), ("GBS", ["GB"]), ("BMU", ["BM", "GB"]),
        ("HKG", ["HK", "CN"]), ("MAC", ["MO", "CN"]), ("RKS", ["KS", "XK"]), ("UNK", ["UN", "ZZ"]), ("EUE", ["EU"]),
        ("UNO", ["UN", "ZZ"]), ("UNA", ["UN", "ZZ"]), ("XOM", ["XO"]), ("UTO", ["UT"]),
    ]

    /// The countries that may sign for a state.
    struct Row {
        fileprivate let state: StateCode.Letters
        let first: String
        var others: [String] = []

        func contains(_ country: String) -> Bool { first == country || !others.isEmpty && others.contains(country) }
    }

    /// The row of a state, or nil where the table does not map its code.
    static func row(of state: StateCode.Letters) -> Row? {
        exceptionRows.first { $0.state == state } ?? StateCode.named(state)?.alpha2.map { Row(state: state, first: $0) }
    }

    private static let exceptionRows: [Row] = exceptions.compactMap { state, countries in
        guard let letters = StateCode.Letters(state.utf8), let first = countries.first else { return nil }
        return Row(state: letters, first: first, others: Array(countries.dropFirst()))
    }

    static func isKnown(country: String) -> Bool {
        exceptions.contains { $0.countries.contains(country) } || StateCode.all.contains { $0.alpha2 == country }
    }
}
