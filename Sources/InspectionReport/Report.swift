import CivilTime
public import DocumentPKI
public import DocumentVerification
public import Inspection

/// The report of one document: what was found, under which policy, by which tool; everything that a renderer needs.
public struct Report: Sendable {
    /// The tool that made the report.
    public struct Tool: Sendable, Hashable {
        public let version: String
        public let openssl: String

        public init(version: String, openssl: String) {
            self.version = version
            self.openssl = openssl
        }
    }

    public let tool: Tool
    public let result: InspectionResult
    /// The files that the store was read from; empty without a store.
    public let storeSources: [StoreSourceSummary]
    /// The parts of the store that were refused.
    public let storeRefusals: [RefusedEntry]

    public init(tool: Tool, result: InspectionResult, storeSources: [StoreSourceSummary] = [], storeRefusals: [RefusedEntry] = []) {
        self.tool = tool
        self.result = result
        self.storeSources = storeSources
        self.storeRefusals = storeRefusals
    }

    public var record: VerificationRecord { result.record }

    /// The signer that the report speaks of.
    var signer: SignerFacts? { record.securityObject?.signer }
}
