import ArgumentParser

struct SpecimenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "specimen",
        abstract: "Issues synthetic specimens of Utopia (UTO), valid or with one chosen fault.",
        discussion: "Keys of specimens are no secret. Nothing that is issued here may ever be trusted for anything else.",
        subcommands: [SpecimenPKICommand.self, SpecimenDocumentCommand.self])
}
