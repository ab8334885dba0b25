import Inspection
import Irregularities

// The sentences of the checks on the signer, its path to a trust anchor, and the document as a whole.

private let noZone = undecided + "no machine readable zone could be read"

let validityAtIssueSentences: [Outcome: String] = [
    Outcome(.passed): "The document signer's certificate was valid when the document was issued",
    Outcome(.failed): "The document signer's certificate was not valid when the document was issued",
    Outcome(.failed, .notYetValid): "The document was issued before the validity of the document signer's certificate began",
    Outcome(.failed, .expired): "The document was issued after the validity of the document signer's certificate had ended",
    Outcome(.undetermined): "It could not be decided whether the document signer's certificate was valid when the document was issued",
    Outcome(.undetermined, .knownDeviation):
        "The document signer's certificate was not valid when the document was issued, and a defect list says that its period is written wrongly",
    Outcome(.undetermined, .noDate):
        "The date of issue is not known, or not exactly enough, to be compared with the validity of the document signer's certificate",
    Outcome(.undetermined, .estimatedDate):
        "The date of issue is only an estimate, and the estimate does not lie wholly within the validity of the document signer's certificate",
    Outcome(.undetermined, .needsSecurityObject): noSecurityObject,
    Outcome(.undetermined, .needsSignerCertificate): noSigner,
    Outcome(.notApplicable, .notApplicable): noChipFiles,
]

let validityAtInspectionSentences: [Outcome: String] = [
    Outcome(.passed): "The certificates of the document signer and, where found, of its CSCA are valid at the time of inspection",
    Outcome(.failed): "A certificate of the document signer or its CSCA is not valid at the time of inspection",
    Outcome(.failed, .notYetValid): "The validity of the document signer's or the CSCA's certificate begins after the time of inspection",
    Outcome(.failed, .expired): "The validity of the document signer's or the CSCA's certificate ended before the time of inspection",
    Outcome(.undetermined): "It could not be decided whether the certificates are valid at the time of inspection",
    Outcome(.undetermined, .knownDeviation):
        "A certificate is not valid at the time of inspection, and a defect list says that its validity period is written wrongly",
    Outcome(.undetermined, .needsSecurityObject): noSecurityObject,
    Outcome(.undetermined, .needsSignerCertificate): noSigner,
    Outcome(.notApplicable, .notApplicable): noChipFiles,
]

let trustAnchorSentences: [Outcome: String] = [
    Outcome(.passed): "The document signer chains to a CSCA that the store trusts",
    Outcome(.failed): "The document signer chains to a CSCA that may not be trusted",
    Outcome(.failed, .distrusted): "The document signer chains to a CSCA that the owner of the store has marked as distrusted",
    Outcome(.failed, .distrustedKey):
        "The document signer chains to a certificate with the key of a CSCA that the owner of the store has marked as distrusted",
    Outcome(.undetermined): "It could not be decided whether the document signer chains to a trusted CSCA",
    Outcome(.undetermined, .noAnchor): "The store has no trust anchor for the issuer of the document signer's certificate",
    Outcome(.undetermined, .issuerKeyUnknown):
        "The store has certificates of this issuer or its country, but no key among them verifies the document signer's certificate",
    Outcome(.undetermined, .signatureBudget): "The search for a trusted CSCA ended at its limit of signatures before it found one",
    Outcome(.undetermined, .searchLimit):
        "The search for a trusted CSCA ended at its limit of link certificates or of candidates before it found one",
    Outcome(.undetermined, .needsSecurityObject): noSecurityObject,
    Outcome(.undetermined, .needsSignerCertificate): noSigner,
    Outcome(.notApplicable, .notApplicable): noChipFiles,
]

let pathSignaturesSentences: [Outcome: String] = [
    Outcome(.passed): "The signature of the document signer's certificate verifies under a key of its issuer in the store",
    Outcome(.failed): "A signature of the certification path does not verify",
    Outcome(.failed, .signatureInvalid):
        "The store has the key that the document signer's certificate names as its issuer's, and the certificate's signature does not verify under it",
    Outcome(.undetermined): "The signatures of the certification path could not be verified",
    Outcome(.undetermined, .noAnchor): "The store has no certificate of the issuer to verify the document signer's certificate with",
    Outcome(.undetermined, .issuerKeyUnknown):
        "The store has certificates of this issuer or its country, but not the key that signed the document signer's certificate",
    Outcome(.undetermined, .knownDeviation):
        "The signature of the document signer's certificate does not verify, and a signed list of the issuer says that this is known",
    Outcome(.undetermined, .signatureBudget): "The search for the issuer's key ended at its limit of signatures before it found one",
    Outcome(.undetermined, .searchLimit):
        "The store has more candidates for the issuer's key than are tried, and none of those that were is it",
    Outcome(.undetermined, .unsupportedAlgorithm):
        "The signature of the document signer's certificate could not be verified: this program cannot compute its algorithm",
    Outcome(.undetermined, .needsSecurityObject): noSecurityObject,
    Outcome(.undetermined, .needsSignerCertificate): noSigner,
    Outcome(.notApplicable, .notApplicable): noChipFiles,
]

