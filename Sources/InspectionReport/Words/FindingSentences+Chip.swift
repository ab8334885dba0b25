import Inspection
import Irregularities

// The sentences of the checks on the machine readable zone and on the files of the chip.

private let noDataGroup1 = "The zone on the chip could not be examined: DG1, the file that holds it, is absent or cannot be read"
private let noZone = "The input holds no machine readable zone to examine"

let checkDigitSentences: [Outcome: String] = [
    Outcome(.passed): "Every check digit that is printed is the computed one",
    Outcome(.failed): "A check digit of the machine readable zone is wrong",
    Outcome(.failed, .checkDigitMismatch):
        "At least one check digit of the machine readable zone is not the one that is computed from its field",
    Outcome(.undetermined): "The check digits of the machine readable zone could not all be examined",
    Outcome(.undetermined, .knownDeviation):
        "At least one check digit is not the computed one, and a signed list of the issuer says that this is known of such documents",
    Outcome(.undetermined, .unreadCharacter): "A check digit could not be compared because a character of its field was not read",
    Outcome(.undetermined, .needsDataGroup1): noDataGroup1,
    Outcome(.undetermined, .noMachineReadableZone): noZone,
]

let compositeCheckDigitSentences: [Outcome: String] = [
    Outcome(.passed): "The composite check digit, which covers several fields at once, is the computed one",
    Outcome(.failed): "The composite check digit is wrong",
    Outcome(.failed, .checkDigitMismatch): "The composite check digit is not the one that is computed from the fields it covers",
    Outcome(.undetermined): "The composite check digit could not be examined",
    Outcome(.undetermined, .knownDeviation):
        "The composite check digit is not the computed one, and a signed list of the issuer says that this is known of such documents",
    Outcome(.undetermined, .unreadCharacter):
        "The composite check digit could not be compared because a character that it covers was not read",
    Outcome(.undetermined, .needsDataGroup1): noDataGroup1,
    Outcome(.undetermined, .noMachineReadableZone): noZone,
    Outcome(.notApplicable, .notApplicable): "A machine readable zone of this format has no composite check digit",
]

let characterSentences: [Outcome: String] = [
    Outcome(.passed): "Every character of the machine readable zone is allowed where it stands",
    Outcome(.failed): "The machine readable zone has a character that is not allowed",
    Outcome(.failed, .illegalCharacter): "At least one character of the machine readable zone is not allowed where it stands",
    Outcome(.undetermined): "The characters of the machine readable zone could not all be examined",
    Outcome(.undetermined, .unreadCharacter): "At least one character of the machine readable zone could not be read",
    Outcome(.undetermined, .needsDataGroup1): noDataGroup1,
    Outcome(.undetermined, .noMachineReadableZone): noZone,
]

let fileSyntaxSentences: [Outcome: String] = [
    Outcome(.passed): "The file can be read as what it is",
    Outcome(.failed): "The file cannot be read as what it should be",
    Outcome(.undetermined): "The file could not be read in full",
    Outcome(.undetermined, .unknownVersion): "The file is written in a version that this program does not know",
    Outcome(.notApplicable, .notApplicable): noChipFiles,
]

let filesAgreeSentences: [Outcome: String] = [
    Outcome(.passed): "EF.COM, EF.SOD and the supplied files name the same data groups",
    Outcome(.passed, .commonDataAbsent):
        "EF.SOD and the supplied files name the same data groups; EF.COM, which lists them as well, is absent",
    Outcome(.failed): "EF.COM, EF.SOD and the supplied files do not agree",
    Outcome(.failed, .notListed): "A data group was supplied that EF.SOD does not list: no signature covers it",
    Outcome(.failed, .contradiction): "EF.COM and EF.SOD contradict each other about the data groups or the LDS version",
    Outcome(.undetermined): "It could not be decided whether EF.COM, EF.SOD and the files agree",
    Outcome(.undetermined, .knownDeviation):
        "EF.COM and EF.SOD contradict each other, and a signed list of the issuer says that this is known: what EF.SOD lists counts",
    Outcome(.undetermined, .notSupplied): "EF.SOD lists a data group that was not supplied",
    Outcome(.undetermined, .needsSecurityObject): noSecurityObject,
    Outcome(.notApplicable, .notApplicable): noChipFiles,
    Outcome(.notApplicable, .notReadableByDesign):
        "A listed data group with fingerprints or irises was not supplied; only inspection systems that the issuing state has authorised can read it",
]

let signedAttributesSentences: [Outcome: String] = [
    Outcome(.passed): "The signed attributes of EF.SOD belong to its content",
    Outcome(.failed): "The signed attributes of EF.SOD do not stand",
    Outcome(.failed, .noSigner): "EF.SOD carries no signature at all",
    Outcome(.failed, .attributesAbsent): "EF.SOD has no signed attributes, although its type of content requires them",
    Outcome(.failed, .attributeMismatch): "The signed attributes of EF.SOD name another hash value or another type than its content has",
    Outcome(.failed, .algorithmProtectionMismatch):
        "The signed attributes of EF.SOD name other algorithms than the ones that its signature is said to be made by",
    Outcome(.undetermined): "The signed attributes of EF.SOD could not be compared with its content",
    Outcome(.undetermined, .knownDeviation):
        "The signed attributes of EF.SOD do not belong to its content, and a signed list says that this is known of such documents",
    Outcome(.undetermined, .attributesAbsent): "EF.SOD has no signed attributes, which is allowed for its type of content",
    Outcome(.undetermined, .unsupportedAlgorithm):
        "This program cannot compute the hash that the signed attributes of EF.SOD are compared with",
    Outcome(.undetermined, .needsSecurityObject): noSecurityObject,
    Outcome(.notApplicable, .notApplicable): noChipFiles,
]

