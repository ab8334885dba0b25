import CivilTime
import SpecimenIssuing
import Testing

@Suite struct ZoneTextTests {
    /// The specimens of Doc 9303-4, -5 and -6, appendix B.
    @Test(arguments: [
        (
            DocumentSize.td3, "P", "L898902C3", "ZE184226B",
            ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"]
        ),
        (
            .td2, "I", "D23145890", "",
            ["I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6"]
        ),
        (
            .td1, "I", "D23145890", "",
            ["I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"]
        ),
    ])
    func composesTheStandardsSpecimens(_ size: DocumentSize, _ code: String, _ number: String, _ optional: String, _ lines: [String]) throws
    {
        let zone = ZoneContent(
            size: size, documentCode: code, primaryIdentifier: "ERIKSSON", secondaryIdentifier: "ANNA MARIA", documentNumber: number,
            dateOfBirth: try #require(CivilDate(year: 1974, month: 8, day: 12)), sex: "F",
            dateOfExpiry: try #require(CivilDate(year: 2012, month: 4, day: 15)), optionalData: optional)
        #expect(zone.lines() == lines)
        #expect(zone.lines(compositeDigit: "9") != lines)
    }

    @Test func everySeriesFitsItsFormat() {
        let lengths: [DocumentSize: [Int]] = [.td1: [30, 30, 30], .td2: [36, 36], .td3: [44, 44]]
        for series in Series.allCases {
            #expect(series.zone.lines().map(\.count) == lengths[series.zone.size])
            #expect(series.dateOfIssue < series.zone.dateOfExpiry)
            // Every document expires while its signer's certificate is valid (Doc 9303-12, 4.1.2).
            #expect(Timestamp(series.zone.dateOfExpiry).map { $0 < series.signerValidity.notAfter } == true)
            #expect(series.signerValidity.notAfter <= series.authorityValidity.notAfter)
            #expect(series.signerKeyUsage.notBefore >= series.authorityKeyUsage.notBefore)
            #expect(series.signerKeyUsage.notAfter <= series.authorityKeyUsage.notAfter)
        }
    }
}
