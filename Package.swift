// swift-tools-version: 6.2
import PackageDescription

/// Every target of the product is built under the same rules; `ARCHITECTURE.md` says why.
let rules: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// A target of the product: its name, and the modules below it that it may import.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: rules)
}

func tests(of name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: dependencies + ["TestSupport"], resources: resources, swiftSettings: rules)
}

let package = Package(
    name: "mrtd",
    products: [
        .library(
            name: "MRTD",
            targets: [
                "Irregularities", "CivilTime", "TagLengthValue", "MachineReadableZone", "SignedStructures", "SafeOpenSSL",
                "LogicalDataStructure", "TravelDocuments", "DocumentPKI", "DocumentVerification", "Inspection",
                "InspectionReport", "Intake",
            ]),
        .library(name: "MRTDStore", targets: ["CertificateDatabase", "ArchiveReading"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        .systemLibrary(
            name: "COpenSSL", path: "Sources/COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(
            name: "CArchive", path: "Sources/CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),

        module("Irregularities"),
        module("CivilTime"),
        module("TagLengthValue", ["Irregularities"]),
        module("MachineReadableZone", ["Irregularities", "CivilTime"]),
        module("SignedStructures", ["TagLengthValue", "Irregularities", "CivilTime"]),
        module("SafeOpenSSL", ["COpenSSL"]),
        module(
            "LogicalDataStructure",
            ["MachineReadableZone", "SignedStructures", "TagLengthValue", "Irregularities", "CivilTime"]),
        module("TravelDocuments", ["LogicalDataStructure", "MachineReadableZone", "Irregularities"]),
        module("DocumentPKI", ["SignedStructures", "SafeOpenSSL", "TagLengthValue", "Irregularities", "CivilTime"]),
        module(
            "DocumentVerification",
            [
                "TravelDocuments", "DocumentPKI", "LogicalDataStructure", "MachineReadableZone", "SignedStructures",
                "SafeOpenSSL", "TagLengthValue", "Irregularities", "CivilTime",
            ]),
        module(
            "Inspection",
            [
                "DocumentVerification", "TravelDocuments", "DocumentPKI", "LogicalDataStructure", "MachineReadableZone",
                "SignedStructures", "Irregularities", "CivilTime",
            ]),
        module(
            "InspectionReport",
            [
                "Inspection", "DocumentVerification", "TravelDocuments", "DocumentPKI", "LogicalDataStructure",
                "MachineReadableZone", "SignedStructures", "SafeOpenSSL", "TagLengthValue", "Irregularities", "CivilTime",
            ]),
        module("Intake", ["TravelDocuments", "LogicalDataStructure", "MachineReadableZone", "TagLengthValue", "Irregularities"]),
    ]
)

package.targets += [
    module("ArchiveReading", ["CArchive", "Irregularities"]),
    module(
        "CertificateDatabase",
        [
            "DocumentPKI", "Intake", "ArchiveReading", "TravelDocuments", "SignedStructures", "SafeOpenSSL", "TagLengthValue",
            "Irregularities", "CivilTime", .product(name: "GRDB", package: "GRDB.swift"),
            .product(name: "GRDBSQLite", package: "GRDB.swift"),
        ]),
    // The network calls that Foundation, which GRDB needs, would bring into the command.
    .target(name: "CSocketRefusal", path: "Sources/CSocketRefusal"),
    .executableTarget(
        name: "mrtd",
        dependencies: [
            "InspectionReport", "Inspection", "DocumentVerification", "DocumentPKI", "TravelDocuments", "Intake",
            "LogicalDataStructure", "MachineReadableZone", "SignedStructures", "SafeOpenSSL", "TagLengthValue", "Irregularities",
            "CivilTime", "SpecimenIssuing", "CertificateDatabase", "ArchiveReading", "CSocketRefusal",
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
        ], swiftSettings: rules),
    // Outside the product MRTD: library code cannot issue by accident.
    module(
        "SpecimenIssuing",
        ["SafeOpenSSL", "SignedStructures", "LogicalDataStructure", "MachineReadableZone", "TagLengthValue", "Irregularities", "CivilTime"]),
    .executableTarget(name: "issue-samples", dependencies: ["SpecimenIssuing", "CivilTime"], swiftSettings: rules),

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: rules),
    tests(of: "TestSupport", ["mrtd"]),
    tests(of: "Irregularities", ["Irregularities"]),
    tests(of: "CivilTime", ["CivilTime"]),
    tests(of: "TagLengthValue", ["TagLengthValue", "Irregularities"]),
    tests(of: "MachineReadableZone", ["MachineReadableZone", "Irregularities", "CivilTime"], resources: [.copy("Vectors")]),
    tests(of: "SignedStructures", ["SignedStructures", "TagLengthValue", "Irregularities", "CivilTime"], resources: [.copy("Vectors")]),
    tests(of: "SafeOpenSSL", ["SafeOpenSSL"], resources: [.copy("Vectors")]),
    tests(
        of: "LogicalDataStructure",
        ["LogicalDataStructure", "MachineReadableZone", "SignedStructures", "TagLengthValue", "Irregularities", "CivilTime"],
        resources: [.copy("Vectors")]),
    tests(
        of: "DocumentPKI",
        ["DocumentPKI", "SignedStructures", "SafeOpenSSL", "SpecimenIssuing", "TagLengthValue", "Irregularities", "CivilTime"]),
    tests(
        of: "DocumentVerification",
        [
            "DocumentVerification", "DocumentPKI", "TravelDocuments", "LogicalDataStructure", "MachineReadableZone", "SignedStructures",
            "SafeOpenSSL", "SpecimenIssuing", "Intake", "TagLengthValue", "Irregularities", "CivilTime",
        ]),
    tests(
        of: "Inspection",
        [
            "Inspection", "DocumentVerification", "DocumentPKI", "TravelDocuments", "LogicalDataStructure", "MachineReadableZone",
            "SignedStructures", "SafeOpenSSL", "SpecimenIssuing", "Intake", "TagLengthValue", "Irregularities", "CivilTime",
        ], resources: [.copy("Vectors")]),
    tests(
        of: "InspectionReport",
        [
            "InspectionReport", "Inspection", "DocumentVerification", "DocumentPKI", "TravelDocuments", "LogicalDataStructure",
            "MachineReadableZone", "SignedStructures", "Intake", "Irregularities", "CivilTime",
        ]),
    tests(
        of: "Intake",
        ["Intake", "TravelDocuments", "LogicalDataStructure", "MachineReadableZone", "TagLengthValue", "Irregularities"],
        resources: [.copy("Vectors")]),
    tests(
        of: "CertificateDatabase",
        [
            "CertificateDatabase", "DocumentPKI", "SignedStructures", "SafeOpenSSL", "SpecimenIssuing", "TagLengthValue", "Irregularities",
            "CivilTime",
        ]),
    tests(
        of: "SpecimenIssuing",
        [
            "SpecimenIssuing", "DocumentPKI", "SafeOpenSSL", "SignedStructures", "LogicalDataStructure", "TagLengthValue", "Irregularities",
            "CivilTime",
        ]),
    tests(of: "Command", ["mrtd", "SpecimenIssuing", "MachineReadableZone", "LogicalDataStructure", "SignedStructures", "CivilTime"]),
    tests(of: "Architecture", ["mrtd"]),
]
