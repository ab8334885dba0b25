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

    @Test func everySeriesFitsItsFormat() throws {
        let lengths: [DocumentSize: [Int]] = [.td1: [30, 30, 30], .td2: [36, 36], .td3: [44, 44]]
        for plan in Series.allCases.map(\.plan) {
            let (signer, authority) = (try #require(plan.signer), plan.authority)
            #expect(plan.zone.lines().map(\.count) == lengths[plan.zone.size])
            #expect(plan.dateOfIssue < plan.zone.dateOfExpiry)
            // Every document expires while its signer's certificate is valid (Doc 9303-12, 4.1.2).
            #expect(Timestamp(plan.zone.dateOfExpiry).map { $0 < signer.validity.notAfter } == true)
            #expect(signer.validity.notAfter <= authority.validity.notAfter)
            #expect(signer.keyUsage.notBefore >= authority.keyUsage.notBefore)
            #expect(signer.keyUsage.notAfter <= authority.keyUsage.notAfter)
        }
    }

    /// A name that does not fit ends with a letter (Doc 9303-4, 4.2.3), and every word of it begins one of the full name.
    @Test(arguments: [DocumentSize.td1, .td2, .td3]) func longNamesAreCutToALetter(_ size: DocumentSize) throws {
        var zone = Series.passport.plan.zone
        zone.size = size
        for (primary, secondary) in [
            ("VAN DER HEUVELSTEYN ZU LANGENBROOK UND ALTWASSER", ""), ("VAN DER HEUVELSTEYN ZU LANGENBROOK UND ALTWASSER", "MIRA ELEA"),
            ("SOLBERG", "ELEONORA WILHELMINA ANASTASIA PHILOMENA CORDULA"), ("VAN DEN EICHBAUM", "ELEONORA WILHELMINA ANASTASIA P C"),
        ] {
            (zone.primaryIdentifier, zone.secondaryIdentifier) = (primary, secondary)
            let lines = zone.lines()
            let field = size == .td1 ? lines[2] : String(lines[0].dropFirst(5))
            #expect(field.last?.isLetter == true && field.count == (size == .td1 ? 30 : size == .td2 ? 31 : 39), "\(field)")
            let parts = field.split(separator: "<")
            let words = (primary + " " + secondary).split(separator: " ")
            #expect(parts.allSatisfy { part in words.contains { $0.hasPrefix(part) } } && parts.first == words[0].prefix(parts[0].count))
            #expect(field.contains("<<") == !secondary.isEmpty)
        }
    }
}
