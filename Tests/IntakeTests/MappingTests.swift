import Foundation
import Intake
import Irregularities
import TestSupport
import Testing
import TravelDocuments

/// A mapping file, its faults, and what it makes of a result.
@Suite struct MappingTests {
    static let mapping = """
        {
          "schema": "mrtd.mapping/1", "name": "acme-desk", "title": "Acme desk reader",
          "recognise": [ { "pointer": "/device/model", "equals": "Acme 3" }, { "pointer": "/chip" } ],
          "files": [ { "pointer": "/chip/a~1b", "role": "DG1", "encoding": "hex" }, { "pointer": "/chip/list/0", "role": "EF.COM" } ],
          "zones": [ { "pointer": "/mrz", "separator": "|" } ],
          "claims": [
            { "pointer": "/pa", "subject": "passive-authentication", "positive": ["OK", 1], "negative": ["NOK", false], "notPerformed": ["-"] },
            { "pointer": "/hash1", "subject": "data-group-hashes", "dataGroup": 1, "positive": [true], "negative": [false] }
          ],
          "activeAuthentication": { "challenge": "/aa/c", "signature": "/aa/s" }
        }
        """

    static let result = """
        { "device": { "model": "Acme 3" }, "mrz": "\(Sample.zone.prefix(44))|\(Sample.zone.suffix(44))", "pa": "NOK", "hash1": true,
          "chip": { "a/b": "\(hex(Sample.dataGroup1))", "list": ["YBZfAQQwMTA3XzYGMDQwMDAwXARhdWtu"] }, "aa": { "c": "AAE=", "s": [2, -3] } }
        """

    private func options(_ text: String = mapping) throws -> CaptureOptions {
        CaptureOptions(mappings: [try MappingFile(Array(text.utf8)[...])])
    }

