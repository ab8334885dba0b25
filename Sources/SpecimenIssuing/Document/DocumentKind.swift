/// The kinds of document that specimens are issued as, by name.
package enum DocumentKind: String, Sendable, Hashable, CaseIterable {
    case passport, nationalPassport = "national-passport", diplomaticPassport = "diplomatic-passport"
    case officialPassport = "official-passport", emergencyPassport = "emergency-passport", emergencyTravelDocument =
        "emergency-travel-document"
    case refugee, stateless, alien
    case laissezPasser = "laissez-passer"
    case identityCard = "identity-card", residencePermit = "residence-permit", crewCertificate = "crew-member-certificate"
    case td2Card = "td2-card"

    /// Size, document code, nationality, years of validity, and words (Doc 9303-4, 4.4; -5 and -6, 4.2.2; -8; -3, 5).
    private var row: (size: DocumentSize, code: String, nationality: String, years: Int, summary: String) {
        switch self {
        case .passport: (.td3, "P", "UTO", 10, "passport, TD3, with the code of one letter")
        case .nationalPassport: (.td3, "PP", "UTO", 10, "passport, TD3, with the code of Doc 9303-4, 4.4")
        case .diplomaticPassport: (.td3, "PD", "UTO", 5, "diplomatic passport, TD3")
        case .officialPassport: (.td3, "PO", "UTO", 5, "official passport, TD3")
        case .emergencyPassport: (.td3, "PE", "UTO", 1, "emergency passport, TD3, valid for a year")
        case .emergencyTravelDocument: (.td2, "PU", "UTO", 1, "emergency travel document on a single sheet, TD2, valid for a year")
        case .refugee: (.td3, "PR", "XXB", 5, "convention travel document of a refugee (1951), TD3")
        case .stateless: (.td3, "PS", "XXA", 5, "convention travel document of a stateless person (1954), TD3")
        case .alien: (.td3, "PT", "XXC", 5, "travel document of an alien, TD3")
        case .laissezPasser: (.td3, "PL", "UTO", 5, "laissez-passer of a Utopian organisation, TD3")
        case .identityCard: (.td1, "I", "UTO", 10, "official travel document, TD1")
        case .residencePermit: (.td1, "AR", "XXC", 5, "residence permit of an alien, TD1")
        case .crewCertificate: (.td1, "AC", "UTO", 5, "crew member certificate, TD1")
        case .td2Card: (.td2, "I", "UTO", 10, "official travel document, TD2")
        }
    }

    package var size: DocumentSize { row.size }
    package var documentCode: String { row.code }
    package var nationality: String { row.nationality }
    package var yearsOfValidity: Int { row.years }
    package var summary: String { row.summary }
}
