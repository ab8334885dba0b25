import MachineReadableZone
import Testing

@Suite("Codes of states and documents")
struct CodeTests {
    @Test func everyCodeIsFound() {
        #expect(StateCode.all.count == 279)
        for state in StateCode.all { #expect(StateCode.named(state.mrz) == state) }
        #expect(Set(StateCode.all.map(\.mrz)).count == StateCode.all.count)
    }

    @Test(arguments: ["", "U", "UT", "XKX", "UTOO", "uto", "<D<", "ÄÖ", "XAA"])
    func unknownCode(_ code: String) { #expect(StateCode.named(code) == nil) }

    @Test func kinds() {
        #expect(StateCode.named("UTO")?.kind == .specimen)
        #expect(StateCode.named("D")?.alpha2 == "DE")
        #expect(StateCode.named("D")?.kind == .state)
        #expect(StateCode.named("D<<") == StateCode.named("D"))
        #expect(StateCode.named("DEU")?.kind == .isoOnly)
        #expect(StateCode.named("XPO")?.kind == .organization)
        #expect(StateCode.named("XPO")?.alpha2 == nil)
        #expect(StateCode.named("GBN")?.kind == .nationality)
        #expect(StateCode.named("XXB")?.kind == .withoutNationality)
        #expect(StateCode.named("NTZ")?.kind == .deprecated)
        #expect(StateCode.named("RKS")?.alpha2 == "KS")
    }

    @Test func documentCodes() {
        #expect(DocumentCode.meaning(of: "PE", format: .td3) == .emergencyPassport)
        #expect(DocumentCode.meaning(of: "PE", format: .td1) == nil)
        #expect(DocumentCode.meaning(of: "P", format: .td3) == .passport)
        #expect(DocumentCode.meaning(of: "PQ", format: .td3) == nil)
        #expect(DocumentCode.meaning(of: "AC", format: .td1) == .crewMemberCertificate)
        #expect(DocumentCode.meaning(of: "IP", format: .td1) == .passportCard)
        #expect(DocumentCode.meaning(of: "VD", format: .mrvB) == .visa)
        #expect(DocumentCode.meaning(of: "V", format: .td2) == nil)
    }

    @Test(arguments: [("520727", "3"), ("AB2134<<<", "5"), ("HA672242<658022549601086<<<<<<<", "8"), ("", "0")])
    func checkDigits(_ text: String, _ digit: String) {
        #expect(checkDigit(of: Array(text.utf8)[...]).map { String(UnicodeScalar($0)) } == digit)
    }

    @Test(arguments: ["5207?7", "5207 7", "52a727", "*"])
    func noCheckDigit(_ text: String) { #expect(checkDigit(of: Array(text.utf8)[...]) == nil) }
}