    @Test func readsAResult() throws {
        let capture = try CaptureReader.capture(bytes: Array(MappingTests.result.utf8)[...], name: "r.json", options: options())
        let description = CaptureDescription(capture)
        #expect(description.adapter == "acme-desk" && description.kind == "vendor-result" && description.skipped == [])
        #expect(
            description.files.map { "\($0.name) \($0.role ?? "-") \($0.encoding)" } == ["/chip/a~1b DG1 hex", "/chip/list/0 EF.COM base64"])
        #expect(capture.files.map { Array($0.bytes) } == [Sample.dataGroup1, Sample.common])
        #expect(description.zones.map(\.lines) == [[String(Sample.zone.prefix(44)), String(Sample.zone.suffix(44))]])
        #expect(
            description.claims == [
                "passive-authentication negative /pa = NOK", "data-group-hashes DG1 positive /hash1 = true",
            ])
        #expect(capture.activeAuthentication?.challenge == [0, 1] && capture.activeAuthentication?.signature == [2, 0xFD])
    }

    /// A result without what the mapping asks for is not of its format, and a value that is in no list says nothing.
    @Test(arguments: [
        ("Acme 3", "Acme 4", nil), ("\"chip\"", "\"chop\"", nil), ("\"NOK\"", "\"nok\"", "unclear"), ("\"NOK\"", "1", "positive"),
        ("\"NOK\"", "true", "unclear"), ("\"NOK\"", "false", "negative"), ("\"NOK\"", "\"-\"", "not-performed"),
    ]) func asksForWhatIsThere(_ old: String, _ new: String, _ claimed: String?) throws {
        let text = MappingTests.result.replacing(old, with: new, maxReplacements: 1)
        let capture = try? CaptureReader.capture(bytes: Array(text.utf8)[...], name: "r.json", options: options())
        #expect(capture?.claims.first?.statement.rawValue == claimed)
        #expect(capture?.adapter == (claimed == nil ? nil : "acme-desk"))
    }

    @Test(arguments: [
        ("mrtd.mapping/1", "mrtd.mapping/9", "unknown-version", "/schema"), ("acme-desk", "Acme desk", "malformed-value", "/name"),
        ("\"recognise\"", "\"recognize\"", "unknown-member", "/recognize"), ("\"DG1\"", "\"DG17\"", "malformed-value", "/files/0/role"),
        ("\"hex\"", "\"binary\"", "malformed-value", "/files/0/encoding"), ("\"hex\"", "8", "malformed-value", "/files/0/encoding"),
        ("/chip/list/0", "chip/list/0", "malformed-value", "/files/1/pointer"), ("a~1b", "a~2b", "malformed-value", "/files/0/pointer"),
        ("\"|\"", "\"||\"", "malformed-value", "/zones/0/separator"),
        ("[ { \"pointer\": \"/mrz\"", "{ \"x\": { \"pointer\": \"/mrz\"", nil, nil),
        ("passive-authentication", "magic", "malformed-value", "/claims/0/subject"),
        ("[\"OK\", 1]", "\"OK\"", "unexpected-type", "/claims/0/positive"),
        ("\"dataGroup\": 1,", "\"dataGroup\": 17,", "malformed-value", "/claims/1/dataGroup"),
        ("\"dataGroup\": 1,", "\"dataGroup\": 1e5,", "malformed-value", "/claims/1/dataGroup"),
        ("acme-desk", "regula", "name-in-use", "/name"), ("\"title\"", "\"name\"", "duplicate-element", "/name"),
        ("\"NOK\", false", "\"OK\"", "duplicate-element", "/claims/0/negative"),
        ("\"Acme 3\"", "{}", "unexpected-type", "/recognise/0/equals"), ("\"Acme 3\"", "null", "unexpected-type", "/recognise/0/equals"),
        ("\"challenge\": \"/aa/c\",", "", "missing-element", "/activeAuthentication/challenge"),
    ]) func faultsHaveAPlace(_ old: String, _ new: String, _ reason: String?, _ pointer: String?) {
        let text = MappingTests.mapping.replacing(old, with: new, maxReplacements: 1)
        #expect(text != MappingTests.mapping)
        do throws(MappingError) {
            _ = try MappingFile(Array(text.utf8)[...])
            Issue.record("no fault in \(new)")
        } catch {
            // One that is no JSON any more has an offset in place of a pointer.
            #expect(reason == nil ? error.offset != nil : error.reason.rawValue == reason)
            #expect(error.pointer == pointer)
        }
    }

    /// What cannot be used is said under the pointer by which it was looked for.
    @Test(arguments: [
        ("\"AAE=\"", "\"!\"", "/aa/c undecodable-text"), ("\"AAE=\"", "{}", "/aa/c unexpected-type"),
        ("[2, -3]", "7", "/aa/s unexpected-type"),
        ("\"AAE=\"", "null", nil), ("[\"YBZfAQQwMTA3XzYGMDQwMDAwXARhdWtu\"]", "[{}]", "/chip/list/0 unexpected-type"),
        ("\"mrz\": ", "\"mrz\": 1, \"x\": ", "/mrz unexpected-type"), ("\"mrz\": ", "\"zone\": ", "/mrz nothing-at-pointer"),
        ("\"mrz\": ", "\"mrz\": \"HALLO\", \"x\": ", "/mrz no-machine-readable-zone"),
    ]) func whatCannotBeUsedIsSaid(_ old: String, _ new: String, _ skipped: String?) throws {
        let text = MappingTests.result.replacing(old, with: new, maxReplacements: 1)
        #expect(text != MappingTests.result)
        let capture = try CaptureReader.capture(bytes: Array(text.utf8)[...], name: "r.json", options: options())
        #expect(capture.skipped.map { "\($0.name) \($0.reason.rawValue)" } == [skipped].compactMap { $0 })
        #expect((capture.activeAuthentication != nil) == text.contains("\"aa\": { \"c\": \"AAE=\", \"s\": [2, -3] }"))
    }

    @Test func aClaimOfAnotherKindIsUnclear() throws {
        let text = MappingTests.result.replacing("\"NOK\"", with: "{\"a\": 1}").replacing("true", with: "[1]")
        let capture = try CaptureReader.capture(bytes: Array(text.utf8)[...], name: "r.json", options: options())
        #expect(
            CaptureDescription(capture).claims == [
                "passive-authentication unclear /pa = {…}", "data-group-hashes DG1 unclear /hash1 = […]",
            ])
    }

    @Test func aLargeFileIsNoMapping() throws {
        try TemporaryFolder.with { folder in
            let large = try folder.write([UInt8](repeating: 0x20, count: 1 << 20) + Array(MappingTests.mapping.utf8), to: "large.json")
            do throws(IntakeError) {
                _ = try MappingFile(path: large.path)
                Issue.record("a large mapping file was read")
            } catch {
                #expect(error.reason == .fileTooLarge)
            }
        }
    }

    @Test func theUsersFormatsGoFirst() throws {
        let text =
            "{\"schema\": \"mrtd.mapping/1\", \"name\": \"mine\", \"recognise\": [{\"pointer\": \"/DG1\"}], "
            + "\"files\": [{\"pointer\": \"/DG1\", \"role\": \"DG1\"}]}"
        let path = try CaptureVector.sample("json/nfcpassportreader.json").path
        #expect(try CaptureReader.capture(path: path, options: options(text)).adapter == "mine")
        #expect(try CaptureReader.capture(path: path).adapter == "nfcpassportreader")
    }

    @Test func aFileThatIsMissingIsSaid() {
        #expect(throws: IntakeError.self) { try MappingFile(path: "/nonexistent/mapping.json") }
    }
}
