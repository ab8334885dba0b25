// swift-tools-version: 6.2
import PackageDescription

let rules: [SwiftSetting] = [
    .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"), .strictMemorySafety(), .treatAllWarnings(as: .error),
]

/// Benchmarks live in a package of their own, so that their settings stay out of the product's manifest.
let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "mrtd", path: "..")],
    targets: [
        .target(name: "AllocationCounter"),
        .target(name: "ZoneSamples", dependencies: [.product(name: "MRTD", package: "mrtd")], swiftSettings: rules),
        .executableTarget(
            name: "zone-benchmark", dependencies: ["AllocationCounter", "ZoneSamples", .product(name: "MRTD", package: "mrtd")],
            swiftSettings: rules),
        .executableTarget(
            name: "repair-rates", dependencies: ["ZoneSamples", .product(name: "MRTD", package: "mrtd")], swiftSettings: rules),
        .executableTarget(
            name: "passive-authentication", dependencies: [.product(name: "MRTD", package: "mrtd")], swiftSettings: rules),
        .executableTarget(
            name: "store-benchmark",
            dependencies: [.product(name: "MRTD", package: "mrtd"), .product(name: "MRTDStore", package: "mrtd")], swiftSettings: rules),
    ]
)
