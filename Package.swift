// swift-tools-version: 6.1
// Foja: folders of PDF reports in, validated JSON records out. The map of the targets is in Sources/README.md.

import PackageDescription

/// What every Swift target is built with: imports are internal unless said otherwise, and a file names what it uses.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]

let package = Package(
  name: "Foja",
  products: [
    .executable(name: "foja", targets: ["foja"]),
    .executable(name: "foja-worker", targets: ["foja-worker"]),
    .executable(name: "foja-draw", targets: ["foja-draw"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
  ],
  targets: [
    // C and C++ behind flat headers.
    .systemLibrary(name: "CPopplerLibrary", pkgConfig: "poppler", providers: [.apt(["libpoppler-private-dev", "libpoppler-glib-dev"])]),
    .systemLibrary(name: "CXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CXLSX", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .target(name: "CPoppler", dependencies: ["CPopplerLibrary", "CZlib"]),
    .target(name: "CLexer", dependencies: ["CPopplerLibrary"]),
    .systemLibrary(name: "CPopplerGlib", pkgConfig: "poppler-glib", providers: [.apt(["libpoppler-glib-dev"])]),
    .target(name: "CColourless", linkerSettings: [.linkedLibrary("jemalloc")]),
    .target(name: "CDraw", dependencies: ["CPopplerGlib", "CZlib"]),
    .target(name: "CSystem"),

    // The stages, and what flows between them.
    .target(name: "Model", swiftSettings: strict),
    .target(name: "Text", dependencies: ["Model"], swiftSettings: strict),
    .target(name: "Extract", dependencies: ["Model", "Text", "CPoppler", "CXML", "CSystem"], swiftSettings: strict),
    .target(name: "Layout", dependencies: ["Model", "Text"], swiftSettings: strict),
    .target(name: "Objects", dependencies: ["Model", "Text", "Layout"], swiftSettings: strict),
    .target(name: "Structure", dependencies: ["Model", "Text", "Layout", "Objects"], swiftSettings: strict),
    .target(name: "Assembly", dependencies: ["Model", "Text", "Layout", "Objects", "Structure"], swiftSettings: strict),
    .target(name: "Recognize", dependencies: ["Model", "Text", "CPCRE2"], swiftSettings: strict),
    .target(name: "Emit", dependencies: ["Model", "Text", "CXLSX", "CXML", "CPCRE2"], swiftSettings: strict),

    // One document, many documents, and the ledger.
    .target(
      name: "Reading",
      dependencies: [
        "Model", "Text", "Extract", "Layout", "Objects", "Structure", "Assembly", "Recognize", "Emit", "CSystem", "CYAML",
      ],
      swiftSettings: strict),
    .target(name: "Catalogue", dependencies: ["Model", .product(name: "GRDB", package: "GRDB.swift")], swiftSettings: strict),
    .target(
      name: "Sets",
      dependencies: [
        "Model", "Text", "Emit", .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      resources: [.embedInCode("parquet.py")], swiftSettings: strict),
    .target(
      name: "Batch",
      dependencies: ["Model", "Emit", "Catalogue", "Sets", "CSystem", .product(name: "Logging", package: "swift-log")],
      swiftSettings: strict),

    .target(name: "Review", dependencies: ["Model", "Text", "Emit"], swiftSettings: strict),

    // The programs. What draws pages must not hold the worker's stand-ins for colour.
    .executableTarget(name: "foja-draw", dependencies: ["CDraw", "CSystem"], swiftSettings: strict),
    .executableTarget(name: "foja-worker", dependencies: ["Reading", "CColourless", "CLexer"], swiftSettings: strict),
    .executableTarget(
      name: "foja",
      dependencies: [
        "Model", "Emit", "Batch", "Catalogue", "Sets", "Reading", "Review",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),

    // Measures recognition alone; see Tests/Benchmarks/recognition.
    .executableTarget(
      name: "extraction-bench", dependencies: ["Extract", "Model", "CColourless", "CLexer"], path: "Tests/Benchmarks/extraction",
      exclude: ["run"], swiftSettings: strict),
    .executableTarget(
      name: "recognition-bench", dependencies: ["Model", "Reading", "Recognize"], path: "Tests/Benchmarks/recognition",
      swiftSettings: strict),

    .executableTarget(
      name: "stage-bench",
      dependencies: ["Model", "Extract", "Layout", "Objects", "Assembly", "Recognize", "Emit", "Reading", "CColourless", "CLexer"],
      path: "Tests/Benchmarks/stages", swiftSettings: strict),
    .executableTarget(
      name: "table-bench", dependencies: ["Extract", "Layout", "Objects", "Model", "Reading"], path: "Tests/Benchmarks/tables",
      swiftSettings: strict),
    .testTarget(name: "ModelTests", dependencies: ["Model"], path: "Tests/ModelTests", swiftSettings: strict),
    .testTarget(name: "ExtractTests", dependencies: ["Extract", "Model", "CLexer"], path: "Tests/ExtractTests", swiftSettings: strict),
    .testTarget(
      name: "AssemblyTests", dependencies: ["Text", "Layout", "Objects", "Structure", "Assembly", "Model"], path: "Tests/AssemblyTests",
      swiftSettings: strict),
    .testTarget(
      name: "RecognizeTests", dependencies: ["Recognize", "Text", "Model", "Reading"], path: "Tests/RecognizeTests", swiftSettings: strict),
    .testTarget(
      name: "EmitTests", dependencies: ["Emit", "Model"], path: "Tests/EmitTests",
      exclude: ["verdicts.py", "valid.py", "openschema.py", "suite.py"],
      swiftSettings: strict),
    .testTarget(name: "SetsTests", dependencies: ["Sets"], path: "Tests/SetsTests", swiftSettings: strict),
    .testTarget(name: "ReviewTests", dependencies: ["Review", "Model"], path: "Tests/ReviewTests", swiftSettings: strict),
    .testTarget(name: "ReadingTests", dependencies: ["Reading", "Model"], path: "Tests/ReadingTests", swiftSettings: strict),
    .testTarget(
      name: "BatchTests", dependencies: ["Batch", "Catalogue", "Model"], path: "Tests/BatchTests", exclude: ["faults"],
      swiftSettings: strict),
  ],
  cxxLanguageStandard: .cxx20
)
