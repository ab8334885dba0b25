import CivilTime
import Foundation
import TestSupport
import Testing

@testable import MachineReadableZone

@Suite("Names: transliteration, comparison, composition")
struct NameTests {
    struct Comparison: Sendable, CustomTestStringConvertible {
        let field: String
        let primary: String
        let secondary: String?
        let relation: NameRelation
        let state: String
        var testDescription: String { "\(field) against \(primary), \(secondary ?? "-")" }

        init(_ field: String, _ primary: String, _ secondary: String?, _ relation: NameRelation, state: String = "UTO") {
            self.field = field
            self.primary = primary
            self.secondary = secondary
            self.relation = relation
            self.state = state
        }

        /// A passport with the name.
        var zone: MRZ {
            get throws {
                let first = "P<" + state + field
                return try MRZ([first + String(repeating: "<", count: 44 - first.utf8.count), td3[1]])
            }
        }
    }

    /// What DG11 has where it does not part the identifiers as the standard asks.
    static let otherOrders: [Comparison] = [
        Comparison("ERIKSSON<<ANNA<MARIA", "Anna Maria Eriksson", nil, .equal),
        Comparison("ERIKSSON<<ANNA<MARIA", "ERIKSSON, ANNA MARIA", nil, .equal),
        Comparison("ERIKSSON<<ANNA<MARIA", "Anna Maria", "Eriksson", .equal),
        Comparison("VAN<DER<MUELLEN<<JOERG", "Jörg van der Müllen", nil, .equalAfterTransliteration),
        Comparison("ERIKSSON", "Eriksson", nil, .equal),
        Comparison("NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K", "Chayapa Dejthamrong Krasuang Nilavadhanananda", nil, .truncated),
        Comparison("ERIKSSON<<ANNA<MARIA", "Maria Anna Eriksson", nil, .different),
        Comparison("ERIKSSON<<ANNA<MARIA", "Anna Eriksson", nil, .different),
        Comparison("ERIKSSON<<ANNA<MARIA", "", nil, .different),
        Comparison("ERIKSSON<<ANNA", String(repeating: "Anna ", count: 400) + "Eriksson", nil, .different),
    ]

    @Test("Identifiers in any order", arguments: otherOrders)
    func inAnyOrder(_ row: Comparison) throws {
        let name = FullName(primaryIdentifier: row.primary, secondaryIdentifier: row.secondary)
        #expect(try row.zone.compareName(inAnyOrder: name) == row.relation)
    }

    @Test("A name as the zone writes it")
    func writtenName() throws {
        let zone = try Comparison("ERIKSSON<<ANNA<MARIA", "", nil, .equal).zone
        for (text, isWritten) in [
            ("ERIKSSON<<ANNA<MARIA", true), ("ERIKSSON<<ANNA<MARIA<<<", true), ("ERIKSSON<<ANNA", false), ("ERIKSSON<<ANNA<MARIE", false),
            ("", false), ("<<<", false), (String(repeating: "E", count: 100), false),
        ] {
            #expect(zone.writesName(Array(text.utf8)[...]) == isWritten, "\(text)")
        }
    }

    @Test("Whether a name has a transliteration")
    func transliterable() {
        for (name, isTransliterable) in [
            ("Müller", true), ("Щерба", true), ("جميلة", true), ("O’Connor", true), ("安娜", false), ("Μίρα", false),
        ] {
            #expect(FullName(primaryIdentifier: "A", secondaryIdentifier: name).isTransliterable == isTransliterable, "\(name)")
        }
    }

