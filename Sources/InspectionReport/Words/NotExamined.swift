/// What this version does not examine, whatever the verdicts say; every report ends with it.
///
/// It covers documents given by their chip's files and by their machine readable zone alone.
public let notExamined: [String] = [
    "optical security features",
    "the paper, card, binding and printing, and traces of alteration on them",
    "printed data outside the machine readable zone",
    "the printed portrait and its agreement with the one on the chip",
    "biometric comparison with the bearer",
    "the quality of the stored portrait and signs that it was changed or merged from several faces",
    "chip authentication (clone detection)",
    "active authentication (clone detection), beyond an answer that was recorded",
    "PACE with chip authentication mapping (clone detection)",
    "the signature of EF.CardSecurity",
    "data that only authorised inspection systems can read (fingerprints in DG3, irises in DG4)",
    "the agreement of DG11, DG12 and other data groups with DG1, beyond the name and the date of birth",
    "the chip itself, where only its files or only a machine readable zone was supplied",
    "the conformity of certificates to every rule of their profile",
    "the revocation of CSCA certificates, and revocations newer than the lists in the store",
    "deviation lists and defect lists of issuers",
    "visible digital seals and other printed codes",
    "lists of lost, stolen or cancelled documents, and any other list of documents or persons",
    "whether the issuing authority issued a document with this number and these data",
]
