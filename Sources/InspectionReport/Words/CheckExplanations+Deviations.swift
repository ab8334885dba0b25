// The explanations of the checks on deviation and defect lists.

let knownDeviationExplanation = CheckExplanation(
    rule: """
        No entry of a deviation list (ICAO) or defect list (BSI) in the store names the document, by its signer, type, date of issue and number, \
        all of those that the entry states.
        """,
    why: """
        Issuers make mistakes in large numbers of documents and publish them in signed lists. With a list such a document \
        is known for what it is, and lost keys are known as well.
        """,
    benignCauses: "The issuer made the document wrongly; that is what most entries say.",
    howToConfirm: "Read the entry in the report, compare with what the document shows, and look for the issuer's newest list.",
    failedMeans: """
        A list whose signature and signer are trusted names the document. What is wrong stands in the evidence. A check that the entry explains is \
        undetermined in place of failed; the hashes of DG1, DG2, DG14 and DG15 are never excused. A certificate that a defect list gives in place of \
        the signer's is used where it has a path to a trust anchor of its own.
        """,
    undeterminedMeans: "A list names the document, but nobody vouches for the list: it changes nothing.")

let keyCompromiseExplanation = CheckExplanation(
    rule: "No trusted list says that the keys for active or chip authentication of such documents are compromised.",
    why: "Whoever knows the chip's private key can make a copy that answers like the chip.",
    benignCauses: "The entry covers all documents of a production. It does not say that this one was copied.",
    howToConfirm: "Examine the paper, the print and the picture: what the chip proves about itself counts for nothing here.",
    failedMeans: "A trusted list names the document and says that its keys are compromised.",
    undeterminedMeans: "The check is always decided where the store has such lists.")
