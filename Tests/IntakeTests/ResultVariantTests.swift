import Foundation
import Intake
import Irregularities
import TestSupport
import Testing
import TravelDocuments

/// What programs write otherwise than the samples: numbers as texts, bytes as JavaScript has them, members twice, events.
@Suite struct ResultVariantTests {
    private func capture(_ text: String) throws -> CaptureDescription {
        CaptureDescription(try CaptureReader.capture(bytes: Array(text.utf8)[...], name: "r.json"))
    }

    static let common = "60145f0104303130375f36063034303030305c026175"
    static let base64 = "YBRfAQQwMTA3XzYGMDQwMDAwXAJhdQ=="
    static let integers = TestSupport.bytes(hex: common).map { String($0) }

    /// The ways in which a file stands in a JSON text.
    @Test(arguments: [
        ("\"\(base64)\"", "base64"), ("\"\(common)\"", "hex"), ("\"0x\(common.uppercased())\"", "hex"),
        ("\"YBRfAQQwMTA3\\r\\nXzYGMDQwMDAwXAJhdQ\"", "base64"),
        ("\"data:application/octet-stream;base64,\(base64)\"", "base64"), ("[\(integers.joined(separator: ","))]", "json-integers"),
        ("{\"type\": \"Buffer\", \"data\": [\(integers.joined(separator: ","))]}", "json-integers"),
        ("{" + integers.enumerated().map { "\"\($0.offset)\": \($0.element)" }.joined(separator: ",") + "}", "json-integers"),
    ]) func fileIsDecoded(_ value: String, _ encoding: String) throws {
        let found = try capture("{\"COM\": \(value), \"x\": null}")
        #expect(found.adapter == "nfcpassportreader" && found.files.map(\.hex) == [ResultVariantTests.common])
        #expect(found.files.map(\.encoding) == [encoding] && found.skipped.isEmpty)
    }

    @Test(arguments: [
        "{\"COM\": {\"type\": \"Buffer\", \"data\": [96, 256]}}", "{\"COM\": {\"0\": 96, \"2\": 20}}",
        "{\"COM\": {\"0\": 96, \"1\": \"20\"}}", "{\"COM\": 5}",
        "{\"dir\": \"/x\"}",
    ]) func whatIsNoFileIsNone(_ text: String) {
        #expect(throws: IntakeError.self) { try capture(text) }
    }

    /// A challenge in hexadecimal is not taken for base64, which every such text is too.
    @Test(arguments: [
        ("\"0001020304050607\"", "0001020304050607"), ("\"AAECAwQFBgc=\"", "0001020304050607"),
        ("\"00:01:02:03:04:05:06:07\"", "0001020304050607"),
        ("[0, 1, 2, 3, 4, 5, 6, 7]", "0001020304050607"), ("\"data:;base64,AAECAwQFBgc=\"", "0001020304050607"), ("\"abcd\"", "69b71d"),
    ]) func challengeIsDecoded(_ value: String, _ expected: String) throws {
        let found = try capture("{\"COM\": \"\(ResultVariantTests.base64)\", \"AAChallenge\": \(value), \"AASignature\": \"AQI=\"}")
        #expect(found.activeAuthentication?.challenge == expected && found.activeAuthentication?.signature == "0102")
    }

    /// Of a member that comes more than once the first one counts, and that there are others is said.
    @Test(arguments: [
        ("{\"COM\": \"\(base64)\", \"COM\": \"AAAA\"}", "/COM duplicate-member"),
        (
            "{\"result_type\": 33, \"Status\": {\"detailsRFID\": {\"PA\": 1, \"PA\": 0}}}", "/Status/detailsRFID/PA duplicate-member"
        ),
        (
            "{\"name\": \"CD_SCSIGNATURE_VALIDATE\", \"validation_code\": \"RFID_VC_VALID\", \"validation_code\": \"RFID_VC_INVALID\"}",
            "/validation_code duplicate-member"
        ),
        (
            "{\"mrz_info\": {}, \"passive_authentication\": true, \"passive_authentication\": false, \"passive_authentication\": false}",
            "/passive_authentication duplicate-member"
        ),
        ("[{\"COM\": \"\(base64)\", \"a/b\": {\"~\": 1, \"~\": 2}}]", "/0/a~1b/~0 duplicate-member"),
    ]) func twoMembersOfOneName(_ text: String, _ skipped: String) throws {
        let found = try capture(text)
        #expect(found.skipped == [skipped])
        #expect(found.claims.allSatisfy { $0.contains(" positive ") } && found.files.allSatisfy { $0.hex == ResultVariantTests.common })
    }

