import ArgumentParser
import Glibc
import SafeOpenSSL

/// The version of the command and of the libraries.
let version = "0.1.0"

@main
struct MRTD: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mrtd",
        abstract: "Reads and verifies machine-readable travel documents (ICAO Doc 9303).",
        discussion: """
            Exit status: 0 every document passed, 1 at least one failed, 2 none failed and at least one undetermined, 64 usage, 65 no \
            document can be made of the input, 66 no input, 70 internal error, 74 input or output error, 78 store or policy unusable.
            """,
        version: versionText,
        subcommands: [
            MRZCommand.self, VerifyCommand.self, ShowCommand.self, ChecksCommand.self, ExplainCommand.self, FormatsCommand.self,
            DoctorCommand.self, StoreCommand.self, SpecimenCommand.self,
        ])

    static var versionText: String { "mrtd \(version) (OpenSSL \(OpenSSLVersion.text))" }

    static func main() {
        // Asked for by scripts all the time: answered before any command is set up.
        if CommandLine.arguments.dropFirst() == ["--version"] {
            print(versionText)
            return
        }
        // A reader that closes the pipe early ends us like any other filter, by an error of write and not by a signal.
        signal(SIGPIPE, SIG_IGN)
        // So is a file that may not grow any more.
        signal(SIGXFSZ, SIG_IGN)
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let code as ExitStatus {
            Output.flush()
            Glibc.exit(code.rawValue)
        } catch {
            let status = exitCode(for: error)
            let message = fullMessage(for: error)
            if !message.isEmpty { (status == .success ? Output.write(message + "\n") : Output.complain(message)) }
            Output.flush()
            Glibc.exit(status == .success ? 0 : ExitStatus.usage.rawValue)
        }
        Output.flush()
    }
}
