/// A format of machine readable zones: one of the five that Doc 9303 lays down, or one of a state's own.
public enum Format: String, CaseIterable, Sendable {
    /// Cards of the size of a credit card (Doc 9303-5).
    case td1 = "TD1"
    /// Larger cards (Doc 9303-6).
    case td2 = "TD2"
    /// Passports (Doc 9303-4).
    case td3 = "TD3"
    /// Visas of the size of a passport page (Doc 9303-7, 4).
    case mrvA = "MRV-A"
    /// Smaller visas (Doc 9303-7, 5).
    case mrvB = "MRV-B"
    /// The identity card of France from 1988 to 2021, two lines of 36.
    case frenchIdentityCard = "FRA-ID"
    /// The driving licence of France since 2013, one line of 30.
    case frenchDrivingLicence = "FRA-DL"
    /// The driving licence of Switzerland, lines of 9, 30 and 30.
    case swissDrivingLicence = "CHE-DL"
    /// The driving licence of Liechtenstein, laid out like that of Switzerland.
    case liechtensteinDrivingLicence = "LIE-DL"
    /// The driving licence of the Netherlands since 2013, one line of 30.
    case dutchDrivingLicence = "NLD-DL"
    /// The driving licence of Croatia, one line of 30.
    case croatianDrivingLicence = "HRV-DL"
    /// The driving licence of Estonia, one line of 30.
    case estonianDrivingLicence = "EST-DL"
    /// The driving licence of Ireland, one line of 30.
    case irishDrivingLicence = "IRL-DL"
    /// A driving licence with the one line of ISO/IEC 18013-3, of another state.
    case drivingLicence = "IDL"
    /// The internal passport of Russia, two lines of 44 with Cyrillic letters in code.
    case russianInternalPassport = "RUS-PN"
    /// The identity card of Slovakia of the 1990s, two lines of 34.
    case slovakIdentityCard = "SVK-ID"
    /// China's permits to go to Hong Kong and Macau (`CS`) or to Taiwan (`CD`), one line of 30, on the chip three.
    case chineseExitPermit = "CHN-EEP"
    /// China's permits for residents of Hong Kong and Macau (`CR`, in 1999 `C<`) or Taiwan (`CT`) to come to the mainland, three lines of 30.
    case chineseMainlandPermit = "CHN-MTP"
    /// The identity card of the Dominican Republic.
    case dominicanIdentityCard = "DOM-ID"
    /// The identity card of El Salvador.
    case salvadoranIdentityCard = "SLV-ID"
    /// The identity card of Guatemala.
    case guatemalanIdentityCard = "GTM-ID"
    /// The identity card of Pakistan.
    case pakistaniIdentityCard = "PAK-ID"
    /// The voter's card of Mexico.
    case mexicanIdentityCard = "MEX-ID"
    /// The identity card of Mozambique.
    case mozambicanIdentityCard = "MOZ-ID"

    /// Whether Doc 9303 lays the format down.
    public var isOfDoc9303: Bool {
        switch self {
        case .td1, .td2, .td3, .mrvA, .mrvB: true
        default: false
        }
    }
}

/// The sex of the holder as the zone gives it.
public enum Sex: Sendable, Hashable {
    case female, male
    /// The filler in the zone, X in the visual zone.
    case unspecified

    /// `F`, `M` or `X`.
    public var letter: String {
        switch self {
        case .female: "F"
        case .male: "M"
        case .unspecified: "X"
        }
    }
}