    /// Numbers that a program wrote as texts, or with a point.
    @Test(arguments: ["33", "\"33\"", "33.0", "3.3e1"], ["1", "\"1\"", "1.0"]) func numbersInOtherForms(_ kind: String, _ status: String)
        throws
    {
        let found = try capture(
            "{\"result_type\": \(kind), \"Status\": {\"overallStatus\": \(status), \"detailsRFID\": {\"PA\": \(status)}}}")
        #expect(found.adapter == "regula" && found.claims.count == 2 && found.claims.allSatisfy { $0.contains(" positive ") })
    }

    @Test(arguments: [("\"1\"", ["EF.COM"]), ("1.5", []), ("\"x\"", [])]) func groupNumbersInOtherForms(_ number: String, _ roles: [String])
        throws
    {
        let text = "{\"dataGroups\": [{\"groupNumber\": \(number), \"value\": [\(ResultVariantTests.integers.joined(separator: ","))]}]}"
        #expect((try? capture(text).files.compactMap(\.role)) ?? [] == roles)
    }

    /// Server-sent events, an item each, as applications pass on what a page reader sends.
    @Test(arguments: ["\n", "\r\n"]) func events(_ end: String) throws {
        let stream = [
            "event: START_OF_DOCUMENT_DATA", "data: {}", "", ": a comment", "event: CD_SCEF_COM_FILE",
            "data: {\"dataType\": \"binary\",", "data:  \"data\": \"\(ResultVariantTests.base64)\"}", "id: 7", "",
            "event:CD_SCSIGNATURE_VALIDATE", "data:RFID_VC_VALID", "", "event: CD_PASSIVE_AUTHENTICATION",
            "data: {\"data\": \"TS_FAILURE\"}",
        ].joined(separator: end)
        let found = try capture(stream)
        #expect(found.adapter == "thales" && found.files.map(\.hex) == [ResultVariantTests.common])
        #expect(
            found.claims == [
                "signature positive CD_SCSIGNATURE_VALIDATE = RFID_VC_VALID",
                "passive-authentication negative CD_PASSIVE_AUTHENTICATION = TS_FAILURE",
            ])
        // The events of something else are a text, and two documents are two.
        #expect(try capture("event: tick\ndata: {\"now\": 5}\n").adapter == "mrz-text")
        let two = (stream + end + end + stream)
        #expect(throws: IntakeError.self) { try capture(two) }
    }

    /// An event as a JSON message with the item inside.
    @Test func eventAsJSON() throws {
        let found = try capture(
            "{\"event\": \"CD_SCEF_COM_FILE\", \"data\": {\"dataType\": \"binary\", \"data\": \"\(ResultVariantTests.base64)\"}}")
        #expect(found.adapter == "thales" && found.files.map(\.hex) == [ResultVariantTests.common])
    }

    /// The zone of DG1 counts where DG1 itself is not there.
    @Test func zoneOfDataGroup1() throws {
        let zone = ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"]
        let item = "{\"name\": \"CD_SCDG1_CODELINE\", \"data\": \"\(zone.joined())\"}\n"
        #expect(try capture(item).zones.map(\.lines) == [zone])
        let file =
            "{\"name\": \"CD_SCDG1_FILE\", \"data\": \"\(Data([0x61, 0x5B, 0x5F, 0x1F, 0x58] + Array(zone.joined().utf8)).base64EncodedString())\"}\n"
        let both = try capture(item + file)
        #expect(both.zones.isEmpty && both.files.map(\.role) == ["DG1"])
    }
}
