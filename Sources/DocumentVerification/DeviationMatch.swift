import CivilTime
import DocumentPKI
public import LogicalDataStructure
import MachineReadableZone
public import SignedStructures
import TravelDocuments

extension DocumentVerifier {
    /// The entries of deviation and defect lists that name this document; nearly all documents have none, and cost nothing.
    ///
    /// An entry counts where each of its criteria is proven: the document type and number stand in DG1 and the date of issue is no estimate, so
    /// all of them need an EF.SOD whose signature verifies under an anchored signer; the signer itself is the one of EF.SOD.
    static func deviations(
        of document: TravelDocument, _ facts: SecurityObjectFacts?, _ dataGroups: [DataGroupFact], _ issueDate: IssueDate?,
        in store: any CertificateStore
    ) -> [DeviationEntry] {
        guard let signer = facts?.signer, let candidates = signer.standing?.deviations, !candidates.isEmpty else { return [] }
        let isProven = signer.proof.overall.isValid && signer.path?.outcome == .anchored
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

    /// Whether a list that may speak for the document's issuer says this of it, so that what is wrong is known.
    ///
    /// A state's deviation list excuses its own documents alone; a defect list is an inspection authority's own (BSI TR-03135-1, 5.8.2).
    public func isExcused(_ kind: DeviationKind) -> Bool {
        !deviations.isEmpty && excuses.contains { $0.kind == kind }
    }

    /// Whether a wrong hash of a data group is known; never of DG1, DG2, DG14 and DG15, which carry the identity and the keys.
    public func isExcused(_ number: DataGroupNumber) -> Bool {
        guard !deviations.isEmpty, ![.one, .two, .fourteen, .fifteen].contains(number) else { return false }
        let isProven = (signer?.proof.overall.isValid ?? false) && signer?.path?.outcome == .anchored
        let isIdentityRight = dataGroups.contains { $0.number == .one && $0.matches == true }
        return isProven && isIdentityRight
            && excuses.contains { $0.kind == .dataGroupHashWrong && $0.parameter == Int(number.rawValue) }
    }

    private var excuses: [ListedDeviation.Description] {
        let country = signer?.certificate?.issuerCountry
        return deviations.filter { $0.list.isTrusted && ($0.list.kind == .defectList || $0.list.country == country) }
            .flatMap(\.deviation.descriptions)
    }

    /// The statuses of a revocation that defect lists state of the signer.
    public var listedRevocationStatuses: [Int] {
        guard !deviations.isEmpty else { return [] }
        return deviations.filter(\.list.isTrusted).flatMap(\.deviation.descriptions).filter { $0.kind == .certificateRevoked }
            .map { $0.parameter ?? 0 }
    }
}
