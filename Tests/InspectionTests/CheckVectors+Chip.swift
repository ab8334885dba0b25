import DocumentPKI
import DocumentVerification
import Inspection
import SafeOpenSSL
import SignedStructures
import SpecimenIssuing

extension CheckVector {
    private static let syntax = "lds.file-syntax"
    private static let agree = "lds.files-agree"
    private static let attributes = "security-object.signed-attributes"
    private static let signature = "security-object.signature"
    private static let hashes = "security-object.data-group-hashes"
    private static let strength = "security-object.algorithm-strength"

    /// SHA-256 and, as a stand-in for an algorithm of tomorrow, an identifier that nobody has.
    private static let sha256 = OID.sha256.content
    private static let unknownHash = Array(OID.sha256.content.dropLast()) + [0x7E]
    private static let rsaWithSHA256 = OID.sha256WithRSAEncryption.content
    private static let unknownSignature = Array(OID.sha256WithRSAEncryption.content.dropLast()) + [0x7E]

    private static func passport() throws -> IssuedDocument { try Laboratory.specimen(.passport) }

    private static func signed(on curve: NamedCurve) throws -> VerificationRecord {
        try Laboratory.record(HandMade.passport(signer: IssuingKey(PrivateKey(curve: curve), scheme: .ecdsa(.sha256))).files)
    }

    static let files: [CheckVector] = [
        CheckVector(syntax, "right", "passed", "passed") {
            try Laboratory.record(Laboratory.files(.passport).only("EF_DG1.bin", "EF_SOD.bin"))
        },
        CheckVector(syntax, "half of DG1", "failed length-beyond-end", "passed") {
            let files = try Laboratory.files(.passport).only("EF_DG1.bin", "EF_SOD.bin")
            return try Laboratory.record(files.setting("EF_DG1.bin", Array(files[0].bytes.prefix(40))))
        },
        CheckVector(syntax, "half of EF.SOD", "passed", "failed length-beyond-end") {
            let files = try Laboratory.files(.passport).only("EF_DG1.bin", "EF_SOD.bin")
            return try Laboratory.record(files.setting("EF_SOD.bin", Array(files[1].bytes.prefix(files[1].bytes.count / 2))))
        },
        CheckVector(syntax, "a security object of tomorrow", "passed", "undetermined unknown-version") {
            try Laboratory.record(HandMade.passport(version: 2).files)
        },
        CheckVector(syntax, "no chip", "notApplicable not-applicable") { try Laboratory.record([], printed: printed()) },
        CheckVector(agree, "right", "passed") { try Laboratory.record(Laboratory.files(.passport)) },
        CheckVector(agree, "no EF.COM", "passed common-data-absent") {
            try Laboratory.record(Laboratory.files(.passport).without("EF_COM.bin"))
        },
        CheckVector(agree, "EF.COM lists less", "failed contradiction") {
            try Laboratory.record(Laboratory.files(.passport, fault: "common-data-incomplete"))
        },
        CheckVector(agree, "DG12 unlisted", "failed not-listed") {
            try Laboratory.record(Laboratory.files(.passport, fault: "data-group-unlisted"))
        },
        CheckVector(agree, "DG11 not supplied", "undetermined not-supplied") {
            try Laboratory.record(Laboratory.files(.passport).without("EF_DG11.bin"))
        },
        CheckVector(
            agree, "DG3 listed", "passed common-data-absent +not-readable-by-design", "notApplicable not-readable-by-design"
        ) {
            let made = try HandMade.passport(state: "UTO", country: "UT", listing: [3])
            return try Laboratory.record(made.files, store: Laboratory.store(of: made.store))
        },
        CheckVector(agree, "no EF.SOD", "undetermined needs-security-object") {
            try Laboratory.record(Laboratory.files(.passport).without("EF_SOD.bin"))
        },
    ]