let securityObjectSignatureSentences: [Outcome: String] = [
    Outcome(.passed): "The signature of EF.SOD verifies under the document signer's key",
    Outcome(.passed, .replacementCertificate):
        "The signature of EF.SOD verifies under the key of the certificate that a defect list gives in place of the document signer's",
    Outcome(.failed): "The signature of EF.SOD does not stand",
    Outcome(.failed, .noSigner): "EF.SOD carries no signature",
    Outcome(.failed, .signatureInvalid): "The signature of EF.SOD does not verify under the document signer's key",
    Outcome(.undetermined): "The signature of EF.SOD could not be verified",
    Outcome(.undetermined, .knownDeviation):
        "The signature of EF.SOD does not verify, and a signed list says that this is known of such documents: nothing on the chip is proven",
    Outcome(.undetermined, .signerCertificateMissing):
        "The signature of EF.SOD could not be verified: the document signer's certificate is neither in EF.SOD nor in the store",
    Outcome(.undetermined, .signerIdentifierMismatch):
        "The signature of EF.SOD does not verify under the only certificate it carries, but EF.SOD names another signer, whose certificate is missing",
    Outcome(.undetermined, .unsupportedAlgorithm):
        "The signature of EF.SOD could not be verified: this program cannot compute its algorithm",
    Outcome(.undetermined, .needsSecurityObject): noSecurityObject,
    Outcome(.notApplicable, .notApplicable): noChipFiles,
]

let dataGroupHashesSentences: [Outcome: String] = [
    Outcome(.passed): "Every supplied data group has the hash value that EF.SOD lists for it",
    Outcome(.failed): "The supplied data groups are not the ones that were signed",
    Outcome(.failed, .hashMismatch): "At least one data group has another hash value than EF.SOD lists: it is not the file that was signed",
    Outcome(.failed, .notListed): "At least one supplied data group is not listed in EF.SOD: no signature covers it",
    Outcome(.undetermined): "The data groups could not all be compared with EF.SOD",
    Outcome(.undetermined, .knownDeviation):
        "A data group has another hash value than EF.SOD lists, and a signed list of the issuer says that this is known: its content is not proven",
    Outcome(.undetermined, .needsDataGroup1):
        "No supplied data group differs from EF.SOD, but DG1, which says whose document it is, is not among those that were compared",
    Outcome(.undetermined, .notSupplied): "No supplied data group differs from EF.SOD, but not every listed one was supplied",
    Outcome(.undetermined, .unsupportedAlgorithm): "This program cannot compute the hash function that EF.SOD names",
    Outcome(.undetermined, .needsSecurityObject): noSecurityObject,
    Outcome(.notApplicable, .notApplicable): noChipFiles,
]

let algorithmStrengthSentences: [Outcome: String] = [
    Outcome(.passed): "The algorithms and the key of EF.SOD are as strong as today's standard asks for",
    Outcome(.failed): "The algorithms or the key of EF.SOD are weak",
    Outcome(.failed, .weakAlgorithm): "EF.SOD uses a hash function or a key that is weaker than today's standard asks for",
    Outcome(.undetermined): "The strength of the algorithms of EF.SOD could not be examined",
    Outcome(.undetermined, .needsSecurityObject): noSecurityObject,
    Outcome(.notApplicable, .notApplicable): noChipFiles,
]

let activeAuthenticationSentences: [Outcome: String] = [
    Outcome(.passed): "The recorded answer to the recorded challenge was made with the private key that belongs to the public key in DG15",
    Outcome(.passed, .weakAlgorithm):
        "The recorded answer was made with the private key that belongs to the public key in DG15, which others may have found, so short is it",
    Outcome(.failed): "The recorded answer of the chip does not stand",
    Outcome(.failed, .signatureInvalid): "The recorded answer does not verify over the recorded challenge under the public key in DG15",
    Outcome(.undetermined): "The recorded answer of the chip could not be judged",
    Outcome(.undetermined, .knownDeviation):
        "The recorded answer does not verify, and a defect list says that active authentication fails with such documents",
    Outcome(.undetermined, .needsDataGroup15):
        "The recorded answer of the chip could not be verified: DG15, which holds the public key, is absent or cannot be read",
    Outcome(.undetermined, .unsupportedAlgorithm):
        "The recorded answer of the chip could not be verified: this program cannot compute its algorithm or hash function",
    Outcome(.undetermined, .hashMismatch): "The recorded answer verifies, but the public key in DG15 is not the one that EF.SOD lists",
    Outcome(.undetermined, .signatureInvalid):
        "The recorded answer verifies, but the signature of EF.SOD does not: anybody can have made the key in DG15",
    Outcome(.undetermined, .securityObjectUnproven):
        "The recorded answer verifies, but the signature of EF.SOD could not be decided, and with it who made the key in DG15",
    Outcome(.undetermined, .notListed): "The recorded answer verifies, but EF.SOD does not list DG15: anybody can have made its key",
    Outcome(.undetermined, .needsSecurityObject):
        "The recorded answer verifies, but without a readable EF.SOD nobody vouches for the public key in DG15",
    Outcome(.notPerformed): "Active authentication was not performed",
    Outcome(.notPerformed, .noRecordedAnswer):
        "The chip can prove that it is no copy, but no challenge and answer were recorded and supplied",
    Outcome(.notApplicable, .notApplicable):
        "The check does not apply: no files of a chip were supplied, or it has no key for active authentication (DG15)",
]
