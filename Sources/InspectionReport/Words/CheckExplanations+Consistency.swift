// The explanations of the checks on what the signer may sign, and on the dates that a document states in several places.

let keyUsageExplanation = CheckExplanation(
    rule: """
        The key usage of the document signer's certificate has digitalSignature. The standard allows nothing else; nonRepudiation, which some \
        issuers set beside it or in its place, is accepted here as well.
        """,
    why: "A state certifies keys for other purposes too: to sign certificates, revocation lists, or nothing at all.",
    benignCauses: "An issuer made certificates with a wrong template. Real ones with such a usage were not met.",
    howToConfirm: "Extract the certificate with mrtd show --extract and look at its key usage with openssl x509 -text.",
    failedMeans: "EF.SOD was signed with a key that its own certificate does not allow to sign data.",
    undeterminedMeans: "The signer's certificate is missing or cannot be read, or there is no EF.SOD that can be read.")

let documentTypeExplanation = CheckExplanation(
    rule: """
        Where the document signer's certificate lists document types, the document code in the machine readable zone is among them. A single \
        letter stands for all codes that begin with it.
        """,
    why: "A key that may sign identity cards must not make passports.",
    benignCauses: """
        Issuers list codes of their own that no zone carries, or forgot a kind of document. A third of all certificates has no list, and then \
        the check does not apply.
        """,
    howToConfirm: "Compare with another document of the same kind and issuer, or ask the issuer.",
    failedMeans:
        "The certificate names document types, and the code of this document is none of them. Under the usual policies that is a warning.",
    undeterminedMeans: "The list, the certificate or DG1 cannot be read.")

let namesExplanation = CheckExplanation(
    rule: """
        The full name in DG11 is the one of the machine readable zone in DG1: the same words, in either order of the identifiers, letter by \
        letter or by any transliteration that the standard allows, and cut only where the zone has no room.
        """,
    why: "Both are signed by the same issuer about the same person; a difference shows a mistake of the issuer or a mix of two documents.",
    benignCauses: """
        DG11 holds the name in national characters, some issuers transliterate by rules of their own, leave out parts of the name in one of \
        the two, or add titles.
        """,
    howToConfirm: "Compare both names with the one that is printed in the document, letter by letter.",
    failedMeans:
        "No transliteration of the standard makes one name of the other. Names in national characters differ for harmless reasons more often than for others.",
    undeterminedMeans:
        "A character of the name in DG11 is in none of the standard's tables, the zone holds no name, or a data group cannot be read.")

let dateOfBirthExplanation = CheckExplanation(
    rule: "The full date of birth in DG11 is the one of the machine readable zone in DG1, as far as both are stated.",
    why: "Both are signed by the same issuer about the same person; a difference shows a mistake of the issuer or a mix of two documents.",
    benignCauses: "A part of the date is not known, or an issuer writes a placeholder into one of the two.",
    howToConfirm: "Look at the date of birth that is printed in the document.",
    failedMeans: "The document names two dates of birth that cannot both be right.",
    undeterminedMeans: "One of the two dates is none, or a data group that should hold it cannot be read.")

let dateOrderExplanation = CheckExplanation(
    rule: """
        The holder was born before the document was issued, and it was issued before it expires. The date of issue is the one in DG12 or else \
        the time of signing; an estimate is compared with nothing. Neither lies after the time of inspection, and EF.SOD was signed while the \
        certificate of its signer was valid; a day is allowed for clocks that show local time.
        """,
    why: "Dates that cannot follow one another show a mistake of the issuer, or data that do not belong together.",
    benignCauses: "A date was typed wrongly when the document was made. The clock of the issuer's signing system was wrong.",
    howToConfirm: "Compare the dates with those that are printed in the document.",
    failedMeans: "Two dates that the document states cannot both be right, or one of them has not come yet.",
    undeterminedMeans: "The date of expiry or the file that holds it cannot be read.")
