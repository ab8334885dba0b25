import CivilTime
import TagLengthValue

/// What DG11 states of the holder, as octets, so that a fault can write any of it in another way.
package struct PersonalDetails: Sendable {
    package var fullName: [UInt8]
    /// Nil where it is not known whole.
    package var dateOfBirth: [UInt8]?
    package var personalNumber: [UInt8]
    package var placeOfBirth: [UInt8]
    package var address: [UInt8]
}

/// What DG12 states of the document.
package struct DocumentDetails: Sendable {
    package var authority: [UInt8]
    package var dateOfIssue: [UInt8]
    package var personalisationTime: [UInt8]
}

extension DocumentPlan {
    package var personalDetails: PersonalDetails {
        let name = zone.primaryIdentifier + (zone.secondaryIdentifier.isEmpty ? "" : "<<" + zone.secondaryIdentifier)
        return PersonalDetails(
            fullName: Array((fullName ?? name.replacing(" ", with: "<")).utf8),
            dateOfBirth: zone.unknownBirth == .nothing ? stated(zone.dateOfBirth.eightDigits) : nil,
            personalNumber: Array("UT4471198".utf8), placeOfBirth: placeOfBirth,
            address: Array("12 LANTERN ROW<AMAUROT<UTOPIA".utf8))
    }

    /// Has DG11 state this name.
    mutating func state(fullName: String) {
        dataGroups.insert(11)
        self.fullName = fullName
    }

    /// Digits as characters, or two to an octet.
    private func stated(_ digits: String) -> [UInt8] {
        guard hasBinaryDates else { return Array(digits.utf8) }
        let values = digits.utf8.map { $0 - UInt8(ascii: "0") }
        return stride(from: 0, to: values.count - 1, by: 2).map { values[$0] << 4 | values[$0 + 1] }
    }

    package var documentDetails: DocumentDetails {
        DocumentDetails(
            authority: Array("UTOPIA MINISTRY OF THE INTERIOR".utf8), dateOfIssue: stated(dateOfIssue.eightDigits),
            personalisationTime: stated(dateOfIssue.eightDigits + "091500"))
    }
}

extension DataGroups {
    static func eleven(_ details: PersonalDetails) -> [UInt8] {
        var elements = [(tag: Tag(0x5F0E), octets: details.fullName), (Tag(0x5F10), details.personalNumber)]
        if let date = details.dateOfBirth { elements.append((Tag(0x5F2B), date)) }
        return self.elements(Tag(0x6B), octets: elements + [(Tag(0x5F11), details.placeOfBirth), (Tag(0x5F42), details.address)])
    }

    static func twelve(_ details: DocumentDetails) -> [UInt8] {
        elements(
            Tag(0x6C),
            octets: [(Tag(0x5F19), details.authority), (Tag(0x5F26), details.dateOfIssue), (Tag(0x5F55), details.personalisationTime)])
    }
}
