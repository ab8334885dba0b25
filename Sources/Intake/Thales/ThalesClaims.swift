import Irregularities
import TravelDocuments

/// The verdicts among the data items: validation codes, three-valued states, and two numbers.
enum ThalesClaims {
    private static let subjects: [String: Claim.Subject] = [
        "CD_PASSIVE_AUTHENTICATION": .passiveAuthentication,
        "CD_SCSIGNEDATTRS_VALIDATE": .signedAttributes,
        "CD_SCSIGNATURE_VALIDATE": .signature,
        "CD_VALIDATE_DOC_SIGNER_CERT": .signerCertificate,
        "CD_SCCROSSCHECK_EFCOM_EFSOD": .fileLists,
        "CD_ACTIVE_AUTHENTICATION": .activeAuthentication,
        "CD_SCCHIP_AUTHENTICATION_STATUS": .chipAuthentication,
        "CD_SCTERMINAL_AUTHENTICATION_STATUS": .terminalAuthentication,
        "CD_SCBAC_STATUS": .basicAccessControl,
        "CD_SAC_STATUS": .pace,
        "CD_CHECKSUM": .checkDigits,
        "CD_SECURITYCHECK": .opticalFeatures,
    ]

    static func subject(_ name: String) -> Claim.Subject? {
        subjects[name] ?? (dataGroup(name) == nil ? nil : .dataGroupHashes)
    }

    /// `CD_SCDG1_VALIDATE`; with `_EID` or `_EDL` at the end it is another application's.
    private static func dataGroup(_ name: String) -> Int? {
        guard name.hasPrefix("CD_SCDG"), name.hasSuffix("_VALIDATE"), let number = Int(name.dropFirst(7).dropLast(9)),
            (1...16).contains(number)
        else { return nil }
        return number
    }

    static func read(_ item: ThalesItem, _ subject: Claim.Subject, into draft: inout CaptureDraft) {
        let names = ["validation_code", "validationCode", "tristate", "tri_state", "triState", "data", "value", "status", "result"]
        guard let value = names.lazy.compactMap({ item.message[$0] }).first, value.scalarText != nil else {
            return draft.skip(item.name, .unexpectedType)
        }
        let statement: Claim.Statement =
            switch item.name {
            case "CD_CHECKSUM": checksum(value)
            case "CD_SECURITYCHECK": security(value)
            default: self.statement(value)
            }
        draft.claim(subject, statement, dataGroup: dataGroup(item.name), at: item.name, value)
    }

    /// A validation code by name, or a state of three; both occur for passive authentication.
    private static func statement(_ value: JSONValue) -> Claim.Statement {
        switch value.scalarText?.uppercased() {
        case "RFID_VC_VALID", "TS_SUCCESS": .positive
        case "RFID_VC_INVALID", "RFID_VC_NO_VALID", "TS_FAILURE": .negative
        case "RFID_VC_NO_CSC_LOADED", "RFID_VC_NO_DSC_LOADED", "RFID_VC_NOT_PERFORMED", "TS_NOT_PERFORMED": .notPerformed
        default: .unclear
        }
    }

    /// 0 was not checked, above is good, -1 an error, and below a warning about rules that are not ICAO's.
    private static func checksum(_ value: JSONValue) -> Claim.Statement {
        guard let number = value.number else { return .unclear }
        return number == 0 ? .notPerformed : number > 0 ? .positive : number == -1 ? .negative : .unclear
    }

    /// A set bit is a check that failed: bit 0 infrared, bit 1 ultraviolet.
    private static func security(_ value: JSONValue) -> Claim.Statement {
        guard let number = value.number else { return .unclear }
        return number & 3 == 0 ? .positive : .negative
    }

    /// The result of check digits: 0 invalid, 1 valid, 2 a warning, 3 not validated.
    static func checkDigitStatement(_ value: JSONValue) -> Claim.Statement {
        switch value.number {
        case 0: .negative
        case 1: .positive
        case 3: .notPerformed
        default: .unclear
        }
    }
}