    static let comparisons: [Comparison] = [
        Comparison("ERIKSSON<<ANNA<MARIA", "Eriksson", "Anna Maria", .equal),
        Comparison("ERIKSSON<<ANNA<MARIA", "ERIKSSON", "Anna-Maria", .equal),
        Comparison("OCONNOR<<ENYA", "O’Connor", "Enya", .equal),
        Comparison("OCONNOR<<ENYA", "O'Connor", "Enya", .equal),
        Comparison("DARTAGNAN", "d'Artagnan", nil, .equal),
        Comparison("MARTIN<<JR<JOHN", "Martin", "Jr., John", .equal),
        Comparison("ERIKSSON<<ANNA", "Ericsson", "Anna", .different),
        Comparison("ERIKSSON<<ANNA", "Eriksson", "Anna Maria", .different),
        Comparison("ERIKSSON<<ANNA<MARIA", "Eriksson", "Anna", .different),
        Comparison("ERIKSSON<<ANNA", "Anna", "Eriksson", .different),
        Comparison("ERIKSSON", "Eriksson", "Anna", .different),
        Comparison("<<ANNA", "", "Anna", .equal),
        Comparison("ERIKSSON<<ANNA", "Eriksson", "安娜", .different),
        // Every value that the tables allow, and none besides.
        Comparison("MUELLER<<JOERG", "Müller", "Jörg", .equalAfterTransliteration),
        Comparison("MULLER<<JORG", "Müller", "Jörg", .equalAfterTransliteration),
        Comparison("MUXXLLER<<JOERG", "Müller", "Jörg", .equalAfterTransliteration),
        Comparison("MILLER<<JOERG", "Müller", "Jörg", .different),
        Comparison("MUELLER<<JOERG", "Mu\u{308}ller", "Jo\u{308}rg", .equalAfterTransliteration),
        Comparison("AASEN", "Åsen", nil, .equalAfterTransliteration),
        Comparison("ASEN", "Åsen", nil, .equalAfterTransliteration),
        Comparison("STRASSE", "Straße", nil, .equalAfterTransliteration),
        Comparison("PENA", "Peña", nil, .equalAfterTransliteration),
        Comparison("PENXXA", "Peña", nil, .equalAfterTransliteration),
        Comparison("THORSDOTTIR", "Þórsdóttir", nil, .equalAfterTransliteration),
        Comparison("NGUYEN<<VIET<TRAN", "Nguyễn", "Việt Trần", .equalAfterTransliteration),
        // Cyrillic with the values of states.
        Comparison("HRYHORII", "Григорій", nil, .equalAfterTransliteration),
        Comparison("IURCHENKO", "Юрченко", nil, .equalAfterTransliteration),
        Comparison("YURCHENKO", "Юрченко", nil, .equalAfterTransliteration, state: "UKR"),
        Comparison("SHCHERBA", "Щерба", nil, .equalAfterTransliteration),
        Comparison("SHTERBA", "Щерба", nil, .equalAfterTransliteration, state: "BGR"),
        Comparison("ILINA", "Ильина", nil, .equalAfterTransliteration),
        Comparison("HALUZA", "Галуза", nil, .equalAfterTransliteration, state: "UKR"),
        // Arabic.
        Comparison("JMYLXAH<NEYMXAH", "جميلة نعيمة", nil, .equalAfterTransliteration),
        Comparison("JMYLXTA<NEYMXAH", "جميلة نعيمة", nil, .equalAfterTransliteration),
        Comparison("JMYLXAH", "جميل", nil, .different),
        // Cut names.
        Comparison("NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K", "Nilavadhanananda", "Chayapa Dejthamrong Krasuang", .truncated),
        Comparison("BENNELONG<WOOLOOMOOLOO<WARRANDYTE<W<<DI", "Bennelong Wooloomooloo Warrandyte Warnambool", "Dingo Potoroo", .truncated),
        Comparison("BENNEL<WOOLOO<WARRAN<WARNAM<<DINGO<POTO", "Bennelong Wooloomooloo Warrandyte Warnambool", "Dingo Potoroo", .truncated),
        Comparison("NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<X", "Nilavadhanananda", "Chayapa Dejthamrong Krasuang", .different),
        Comparison("NILAVADHANANANDA", "Nilavadhanananda", "Chayapa Dejthamrong Krasuang", .different),
        // A name that fits is not cut.
        Comparison("ERIK<<ANNA", "Eriksson", "Anna", .different),
    ]

    @Test(arguments: comparisons)
    func compares(_ example: Comparison) throws {
        let name = FullName(primaryIdentifier: example.primary, secondaryIdentifier: example.secondary)
        #expect(try example.zone.compareName(name) == example.relation)
    }

