import CivilTime
import MachineReadableZone
import Testing

@Suite("Zones in lines, against expected elements")
struct VectorTests {
    static let today = CivilDate(year: 2026, month: 6, day: 15)

    @Test(arguments: try VectorFile.named("worked-examples").vectors)
    func workedExample(_ vector: VectorFile.Vector) throws { try check(vector) }

    @Test(arguments: try VectorFile.named("quirks").vectors)
    func quirk(_ vector: VectorFile.Vector) throws { try check(vector) }

    /// What other parsers' suites assert; the exceptions say so in their names.
    @Test(arguments: try VectorFile.named("public-suites").vectors)
    func publicSuite(_ vector: VectorFile.Vector) throws {
        try check(vector)
        let isAssertedValid = vector.name.contains("asserted valid")
        let isException = vector.name.contains("the suite does not compare digits") || vector.name.contains("written by JMRTD")
        #expect((vector.expect.valid == isAssertedValid) == !isException)
    }

    @Test(arguments: try VectorFile.named("national").vectors)
    func national(_ vector: VectorFile.Vector) throws {
        try check(vector)
        // The text reader finds the same zone.
        let found = blocks(Array(vector.lines.joined(separator: "\n").utf8))
        let zone = try MRZ(vector.lines)
        #expect(found == [.zone(zone, firstLine: 1)])
    }

    private func check(_ vector: VectorFile.Vector) throws {
        let today = try #require(VectorTests.today)
        let zone = try MRZ(vector.lines)
        let expected = vector.expect
        func equal<Value: Equatable>(_ value: Value, _ wanted: Value?, _ element: String) {
            if let wanted { #expect(value == wanted, "\(element)") }
        }
        equal(zone.format.rawValue, expected.format, "format")
        equal(zone.documentCode, expected.documentCode, "documentCode")
        equal(zone.issuingState, expected.issuingState, "issuingState")
        equal(zone.primaryIdentifier ?? "", expected.primary, "primary")
        equal(zone.secondaryIdentifier ?? "", expected.secondary, "secondary")
        equal(zone.nameTruncated, expected.truncated, "truncated")
        equal(zone.documentNumber ?? "", expected.number, "number")
        equal(zone.nationality ?? "", expected.nationality, "nationality")
        equal(zone.dateOfBirth.dateOfBirth(at: today)?.description ?? "", expected.birth, "birth")
        equal(zone.sex?.letter ?? "", expected.sex, "sex")
        equal(zone.dateOfExpiry.dateOfExpiry(at: today)?.description ?? "", expected.expiry, "expiry")
        equal(zone.optionalData, expected.optional, "optional")
        equal(zone.digitTexts, expected.digits, "digits")
        equal(zone.isValid, expected.valid, "valid")
        equal(zone.irregularityTexts, expected.irregularities, "irregularities")
        equal(zone.editTexts, expected.edits, "edits")
        equal(zone.otherElements.map { "\($0.name)=\($0.value)" }, expected.others, "others")
        if expected.edits == nil { #expect(zone.lines == vector.lines) }
    }
}
