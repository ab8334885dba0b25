public import CivilTime
public import DocumentPKI
public import LogicalDataStructure
import MachineReadableZone
public import SafeOpenSSL
public import TravelDocuments

/// Everything that was computed about one document, once, before any judgement.
///
/// Checks only read it (facts before judgements); it can be made by hand for their tests.
public final class VerificationRecord: Sendable {
    public let document: TravelDocument
    /// The time of inspection.
    public let time: Timestamp
    /// The day of inspection.
    public let day: CivilDate
    /// The date of expiry of DG1's zone or, without a readable DG1, of the printed one; nil where there is none that can be read.
    public let expiry: PartialDate?
    /// Nil where the document has no readable EF.SOD.
    public let securityObject: SecurityObjectFacts?
    /// The data groups that are supplied or listed in EF.SOD, in their order.
    public let dataGroups: [DataGroupFact]
    public let issueDate: IssueDate?
    /// What a recorded answer of active authentication comes to; nil where none was recorded or DG15 cannot be read.
    public let activeAuthentication: ActiveAuthenticationFact?
    /// What checks ask for first, taken out of the document once: the files of the chip, its EF.SOD, the signed content, DG1, and the signer.
    public let chip: ChipFiles?
    public let securityObjectFile: SecurityObject?
    public let lds: LDSSecurityObject?
    public let dataGroup1: DataGroup1?
    public let signer: SignerFacts?
    /// The entries of deviation and defect lists that name the document, those of lists that count for nothing included.
    public let deviations: [DeviationEntry]
    /// The hash that EF.SOD lists for a data group; nil where it lists none.
    public func listedHash(of fact: DataGroupFact) -> ArraySlice<UInt8>? { fact.listed.flatMap { lds?.hash(at: $0) } }
    /// The SHA-256 digest of each captured file, in the capture's order; empty where not asked for.
    public let fileDigests: [Digest]

    public init(
        document: TravelDocument, time: Timestamp, securityObject: SecurityObjectFacts?, dataGroups: [DataGroupFact],
        issueDate: IssueDate?, fileDigests: [Digest] = [], activeAuthentication: ActiveAuthenticationFact? = nil,
        deviations: [DeviationEntry] = []
    ) {
        self.document = document
        self.time = time
        day = time.date
        self.securityObject = securityObject
        self.dataGroups = dataGroups
        self.issueDate = issueDate
        self.fileDigests = fileDigests
        self.activeAuthentication = activeAuthentication
        self.deviations = deviations
        chip = document.chip
        securityObjectFile = chip?.securityObject
        lds = securityObjectFile?.lds
        dataGroup1 = chip?.dataGroup1
        expiry = if let dataGroup1 { dataGroup1.zone.expiry(at: day) } else { document.printedZone?.expiry(at: day) }
        signer = securityObject?.signer
    }
}