    static let compositions: [(format: Format, state: String, name: FullName, field: String)] = [
        (.td3, "UTO", FullName(primaryIdentifier: "Eriksson", secondaryIdentifier: "Anna Maria"), "ERIKSSON<<ANNA<MARIA"),
        (.td1, "UTO", FullName(primaryIdentifier: "van der Muellen", secondaryIdentifier: "Martin"), "VAN<DER<MUELLEN<<MARTIN"),
        (.td2, "UTO", FullName(primaryIdentifier: "Al-Basri", secondaryIdentifier: "Huda Muhammad Jawad"), "AL<BASRI<<HUDA<MUHAMMAD<JAWAD"),
        (.mrvA, "UTO", FullName(primaryIdentifier: "D’Artagnan"), "DARTAGNAN"),
        (.td3, "D", FullName(primaryIdentifier: "Müßig", secondaryIdentifier: "Jörg"), "MUESSIG<<JOERG"),
        (.td3, "UKR", FullName(primaryIdentifier: "Гайова", secondaryIdentifier: "Юлія"), "HAIOVA<<YULIIA"),
        (.td3, "RUS", FullName(primaryIdentifier: "Гаева", secondaryIdentifier: "Юлия"), "GAEVA<<IULIIA"),
        (.td3, "UTO", FullName(primaryIdentifier: "إسماعيل عزّ الدين"), "ISMAEYL<EZZ<ALDYN"),
        (.td3, "UTO", FullName(primaryIdentifier: "جمال عبد الناصر"), "JMAL<EBD<ALNAXSSR"),
        (.td3, "UTO", FullName(primaryIdentifier: "هاري الشماع"), "HARY<ALXSHMAE"),
        (.td3, "UTO", FullName(primaryIdentifier: "سمير بادمكدوذيل"), "SMYR<BADMKDWXDHYL"),
        (
            .td3, "UTO", FullName(primaryIdentifier: "Nilavadhanananda", secondaryIdentifier: "Chayapa Dejthamrong Krasuang"),
            "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K"
        ),
        (
            .td3, "UTO", FullName(primaryIdentifier: "Nilavadhanananda", secondaryIdentifier: "Arnpol Petch Charonguang"),
            "NILAVADHANANANDA<<ARNPOL<PETCH<CHARONGU"
        ),
        (
            .td1, "UTO", FullName(primaryIdentifier: "Papandropoulous", secondaryIdentifier: "Jonathon Alec"),
            "PAPANDROPOULOUS<<JONATHON<ALEC"
        ),
        // The last position would be a filler: the part before it gives a letter.
        (
            .td1, "UTO", FullName(primaryIdentifier: "Papandropoulous", secondaryIdentifier: "Jonathan Theo Alec"),
            "PAPANDROPOULOUS<<JONATHAN<TH<A"
        ),
    ]

    @Test(arguments: compositions.indices)
    func composes(_ index: Int) throws {
        let (format, state, name, field) = NameTests.compositions[index]
        let composed = try #require(name.composed(for: format, issuingState: state))
        let count = composed.characters.utf8.count
        if field == "PAPANDROPOULOUS<<JONATHAN<TH<A" {
            #expect(composed.isTruncated && composed.characters.last?.isLetter == true && count == 30)
        } else {
            #expect(composed.characters == field + String(repeating: "<", count: max(0, count - field.utf8.count)))
        }
        #expect(composed.untransliterable.isEmpty)
    }

    @Test func whatCannotBeComposed() throws {
        #expect(FullName(primaryIdentifier: " -' ").composed(for: .td3) == nil)
        #expect(FullName(primaryIdentifier: "Eriksson").composed(for: .frenchIdentityCard) == nil)
        let composed = try #require(FullName(primaryIdentifier: "Erik安").composed(for: .td3))
        #expect(composed.untransliterable == ["安"] && composed.characters.hasPrefix("ERIK<<"))
    }

