import SafeOpenSSL

/// One thing that is wrong or odd about a document, by name, and what an inspection must find of it.
///
/// What is expected holds at 2026-06-01 under the policy `field` with the store that comes with the document.
package struct DocumentFault: Sendable {
    /// What the plan must be, so that the fault can be.
    package enum Need: String, Sendable, Hashable {
        case anyDocument = "any", td3, rsa, rsaPKCS1 = "rsa-pkcs1", rsaPSS = "rsa-pss", curve, sequenceECDSA = "ecdsa"
        case explicitCurve = "explicit-curve"
    }

    package let name: String
    /// What was done.
    package let summary: String
    package let need: Need
    /// The checks that must fail, besides the one that fails for every specimen.
    package let failedChecks: [String]
    package let conclusion: String
    /// The codes of the irregularities and reasons that must be told and are not told of the right document.
    package let reasons: [String]
    package let apply: @Sendable (inout DocumentForm) -> Void

    /// Whether the document is as good as a right one, only written in another way.
    package var isTolerance: Bool { failedChecks.isEmpty && conclusion == "passed" }

    init(
        _ name: String, _ summary: String, need: Need = .anyDocument, fails failedChecks: [String] = [], conclusion: String? = nil,
        tells reasons: [String] = [], _ apply: @escaping @Sendable (inout DocumentForm) -> Void
    ) {
        self.name = name
        self.summary = summary
        self.need = need
        self.failedChecks = failedChecks
        self.conclusion = conclusion ?? (failedChecks.isEmpty ? "passed" : "failed")
        self.reasons = reasons
        self.apply = apply
    }

    /// All rows, in the order of the way that a document goes: data, message, signature, certificate, what lists say of it; then the tolerances in the same order.
    package static let all: [DocumentFault] = dataFaults + chipFaults + messageFaults + certificateFaults + defectFaults + tolerances

    /// What fails for every document of Utopia: that it is a specimen.
    package static let checksThatAlwaysFail = ["document.specimen"]

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
        case (.td3, _): plan.kind.size == .td3
        default: false
        }
    }

    static let hashes = ["security-object.data-group-hashes"]
    static let signature = ["security-object.signature"]
    static let attributes = ["security-object.signed-attributes"]
}
