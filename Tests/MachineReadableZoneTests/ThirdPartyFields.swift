import CivilTime
import MachineReadableZone

/// The fields that other programs' suites assert, under their own names and in their own forms.
enum ThirdPartyFields {
    /// Their names of our fields; what is not there has no counterpart in a zone of Doc 9303.
    static let names: [String: String] = [
        "primaryIdentifier": "primary", "surnames": "primary", "lastName": "primary", "surname": "primary", "Primary": "primary",
        "secondaryIdentifier": "secondary", "givenNames": "secondary", "firstName": "secondary", "name": "secondary",
        "Secondary": "secondary",
        "documentNumber": "number", "document_number": "number", "DocumentNumber": "number",
        "nationality": "nationality", "nationalityCountryCode": "nationality", "Nationality": "nationality",
        "issuingState": "state", "countryCode": "state", "country": "state", "issuingCountry": "state", "IssuingState": "state",
        "issuingStateOrOrganization": "state",
        "documentCode": "code", "DocumentCode": "code", "document_type": "code",
        "birthdate": "birth", "birthDate": "birth", "birth_date": "birth", "dateOfBirth": "birth", "DateOfBirth": "birth",
        "expiryDate": "expiry", "expirationDate": "expiry", "expiry_date": "expiry", "dateOfExpiry": "expiry", "DateOfExpiry": "expiry",
        "sex": "sex",
        "optionalData": "optional", "optional": "optional", "optional_data": "optional", "personalNumber": "optional",
        "OptionalData": "optional", "optional1": "optional", "Sex": "sex",
        "optionalData2": "optional2", "optional2": "optional2", "optional_data_2": "optional2", "personalNumber2": "optional2",
        "OptionalData2": "optional2",
        "documentNumberCheckDigit": "digit documentNumber", "birthDateCheckDigit": "digit dateOfBirth",
        "expirationDateCheckDigit": "digit dateOfExpiry", "compositeCheckDigit": "digit composite",
        "personalNumberCheckDigit": "digit optionalData",
        "document_number_hash": "digit documentNumber", "birth_date_hash": "digit dateOfBirth", "expiry_date_hash": "digit dateOfExpiry",
        "final_hash": "digit composite",
    ]

    /// Their names of our check digits, in the reasons and the errors that they give.
    static let digits: [String: String] = [
        "document-number": "documentNumber", "date-of-birth": "dateOfBirth", "date-of-expiry": "dateOfExpiry",
        "optional-data": "optionalData", "composite": "composite",
        "InvalidDocumentNumberException": "documentNumber", "InvalidBirthDateException": "dateOfBirth",
        "InvalidExpiryDateException": "dateOfExpiry", "InvalidOptionalDataException": "optionalData",
        "InvalidMRZValueException": "composite",
        "documentNumber": "documentNumber", "dateOfBirth": "dateOfBirth", "dateOfExpiry": "dateOfExpiry", "overall": "composite",
    ]

    /// Their names of our formats.
    static let formats: [String: String] = [
        "FRENCH_NATIONAL_ID": "FRA-ID", "FRENCH_DRIVING_LICENSE": "FRA-DL", "SWISS_DRIVING_LICENSE": "CHE-DL",
    ]

    /// The names of our fields of which something else is asserted.
    static func differences(_ zone: MRZ, _ asserted: [String: Any]) -> [String] {
        asserted.compactMap { key, value -> String? in
            guard let name = names[key] else { return nil }
            return normalised(ours(zone, name), name) == normalised(value as? String, name) ? nil : name
        }.sorted()
    }

    /// The check digits that they computed otherwise.
    static func digitDifferences(_ zone: MRZ, _ asserted: [String: [String: Any]]) -> [String] {
        asserted.compactMap { key, value -> String? in
            guard let name = digits[key], let calculated = value["calculated"] as? Int else { return nil }
            let ours = zone.checkDigits.first { $0.field.name == name }?.computed
            return ours == UInt8(ascii: "0") + UInt8(calculated % 10) ? nil : "digit \(name)"
        }.sorted()
    }

    /// The MRZ information of Doc 9303-11, 9.7.2: number, birth and expiry, each with its digit.
    static func information(_ zone: MRZ) -> String {
        let digits = ["documentNumber", "dateOfBirth", "dateOfExpiry"].map { name in
            zone.checkDigits.first { $0.field.name == name }?.computed.map { String(UnicodeScalar($0)) } ?? ""
        }
        let number = zone.documentNumber ?? ""
        let padded = number + String(repeating: "<", count: max(0, 9 - number.utf8.count))
        return padded + digits[0] + zone.dateOfBirth.raw + digits[1] + zone.dateOfExpiry.raw + digits[2]
    }

    private static func ours(_ zone: MRZ, _ name: String) -> String? {
        switch name {
        case "primary": zone.primaryIdentifier
        case "secondary": zone.secondaryIdentifier
        case "number": zone.documentNumber
        case "nationality": zone.nationality
        case "state": zone.issuingState
        case "code": zone.documentCode
        case "birth": zone.dateOfBirth.raw
        case "expiry": expiry(zone)
        case "sex": zone.sex?.letter
        case "optional": zone.optionalData.first ?? nil
        case "optional2": zone.optionalData.count > 1 ? zone.optionalData[1] : nil
        default:
            zone.checkDigits.first { "digit " + $0.field.name == name }.map { String(UnicodeScalar($0.found ?? UInt8(ascii: "<"))) }
        }
    }

    /// The date of expiry as it stands in the zone; of a format without one the estimate, to the first of the month as others give it.
    private static func expiry(_ zone: MRZ) -> String? {
        guard zone.dateOfExpiry.raw.isEmpty, let day = VectorTests.today, let date = zone.estimatedDateOfExpiry(at: day) else {
            return zone.dateOfExpiry.raw
        }
        return date.description + "-01"
    }

    /// Absent and empty are one, fillers are blanks, dates end in six digits, sex is one letter.
    private static func normalised(_ value: String?, _ name: String) -> String {
        let text = (value ?? "").replacing(name.hasPrefix("digit") ? " " : "<", with: " ")
        return switch name {
        case "birth", "expiry": String(text.replacing("-", with: "").suffix(6))
        case "sex": text.isEmpty ? "X" : text.prefix(1).uppercased()
        default: text
        }
    }
}
