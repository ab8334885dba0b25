import SafeOpenSSL
import TagLengthValue

/// What the chip answers to a challenge, wrong or written in another way.
extension DocumentFault {
    private static let activeAuthentication = ["chip.active-authentication"]

    /// A document with a key of a kind in DG15, whose chip's answer is changed.
    private static func answering(_ kind: ActiveAuthenticationForm, _ change: @escaping DocumentForm.Edit = { $0 }) -> Edit {
        { form in
            form.plan = {
                $0.dataGroups.formUnion([14, 15])
                $0.activeAuthentication = kind
            }
            form.answer = change
        }
    }

    static let chipFaults: [DocumentFault] = [
        DocumentFault(
            "answer-wrong-rsa", "the recorded answer of the chip is not one to the challenge; the key in DG15 is RSA",
            fails: activeAuthentication, answering(.trailer34CC, changingMiddle)),
        DocumentFault(
            "answer-wrong-ecdsa", "the recorded answer of the chip is not one to the challenge; the key in DG15 is on a curve",
            fails: activeAuthentication, answering(.plainECDSA, changingMiddle)),
        DocumentFault(
            "answer-of-zeros", "the recorded answer of the chip is zeros, as long as an answer", fails: activeAuthentication,
            answering(.trailerBC) { [UInt8](repeating: 0, count: $0.count) }),
    ]

    private static let changingMiddle: DocumentForm.Edit = { answer in
        var answer = answer
        if !answer.isEmpty { answer[answer.count / 2] ^= 0x01 }
        return answer
    }

    /// Each trailer of ISO/IEC 9796-2, and ECDSA.
    static let answers: [DocumentFault] =
        ActiveAuthenticationForm.allCases.map { form in
            .variant(
                "answer-\(form.rawValue)", "the chip answers by \(form.words)",
                allowedBy: form.trailer == nil ? "ICAO Doc 9303-11, 6.1.2.3" : "ICAO Doc 9303-11, 6.1.2.3; ISO/IEC 9796-2, 8.1.4",
                answering(form))
        }

    /// Other ways to write an answer.
    static let answerTolerances: [DocumentFault] = [
        .tolerance(
            "answer-in-der", "the chip answers by ECDSA in DER, where r and s stand side by side (Portugal)",
            finds: ["chip.active-authentication other-signature-form"],
            answering(.plainECDSA) { answer in
                encoded { writer in
                    writer.write(.sequence) { numbers in
                        numbers.writeUnsignedInteger(Array(answer.prefix(answer.count / 2)))
                        numbers.writeUnsignedInteger(Array(answer.suffix(answer.count / 2)))
                    }
                }
            }),
        .tolerance(
            "answer-with-leading-zero", "a superfluous zero before the chip's answer",
            finds: ["chip.active-authentication signature-encoding"], answering(.trailer36CC) { [0] + $0 }),
        .tolerance(
            "answer-by-other-function", "DG14 states ECDSA with SHA-384, and the chip hashes with SHA-256 (Portugal)",
            finds: "chip.active-authentication other-hash-function"
        ) { form in
            answering(.plainECDSA)(&form)
            form.groups[14] = statingSHA384
        },
    ]

    /// DG14 with the last arc of ecdsa-plain-SHA256 replaced by that of ecdsa-plain-SHA384.
    private static let statingSHA384: DocumentForm.Edit = { file in
        guard let range = file.firstRange(of: [0x04, 0x00, 0x7F, 0x00, 0x07, 0x01, 0x01, 0x04, 0x01, 0x03]) else { return file }
        return file[..<(range.upperBound - 1)] + [0x04] + file[range.upperBound...]
    }
}

extension ActiveAuthenticationForm {
    /// The form as summaries name it.
    fileprivate var words: String {
        guard let trailer else { return "ECDSA" }
        let octets = trailer.octets.map { String($0, radix: 16, uppercase: true) }.joined(separator: " ")
        return "RSA with the trailer \(octets)"
    }
}
