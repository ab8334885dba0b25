// The explanations of the checks on the document signer and its path to a trust anchor.

let validityAtIssueExplanation = CheckExplanation(
    rule: """
        The document signer's certificate was valid on the day of issue. That day is taken from DG12, else from the time of signing, \
        else from the period in which the signer's key was used, else estimated from the date of expiry.
        """,
    why:
        "A signing key is used for months, documents live for years. What counts is whether the signer was entitled to sign when it signed.",
    benignCauses: """
        The date of issue in DG12 is the day of the application or of delivery. A clock at the issuer was wrong. An estimate from the date of \
        expiry can be years off.
        """,
    howToConfirm: "Read the date of issue that is printed in the document and compare it with the validity of the signer's certificate.",
    failedMeans:
        "The document names a date of issue on which the signer's certificate was not valid. An estimated date never leads to this verdict.",
    undeterminedMeans: "No date of issue is known, it is not exact enough, or an estimate does not lie wholly within the validity.")

let validityAtInspectionExplanation = CheckExplanation(
    rule: "The certificates of the document signer and of its CSCA are valid at the time of inspection.",
    why:
        "Some authorities ask for it at their borders. After the end of their validity, issuers may stop publishing revocations of certificates.",
    benignCauses:
        "CSCA certificates often expire before the last documents under them. The time of inspection given to this program may be wrong.",
    howToConfirm: "Check the time of inspection in the report, and compare with the verdict for the day of issue.",
    failedMeans:
        "At the time of inspection a certificate was not valid yet or no longer. By itself that says nothing against the document.",
    undeterminedMeans: "The signer's certificate is missing or cannot be read, or EF.SOD is absent or cannot be read.")

let trustAnchorExplanation = CheckExplanation(
    rule: """
        A chain of verified signatures leads from the document signer's certificate to a CSCA certificate that the owner of the store trusts.
        """,
    why: "Anybody can make a key and sign with it. Only the path to a trusted CSCA shows that the signer acts for the state it names.",
    benignCauses: """
        The store has no certificate of this issuer, or not the newest or an old one. Not every state publishes its CSCA, and lists differ in what \
        they carry.
        """,
    howToConfirm: """
        See which issuer and key identifier the signer's certificate names, look for that CSCA at the state's own site or in a newer list, and \
        import it after checking its fingerprint.
        """,
    failedMeans: "The path ends at a CSCA that the owner of the store has marked as distrusted. The store says why.",
    undeterminedMeans:
        "The store has no trusted certificate for this issuer, or none with the right key. An unknown issuer is a gap in the store, not a finding about the document."
)

let pathSignaturesExplanation = CheckExplanation(
    rule: "The signature of the document signer's certificate verifies under the key of its issuer in the store.",
    why: "It ties the document signer to the CSCA by whose authority it signs.",
    benignCauses: """
        The store lacks the generation of the CSCA that issued the certificate. Issuers have used the same name or key identifier for \
        several keys, and some certificates name the wrong key.
        """,
    howToConfirm:
        "Compare the key identifiers in the report, look for further CSCA certificates of this state, and verify the signature with another tool.",
    failedMeans: "The key that the certificate itself names as its issuer's is in the store, and the signature does not verify under it.",
    undeterminedMeans:
        "Only certificates found by name or country were there to try and none verifies it, or there were none, or the algorithm is not supported."
)

let revocationExplanation = CheckExplanation(
    rule: "A current revocation list of the issuer does not name the document signer's certificate.",
    why: "An issuer revokes a signer whose key is lost or misused; documents under that key can then no longer be told apart from others.",
    benignCauses: """
        A signer can be revoked for reasons of organisation while its documents stay valid. Many states publish lists late or not at all, and a \
        store without a network grows old.
        """,
    howToConfirm: "Look at the date and the reason in the list, compare with the date of issue, and get the newest list from the issuer.",
    failedMeans:
        "The issuer has revoked the signer's certificate. It covers all documents of that signer, also those that were rightly issued.",
    undeterminedMeans: "The store has no revocation list of this issuer, none that verifies, or none that is current.")

let issuingStateExplanation = CheckExplanation(
    rule: "The issuing state in the machine readable zone is the state that the document signer's certificate and its CSCA name.",
    why: "A signer of one state has no authority over another state's documents, even if its certificates are in order.",
    benignCauses: """
        Territories, special regions and organisations often use certificates of a state, and some certificates name a country by an unusual or wrong code.
        """,
    howToConfirm:
        "Compare the codes in the report with the document, and find out who issues certificates for this territory or organisation.",
    failedMeans: "Document and certificates name states that do not belong together by the table of this program.",
    undeterminedMeans: "A code is not in the table, or DG1, EF.SOD or the signer's certificate is missing or cannot be read.")
