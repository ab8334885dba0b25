import Foundation
import TestSupport
import Testing

/// The house's laws that a test can hold.
///
/// Each is run on the committed text, and on a bad example that it must find.
@Suite struct LawTests {
    @Test func theTextIsRead() {
        #expect(CommittedText.sources.count > 20)
        #expect(CommittedText.all.contains { $0.path == "Package.swift" })
    }

    @Test func importsPointDown() throws {
        #expect(CommittedText.sources.flatMap { importsAgainstTheLayers($0, layers) } == [])
        for (row, layer) in layers.enumerated() {
            let above = layer.imports.subtracting(layers[..<row].map(\.module)).subtracting(foreignModules)
            #expect(above == [], "\(layer.module) may import what stands below it in the table only")
        }
        let upward = example("Sources/CivilTime/A.swift", "public import struct Inspection.Finding\nimport Irregularities // below")
        #expect(importsAgainstTheLayers(upward, layers).count == 2)
        #expect(importsAgainstTheLayers(example("Sources/Nowhere/A.swift", ""), layers).count == 1)
    }

    @Test func foundationStaysAtTheEdges() {
        #expect(CommittedText.sources.flatMap { foundationImports($0, in: withoutFoundation) } == [])
        let texts = ["import Foundation", "public import FoundationEssentials", "@preconcurrency import struct Foundation.Data"]
        for text in texts {
            #expect(foundationImports(example("Sources/CivilTime/A.swift", text), in: withoutFoundation).count == 1, "\(text)")
        }
    }

    @Test func theCommandHasNoCoreFoundation() {
        let product = CommittedText.sources.filter { $0.module != "issue-samples" }
        #expect(product.flatMap(coreFoundationImports) == [])
        #expect(coreFoundationImports(example("Sources/Intake/A.swift", "import Foundation\nimport FoundationEssentials")).count == 1)
        #expect(coreFoundationImports(example("Sources/mrtd/A.swift", "import class Foundation.Process")).count == 1)
    }

    @Test func openSSLHasOneDoor() {
        #expect(CommittedText.sources.flatMap(cryptographyImports) == [])
        #expect(
            cryptographyImports(example("Sources/DocumentPKI/A.swift", "\nimport COpenSSL")) == [
                "Sources/DocumentPKI/A.swift:2: COpenSSL outside SafeOpenSSL"
            ])
    }

    @Test func timePlaceAndChanceAreParameters() {
        let below = CommittedText.sources.filter { !edges.contains($0.module ?? "") }
        #expect(below.flatMap { lines($0, with: ambientWords) } == [])
        for text in ["let now = Date()", "x.random(in: 0...1)", "Locale.current", "clock_gettime(CLOCK_REALTIME, &t)"] {
            #expect(lines(example("A.swift", text), with: ambientWords).count == 1, "\(text)")
        }
        #expect(lines(example("A.swift", "let x = CivilDate() // Date()"), with: ambientWords) == [])
    }

    @Test func nothingTraps() {
        #expect(CommittedText.sources.flatMap { lines($0, with: trapWords) } == [])
        for text in ["fatalError(\"\")", "x = try! f()", "y as! Int", "  preconditionFailure()"] {
            #expect(lines(example("A.swift", text), with: trapWords).count == 1, "\(text)")
        }
    }

    @Test func aFileIsShort() {
        #expect(CommittedText.swift.flatMap { overlongFile($0, limit: 450) } == [])
        #expect(overlongFile(example("A.swift", String(repeating: "\n", count: 451)), limit: 450).count == 1)
        #expect(overlongFile(example("A.swift", String(repeating: "\n", count: 450)), limit: 450) == [])
    }

    @Test func namesSayWhatThingsAre() {
        #expect(CommittedText.swift.flatMap(emptyNames) == [])
        #expect(emptyNames(example("Sources/A/DateUtils.swift", "")).count == 1)
        #expect(emptyNames(example("A.swift", "public final class Store" + "Manager: Sendable {}\nenum " + "HelperKind {}")).count == 2)
        #expect(emptyNames(example("A.swift", "let files = FileManager.default")) == [])
    }

    /// A type of the module's name hides the module from whoever qualifies another name with it.
    @Test func noTypeIsNamedLikeItsModule() {
        #expect(CommittedText.sources.flatMap(typesNamedLikeTheirModule) == [])
        #expect(typesNamedLikeTheirModule(example("Sources/Intake/A.swift", "public enum Intake {}")) == ["Sources/Intake/A.swift:1"])
        #expect(typesNamedLikeTheirModule(example("Sources/Intake/A.swift", "enum IntakeLimits {}\nextension Intake {}")) == [])
    }

    @Test func nothingIsLeftUndone() {
        #expect(CommittedText.all.flatMap { lines($0, with: unfinishedWords, codeOnly: false) } == [])
        #expect(lines(example("A.swift", "// " + unfinishedWords[0] + ": later"), with: unfinishedWords, codeOnly: false).count == 1)
    }

    @Test func onlyTheCommandIsNamedLikeItself() {
        #expect(productsNamed("mrtd", in: CommittedText.all.first { $0.path == "Package.swift" }?.text ?? ".library(name: \"mrtd\"") == [])
        #expect(productsNamed("mrtd", in: "[.library(\n name: \"MRTD\"), .library(name: \"mrtd\", targets: [])]").count == 1)
    }

    @Test func noMachineShows() {
        #expect(CommittedText.all.flatMap(machinePaths) == [])
        for folder in ["work", "root", "tmp", "home"] {
            #expect(machinePaths(example("A.md", "see `/\(folder)/x`")).count == 1)
            #expect(machinePaths(example("A.md", "Sources/\(folder)/x and ../\(folder) and /\(folder)s")) == [])
        }
    }

    @Test func theCommandHasNoSocket() throws {
        let release = PackageFolder.root.appendingPathComponent(".build/release/mrtd")
        let programs = try [#require(PackageFolder.program("mrtd")), release]
        for program in programs where FileManager.default.fileExists(atPath: program.path) {
            let listing = try Subprocess.run("nm", ["-D", "--undefined-only", program.path])
            #expect(listing.status == 0 && listing.text.contains("libc"), "\(listing.errorText)")
            #expect(socketSymbols(in: listing.text) == [], "\(program.lastPathComponent)")
        }
        let bad = "                 U memcpy@GLIBC_2.14\n                 U connect@GLIBC_2.2.5\n                 U getaddrinfo\n"
        #expect(socketSymbols(in: bad) == ["connect", "getaddrinfo"])
    }

    private func example(_ path: String, _ text: String) -> SourceText { SourceText(path: path, text: text) }
}
