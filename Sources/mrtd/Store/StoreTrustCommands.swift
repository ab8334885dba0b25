import ArgumentParser
import CertificateDatabase
import CivilTime
import DocumentPKI
import InspectionReport

/// Which certificate of which store a decision is about.
struct NamedCertificateOptions: ParsableArguments {
    @Argument(help: "The SHA-256 of the certificate, or a file that holds it alone.", completion: .file())
    var sha256OrFile: String

    @OptionGroup var store: StoreOptions
    @OptionGroup var time: TimeOptions

    var certificate: NamedCertificate {
        get throws { try NamedCertificate(sha256OrFile) }
    }
}

struct StoreTrustCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trust", abstract: "Trusts a certificate by hand, after comparing its fingerprint with what the state publishes.",
        discussion: """
            A self-signed CSCA becomes an anchor. A signer of master lists makes its lists vouch for the CSCAs in them. A certificate that the \
            store does not hold yet is trusted when it comes; a file is imported.
            """)

    @OptionGroup var named: NamedCertificateOptions

    @Option(name: .long, help: "Why, for the log: who compared what with what.")
    var note: String?

    func run() throws {
        let certificate = try named.certificate
        if case .file(let path, _) = certificate {
            _ = try Importing(options: named.store, time: named.time.resolved).run([path], ImportChoices())
        }
        let database = try named.store.open()
        try named.store.asking { () throws(DatabaseError) in try database.trust(certificate.identity, note: note, at: named.time.resolved) }
        Output.write("trusted: \(certificate.identity)\n")
    }
}

struct StoreDistrustCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "distrust", abstract: "Withdraws trust from a certificate and its key, whatever lists say of it.")

    @OptionGroup var named: NamedCertificateOptions

    @Option(name: .long, help: "Why, for the log.")
    var reason: String

    func run() throws {
        let certificate = try named.certificate
        let database = try named.store.open()
        try named.store.asking { () throws(DatabaseError) in
            try database.distrust(certificate.identity, note: reason, at: named.time.resolved)
        }
        Output.write("distrusted: \(certificate.identity)\n")
    }
}

struct StoreForgetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget", abstract: "Takes back what was decided of a certificate; lists may vouch for it again.")

    @OptionGroup var named: NamedCertificateOptions

    @Option(name: .long, help: "Why, for the log.")
    var note: String?

    func run() throws {
        let certificate = try named.certificate
        let database = try named.store.open()
        try named.store.asking { () throws(DatabaseError) in
            try database.forgetDecision(certificate.identity, note: note, at: named.time.resolved)
        }
        Output.write("no decision any more: \(certificate.identity)\n")
    }
}

struct StoreRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Removes a certificate from the store; the log of trust keeps its lines.")

    @OptionGroup var named: NamedCertificateOptions

    @Option(name: .long, help: "Why, for the log.")
    var note: String?

    func run() throws {
        let identity = try named.certificate.identity
        let database = try named.store.open()
        let wasThere = try named.store.asking { () throws(DatabaseError) in
            try database.remove(identity, note: note, at: named.time.resolved)
        }
        guard wasThere else {
            Output.complain("the store does not hold \(identity)")
            throw ExitStatus.noInput
        }
        Output.write("removed: \(identity)\n")
    }
}
