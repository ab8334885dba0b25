import Inspection
import Irregularities

// The sentences of the checks on what the signer may sign, and on the dates that a document states in several places.

let keyUsageSentences: [Outcome: String] = [
    Outcome(.passed): "The key usage of the document signer's certificate allows its key to sign data",
    Outcome(.failed): "The document signer's key may not sign data",
    Outcome(.failed, .keyUsage): "The key usage of the document signer's certificate does not allow its key to sign data",
    Outcome(.failed, .otherPurpose):
        "The document signer's certificate is for other work than signing documents: lists, seals, servers or certificates",
    Outcome(.undetermined): "It could not be decided whether the document signer's key may sign data",
    Outcome(.undetermined, .needsSecurityObject): noSecurityObject,
    Outcome(.undetermined, .needsSignerCertificate): noSigner,
    Outcome(.notApplicable, .notApplicable):
        "The check does not apply: no files of a chip were supplied, or the document signer's certificate states no key usage",
]

let documentTypeSentences: [Outcome: String] = [
    Outcome(.passed): "The document signer's certificate lists the type of this document",
    Outcome(.failed): "The document signer may not sign documents of this type",
    Outcome(.failed, .documentTypeNotListed): "The document signer's certificate lists document types, and not the type of this document",
    Outcome(.undetermined): "It could not be decided whether the document signer may sign documents of this type",
    Outcome(.undetermined, .malformedDocumentTypeList): "The list of document types in the document signer's certificate cannot be read",
    Outcome(.undetermined, .needsDataGroup1): "The type of the document is not known: DG1 is absent or cannot be read",
    Outcome(.undetermined, .needsSecurityObject): noSecurityObject,
    Outcome(.undetermined, .needsSignerCertificate): noSigner,
    Outcome(.notApplicable, .notApplicable):
        "The check does not apply: no files of a chip were supplied, or the document signer's certificate lists no document types",
]

let nameSentences: [Outcome: String] = [
    Outcome(.passed):
        "DG11 and the machine readable zone of DG1 name the holder alike, letter by letter or by a transliteration of the standard, as far as the zone has room",
    Outcome(.failed): "DG11 and the machine readable zone of DG1 name the holder differently",
    Outcome(.failed, .nameMismatch):
        "The name in DG11 is another than the one in the machine readable zone of DG1, whatever transliteration of the standard is taken",
    Outcome(.undetermined): "The names in DG1 and DG11 could not be compared",
    Outcome(.undetermined, .knownDeviation):
        "The names in DG1 and DG11 differ, and a signed list of the issuer says that the one in the zone is written wrongly",
    Outcome(.undetermined, .untransliterableCharacter):
        "The names in DG1 and DG11 could not be compared: the standard has no transliteration for a character of the name in DG11",
    Outcome(.undetermined, .emptyName): "The names in DG1 and DG11 could not be compared: the machine readable zone holds no name",
    Outcome(.undetermined, .needsDataGroup1): "The names could not be compared: DG1 is absent or cannot be read",
    Outcome(.undetermined, .needsDataGroup11): "The names could not be compared: DG11 cannot be read",
    Outcome(.notApplicable, .notApplicable): "There is no name in DG11 to compare with",
]

let dateOfBirthSentences: [Outcome: String] = [
    Outcome(.passed): "DG1 and DG11 name the same date of birth, as far as both state it",
    Outcome(.failed): "DG1 and DG11 name different dates of birth",
    Outcome(.failed, .fieldMismatch): "The date of birth in DG11 is another than the one in the machine readable zone of DG1",
    Outcome(.undetermined): "The dates of birth in DG1 and DG11 could not be compared",
    Outcome(.undetermined, .knownDeviation):
        "The dates of birth in DG1 and DG11 differ, and a signed list of the issuer says that the one in the zone is written wrongly",
    Outcome(.undetermined, .noDate): "A date of birth in DG1 or DG11 cannot be read as a date",
    Outcome(.undetermined, .needsDataGroup1): "The dates of birth could not be compared: DG1 is absent or cannot be read",
    Outcome(.undetermined, .needsDataGroup11): "The dates of birth could not be compared: DG11 cannot be read",
    Outcome(.notApplicable, .notApplicable): "There is no date of birth in DG11 to compare with",
]

let dateOrderSentences: [Outcome: String] = [
    Outcome(.passed): "The dates of birth, issue and expiry that the document states are in a possible order",
    Outcome(.failed): "The dates of birth, issue and expiry are not in a possible order",
    Outcome(.failed, .dateOrder): "A date of birth, issue or expiry that the document states stands before another that it must follow",
    Outcome(.failed, .dateInFuture): "The document states that it was issued or signed after the time of inspection",
    Outcome(.failed, .signingTimeOutsideValidity):
        "EF.SOD states that it was signed at a time when its signer's certificate was not valid",
    Outcome(.undetermined): "The order of the dates could not be decided",
    Outcome(.undetermined, .noDate): "The order of the dates could not be decided: the date of expiry cannot be read",
    Outcome(.undetermined, .needsDataGroup1): "The order of the dates could not be decided: DG1 is absent or cannot be read",
    Outcome(.notApplicable, .notApplicable):
        "The check does not apply: no files of a chip were supplied, or they state neither a date of issue nor a full date of birth",
]
