package import CivilTime
import SafeOpenSSL
import SignedStructures

/// How a document is made; every variable stands at what Doc 9303 asks for, and faults and tolerances change some of them.
package struct DocumentForm: Sendable {
    /// Who makes the signer's certificate.
    package enum Certifier: Sendable {
        case authority
        /// A key of nobody in Utopia under the authority's name, with its own key identifier or with the authority's.
        case stranger, strangerAsAuthority
        /// An authority with a name and a key of its own, which the store does not have.
        case unknownAuthority
        /// One of two authorities that certify each other; the store has these two certificates and no anchor.
        case loopedAuthority
    }

    /// What a defect list says of the signer.
    package typealias Defects = @Sendable (ListedSigner) -> [DefectListContent.Defect]
    package typealias Edit = @Sendable ([UInt8]) -> [UInt8]

    /// The check digits that are wrong.
    package var wrongDigits: Set<ZoneContent.Digit> = []
    /// Changes the plan, before anything is made of it.
    package var plan: @Sendable (inout DocumentPlan) -> Void = { _ in }
    /// Changes what is printed on the page; nil where the page says what the chip says.
    package var printed: (@Sendable (inout ZoneContent) -> Void)?
    /// Changes data groups before they are hashed and signed.
    package var groups: [UInt: Edit] = [:]
    /// Changes the security infos in EF.CardSecurity before they are signed.
    package var cardSecurityInfos: Edit = { $0 }
    /// Data groups that EF.SOD does not list, EF.COM does not list, the chip does not have.
    package var unlisted: Set<UInt> = []
    package var unnamed: Set<UInt> = []
    package var withheld: Set<UInt> = []
    /// Files that are left out after all is signed, by name.
    package var removed: Set<String> = []
    /// Changes what is signed, and how the message is written.
    package var securityObject: @Sendable (inout SecurityObjectContent) -> Void = { _ in }
    package var certificate: @Sendable (inout CertificateForm) -> Void = { _ in }
    package var certifier = Certifier.authority
    /// From the first to the last moment of the signer's certificate, by the date of issue; nil where they are the plan's.
    package var validity: (@Sendable (CivilDate) -> Period)?
    package var isRevoked = false
    /// The country in the subject of the signer's certificate.
    package var signerCountry = "UT"
    /// What the issuer does to its key before it is certified.
    package var signerKey: @Sendable (IssuingKey) -> IssuingKey = { $0 }
    package var documentTypes: [String]?
    /// Document types that the certificate names besides that of the document.
    package var moreDocumentTypes: [String] = []
    /// Whether another key than the certified one signs EF.SOD.
    package var isSignedByOther = false
    /// Whether the store has the signer's certificate, as the public key directory of the ICAO gives it.
    package var storeHasSigner = false
    /// Whether the store has, before the signer's certificate, one of another key with the same issuer, serial number and key identifier.
    package var storeHasNamesake = false
    /// What the defect list in the store says of the signer; nil where the store has none.
    package var defects: Defects?
    /// What the deviation list in the store says of the documents of the signer; nil where the store has none.
    package var deviation: (@Sendable (inout DeviationListContent.Deviation) -> Void)?
    /// More criteria of that entry.
    package var deviationCriteria: @Sendable (inout DeviationListContent.Deviation, DocumentPlan) -> Void = { _, _ in }
    /// Whether the signer of these lists has no path to the CSCA.
    package var hasStrangeList = false
    /// Changes what the chip answers.
    package var answer: Edit = { $0 }
    /// Changes files after all is signed, by name.
    package var files: [String: Edit] = [:]
    /// Changes all files after all is signed.
    package var forgery: @Sendable (inout [(name: String, bytes: [UInt8])]) -> Void = { _ in }

    package init() {}

    /// Ten years and the three months in which the key signs, two of which have passed.
    package static let usualValidity: @Sendable (CivilDate) -> Period = { issue in
        let start = Timestamp(secondsSinceEpoch: Int64(issue.daysSinceEpoch - 60) * 86400)
        return Period(start, start.days(3745))
    }
}
