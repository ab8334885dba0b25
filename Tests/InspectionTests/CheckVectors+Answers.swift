import DocumentPKI
import DocumentVerification
import SpecimenIssuing
import TravelDocuments

extension CheckVector {
    private static let answer = "chip.active-authentication"

    /// A passport of the usual plan with what its chip answered.
    private static func issued(_ form: ActiveAuthenticationForm = .trailer34CC, fault: String? = nil) throws -> IssuedDocument {
        var issuer = DocumentIssuer(seed: 9)
        var plan = DocumentPlan(.passport, algorithm: SigningAlgorithm.named("secp256r1-named-sha256"), seed: 9)
        plan.activeAuthentication = form
        return try issuer.issue(plan, fault: fault.flatMap(DocumentFault.named))
    }

    /// What comes of a document and its answer, each changed; with an empty store where its own is not wanted.
    private static func record(
        _ document: IssuedDocument, hasStore: Bool = true, claiming statement: Claim.Statement? = nil,
        files: (Laboratory.Files) -> Laboratory.Files = { $0 }
    ) throws -> VerificationRecord {
        try Laboratory.record(
            files(document.files), store: hasStore ? Laboratory.store(of: document.store) : .empty,
            claiming: statement.map { [(.activeAuthentication, $0, nil)] } ?? [], answer: document.activeAuthentication)
    }

    private static let claim = "claim.active-authentication"

    /// What a vendor's software says of active authentication, against what the recorded answer comes to.
    static let claimedAnswers: [CheckVector] = [
        CheckVector(claim, "claimed and found in order", "passed") { try record(issued(), claiming: .positive) },
        CheckVector(claim, "claimed and found not in order", "passed") {
            try record(issued(fault: "answer-wrong-rsa"), claiming: .negative)
        },
        CheckVector(claim, "claimed in order, found not", "failed other-claim") {
            try record(issued(fault: "answer-wrong-ecdsa"), claiming: .positive)
        },
        CheckVector(claim, "claimed not in order, found so", "failed other-claim") { try record(issued(.plainECDSA), claiming: .negative) },
        CheckVector(claim, "said not to be performed", "notApplicable nothing-claimed") { try record(issued(), claiming: .notPerformed) },
        CheckVector(claim, "unclear", "undetermined unclear-claim") { try record(issued(), claiming: .unclear) },
        CheckVector(claim, "no recording", "undetermined not-decided-here") {
            try Laboratory.record(issued().files, claiming: [(.activeAuthentication, .positive, nil)])
        },
        CheckVector(claim, "no EF.SOD", "undetermined not-decided-here") {
            try record(issued(), claiming: .positive) { $0.without("EF_SOD.bin") }
        },
        CheckVector(claim, "no claim", "notApplicable not-applicable") { try record(issued()) },
    ]

    static let answers: [CheckVector] =
        ActiveAuthenticationForm.allCases.map { form in
            CheckVector(answer, "right, \(form.rawValue)", "passed +recorded-answer") { try record(issued(form)) }
        } + [
            CheckVector(answer, "wrong, RSA", "failed signature-invalid") { try record(issued(fault: "answer-wrong-rsa")) },
            CheckVector(answer, "right, under a broken signature", "undetermined signature-invalid") {
                try record(issued(fault: "signature-bit"))
            },
            CheckVector(answer, "right, under attributes of another content", "undetermined signature-invalid") {
                try record(issued(fault: "message-digest"))
            },
            CheckVector(answer, "right, under a signature that nobody can decide", "undetermined security-object-unproven") {
                try record(issued(fault: "signature-algorithm-unknown"))
            },
            CheckVector(answer, "wrong, ECDSA", "failed signature-invalid") { try record(issued(fault: "answer-wrong-ecdsa")) },
            CheckVector(answer, "in DER", "passed other-signature-form +encoding-deviation +recorded-answer") {
                try record(issued(fault: "answer-in-der"))
            },
            CheckVector(answer, "a zero before it", "passed signature-encoding +encoding-deviation +recorded-answer") {
                try record(issued(fault: "answer-with-leading-zero"))
            },
            CheckVector(answer, "no anchor", "passed +integrity-only +recorded-answer") { try record(issued(), hasStore: false) },
            CheckVector(answer, "no EF.SOD", "undetermined needs-security-object") {
                try record(issued()) { $0.without("EF_SOD.bin") }
            },
            CheckVector(answer, "DG15 not the signed one", "undetermined hash-mismatch") {
                let (right, other) = (try issued(), try issued(.plainECDSA))
                let forged = other.files.first { $0.name == "EF_DG15.bin" }?.bytes ?? []
                return try Laboratory.record(
                    right.files.setting("EF_DG15.bin", forged), store: Laboratory.store(of: right.store), answer: other.activeAuthentication
                )
            },
            CheckVector(answer, "DG15 not listed", "undetermined not-listed") {
                let (right, other) = (try Laboratory.planned(.passport), try issued())
                let without = try Laboratory.withoutKey(right.plan)
                let key = other.files.first { $0.name == "EF_DG15.bin" }?.bytes ?? []
                return try Laboratory.record(
                    without.files.setting("EF_DG15.bin", key), store: Laboratory.store(of: without.store),
                    answer: other.activeAuthentication)
            },
            CheckVector(answer, "no recording", "notPerformed no-recorded-answer") { try Laboratory.record(issued().files) },
            CheckVector(answer, "no DG15", "undetermined needs-data-group-15") { try record(issued()) { $0.without("EF_DG15.bin") } },
            CheckVector(answer, "DG15 unreadable", "undetermined needs-data-group-15") {
                try record(issued()) { $0.setting("EF_DG15.bin", [0x6F, 0x02, 0x30]) }
            },
            CheckVector(answer, "neither DG15 nor recording", "notApplicable not-applicable") {
                try Laboratory.record(Laboratory.files(.td2Card))
            },
            CheckVector(answer, "a key of a kind that is not computed", "undetermined unsupported-algorithm") {
                // id-ecPublicKey becomes an identifier that nobody has.
                try record(issued(.plainECDSA)) {
                    $0.replacing(
                        [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01], by: [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x7E], in: "EF_DG15.bin")
                }
            },
        ]
}
