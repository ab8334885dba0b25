import CivilTime
import LogicalDataStructure
import MachineReadableZone
import SignedStructures
import TravelDocuments

extension DocumentVerifier {
    /// The years that a travel document is usually valid; issuers use 5 or 10, so the estimate spans both.
    private static let usualValidity = 5...10

    /// The date of issue: from DG12 if it is the signed one, else signingTime, else the signer's private key usage period, else an estimate.
    static func issueDate(
        of document: TravelDocument, _ facts: SecurityObjectFacts?, _ dataGroups: [DataGroupFact], at time: Timestamp
    ) -> IssueDate? {
        let isSigned = dataGroups.indices.contains { dataGroups[$0].number == .twelve && dataGroups[$0].matches == true }
        if isSigned, let date = document.chip?.dataGroup12?.dateOfIssue { return IssueDate(basis: .dataGroup12, date) }
        if let signingTime = facts?.signer?.signerInfo.signedAttributes?.signingTime {
            return IssueDate(basis: .signingTime, earliest: signingTime, latest: signingTime)
        }
        if let period = facts?.signer?.certificate?.privateKeyUsagePeriod, let start = period.notBefore, let end = period.notAfter,
            start <= end
        {
            return IssueDate(basis: .privateKeyUsagePeriod, earliest: start, latest: end)
        }
        guard let zone = document.chip?.dataGroup1?.zone ?? document.printedZone,
            let expiry = zone.dateOfExpiry.dateOfExpiry(at: time.date), let day = expiry.day, let month = expiry.month,
            let earliest = PartialDate(year: expiry.year - usualValidity.upperBound, month: month, day: min(day, 28)),
            let latest = PartialDate(year: expiry.year - usualValidity.lowerBound, month: month, day: min(day, 28))
        else { return nil }
        return IssueDate(
            basis: .estimate, earliest: IssueDate(basis: .estimate, earliest).earliest, latest: IssueDate(basis: .estimate, latest).latest)
    }
}