let revocationSentences: [Outcome: String] = [
    Outcome(.passed): "A current revocation list of the issuer does not list the document signer's certificate",
    Outcome(.failed): "The document signer's certificate is revoked",
    Outcome(.failed, .revoked): "A revocation list of the issuer, or a defect list, names the document signer's certificate as revoked",
    Outcome(.undetermined): "It could not be decided whether the document signer's certificate is revoked",
    Outcome(.undetermined, .noRevocationList):
        "The store has no verified revocation list of the issuer of the document signer's certificate",
    Outcome(.undetermined, .staleRevocationList):
        "The revocation list in the store does not list the document signer's certificate, but it is out of date at the time of inspection",
    Outcome(.undetermined, .incompleteRevocationList):
        "The revocation lists in the store do not list the document signer's certificate, but none of them speaks for all certificates of the issuer",
    Outcome(.undetermined, .searchLimit):
        "The store has more revocation lists, or more entries of defect lists, for the document signer's certificate than are looked at",
    Outcome(.undetermined, .revocationStatusOpen):
        "A defect list says of the document signer's certificate that it is under examination or has a known error",
    Outcome(.undetermined, .needsSecurityObject): noSecurityObject,
    Outcome(.undetermined, .needsSignerCertificate): noSigner,
    Outcome(.notApplicable, .notApplicable): noChipFiles,
]

let issuingStateSentences: [Outcome: String] = [
    Outcome(.passed): "The machine readable zone and the certificates name the same state",
    Outcome(.passed, .knownDeviation):
        "The machine readable zone names the state that a defect list gives in place of the one in the document signer's certificate",
    Outcome(.failed): "The machine readable zone and the certificates name different states",
    Outcome(.failed, .stateMismatch): "The state in the machine readable zone is not the state that the document signer or its CSCA names",
    Outcome(.undetermined): "It could not be decided whether the machine readable zone and the certificates name the same state",
    Outcome(.undetermined, .knownDeviation):
        "The state in the machine readable zone is another than the signer's certificate names, and a signed list of the issuer says that it is written wrongly",
    Outcome(.undetermined, .unmappedState):
        "A code of a state in the machine readable zone or in a certificate cannot be matched to the other",
    Outcome(.undetermined, .needsDataGroup1):
        undecided + "DG1, which names the issuing state, is absent or cannot be read",
    Outcome(.undetermined, .needsSecurityObject): noSecurityObject,
    Outcome(.undetermined, .needsSignerCertificate): noSigner,
    Outcome(.notApplicable, .notApplicable): noChipFiles,
]

let printedZoneSentences: [Outcome: String] = [
    Outcome(.passed): "The printed machine readable zone says the same as the one on the chip (DG1)",
    Outcome(.failed): "The printed machine readable zone and the one on the chip (DG1) differ",
    Outcome(.failed, .fieldMismatch): "At least one field of the printed machine readable zone differs from the one on the chip (DG1)",
    Outcome(.undetermined): "The printed machine readable zone could not be compared with the one on the chip (DG1)",
    Outcome(.undetermined, .optionalDataMismatch):
        "The printed machine readable zone and the one on the chip (DG1) differ only in the optional data, which some issuers do not print",
    Outcome(.undetermined, .unreadCharacter):
        "The printed machine readable zone and the one on the chip (DG1) differ, but not every printed character could be read",
    Outcome(.undetermined, .needsDataGroup1):
        "The printed machine readable zone could not be compared: DG1, the one on the chip, is absent or cannot be read",
    Outcome(.notApplicable, .notApplicable): "There are not both a printed machine readable zone and files of a chip to compare",
]

let expirySentences: [Outcome: String] = [
    Outcome(.passed): "The document is not expired at the time of inspection",
    Outcome(.failed): "The document is not valid at the time of inspection",
    Outcome(.failed, .expired): "The document's date of expiry lies before the time of inspection",
    Outcome(.undetermined): "It could not be decided whether the document is expired",
    Outcome(.undetermined, .noDate): "The date of expiry cannot be read or is no date of the calendar",
    Outcome(.undetermined, .needsMrz): noZone,
]

let knownDeviationSentences: [Outcome: String] = [
    Outcome(.passed): "No deviation or defect list of the store names the document",
    Outcome(.failed): "A deviation or defect list names the document",
    Outcome(.failed, .knownDeviation): "A signed deviation or defect list names the document and says what is wrong with such documents",
    Outcome(.undetermined): "It could not be decided whether a deviation or defect list names the document",
    Outcome(.undetermined, .signerNotTrusted):
        "A deviation or defect list names the document, but its signature or its signer is not trusted, so the list counts for nothing",
    Outcome(.undetermined, .searchLimit):
        "The deviation and defect lists have more entries for the document signer than are looked at, and none of those that were names the document",
    Outcome(.notApplicable, .noDeviationList): "The check does not apply: the store has no deviation list and no defect list",
    Outcome(.notApplicable, .notApplicable): noChipFiles,
]

let keyCompromiseSentences: [Outcome: String] = [
    Outcome(.passed): "No deviation or defect list of the store says that the keys of such chips are compromised",
    Outcome(.failed): "The keys of the chip may be known to others",
    Outcome(.undetermined): "It could not be decided whether the keys of the chip are compromised",
    Outcome(.failed, .keyCompromised):
        "A signed list says that the keys by which such chips answer are compromised: a copy can answer like the chip",
    Outcome(.undetermined, .searchLimit):
        "The deviation and defect lists have more entries for the document signer than are looked at, and none of those that were speaks of the chip's keys",
    Outcome(.notApplicable, .noDeviationList): "The check does not apply: the store has no deviation list and no defect list",
    Outcome(.notApplicable, .notApplicable): noChipFiles,
]

let specimenSentences: [Outcome: String] = [
    Outcome(.passed): "Nothing marks the document as a specimen",
    Outcome(.failed): "The document is a specimen",
    Outcome(.failed, .specimen): "The document is marked as a specimen or names Utopia (UTO), a state that stands for none",
    Outcome(.undetermined): "It could not be decided whether the document is a specimen",
    Outcome(.undetermined, .needsMrz): noZone,
]
