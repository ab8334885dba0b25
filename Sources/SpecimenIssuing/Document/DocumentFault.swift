import SafeOpenSSL

/// One thing that is wrong or odd about a document, by name, and what an inspection must find of it.
///
/// What is expected holds at 2026-06-01 under the policy `field` with the store that comes with the document.
package struct DocumentFault: Sendable {
    /// What the plan must be, so that the fault can be.
    package enum Need: String, Sendable, Hashable {
        case anyDocument = "any", td3, rsa, rsaPKCS1 = "rsa-pkcs1", rsaPSS = "rsa-pss", curve, sequenceECDSA = "ecdsa"
        case explicitCurve = "explicit-curve"
        case explicitCurveOfTwo = "explicit-curve-of-two"
    }

    package enum Kind: String, Sendable, Hashable {
        /// Wrong, or not to be decided.
        case fault
        /// A deviation from a standard that takes nothing from the proof; its findings tell it from every other one.
        case tolerance
        /// Another form that the standard allows: nothing is found.
        case variant

        /// As lists and indices name it.
        package var name: String { self == .tolerance ? "deviation" : rawValue }
    }

    package let kind: Kind
    package let name: String
    /// What was done.
    package let summary: String
    package let need: Need
    /// The checks that must fail, besides the one that fails for every specimen.
    package let failedChecks: [String]
    package let conclusion: String
    /// Of a fault, codes that must be told and are not told of the right document.
    private let codes: [String]
    /// Of a tolerance, exactly what is told besides of the right document: a file, a check or `document-signer`, and the code of a reason or rule.
    package let findings: Set<String>
    /// Of a tolerance, another one that is the same deviation with another value, and has the same findings.
    package let repeats: String?
    /// Of a variant, the clause that allows it.
    package let clause: String?
    package let apply: Edit
    package typealias Edit = @Sendable (inout DocumentForm) -> Void

    /// The codes that must be told and are not told of the right document.
    package var reasons: [String] { codes + Set(findings.compactMap { $0.split(separator: " ").last.map(String.init) }).sorted() }

    private init(
        _ kind: Kind, _ name: String, _ summary: String, _ need: Need, failedChecks: [String] = [], conclusion: String? = nil,
        codes: [String] = [], findings: Set<String> = [], repeats: String? = nil, clause: String? = nil, _ apply: @escaping Edit
    ) {
        self.kind = kind
        self.name = name
        self.summary = summary
        self.need = need
        self.failedChecks = failedChecks
        self.conclusion = conclusion ?? (failedChecks.isEmpty ? "passed" : "failed")
        self.codes = codes
        self.findings = findings
        self.repeats = repeats
        self.clause = clause
        self.apply = apply
    }

    init(
        _ name: String, _ summary: String, need: Need = .anyDocument, fails failedChecks: [String] = [], conclusion: String? = nil,
        tells codes: [String] = [], _ apply: @escaping Edit
    ) {
        self.init(.fault, name, summary, need, failedChecks: failedChecks, conclusion: conclusion, codes: codes, apply)
    }

    /// A deviation that is accepted, and what is found of it.
    static func tolerance(
        _ name: String, _ summary: String, need: Need = .anyDocument, fails failedChecks: [String] = [], finds findings: String...,
        repeats: String? = nil, _ apply: @escaping Edit
    ) -> DocumentFault {
        tolerance(name, summary, need: need, fails: failedChecks, finds: findings, repeats: repeats, apply)
    }

    static func tolerance(
        _ name: String, _ summary: String, need: Need = .anyDocument, fails failedChecks: [String] = [], finds findings: [String],
        repeats: String? = nil, _ apply: @escaping Edit
    ) -> DocumentFault {
        DocumentFault(
            .tolerance, name, summary, need, failedChecks: failedChecks, conclusion: "passed", findings: Set(findings), repeats: repeats,
            apply)
    }

    /// A form that a clause allows.
    static func variant(
        _ name: String, _ summary: String, need: Need = .anyDocument, allowedBy clause: String, _ apply: @escaping Edit
    ) -> DocumentFault {
        DocumentFault(.variant, name, summary, need, clause: clause, apply)
    }

    /// All rows, in the order of the way that a document goes: data, message, signature, certificate, what lists say of it; then the
    /// tolerances and the variants in the same order.
    package static let all: [DocumentFault] =
        dataFaults + chipFaults + messageFaults + certificateFaults + deviationFaults + defectFaults + tolerances + variants

    /// What fails for every document of Utopia: that it is a specimen.
    package static let checksThatAlwaysFail = ["document.specimen"]

    /// What fails for every document of a plan, whatever else is done to it: with SHA-1 the algorithm is weak.
    package static func checksThatFail(of plan: DocumentPlan) -> [String] {
        plan.signerAlgorithm.scheme.digestAlgorithm == .sha1
            ? checksThatAlwaysFail + ["security-object.algorithm-strength"] : checksThatAlwaysFail
    }

    /// Everything that fails for a document of a plan with this fault: of an EF.SOD that cannot be read no algorithm is judged.
    package func checksThatFail(of plan: DocumentPlan) -> Set<String> {
        let always =
            codes.contains(DocumentFault.securityObjectNeeded)
            ? DocumentFault.checksThatAlwaysFail : DocumentFault.checksThatFail(of: plan)
        return Set(always + failedChecks)
    }

    /// The reason of the checks that an EF.SOD which cannot be read leaves undecided.
    static let securityObjectNeeded = "needs-security-object"

    package static func named(_ name: String) -> DocumentFault? { byName[name] }

    private static let byName = [String: DocumentFault](all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    /// Whether the plan is such that the fault can be made of it.
    package func applies(to plan: DocumentPlan) -> Bool {
        switch (need, plan.signerAlgorithm.scheme) {
        case (.anyDocument, _), (.rsaPKCS1, .rsaPKCS1(_)), (.sequenceECDSA, .ecdsa(_)): true
        // With SHA-1 what the faults of PSS misstate is right.
        case (.rsaPSS, .rsaPSS(let digest, _, _)): digest != .sha1
        case (.rsa, .rsaPKCS1(_)), (.rsa, .rsaPSS(_, _, _)), (.curve, .ecdsa(_)), (.curve, .plainECDSA(_)): true
        case (.explicitCurve, .ecdsa(_)): plan.signerAlgorithm.form == .explicit
        case (.explicitCurveOfTwo, .ecdsa(_)): plan.signerAlgorithm.form == .explicit && plan.signerAlgorithm.isOnCurveOfTwo
        case (.td3, _): plan.kind.size == .td3
        default: false
        }
    }

    static let hashes = ["security-object.data-group-hashes"]
    static let signature = ["security-object.signature"]
    static let dateOrder = ["consistency.date-order"]
    static let attributes = ["security-object.signed-attributes"]
}
