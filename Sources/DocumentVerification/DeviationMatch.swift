import CivilTime
import DocumentPKI
public import LogicalDataStructure
public import MachineReadableZone
public import SignedStructures
import TravelDocuments

extension DocumentVerifier {
    /// The entries of deviation and defect lists that name this document; nearly all documents have none, and cost nothing.
    ///
    /// An entry counts where each of its criteria is proven: the document type and number stand in DG1 and the date of issue is no estimate, so
    /// all of them need an EF.SOD whose signature verifies under an anchored signer; the signer itself is the one of EF.SOD.
    static func deviations(
        of document: TravelDocument, _ facts: SecurityObjectFacts?, _ dataGroups: [DataGroupFact], _ issueDate: IssueDate?,
        at time: Timestamp, in store: any CertificateStore
    ) -> [DeviationEntry] {
        guard let signer = facts?.signer else { return [] }
        let all = signer.deviations
        guard !all.isEmpty else { return [] }
        let country = signer.country
        // A list that counts and may not speak of the state's documents says nothing of this one; one that does not count is told.
        let candidates = all.compactMap { $0.standing(at: time) }
            .filter { !$0.list.isTrusted || country == nil || $0.list.speaks(of: country) }
        let isProven = signer.isProven
        let hasZone = isProven && dataGroups.contains { $0.number == .one && $0.matches == true }
        let zone = hasZone ? document.chip?.dataGroup1?.zone : nil
        return candidates.filter { entry in
            let deviation = entry.deviation
            if let type = deviation.documentType {
                guard let code = zone?.documentCode, code == type || type.count == 1 && code.hasPrefix(type) else { return false }
            }
            if let period = deviation.issued {
                guard isProven, let issueDate, issueDate.basis != .estimate, issueDate.earliest <= period.upperBound,
                    period.lowerBound <= issueDate.latest
                else { return false }
            }
            guard entry.numbers != .any else { return deviation.namesSigner || zone != nil }
            guard let number = zone?.documentNumber, !number.isEmpty else { return false }
            return store.lists(Array(number.utf8)[...], entry)
        }
    }
}

extension VerificationRecord {
    /// Whether a list that counts says this of the document.
    public func isListed(_ kind: DeviationKind) -> Bool {
        !deviations.isEmpty && deviations.contains { $0.list.isTrusted && $0.deviation.descriptions.contains { $0.kind == kind } }
    }

    /// Whether the lists that count have more entries for the signer than were looked at, so that nobody can say that none names the document.
    public var areDeviationsCut: Bool { signer?.standing?.deviationsCutBefore.map { time < $0 } ?? false }

    /// Whether a list that may speak for the document's issuer says this of it, so that what is wrong is known.
    ///
    /// A state's deviation list excuses its own documents alone; a defect list is an inspection authority's own (BSI TR-03135-1, 5.8.2).
    public func isExcused(_ kind: DeviationKind) -> Bool {
        !deviations.isEmpty && excuses.contains { $0.kind == kind }
    }

    /// Whether a wrong hash of a data group is known; never of DG1, DG2, DG14 and DG15, which carry the identity and the keys.
    public func isExcused(_ number: DataGroupNumber) -> Bool {
        guard !deviations.isEmpty, ![.one, .two, .fourteen, .fifteen].contains(number), isZoneProven else { return false }
        return excuses.contains { $0.kind == .dataGroupHashWrong && $0.parameter == Int(number.rawValue) }
    }

    /// Whether what is wrong with a field of the zone is known: its data, or its check digit.
    ///
    /// DG1 itself is never excused: the zone must stand in a DG1 that the state signed as it is, so that the state made the mistake.
    public func isExcused(_ kind: DeviationKind, in field: Field) -> Bool {
        guard !deviations.isEmpty, isZoneProven else { return false }
        return excuses.contains { $0.kind == kind && ($0.parameter.map { $0 == 0 || $0 == field.number } ?? true) }
    }

    /// Whether a zone is, character by character, the one in DG1.
    public func isOnChip(_ zone: borrowing MRZ) -> Bool { dataGroup1.map { $0.zone.lines == zone.lines } ?? false }

    private var isZoneProven: Bool {
        (signer?.isProven ?? false) && dataGroups.contains { $0.number == .one && $0.matches == true }
    }

    /// Whether a list says that the validity period of the signer's certificate, or of its CSCA's, is written wrongly.
    public func isValidityExcused(ofAuthority: Bool) -> Bool {
        let which = ofAuthority ? 0 : 1
        return !deviations.isEmpty
            && excuses.contains {
                $0.kind == .validityPeriodIncorrect && ($0.parameter == nil || $0.parameter == which || $0.parameter == 2)
            }
    }

    /// Whether a list says that active authentication fails with such documents: alone, with chip authentication, with PACE-CAM, or all.
    public var isActiveAuthenticationExcused: Bool {
        !deviations.isEmpty
            && excuses.contains {
                $0.kind == .authenticationProtocolFailure && ($0.parameter.map { [1, 2, 5, 6].contains($0) } ?? true)
            }
    }

    /// The country that a defect list gives in place of the one that the signer's certificate names; never in place of its anchor's.
    public var listedCountry: String? {
        guard !deviations.isEmpty else { return nil }
        for case .country(let country)? in excuses.map(\.replacement) { return country }
        return nil
    }

    private var excuses: [ListedDeviation.Description] {
        let country = signer?.country
        return
            deviations
            .filter { $0.list.isTrusted && $0.list.speaks(of: country) && signer?.mayExcuse($0) ?? true }
            .flatMap(\.deviation.descriptions)
    }

    /// The statuses of a revocation that defect lists state of the signer.
    public var listedRevocationStatuses: [Int] {
        guard !deviations.isEmpty else { return [] }
        return deviations.filter(\.list.isTrusted).flatMap(\.deviation.descriptions).filter { $0.kind == .certificateRevoked }
            .map { $0.parameter ?? 0 }
    }
}

extension Field {
    /// The number of a field in deviation lists; nil where it has none, and only what concerns the whole zone concerns it.
    ///
    ///     MRZField ::= INTEGER {
    ///         generic(0), documentCode(1), issuingState(2), personName(3), documentNumber(4), nationality(5), dateOfBirth(6), sex(7),
    ///         dateOfExpiry(8), optionalData(9) }
    fileprivate var number: Int? {
        switch self {
        case .documentCode: 1
        case .issuingState: 2
        case .names, .primaryIdentifier, .secondaryIdentifier: 3
        case .documentNumber: 4
        case .nationality: 5
        case .dateOfBirth: 6
        case .sex: 7
        case .dateOfExpiry: 8
        case .optionalData, .optionalData2: 9
        case .composite, .issueCount, .identityNumber, .other, .unassigned: nil
        }
    }
}
