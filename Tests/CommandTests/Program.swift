import Foundation
import TestSupport
import Testing

/// The command under test, as the running build made it.
enum Program {
    /// The time of all samples and expected reports.
    static let time = ["--at", "2026-06-01T00:00:00Z"]

    /// Runs `mrtd` among the samples, without a store of the machine's own.
    static func run(
        _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:], in folder: URL = PackageFolder.samples,
        timeout: Double = 60
    ) throws -> SubprocessResult {
        let program = try #require(PackageFolder.program("mrtd"), "mrtd was not built beside the tests")
        let plain = ["MRTD_STORE": "", "XDG_DATA_HOME": "/nonexistent", "NO_COLOR": "1"].merging(environment) { $1 }
        return try Subprocess.run(program.path, arguments, input: input, environment: plain, in: folder, timeout: timeout)
    }

    /// The standard output as a JSON value.
    static func json(_ result: SubprocessResult) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(result.output), options: [.fragmentsAllowed])
    }
}

/// The TD3 zone of the standard's specimen (Doc 9303-4, appendix A), and the same with a wrong check digit of the document number.
enum Zones {
    static let valid = """
        P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
        L898902C36UTO7408122F1204159ZE184226B<<<<<10
        """
    static let invalid = valid.replacingOccurrences(of: "L898902C36", with: "L898902C37")
    /// A letter of the name that is no character of a zone, and digits all right.
    static let illegal = valid.replacingOccurrences(of: "ERIKSSON", with: "ERIK$SON")
    static let prose = "Nothing here that a reader would send.\n"
}
