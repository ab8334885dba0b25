import Inspection
import Irregularities
import Testing

@testable import InspectionReport

/// Words that judge a document or a person: reports state what was found.
private let bannedWords: Set<String> = [
    "genuine", "fake", "faked", "forged", "forgery", "forger", "counterfeit", "fraud", "fraudulent", "authentic", "false", "suspicious",
    "suspect", "criminal", "illegal",
]

private func banned(in text: String) -> [String] {
    text.lowercased().split { !$0.isLetter }.map(String.init).filter(bannedWords.contains)
}

/// What a text lacks to be one or more whole sentences; nil where nothing.
private func fault(inSentences text: String) -> String? {
    if text.isEmpty { return "empty" }
    if text.last != "." { return "no full stop" }
    if text.contains("..") || text.contains("  ") || text.contains(" .") { return "stops or blanks" }
    if text.first?.isLowercase == true { return "begins small" }
    let words = banned(in: text)
    return words.isEmpty ? nil : "banned: " + words.joined(separator: ", ")
}

@Suite("Words of reports")
struct WordsTests {
    @Test(
        "The judge of sentences sees each fault",
        arguments: [
            ("", "empty"), ("It is", "no full stop"), ("It is..", "stops or blanks"), ("it is.", "begins small"),
            ("It is genuine.", "banned: genuine"), ("A Forged, fake one.", "banned: forged, fake"),
        ])
    func faults(text: String, expected: String) {
        #expect(fault(inSentences: text) == expected)
    }

    @Test("Every reason code has words of its own: one clause without a full stop", arguments: ReasonCode.allCases)
    func reason(code: ReasonCode) {
        let words = code.words
        #expect(words.count > 10 && words.count < 120)
        #expect(words.last != "." && !words.contains(". ") && !words.contains("  "))
        #expect(words.first?.isUppercase == false || ["EF.", "DG1 ", "X "].contains(where: words.hasPrefix))
        #expect(banned(in: words).isEmpty)
        #expect(ReasonCode.allCases.filter { $0.words == words } == [code])
    }

    @Test("Every check has an explanation of whole sentences in all parts", arguments: CheckRegistry.all.map(\.name))
    func explanation(id: String) throws {
        let check = try #require(CheckRegistry.check(named: id))
        #expect(checkExplanations[id] != nil)
        let explanation = check.explanation
        let parts = [
            explanation.rule, explanation.why, explanation.benignCauses, explanation.howToConfirm, explanation.failedMeans,
            explanation.undeterminedMeans,
        ]
        for part in parts { #expect(fault(inSentences: part) == nil, "\(part)") }
        #expect(Set(parts).count == parts.count)
    }

    @Test("Sentences and explanations are those of the registry's checks, and no others")
    func coverage() {
        let ids = Set(CheckRegistry.all.map(\.name))
        #expect(Set(findingSentences.keys) == ids)
        #expect(Set(checkExplanations.keys) == ids)
        for (id, sentences) in findingSentences {
            for verdict in [Verdict.passed, .failed, .undetermined] { #expect(sentences[Outcome(verdict)] != nil, "\(id) \(verdict)") }
            #expect(Set(sentences.values).count == sentences.count, "\(id) says the same of two outcomes")
        }
    }

    @Test("Every message is made of whole sentences, whatever the check came to", arguments: CheckRegistry.all.map(\.name))
    func messages(id: String) {
        let reasons: [ReasonCode?] = [nil] + ReasonCode.allCases
        for verdict in Verdict.allCases {
            for reason in reasons {
                let text = message(check: id, verdict: verdict, reason: reason, limits: [])
                #expect(fault(inSentences: text) == nil, "\(text)")
            }
        }
        for limits in (0..<16).map(VerdictLimits.init(rawValue:)) {
            for reason in [nil, ReasonCode.digestInfoWithoutNull] {
                let text = message(check: id, verdict: .passed, reason: reason, limits: limits)
                #expect(fault(inSentences: text) == nil, "\(text)")
            }
        }
    }

    @Test("What is not examined is listed once each, without judging words")
    func notExaminedList() {
        #expect(notExamined.count > 10 && Set(notExamined).count == notExamined.count)
        for item in notExamined { #expect(!item.isEmpty && item.last != "." && banned(in: item).isEmpty, "\(item)") }
    }
}
