import Foundation
import Testing

@testable import Reading

/// What results of stages rest on.
@Suite struct StageKeysTests {
  private static let home = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..").standardized.path

  /// Data files that the sources of the stages up to Assembly name are among those that they are given, and that their results are kept by.
  @Test func filesOfStructureCount() throws {
    var named: Set<String> = []
    for target in ["Text", "Layout", "Objects", "Structure", "Assembly"] {
      let folder = Self.home + "/Sources/" + target
      for file in FileManager.default.enumerator(atPath: folder)?.compactMap({ $0 as? String }) ?? [] where file.hasSuffix(".swift") {
        let source = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
        for match in source.matches(of: /"[a-z\/]*?([a-z-]+\.yaml)"/) { named.insert(String(match.1)) }
      }
    }
    #expect(named.isSuperset(of: ["structure.yaml", "headings.yaml", "given-names.yaml"]))
    for name in named.sorted() {
      #expect(
        StageKeys.isOfStructure("vocabularies/es/\(name)"), "\(name) is read before Recognize: take it out of StageKeys.onlyForRecognize")
    }
  }

  @Test func rulesDoNotCount() {
    for path in ["rules/es/dates.yaml", "vocabularies/es/months.yaml", "schemas/record-1.schema.json", "default.yaml"] {
      #expect(!StageKeys.isOfStructure(path))
    }
    for path in ["profiles/report.yaml", "weights/title.yaml", "vocabularies/es/structure.yaml", "vocabularies/es/not-there-yet.yaml"] {
      #expect(StageKeys.isOfStructure(path))
    }
  }

  /// The names that are left out are names that there are: one that was renamed would count as a new one.
  @Test func excludedFilesAreThere() {
    let data = DataFolder(path: Self.home + "/Pipelines")
    let left = data.files.map(\.path).filter { !StageKeys.isOfStructure($0) && $0.hasPrefix("vocabularies/") }
    #expect(left.count > 50)
    #expect(data.structure.count + left.count < data.files.count)
  }
}