    @Test("5 000 names: what is composed compares as equal, transliterated or cut") func roundTrips() throws {
        var random = MutationTests.Seeded(state: 9303)
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜÅÑØŒŁŞЖЩЮЯГЇabcdefäöüñ'-")
        let formats: [Format] = [.td1, .td2, .td3, .mrvA, .mrvB]
        for _ in 0..<5_000 {
            func identifier() -> String {
                (0..<1 + random.next(4)).map { _ in String((0..<1 + random.next(14)).map { _ in letters[random.next(letters.count)] }) }
                    .joined(separator: " ")
            }
            let name = FullName(primaryIdentifier: "A" + identifier(), secondaryIdentifier: random.next(4) == 0 ? nil : "B" + identifier())
            let format = formats[random.next(formats.count)]
            let composed = try #require(name.composed(for: format, issuingState: "UTO"))
            let table = try #require(ZoneTable.all.first { $0.format == format })
            let field = try #require(table.rows.first { $0.field == .names })
            #expect(composed.characters.utf8.count == field.count)
            if composed.isTruncated { #expect(composed.characters.last != "<") }
            var zone = [UInt8](repeating: UInt8(ascii: "<"), count: table.zoneLength)
            zone.replaceSubrange(0..<5, with: (format == .mrvA || format == .mrvB ? "V<UTO" : "I<UTO").utf8)
            zone.replaceSubrange(field.first..<field.end, with: composed.characters.utf8)
            let relation = try MRZ(dataGroup1: zone[...]).compareName(name)
            #expect(relation != .different, "\(name) in \(composed.characters)")
            // What was cut off may be what another value does not have: AE, cut, is the A that Ä can be.
            if !composed.isTruncated { #expect(relation != .truncated, "\(name) in \(composed.characters)") }
        }
    }

    @Test func everyValueOfTheTablesIsAccepted() throws {
        for row in Transliteration.latin + Transliteration.cyrillic + Transliteration.arabic {
            for value in row.values + row.exceptions.map(\.value) where !value.isEmpty {
                let zone = try Comparison("X" + value + "X<<A", "", nil, .equal, state: "UTO").zone
                let isInitial = row.exceptions.contains { $0.initialOnly && $0.value == value } && !row.values.contains(value)
                let primary = isInitial ? String(row.character) : "X\(row.character)X"
                let found = isInitial ? try Comparison(value + "<<A", "", nil, .equal).zone : zone
                #expect(
                    found.compareName(FullName(primaryIdentifier: primary, secondaryIdentifier: "A")) == .equalAfterTransliteration,
                    "\(row.character) as \(value)")
            }
        }
        #expect(Transliteration.latin.count == 95 && Transliteration.cyrillic.count == 51 && Transliteration.arabic.count == 81)
    }

    /// A hostile name takes no longer than its length allows.
    @Test(.timeLimit(.minutes(1))) func longNamesEnd() throws {
        let long = String(repeating: "Ü", count: 100_000)
        let zone = try Comparison("UUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUUU", "", nil, .equal).zone
        #expect(zone.compareName(FullName(primaryIdentifier: long)) == .truncated)
        let many = String(repeating: "U ", count: 50_000)
        #expect(zone.compareName(FullName(primaryIdentifier: many, secondaryIdentifier: many)) == .different)
        #expect(FullName(primaryIdentifier: many, secondaryIdentifier: long).composed(for: .td1)?.isTruncated == true)
    }

    @Test func namesOfNationalFormats() throws {
        let french = try MRZ(["IDFRAERIKSSON<<<<<<<<<<<<<<<<<0CHE02", "1710GVA123451ANNA<<MARIA<<<7408122F2"])
        #expect(french.compareName(FullName(primaryIdentifier: "Eriksson", secondaryIdentifier: "Anna, Maria")) == .equal)
        #expect(french.compareName(FullName(primaryIdentifier: "Eriksson", secondaryIdentifier: "Anna")) == .different)
        let licence = try MRZ(["D1FRA13AA000026181231BENNELON9"])
        #expect(licence.compareName(FullName(primaryIdentifier: "Bennelong", secondaryIdentifier: "Dingo")) == .truncated)
        #expect(licence.compareName(FullName(primaryIdentifier: "Benson", secondaryIdentifier: "Dingo")) == .different)
        let russian = try MRZ(["PNRUSZDRIL7K<<SERGEQ<ANATOL9EVI3<<<<<<<<<<<<", "3919353498RUS7207233M<<<<<<<4151218910003<50"])
        #expect(
            russian.compareName(FullName(primaryIdentifier: "Здрилюк", secondaryIdentifier: "Сергей Анатольевич"))
                == .equalAfterTransliteration)
        #expect(russian.compareName(FullName(primaryIdentifier: "Здрилюк", secondaryIdentifier: "Сергей")) == .different)
    }
}

@Suite("Name lines of the standard", .enabled(if: ThirdPartyData.isPresent("mrz-text"), "MRTD_TEST_DATA has no folder mrz-text"))
struct NameLineTests {
    @Test func everyLineIsTheNameOrItsCut() throws {
        let records = try ThirdParty.records("icao_9303.jsonl").filter { $0.kind == "name_line" }
        var compared = 0
        for record in records where [30, 36, 44].contains(record.lines?.first?.utf8.count ?? 0) {
            let line = try #require(record.lines?.first)
            let parts = try #require(record.vizName).split(separator: ",", maxSplits: 1)
            let name = FullName(primaryIdentifier: String(parts[0]), secondaryIdentifier: parts.count > 1 ? String(parts[1]) : nil)
            let zone = try MRZ(ThirdPartyTests.zone(around: line, format: record.format))
            let relation = zone.compareName(name)
            let field = record.format == "TD1" ? line : String(line.dropFirst(5))
            let whole = try #require(name.composed(for: zone.format))
            #expect(relation == (whole.isTruncated ? .truncated : .equal), "\(line)")
            if !whole.isTruncated { #expect(whole.characters == field) }
            compared += 1
        }
        #expect(compared == 60)
    }
}
