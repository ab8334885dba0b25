// The explanations of the checks on the machine readable zone and the document's own data.

let checkDigitsExplanation = CheckExplanation(
    rule: """
        The document number, the date of birth, the date of expiry and, in passports, the optional data are each followed by a check digit, \
        which is computed from their characters with the weights 7, 3 and 1.
        """,
    why: "A check digit shows most errors of reading and typing, and most changes of a field by somebody who did not compute it again.",
    benignCauses: """
        A character was misread, for example O for 0 or B for 8. A few issuers have printed wrong digits, and for long document numbers \
        some compute the digit without the filler.
        """,
    howToConfirm: """
        Compare each character with the document itself, above all those that look alike, and compute the digit again. Compare with the \
        zone on the chip, where there is one.
        """,
    failedMeans: """
        A printed digit is not the computed one. By itself that says that the characters as read do not belong together, not why. Anybody \
        can compute check digits: right digits prove nothing about the origin of the document.
        """,
    undeterminedMeans: "A character of a field was not read, or there was no machine readable zone to examine.")

let compositeCheckDigitExplanation = CheckExplanation(
    rule: """
        Passports and cards have one further check digit over several fields and their own check digits. Visas have none.
        """,
    why: "It shows errors that a single field's digit misses, such as a field exchanged together with its digit.",
    benignCauses: """
        A misread character anywhere in the fields it covers. Some issuers leave the digit out, or compute it over other fields than the standard.
        """,
    howToConfirm:
        "Look first at the check digits of the single fields: where one of them is wrong too, begin with that field. Then read the zone again.",
    failedMeans: "The digit is not the computed one. It does not say which field differs, nor why.",
    undeterminedMeans: "A character that the digit covers was not read, or there was no machine readable zone to examine.")

let charactersExplanation = CheckExplanation(
    rule: """
        A machine readable zone holds only the capital letters A to Z, the digits 0 to 9 and the filler <; most fields allow only some of these.
        """,
    why: "A character in the wrong place points to a misreading, or to a zone that was not made by a system that knows the standard.",
    benignCauses:
        "Readers mistake letters for digits and the filler for K, L or C. National documents sometimes follow rules of their own.",
    howToConfirm:
        "Look at the named position in the document, read the zone again with another reader, and compare with the zone on the chip.",
    failedMeans: "A character as read is not allowed where it stands.",
    undeterminedMeans: "A character was not read by whoever or whatever supplied the zone, or there was no zone to examine.")

let printedZoneExplanation = CheckExplanation(
    rule: "The machine readable zone that is printed in the document and the one in DG1 on the chip are the same.",
    why: """
        The zone on the chip is covered by a signature, the printed one is not. A difference can show that the printed data were changed, or \
        that chip and document do not belong together.
        """,
    benignCauses: """
        The printed zone was misread or mistyped. Some issuers print other optional data than they store. Zone and chip files may come from \
        two documents that were mixed up on the way.
        """,
    howToConfirm: "Compare the fields that are named with the document itself, character by character, and read both zones again.",
    failedMeans: "A field other than the optional data differs. Either a reading is wrong or the two zones really are different.",
    undeterminedMeans: "The zones differ only in optional data or where characters were not read, or DG1 was missing.")

let expiryExplanation = CheckExplanation(
    rule: "A document is valid through the whole day of expiry that its machine readable zone names.",
    why: "Most states ask for a valid document; an expired one may no longer have the portrait or the name that its holder has now.",
    benignCauses: """
        Documents expire in ordinary life, and many people cannot renew theirs. Some states accept expired documents or have extended them; the \
        zone does not show that. A two-digit year was placed in the century that fits the time of inspection.
        """,
    howToConfirm: "Read the printed date of expiry, look for an extension in the document, and check the clock of this computer.",
    failedMeans:
        "The date of expiry lies before the time of inspection. It says nothing about the holder or about the need for protection.",
    undeterminedMeans: "The date of expiry cannot be read, is no date of the calendar, or there was no machine readable zone.")

let specimenExplanation = CheckExplanation(
    rule: """
        Specimens name Utopia (UTO), a code that the standard keeps for examples, as the issuing state or nationality, or bear the word \
        SPECIMEN in the name.
        """,
    why: "A specimen is made to be looked at and identifies nobody, however well its signatures verify.",
    benignCauses: "Training, tests and exhibitions use specimens. A person may be called by a name that reads like the word.",
    howToConfirm: "Look at the name and the state in the document, and ask the issuing authority for its published specimens.",
    failedMeans: "The document names Utopia or has the word SPECIMEN in its name.",
    undeterminedMeans: "There was no machine readable zone that could show it.")
