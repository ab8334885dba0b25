import ArgumentParser
import CertificateDatabase
import CivilTime
import DocumentPKI
import InspectionReport

struct StoreTrustCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trust", abstract: "Trusts a certificate by hand, after comparing its fingerprint with what the state publishes.",
        discussion: """
            A self-signed CSCA becomes an anchor. A signer of master lists makes its lists vouch for the CSCAs in them. A certificate that the \
            store does not hold yet is trusted when it comes; a file is imported.
            """)

    @Argument(help: "The SHA-256 of the certificate, or a file that holds it alone.", completion: .file())
    var certificate: String

    @Option(name: .long, help: "Why, for the log: who compared what with what.")
    var note: String?

    @OptionGroup var options: StoreOptions
    @OptionGroup var time: TimeOptions

    func run() throws {
        let named = try NamedCertificate(certificate)
        if case .file(let path, _) = named { _ = try Importing(options: options, time: time.resolved).run([path], ImportChoices()) }
        let database = try options.open()
        try options.asking { () throws(DatabaseError) in try database.trust(named.identity, note: note, at: time.resolved) }
        Output.write("trusted: \(named.identity)\n")
    }
}

struct StoreDistrustCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "distrust", abstract: "Withdraws trust from a certificate, whatever lists say of it.")

    @Argument(help: "The SHA-256 of the certificate, or a file that holds it alone.", completion: .file())
    var certificate: String

    @Option(name: .long, help: "Why, for the log.")
    var reason: String

    @OptionGroup var options: StoreOptions
    @OptionGroup var time: TimeOptions

    func run() throws {
        let named = try NamedCertificate(certificate)
        let database = try options.open()
        try options.asking { () throws(DatabaseError) in try database.distrust(named.identity, note: reason, at: time.resolved) }
        Output.write("distrusted: \(named.identity)\n")
    }
}

struct StoreForgetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget", abstract: "Takes back what was decided of a certificate; lists may vouch for it again.")

    @Argument(help: "The SHA-256 of the certificate, or a file that holds it alone.", completion: .file())
    var certificate: String

    @Option(name: .long, help: "Why, for the log.")
    var note: String?

    @OptionGroup var options: StoreOptions
    @OptionGroup var time: TimeOptions

    func run() throws {
        let named = try NamedCertificate(certificate)
        let database = try options.open()
        try options.asking { () throws(DatabaseError) in try database.forgetDecision(named.identity, note: note, at: time.resolved) }
        Output.write("no decision any more: \(named.identity)\n")
    }
}

struct StoreRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Removes a certificate from the store; the log of trust keeps its lines.")

    @Argument(help: "The SHA-256 of the certificate.")
    var certificate: String

    @Option(name: .long, help: "Why, for the log.")
    var note: String?

    @OptionGroup var options: StoreOptions
    @OptionGroup var time: TimeOptions

    func run() throws {
        guard let identity = CertificateIdentity(hex: certificate) else {
            Output.complain("a SHA-256 has 64 hexadecimal digits")
            throw ExitStatus.usage
        }
        let database = try options.open()
        let wasThere = try options.asking { () throws(DatabaseError) in try database.remove(identity, note: note, at: time.resolved) }
        guard wasThere else {
            Output.complain("the store does not hold \(identity)")
            throw ExitStatus.noInput
        }
        Output.write("removed: \(identity)\n")
    }
}
