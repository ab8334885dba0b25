import ArgumentParser
import InspectionReport
import SafeOpenSSL
import SpecimenIssuing

struct SpecimenDocumentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "document",
        abstract: "Issues a document of Utopia into a new folder, right or with one chosen fault.",
        discussion: """
            Writes the files of the chip to document, or to document-0001 and so on with --random, the challenge and the answer of active \
            authentication beside them, the printed zone to document.mrz.txt, what verifies it to store, and index.json, which says of each \
            document what an inspection must find of it. The same options make the same bytes.

            Exit status: 0 done, 64 usage, 70 OpenSSL could not do its work, 74 the folder is not empty or cannot be written.
            """)

    @Option(name: [.customShort("o"), .long], help: "The folder to write to: absent or empty.", completion: .directory)
    var output: String?

    @Option(name: .long, help: "The kind of document; --list-types lists the names.")
    var type = DocumentKind.passport.rawValue

    @Option(name: .long, help: "What the document signer signs by; --list-algorithms lists the names.")
    var algorithm: String?

    @Option(name: .long, help: "The number from which all choices and keys follow.")
    var seed: UInt64 = 1

    @Option(
        name: .long,
        help: """
            A fault, deviation or variant; --list-faults lists the names. all: each in a folder of its name, by another algorithm where it \
            needs one.
            """)
    var fault: String?

    @Option(name: .long, help: "The LDS version: 1.7 or 1.8, which EF.SOD states as well.")
    var lds = "1.7"

    @Option(name: .long, help: "The data groups besides DG1 and DG2, such as 11,12,14.")
    var dataGroups = "11,12,14,15"

    @Option(name: .long, help: "The standard of the face in DG2: 19794-5 or 39794-5.")
    var face = DocumentPlan.FaceFormat.iso19794.rawValue

    @Option(name: .long, help: "The format of the picture in DG2: jpeg or jp2.")
    var picture = DocumentPlan.PictureFormat.jpeg.rawValue

    @Option(
        name: .long,
        help: """
            How the chip answers: rsa-bc, rsa-31cc, rsa-33cc to rsa-36cc, rsa-38cc to rsa-3acc (the trailers of ISO/IEC 9796-2), or ecdsa.
            """)
    var activeAuthentication = ActiveAuthenticationForm.trailer34CC.rawValue

    @Option(name: .long, help: "So many valid documents of which everything else is chosen by the seed: 1 to 9999.")
    var random: Int?

    @Flag(name: .long, help: "Write EF.CardSecurity as well.")
    var cardSecurity = false

    @Flag(name: .long, help: "List all kinds of document.")
    var listTypes = false

    @Flag(name: .long, help: "List all algorithms.")
    var listAlgorithms = false

    @Flag(name: .long, help: "List all faults, deviations and variants.")
    var listFaults = false

    @Option(name: .long, help: "text, json (an array) or ndjson (one object a line).")
    var format: Format = .text

    func validate() throws {
        guard output != nil || listTypes || listAlgorithms || listFaults else { throw ValidationError("-o names the folder to write to") }
        if let random, !(1...9999).contains(random) { throw ValidationError("--random: 1 to 9999") }
        if random != nil, fault != nil { throw ValidationError("--random makes valid documents; --fault does not go with it") }
        let plan = try plan()
        if let fault = try chosenFault(), !fault.applies(to: plan) {
            throw ValidationError("--fault \(fault.name): not with \(plan.kind.rawValue) and \(plan.signerAlgorithm.name)")
        }
    }

    private func chosenFault() throws -> DocumentFault? {
        guard let fault, fault != SpecimenDocumentCommand.allFaults else { return nil }
        guard let known = DocumentFault.named(fault) else {
            throw ValidationError("--fault \(printable(fault)): unknown; --list-faults lists the names")
        }
        return known
    }

    private func plan(signedBy other: SigningAlgorithm? = nil) throws -> DocumentPlan {
        func choice<Value: RawRepresentable>(_ option: String, _ text: String, _: Value.Type) throws -> Value
        where Value.RawValue == String {
            guard let value = Value(rawValue: text) else { throw ValidationError("--\(option) \(printable(text)): unknown") }
            return value
        }
        let known = other ?? algorithm.flatMap(SigningAlgorithm.named)
        if let algorithm, known == nil {
            throw ValidationError("--algorithm \(printable(algorithm)): unknown; --list-algorithms lists the names")
        }
        var plan = DocumentPlan(try choice("type", type, DocumentKind.self), algorithm: known, seed: seed)
        plan.faceFormat = try choice("face", face, DocumentPlan.FaceFormat.self)
        plan.pictureFormat = try choice("picture", picture, DocumentPlan.PictureFormat.self)
        plan.activeAuthentication = try choice("active-authentication", activeAuthentication, ActiveAuthenticationForm.self)
        plan.hasCardSecurity = cardSecurity
        guard ["1.7", "1.8"].contains(lds) else { throw ValidationError("--lds: 1.7 or 1.8") }
        plan.ldsVersion = lds == "1.8" ? "0108" : "0107"
        plan.ldsObjectVersion = lds == "1.8" ? 1 : 0
        let numbers = dataGroups.split(separator: ",").map { UInt($0) }
        guard numbers.allSatisfy({ $0.map { (1...16).contains($0) } ?? false }) else {
            throw ValidationError("--data-groups: numbers from 1 to 16, with commas between them")
        }
        plan.dataGroups = Set(numbers.compactMap { $0 } + [1, 2])
        return plan
    }

    func run() throws {
        if listTypes { return SpecimenCatalogue.writeDocumentKinds(format) }
        if listAlgorithms { return SpecimenCatalogue.writeDocumentAlgorithms(format) }
        if listFaults { return SpecimenCatalogue.writeDocumentFaults(format) }
        guard let output else { return }
        let (plans, fault) = (try plans(), try chosenFault())
        try NewFiles.requireEmptyFolder(output)
        var issuer = DocumentIssuer(seed: seed)
        guard self.fault != SpecimenDocumentCommand.allFaults else { return try writeAllFaults(output, &issuer) }
        var folder = SpecimenFolder(output)
        for (name, plan) in plans { try add(name, plan, fault, to: &folder, &issuer) }
        try folder.writeIndex(seed: seed)
        folder.report(format)
    }

    private static let allFaults = "all"

    /// A folder for each row of the table, as `--fault` with its name writes it: what verifies one document must not verify another.
    private func writeAllFaults(_ output: String, _ issuer: inout DocumentIssuer) throws {
        let chosen = try plan()
        let others = ["rsa-2048-pkcs1-sha256", "rsa-2048-pss-sha256", "secp256r1-explicit-sha256"].compactMap(SigningAlgorithm.named)
        var counts = (documents: 0, files: 0)
        for fault in DocumentFault.all {
            let plans = [chosen] + (try others.map { try plan(signedBy: $0) })
            // A fault of one format of zone is not made of a document of another.
            guard let plan = plans.first(where: fault.applies) else { continue }
            var folder = SpecimenFolder("\(output)/\(fault.name)")
            try add("document", plan, fault, to: &folder, &issuer)
            try folder.writeIndex(seed: seed)
            counts = (counts.documents + 1, counts.files + folder.fileCount)
        }
        SpecimenFolder.report(output, documents: counts.documents, files: counts.files, format)
    }

    private func add(
        _ name: String, _ plan: DocumentPlan, _ fault: DocumentFault?, to folder: inout SpecimenFolder, _ issuer: inout DocumentIssuer
    ) throws {
        do throws(OpenSSLError) {
            folder.add(name, try issuer.issue(plan, fault: fault))
        } catch {
            Output.complain("OpenSSL: \(error.operation.rawValue), \(error.cause.rawValue) \(printable(error.text))")
            throw ExitStatus.internalError
        }
        try folder.writeNewFiles()
    }

    /// The names and plans of all that is to be made.
    private func plans() throws -> [(name: String, plan: DocumentPlan)] {
        guard let random else { return [("document", try plan())] }
        return (1...random).map { number in
            let digits = String(number)
            return ("document-" + String(repeating: "0", count: 4 - digits.count) + digits, .chosen(seed: seed, number: number))
        }
    }
}
