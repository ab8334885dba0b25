import DocumentVerification
import Irregularities
import TravelDocuments

// What a vendor's software claims against what is found here, one check for each subject of which there is a finding of our own.

extension Check {
    static let claimPassiveAuthentication = Check(
        "claim.passive-authentication", "Claim about passive authentication agrees with the finding", claimCitation
    ) { record, collector in
        ClaimComparison.judge(.passiveAuthentication, record, &collector)
    }

    static let claimSignedAttributes = Check(
        "claim.signed-attributes", "Claim about the signed attributes agrees with the finding", claimCitation
    ) { record, collector in
        ClaimComparison.judge(.signedAttributes, record, &collector)
    }

    static let claimSignature = Check("claim.signature", "Claim about the signature of EF.SOD agrees with the finding", claimCitation) {
        record, collector in
        ClaimComparison.judge(.signature, record, &collector)
    }

    static let claimSignerCertificate = Check(
        "claim.signer-certificate", "Claim about the document signer's certificate agrees with the finding", claimCitation
    ) { record, collector in
        ClaimComparison.judge(.signerCertificate, record, &collector)
    }

    static let claimRevocation = Check("claim.revocation", "Claim about revocation agrees with the finding", claimCitation) {
        record, collector in
        ClaimComparison.judge(.revocation, record, &collector)
    }

    static let claimDataGroupHashes = Check(
        "claim.data-group-hashes", "Claim about the hashes of the data groups agrees with the finding", claimCitation
    ) { record, collector in
        ClaimComparison.judge(.dataGroupHashes, record, &collector)
    }

    static let claimFileLists = Check(
        "claim.file-lists", "Claim about the lists in EF.COM and EF.SOD agrees with the finding", claimCitation
    ) { record, collector in
        ClaimComparison.judge(.fileLists, record, &collector)
    }

    /// A vendor's software was there when the chip answered; compared is what can be: the recorded answer under the key that EF.SOD vouches for.
    static let claimActiveAuthentication = Check(
        "claim.active-authentication", "Claim about active authentication agrees with the finding", claimCitation
    ) { record, collector in
        ClaimComparison.judge(.activeAuthentication, record, &collector)
    }

    static let claimCheckDigits = Check("claim.check-digits", "Claim about the check digits agrees with the finding", claimCitation) {
        record, collector in
        ClaimComparison.judge(.checkDigits, record, &collector)
    }

    static let claimExpiry = Check("claim.expiry", "Claim about the date of expiry agrees with the finding", claimCitation) {
        record, collector in
        ClaimComparison.judge(.expiry, record, &collector)
    }

    private static let claimCitation = Citation(.project, "claims of other software")
}
