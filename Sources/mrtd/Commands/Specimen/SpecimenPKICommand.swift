import ArgumentParser
import CivilTime
import InspectionReport
import SafeOpenSSL
import SpecimenIssuing

struct SpecimenPKICommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pki",
        abstract: "Issues a public key infrastructure of Utopia into a new folder.",
        discussion: """
            Writes csca, link, dsc, signers, crl, ml, dl and ldif, and index.json, which says of each file who signed it, where its path \
            ends, and which must not have one. The same options make the same bytes.

            Keys are made of the seed. The document signers of one kind of key share eight keys; names and serial numbers all differ, and \
            so do the keys of the CSCAs.

            A fault is made in faults/NAME with a store of its own; a deviation, which leaves the proof intact, in deviations/NAME. \
            --list-faults lists both.

            Exit status: 0 done, 64 usage, 70 OpenSSL could not do its work, 74 the folder is not empty or cannot be written.
            """)

    @Option(name: [.customShort("o"), .long], help: "The folder to write to: absent or empty.", completion: .directory)
    var output: String?

    @Option(name: .long, help: "The number from which all choices and keys follow.")
    var seed: UInt64 = 1

    @Option(name: .long, help: "Document signers: 0 to \(InfrastructurePlan.signerLimit).")
    var signers = 12

    @Option(name: .long, help: "CSCAs, one every three years: 1 to \(InfrastructurePlan.generationLimit).")
    var generations = 3

    @Option(
        name: .long,
        help: "What CSCAs and document signers sign by, in turn where there are several; --list-algorithms lists the names.")
    var algorithm: [String] = []

    @Option(name: .long, help: "Document numbers in the longest deviation list: 0 to \(InfrastructurePlan.deviatingDocumentLimit).")
    var documentNumbers = 1000

    @Option(name: .long, help: "A fault or deviation to make besides, or all.")
    var fault: [String] = []

    @Option(name: .customLong("at"), help: "The time at which all is published, ISO 8601 in UTC.")
    var time: Timestamp = InfrastructurePlan().time

    @Option(
        name: .long, help: "A folder of private keys: those in it are used, those that are missing are made and written to it.",
        completion: .directory)
    var keys: String?

    @Flag(name: .long, help: "List all algorithms.")
    var listAlgorithms = false

    @Flag(name: .long, help: "List all faults and deviations.")
    var listFaults = false

    @Option(name: .long, help: "text, json (an array) or ndjson (one object a line).")
    var format: Format = .text

    func validate() throws {
        guard (0...InfrastructurePlan.signerLimit).contains(signers) else {
            throw ValidationError("--signers: 0 to \(InfrastructurePlan.signerLimit)")
        }
        guard (1...InfrastructurePlan.generationLimit).contains(generations) else {
            throw ValidationError("--generations: 1 to \(InfrastructurePlan.generationLimit)")
        }
        guard (0...InfrastructurePlan.deviatingDocumentLimit).contains(documentNumbers) else {
            throw ValidationError("--document-numbers: 0 to \(InfrastructurePlan.deviatingDocumentLimit)")
        }
        // Before 1997 the oldest of sixteen CSCAs would begin before 1950, which UTCTime takes for 2050.
        guard (1997...2999).contains(time.date.year) else { throw ValidationError("--at: 1997 to 2999") }
        guard output != nil || listAlgorithms || listFaults else { throw ValidationError("-o names the folder to write to") }
        _ = try plan()
    }

    private func plan() throws -> InfrastructurePlan {
        var plan = InfrastructurePlan()
        plan.seed = seed
        plan.signers = signers
        plan.generations = generations
        plan.time = time
        plan.deviatingDocuments = documentNumbers
        if !algorithm.isEmpty {
            let chosen = try algorithm.map { name in
                guard let known = SigningAlgorithm.named(name), SigningAlgorithm.ofCertificates.contains(known) else {
                    throw ValidationError("--algorithm \(printable(name)): unknown; --list-algorithms lists the names")
                }
                return known
            }
            plan.authorityAlgorithms = chosen
            plan.signerAlgorithms = chosen
        }
        for name in fault {
            if name == "all" {
                plan.faults = InfrastructureFault.allCases
                plan.deviations = CertificateDeviation.all
            } else if let known = InfrastructureFault(rawValue: name) {
                if !plan.faults.contains(known) { plan.faults.append(known) }
            } else if let known = CertificateDeviation.named(name) {
                if !plan.deviations.contains(where: { $0.name == name }) { plan.deviations.append(known) }
            } else {
                throw ValidationError("--fault \(printable(name)): unknown; --list-faults lists the names")
            }
        }
        return plan
    }

    func run() throws {
        if listAlgorithms { return SpecimenCatalogue.writeAlgorithms(format) }
        if listFaults { return SpecimenCatalogue.writeInfrastructureFaults(format) }
        guard let output else { return }
        try NewFiles.requireEmptyFolder(output)
        let infrastructure = try issue(try plan())
        for file in infrastructure.files { try NewFiles.write(file.bytes, to: output + "/" + file.path) }
        var index = JSONWriter(pretty: true)
        index.infrastructureIndex(infrastructure)
        try NewFiles.write(index.bytes + [0x0A], to: output + "/index.json")
        report(infrastructure, output)
    }

    private func issue(_ plan: InfrastructurePlan) throws -> Infrastructure {
        do {
            let folder = keys
            let infrastructure = try Infrastructure(plan) { name in folder.flatMap { NewFiles.text(of: "\($0)/\(name).pem") } }
            if let folder {
                for key in try infrastructure.pool.texts() where NewFiles.text(of: "\(folder)/\(key.name).pem") == nil {
                    try NewFiles.write(Array(key.pem.utf8), to: "\(folder)/\(key.name).pem")
                }
            }
            return infrastructure
        } catch let error as OpenSSLError {
            Output.complain("OpenSSL: \(error.operation.rawValue), \(error.cause.rawValue) \(printable(error.text))")
            throw ExitStatus.internalError
        }
    }

    /// Says what was written: the number of files of each kind.
    private func report(_ infrastructure: Infrastructure, _ folder: String) {
        let counts = infrastructure.counts
        guard format != .text else {
            Output.write("\(infrastructure.files.count + 1) files written to \(printable(folder))\n")
            for (kind, count) in counts { Output.write("  \(kind.rawValue): \(count)\n") }
            return
        }
        var json = JSONOutput(format)
        json.write { $0.infrastructureSummary(infrastructure, folder: folder) }
        json.finish()
    }
}
