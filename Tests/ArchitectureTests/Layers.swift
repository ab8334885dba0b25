/// Which module may import which: the drawing of ARCHITECTURE.md as a table, from the bottom up.
///
/// Only modules of this package, COpenSSL and products of other packages are listed; the standard library's own modules are free, Foundation is
/// `LawTests`' business.
struct Layer: Sendable {
    let module: String
    let imports: Set<String>

    init(_ module: String, _ imports: Set<String> = []) { (self.module, self.imports) = (module, imports) }
}

/// The modules of others that have one door each.
let foreignModules: Set<String> = ["COpenSSL", "CArchive", "GRDB", "GRDBSQLite", "ArgumentParser"]

private let ground: Set<String> = ["Irregularities", "CivilTime"]
private let structures: Set<String> = ground.union(["TagLengthValue", "SignedStructures"])
private let documents: Set<String> = structures.union(["MachineReadableZone", "LogicalDataStructure", "TravelDocuments"])
private let proofs: Set<String> = documents.union(["DocumentPKI"])

let layers = [
    Layer("Irregularities"),
    Layer("CivilTime"),
    Layer("TagLengthValue", ["Irregularities"]),
    Layer("MachineReadableZone", ground),
    Layer("SignedStructures", ground.union(["TagLengthValue"])),
    Layer("SafeOpenSSL", ["COpenSSL"]),
    Layer("LogicalDataStructure", structures.union(["MachineReadableZone"])),
    Layer("TravelDocuments", ground.union(["LogicalDataStructure", "MachineReadableZone"])),
    Layer("DocumentPKI", structures.union(["SafeOpenSSL"])),
    Layer("DocumentVerification", proofs.union(["SafeOpenSSL"])),
    Layer("Inspection", proofs.subtracting(["TagLengthValue"]).union(["DocumentVerification"])),
    Layer("InspectionReport", proofs.union(["SafeOpenSSL", "DocumentVerification", "Inspection"])),
    Layer("Intake", ground.union(["TravelDocuments", "LogicalDataStructure", "MachineReadableZone", "TagLengthValue"])),
    Layer("SpecimenIssuing", structures.union(["SafeOpenSSL", "LogicalDataStructure", "MachineReadableZone"])),
    Layer("ArchiveReading", ["Irregularities", "CArchive"]),
    Layer(
        "CertificateDatabase",
        structures.union(["SafeOpenSSL", "DocumentPKI", "TravelDocuments", "Intake", "ArchiveReading", "GRDB", "GRDBSQLite"])),
    Layer(
        "mrtd",
        proofs.union([
            "SafeOpenSSL", "DocumentVerification", "Inspection", "InspectionReport", "Intake", "CertificateDatabase", "ArchiveReading",
            "SpecimenIssuing", "ArgumentParser",
        ])),
    Layer("issue-samples", ["SpecimenIssuing", "CivilTime"]),
]

/// The modules that stay free of Foundation: their start-up time and their JSON order are at stake.
let withoutFoundation: Set<String> = [
    "Irregularities", "CivilTime", "TagLengthValue", "MachineReadableZone", "SignedStructures", "SafeOpenSSL", "LogicalDataStructure",
    "DocumentPKI", "DocumentVerification", "Inspection", "InspectionReport",
]

/// The programs: the only places that may ask for the time, the locale, or chance.
let edges: Set<String> = ["mrtd", "issue-samples"]
