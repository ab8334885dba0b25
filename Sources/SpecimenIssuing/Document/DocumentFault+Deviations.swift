import CivilTime
import SafeOpenSSL
import SignedStructures

/// Documents that a deviation list of Utopia in the store names (Doc 9303-3, 7.3; Doc 9303-12, 10), right and wrong uses of it.
extension DocumentFault {
    private static let known = ["document.known-deviation"]

    /// The list names the signer of EF.SOD, and says this of its documents.
    private static func listed(
        _ name: String, _ summary: String, fails: [String] = [], conclusion: String? = nil, tells: [String] = [],
        _ descriptions: [DeviationListContent.Description], _ change: @escaping Edit = { _ in }
    ) -> DocumentFault {
        DocumentFault(
            "deviation-" + name, summary, fails: known + fails, conclusion: conclusion ?? (fails.isEmpty ? "passed" : "failed"),
            tells: tells
        ) { form in
            form.deviation = { $0.descriptions = descriptions }
            change(&form)
        }
    }

    /// The list has more criteria than the signer, which are all to match, and says that the hash of DG12 is wrong.
    private static func chosen(
        _ name: String, _ summary: String, matches: Bool,
        _ criteria: @escaping @Sendable (inout DeviationListContent.Deviation, DocumentPlan) -> Void
    ) -> DocumentFault {
        DocumentFault(
            "deviation-" + name, summary, fails: matches ? known : hashes, conclusion: matches ? "undetermined" : "failed",
            tells: matches ? ["known-deviation"] : []
        ) { form in
            form.deviation = { $0.descriptions = [.init(.dataGroupHashWrong, .number(12))] }
            form.deviationCriteria = criteria
            wrongHash(of: 12)(&form)
        }
    }

    /// The hash of a data group in EF.SOD is wrong, and signed so.
    private static func wrongHash(of number: UInt) -> Edit {
        { form in
            form.plan = { $0.dataGroups.insert(number) }
            changingHash(of: number) { $0[0] ^= 0x01 }(&form)
        }
    }

    static let deviationFaults: [DocumentFault] = hashesOfGroups + criteria + otherKinds

    private static let hashesOfGroups: [DocumentFault] =
        [11, 12].map { number in
            listed(
                "hash-of-dg\(number)", "the hash of DG\(number) in EF.SOD wrong, and a deviation list says so (Italy)",
                conclusion: "undetermined", tells: ["known-deviation"], [.init(.dataGroupHashWrong, .number(number))], wrongHash(of: number)
            )
        }
        + [1, 2, 14, 15].map { number in
            listed(
                "hash-of-dg\(number)", "the hash of DG\(number) in EF.SOD wrong, and a deviation list says so, which excuses no such group",
                fails: hashes, [.init(.dataGroupHashWrong, .number(number))], wrongHash(of: number))
        }
        + [
            listed(
                "hash-of-another-group", "the hash of DG12 in EF.SOD wrong, and a deviation list says so of DG11", fails: hashes,
                [.init(.dataGroupHashWrong, .number(11))], wrongHash(of: 12)),
            DocumentFault(
                "deviation-list-of-stranger", "the hash of DG12 in EF.SOD wrong, and a list says so that a stranger signed", fails: hashes,
                tells: ["signer-not-trusted"]
            ) { form in
                form.deviation = { $0.descriptions = [.init(.dataGroupHashWrong, .number(12))] }
                form.hasStrangeList = true
                wrongHash(of: 12)(&form)
            },
        ]

    private static let criteria: [DocumentFault] = [
        chosen("of-number", "the hash of DG12 wrong, and a deviation list says so of the document's number", matches: true) {
            $0.documentNumbers = ["UT0000001", $1.zone.documentNumber]
        },
        chosen("of-other-numbers", "the hash of DG12 wrong, and a deviation list says so of other numbers", matches: false) {
            deviation, _ in
            deviation.documentNumbers = ["UT0000001", "UT0000002"]
        },
        chosen("of-type-and-date", "the hash of DG12 wrong, and a deviation list says so of its type and date of issue", matches: true) {
            $0.documentType = String($1.kind.documentCode.prefix(1))
            $0.issued = Period(start($1.dateOfIssue, -3), start($1.dateOfIssue, 4))
        },
        chosen("of-other-type", "the hash of DG12 wrong, and a deviation list says so of visas", matches: false) { deviation, _ in
            deviation.documentType = "V"
        },
        chosen("of-other-date", "the hash of DG12 wrong, and a deviation list says so of documents of other days", matches: false) {
            $0.issued = Period(start($1.dateOfIssue, 200), start($1.dateOfIssue, 207))
        },
    ]

    private static let otherKinds: [DocumentFault] = [
        listed(
            "signature", "a bit of EF.SOD's signature changed, and a deviation list says that it is wrong", conclusion: "undetermined",
            [.init(.securityObjectSignatureWrong)], changingSignature),
        listed(
            "document-signer", "signer's certificate made by a stranger, and a deviation list says that its signature is wrong",
            conclusion: "undetermined", [.init(.documentSignerSignature)]
        ) { $0.certifier = .strangerAsAuthority },
        listed(
            "common-data", "EF.COM does not list DG12, and a deviation list says so", tells: ["known-deviation"],
            [.init(.commonDataInconsistent)], omittingFromCommonData),
        listed(
            "check-digit", "the check digit of the date of birth wrong, and a deviation list says so",
            tells: ["known-deviation"], [.init(.zoneWrongCheckDigit, .number(6))]
        ) { $0.wrongDigits = [.dateOfBirth] },
        listed(
            "check-digit-of-another-field", "the same, and the list says so of the document number", fails: ["mrz.check-digits"],
            [.init(.zoneWrongCheckDigit, .number(4))]
        ) { $0.wrongDigits = [.dateOfBirth] },
        listed(
            "keys-compromised", "a deviation list says that the keys for active authentication are known to others",
            fails: ["document.key-compromise"], tells: ["key-compromised"], [.init(.activeAuthenticationKeyCompromised)]),
        listed(
            "only-told", "a deviation list says of the document what changes no verdict",
            [.init(.dataGroupMalformed, .number(3)), .init(.documentSignerEncoding), .init(.authorityEncoding), .init(.chip)]),
    ]
}