    static let securityObjects: [CheckVector] = [
        CheckVector(attributes, "right", "passed") { try Laboratory.record(Laboratory.files(.passport)) },
        CheckVector(attributes, "messageDigest", "failed attribute-mismatch") {
            try Laboratory.record(Laboratory.files(.passport, fault: "message-digest"))
        },
        CheckVector(attributes, "contentType", "failed attribute-mismatch") {
            try Laboratory.record(Laboratory.files(.passport, fault: "signed-content-type"))
        },
        CheckVector(attributes, "absent, content is id-data", "undetermined attributes-absent") {
            let specimen = try passport()
            let object = try HandMade.securityObject(specimen, contentType: .data)
            return try Laboratory.record(specimen.files.setting("EF_SOD.bin", object))
        },
        CheckVector(attributes, "absent, content is the security object", "failed attributes-absent") {
            let specimen = try passport()
            return try Laboratory.record(specimen.files.setting("EF_SOD.bin", try HandMade.securityObject(specimen)))
        },
        CheckVector(attributes, "unknown hash function", "undetermined unsupported-algorithm") {
            try Laboratory.record(Laboratory.files(.passport).replacing(sha256, by: unknownHash, in: "EF_SOD.bin"))
        },
        CheckVector(attributes, "no SignerInfo", "failed no-signer") {
            let specimen = try passport()
            let object = try HandMade.securityObject(specimen, hasSigner: false)
            return try Laboratory.record(specimen.files.setting("EF_SOD.bin", object))
        },
        CheckVector(signature, "right", "passed") { try Laboratory.record(Laboratory.files(.passport)) },
        CheckVector(signature, "explicit curve", "passed") { try Laboratory.record(Laboratory.files(.identityCard)) },
        CheckVector(signature, "without attributes", "passed") {
            let specimen = try passport()
            return try Laboratory.record(specimen.files.setting("EF_SOD.bin", try HandMade.securityObject(specimen, contentType: .data)))
        },
        CheckVector(signature, "PSS as declared", "passed") { try Laboratory.record(HandMade.signedWithPSS()) },
        CheckVector(signature, "PSS, another salt length declared", "passed other-salt-length +encoding-deviation") {
            try Laboratory.record(HandMade.signedWithPSS(declaring: [0xA2, 0x03, 0x02, 0x01, 0x14]))
        },
        CheckVector(signature, "PSS, a bit of the signature", "failed signature-invalid") {
            try Laboratory.record(HandMade.signedWithPSS().flippingLastBit(of: "EF_SOD.bin"))
        },
        CheckVector(signature, "no anchor", "passed +integrity-only") { try Laboratory.record(Laboratory.files(.passport), store: .empty) },
        CheckVector(signature, "another key", "failed signature-invalid") {
            try Laboratory.record(Laboratory.files(.passport, fault: "signed-by-another-key"))
        },
        CheckVector(signature, "a bit of the signature", "failed signature-invalid") {
            try Laboratory.record(Laboratory.files(.td2Card, fault: "signature-bit"))
        },
        CheckVector(signature, "unknown algorithm", "undetermined unsupported-algorithm") {
            try Laboratory.record(Laboratory.files(.passport).replacing(rsaWithSHA256, by: unknownSignature, in: "EF_SOD.bin"))
        },
        CheckVector(signature, "no certificate", "undetermined signer-certificate-missing") {
            let specimen = try passport()
            let object = try HandMade.securityObject(specimen, hasCertificate: false)
            return try Laboratory.record(specimen.files.setting("EF_SOD.bin", object))
        },
        CheckVector(signature, "only a certificate that is not named, and its key", "passed signer-identifier-mismatch +encoding-deviation")
        {
            let specimen = try passport()
            let files = specimen.files.replacingLast([0x02, 0x03, 0x0C, 0x00, 0x01], by: [0x02, 0x03, 0x0C, 0x00, 0x09], in: "EF_SOD.bin")
            return try Laboratory.record(files)
        },
        CheckVector(signature, "only a certificate that is not named, and not its key", "undetermined signer-identifier-mismatch") {
            let specimen = try passport()
            let files = specimen.files.replacingLast([0x02, 0x03, 0x0C, 0x00, 0x01], by: [0x02, 0x03, 0x0C, 0x00, 0x09], in: "EF_SOD.bin")
            return try Laboratory.record(files.flippingLastBit(of: "EF_SOD.bin"))
        },
        CheckVector(signature, "a curve of someone's own", "undetermined unknown-curve") {
            let generator = CustomCurve.generatorOfP256
            return try Laboratory.record(
                Laboratory.files(.identityCard).replacing(generator, by: CustomCurve.changed(generator), in: "EF_SOD.bin"))
        },
        CheckVector(hashes, "right", "passed") { try Laboratory.record(Laboratory.files(.identityCard)) },
        CheckVector(hashes, "a byte of DG2", "failed hash-mismatch") {
            try Laboratory.record(Laboratory.files(.passport, fault: "byte-of-dg2"))
        },
        CheckVector(hashes, "DG13 alone, nothing of a holder", "undetermined needs-data-group-1") {
            let made = try HandMade.passport(insteadOfDataGroup1: (13, [0x6D, 0x02, 0x04, 0x00]))
            return try Laboratory.record(made.files, store: Laboratory.store(of: made.store))
        },
        CheckVector(hashes, "DG12 unlisted", "failed not-listed") {
            try Laboratory.record(Laboratory.files(.passport, fault: "data-group-unlisted"))
        },
        CheckVector(hashes, "DG11 not supplied", "undetermined not-supplied") {
            try Laboratory.record(Laboratory.files(.passport).without("EF_DG11.bin"))
        },
        CheckVector(hashes, "none supplied", "undetermined not-supplied") {
            try Laboratory.record(Laboratory.files(.passport).only("EF_SOD.bin"))
        },
        CheckVector(hashes, "unknown hash function", "undetermined unsupported-algorithm") {
            try Laboratory.record(Laboratory.files(.passport).replacing(sha256, by: unknownHash, in: "EF_SOD.bin"))
        },
        CheckVector(hashes, "the hash covers what trails the element", "passed signed-with-trailing-bytes +encoding-deviation") {
            let made = try HandMade.passport(trailing: [0, 0])
            return try Laboratory.record(made.files, store: Laboratory.store(of: made.store))
        },
        CheckVector(hashes, "a status word that the hash does not cover", "passed") {
            let made = try HandMade.passport()
            let group = made.files[0].bytes + [0x90, 0x00]
            return try Laboratory.record(made.files.setting("EF_DG1.bin", group), store: Laboratory.store(of: made.store))
        },
        CheckVector(hashes, "DG1 listed twice, with two values", "failed hash-mismatch") {
            try Laboratory.record(HandMade.passport(listing: [1]).files)
        },
        CheckVector(hashes, "DG3 listed", "passed +not-readable-by-design") {
            let made = try HandMade.passport(state: "UTO", country: "UT", listing: [3])
            return try Laboratory.record(made.files, store: Laboratory.store(of: made.store))
        },
        CheckVector(strength, "right", "passed") { try Laboratory.record(Laboratory.files(.passport)) },
        CheckVector(strength, "SHA-1", "failed weak-algorithm") { try Laboratory.record(Laboratory.files(.passport, fault: "hash-weak")) },
        CheckVector(strength, "RSA of 1024 bits", "failed weak-algorithm") {
            try Laboratory.record(HandMade.passport(signer: IssuingKey(PrivateKey(rsaBits: 1024), scheme: .rsaPKCS1(.sha256))).files)
        },
        CheckVector(strength, "a curve of 192 bits", "failed weak-algorithm") { try signed(on: .p192) },
        CheckVector(strength, "a curve of 224 bits", "passed") { try signed(on: .brainpoolP224r1) },
    ]
}

/// The base point of P-256 as explicit parameters spell it, to be made another one (the class of CVE-2020-0601).
enum CustomCurve {
    /// SEC 2, 2.4.2.
    static let generatorOfP256: [UInt8] =
        [0x6B, 0x17, 0xD1, 0xF2, 0xE1, 0x2C, 0x42, 0x47, 0xF8, 0xBC, 0xE6, 0xE5, 0x63, 0xA4, 0x40, 0xF2]

    static func changed(_ generator: [UInt8]) -> [UInt8] { Array(generator.dropLast()) + [0xF3] }
}
