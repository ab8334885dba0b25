public import Inspection
public import Irregularities

/// The sentences that say what a check found: one sentence for the verdict, then one for each limit.
///
/// They state what was found and draw no conclusion about the document or its holder. A verdict and reason that the table does not
/// hold is put together from the table's words for the verdict, or else from the check's title, and the words of the reason.
public func message(check id: String, verdict: Verdict, reason: ReasonCode?, limits: VerdictLimits) -> String {
    // A reason beside a passed verdict says how the encoding deviates; the limit's sentence takes it up.
    let isTakenUp = verdict == .passed && limits.contains(.encodingDeviation)
    var text = statement(id, verdict, isTakenUp ? nil : reason) + "."
    if limits.contains(.integrityOnly) {
        text += " It proves that the signed data are unchanged, not who signed them: the signer has no trust anchor."
    }
    if limits.contains(.notReadableByDesign) {
        text += " DG3 and DG4, where listed, are left out: only inspection systems that the issuing state has authorised can read them."
    }
    if limits.contains(.estimatedDate) {
        text += " The date of issue is an estimate."
    }
    if limits.contains(.encodingDeviation) {
        text += " The encoding deviates from the standard without weakening the proof"
        text += isTakenUp ? reason.map { ": " + $0.words + "." } ?? "." : "."
    }
    if limits.contains(.recordedAnswer) {
        text += " The answer was recorded: it does not show that the chip was present at this inspection, nor that the challenge was new."
    }
    return text
}

/// The sentence for a verdict, without its full stop.
private func statement(_ id: String, _ verdict: Verdict, _ reason: ReasonCode?) -> String {
    let sentences = findingSentences[id]
    if let exact = sentences?[Outcome(verdict, reason)] { return exact }
    let lead = sentences?[Outcome(verdict)] ?? title(of: id) + verdict.ending
    return reason.map { lead + ": " + $0.words } ?? lead
}

/// The title of a check as the beginning of a sentence; its id where the registry does not hold it.
private func title(of id: String) -> String {
    CheckRegistry.check(named: id)?.title.description ?? "Check " + id
}

extension Verdict {
    /// How a sentence goes on after a check's title.
    fileprivate var ending: String {
        switch self {
        case .passed: " – the check passed"
        case .failed: " – the check failed"
        case .undetermined: " – the check could not be decided"
        case .notPerformed: " – the check was not performed"
        case .notApplicable: " – the check does not apply to this document"
        }
    }
}

/// What a check came to: the key of a sentence.
struct Outcome: Hashable {
    let verdict: Verdict
    let reason: ReasonCode?

    init(_ verdict: Verdict, _ reason: ReasonCode? = nil) {
        self.verdict = verdict
        self.reason = reason
    }
}

/// The sentences of each check by verdict and reason, without their full stops; the one without a reason begins a sentence for any other reason.
let findingSentences: [String: [Outcome: String]] = [
    "mrz.check-digits": checkDigitSentences,
    "mrz.composite-check-digit": compositeCheckDigitSentences,
    "mrz.characters": characterSentences,
    "lds.file-syntax": fileSyntaxSentences,
    "lds.files-agree": filesAgreeSentences,
    "security-object.signed-attributes": signedAttributesSentences,
    "security-object.signature": securityObjectSignatureSentences,
    "security-object.data-group-hashes": dataGroupHashesSentences,
    "security-object.algorithm-strength": algorithmStrengthSentences,
    "document-signer.validity-at-issue": validityAtIssueSentences,
    "document-signer.validity-at-inspection": validityAtInspectionSentences,
    "document-signer.key-usage": keyUsageSentences,
    "document-signer.document-type": documentTypeSentences,
    "certification-path.trust-anchor": trustAnchorSentences,
    "certification-path.signatures": pathSignaturesSentences,
    "certification-path.revocation": revocationSentences,
    "chip.active-authentication": activeAuthenticationSentences,
    "consistency.issuing-state": issuingStateSentences,
    "consistency.mrz-agrees-with-data-group-1": printedZoneSentences,
    "consistency.names": nameSentences,
    "consistency.date-of-birth": dateOfBirthSentences,
    "consistency.date-order": dateOrderSentences,
    "document.expiry": expirySentences,
    "document.specimen": specimenSentences,
    "document.known-deviation": knownDeviationSentences,
    "document.key-compromise": keyCompromiseSentences,
].merging(claimSentences) { $1 }
