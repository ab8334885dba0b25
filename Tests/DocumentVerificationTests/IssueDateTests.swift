import CivilTime
import DocumentVerification
import SignedStructures
import SpecimenIssuing
import Testing

/// The date of issue in the contract's order: DG12, signingTime, the private key usage period, an estimate.
@Suite struct IssueDateTests {
    private struct Vector: Sendable {
        let name: String
        /// Basis, first and last moment; nil where there is no date.
        let expected: IssueDate?
        let record: @Sendable () throws -> VerificationRecord

        init(_ name: String, _ expected: IssueDate?, _ record: @escaping @Sendable () throws -> VerificationRecord) {
            self.name = name
            self.expected = expected
            self.record = record
        }
    }

    private static func dates(_ basis: IssueDate.Basis, _ first: Timestamp, _ last: Timestamp? = nil) -> IssueDate {
        IssueDate(basis: basis, earliest: first, latest: last ?? first)
    }

    private static func day(_ basis: IssueDate.Basis, _ year: Int, _ month: Int, _ day: Int) -> IssueDate {
        dates(basis, Laboratory.at(year, month, day), Laboratory.at(year, month, day, 23, 59, 59))
    }

    private static let signingTime = dates(.signingTime, Laboratory.at(2024, 3, 15, 9, 30))
    private static let keyUsage = dates(.privateKeyUsagePeriod, Laboratory.at(2025, 1, 1), Laboratory.at(2025, 4, 1))

    /// Ten to five years before the expiry of the zone, the last day as a whole.
    private static func estimate(_ year: Int, _ month: Int, _ day: Int) -> IssueDate {
        dates(.estimate, Laboratory.at(year - 10, month, day), Laboratory.at(year - 5, month, day, 23, 59, 59))
    }

    /// The passport signed anew with another date of issue in DG12, without signingTime.
    private static func passport(dateOfIssue: String) throws -> VerificationRecord {
        let group = DataGroups.twelve(authority: "UTOPIA", dateOfIssue: dateOfIssue, personalisationTime: "20240315091500")
        return try Laboratory.record(Laboratory.files("passport").setting("EF_DG12.bin", group).signedAnew())
    }

    private static func printed(expiry: String) throws -> VerificationRecord {
        let lines = Series.passport.plan.zone.lines().joined(separator: "\n").replacing("340314", with: expiry)
        return try Laboratory.record([], printed: lines)
    }

    /// privateKeyUsagePeriod (2.5.29.16), and an extension that nobody knows.
    private static let usagePeriod: [UInt8] = [0x06, 0x03, 0x55, 0x1D, 0x10]
    private static let unknownExtension: [UInt8] = [0x06, 0x03, 0x55, 0x1D, 0x7E]

    private static let vectors: [Vector] = [
        Vector("DG12", day(.dataGroup12, 2024, 3, 15)) { try Laboratory.record(Laboratory.capture("passport")) },
        Vector("DG12 before the usage period", day(.dataGroup12, 2025, 2, 10)) {
            try Laboratory.record(Laboratory.capture("identity-card"))
        },
        Vector("DG12 of a year only", dates(.dataGroup12, Laboratory.at(2024, 1, 1), Laboratory.at(2024, 12, 31, 23, 59, 59))) {
            try passport(dateOfIssue: "20240000")
        },
        Vector("DG12 not supplied", signingTime) { try Laboratory.record(Laboratory.files("passport").without("EF_DG12.bin")) },
        Vector("DG12 changed after signing", signingTime) {
            let files = try Laboratory.files("passport")
            return try Laboratory.record(files.replacing(Array("20240315".utf8), by: Array("20240316".utf8), in: "EF_DG12.bin"))
        },
        Vector("DG12 that EF.SOD does not list", signingTime) {
            try Laboratory.record(Laboratory.files(.passport, fault: "data-group-unlisted"))
        },
        Vector("DG12 with a date that is none", dates(.privateKeyUsagePeriod, Laboratory.at(2024, 3, 1), Laboratory.at(2024, 6, 1))) {
            try passport(dateOfIssue: "20241345")
        },
        Vector("no DG12 on the chip", dates(.signingTime, Laboratory.at(2024, 9, 2, 9, 30))) {
            try Laboratory.record(Laboratory.capture("td2-card"))
        },
        Vector("signingTime before the usage period", dates(.signingTime, Laboratory.at(2023, 1, 1))) {
            try Laboratory.record(Laboratory.files("passport").without("EF_DG12.bin").signedAnew(signingTime: Laboratory.at(2023, 1, 1)))
        },
        Vector("neither DG12 nor signingTime", keyUsage) {
            try Laboratory.record(Laboratory.files("identity-card").without("EF_DG12.bin"))
        },
        Vector("nor a usage period", estimate(2035, 2, 9)) {
            let files = try Laboratory.files("identity-card").without("EF_DG12.bin")
            return try Laboratory.record(files.replacing(usagePeriod, by: unknownExtension, in: "EF_SOD.bin"))
        },
        Vector("no EF.SOD", estimate(2034, 3, 14)) { try Laboratory.record(Laboratory.files("passport").without("EF_SOD.bin")) },
        Vector("a bare zone", estimate(2034, 3, 14)) { try printed(expiry: "340314") },
        Vector("a bare zone that expires on a leap day", estimate(2032, 2, 28)) { try printed(expiry: "320229") },
        Vector("no day of expiry", nil) { try printed(expiry: "3403<<") },
        Vector("no such day of expiry", nil) { try printed(expiry: "349914") },
        Vector("no zone", nil) { try Laboratory.record([], printed: "no zone\n") },
        Vector("nothing but EF.SOD", signingTime) {
            let files = try Laboratory.files("passport")
            return try Laboratory.record(files.filter { $0.name == "EF_SOD.bin" })
        },
    ]

    @Test(arguments: vectors.indices) func theDateIsTheBestThatIsKnown(_ index: Int) throws {
        let vector = IssueDateTests.vectors[index]
        #expect(try vector.record().issueDate == vector.expected, "\(vector.name)")
    }
}
