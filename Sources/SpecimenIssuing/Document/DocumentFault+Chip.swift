import SafeOpenSSL
import TagLengthValue

/// What the chip answers to a challenge, wrong or written in another way.
extension DocumentFault {
    private static let activeAuthentication = ["chip.active-authentication"]

    /// A document with a key of a kind in DG15, whose chip's answer is changed.
    private static func answer(
        _ name: String, _ summary: String, by kind: ActiveAuthenticationForm, fails: [String] = [],
        tells: [String] = [], _ change: @escaping DocumentForm.Edit
    ) -> DocumentFault {
        DocumentFault(name, summary, fails: fails, tells: tells) { form in
            form.plan = {
                $0.dataGroups.formUnion([14, 15])
                $0.activeAuthentication = kind
            }
            form.answer = change
        }
    }

    static let chipFaults: [DocumentFault] = [
        answer(
            "answer-wrong-rsa", "the recorded answer of the chip is not one to the challenge; the key in DG15 is RSA", by: .trailer34CC,
            fails: activeAuthentication, changingMiddle),
        answer(
            "answer-wrong-ecdsa", "the recorded answer of the chip is not one to the challenge; the key in DG15 is on a curve",
            by: .plainECDSA, fails: activeAuthentication, changingMiddle),
        answer(
            "answer-of-zeros", "the recorded answer of the chip is zeros, as long as an answer", by: .trailerBC,
            fails: activeAuthentication
        ) { [UInt8](repeating: 0, count: $0.count) },
    ]

    private static let changingMiddle: DocumentForm.Edit = { answer in
        var answer = answer
        if !answer.isEmpty { answer[answer.count / 2] ^= 0x01 }
        return answer
    }

    /// Each trailer of ISO/IEC 9796-2, and other ways to write an answer.
    static let answers: [DocumentFault] =
        ActiveAuthenticationForm.allCases.map { form in
            answer("answer-\(form.rawValue)", "the chip answers by \(form.words)", by: form) { $0 }
        } + [
            answer(
                "answer-in-der", "the chip answers by ECDSA in DER, where r and s stand side by side (Portugal)", by: .plainECDSA,
                tells: ["other-signature-form"]
            ) { answer in
                encoded { writer in
                    writer.write(.sequence) { numbers in
                        numbers.writeUnsignedInteger(Array(answer.prefix(answer.count / 2)))
                        numbers.writeUnsignedInteger(Array(answer.suffix(answer.count / 2)))
                    }
                }
            },
            answer(
                "answer-with-leading-zero", "a superfluous zero before the chip's answer", by: .trailer36CC, tells: ["signature-encoding"]
            ) { [0] + $0 },
        ]
}

extension ActiveAuthenticationForm {
    /// The form as summaries name it.
    fileprivate var words: String {
        guard let trailer else { return "ECDSA" }
        let octets = trailer.octets.map { String($0, radix: 16, uppercase: true) }.joined(separator: " ")
        return "RSA with the trailer \(octets)"
    }
}
