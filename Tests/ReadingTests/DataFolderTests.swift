import Foundation
import Model
import Reading
import Testing

@Suite struct DataFolderTests {
  private func folder(_ files: [String: String]) throws -> String {
    let path = NSTemporaryDirectory() + "foja-tests-\(UUID().uuidString)"
    for (name, text) in files {
      let file = path + "/" + name
      try FileManager.default.createDirectory(atPath: Files.parent(file), withIntermediateDirectories: true)
      try text.write(toFile: file, atomically: true, encoding: .utf8)
    }
    return path
  }

  @Test func filesComeInTheOrderOfTheirPaths() throws {
    let path = try folder(["default.yaml": "name: default", "rules/es/b.yaml": "x: [1, no]", "rules/es/a.yaml": "- {k: 'v w'}"])
    let data = DataFolder(path: path)
    #expect(data.files.map(\.path) == ["default.yaml", "rules/es/a.yaml", "rules/es/b.yaml"])
    #expect(data.file("rules/es/b.yaml")?["x"]?.texts == ["1", "no"])
    #expect(data.files[1].tree.items.first?["k"]?.text == "v w")
    #expect(data.faults == [])
  }

  @Test func filesOfOnesOwnStandBeforeThoseOfTheSamePath() throws {
    let path = try folder([
      "Pipelines/default.yaml": "name: default", "Pipelines/rules/es/a.yaml": "a: 1", "local/rules/es/a.yaml": "a: 2",
      "local/archive.yaml": "b: 3",
      "local/corrections/x.corrections.yaml": "c: 4",
    ])
    let data = DataFolder(path: path + "/Pipelines")
    #expect(data.files.map(\.path) == ["archive.yaml", "default.yaml", "rules/es/a.yaml"])
    #expect(data.file("rules/es/a.yaml")?["a"]?.text == "2")
    #expect(try PipelineFile("default", files: data.files).corrections(beside: path + "/Pipelines") == path + "/local/corrections")
  }

  @Test func scalarsStayTextAndOrderStays() throws {
    let tree = try parseYAML(Array("b: [á, \"\", 'x: y', 1.50, yes]\na: {z: {y: [1, {c: d}]}}\nc: |\n  two\n  lines\n".utf8), path: "f")
    #expect(tree.entries.map(\.key) == ["b", "a", "c"])
    #expect(tree["b"]?.texts == ["á", "", "x: y", "1.50", "yes"])
    #expect(tree["a"]?["z"]?["y"]?.items.last?["c"]?.text == "d")
    #expect(tree["c"]?.text == "two\nlines\n")
    #expect(try parseYAML([], path: "f") == DataTree.map([]))
  }

  @Test(arguments: [
    ("a: [1, 2", "line 2, column 1"), ("a: 1\n b: 2\n", "line 2, column 3"), ("a: &x 1\nb: *x\n", "line 2, column 4"),
    ("[1]: a\n", "line 1, column 1"), ("a: 1\n---\nb: 2\n", "line 2, column 1"),
    (String(repeating: "[", count: 80) + String(repeating: "]", count: 80), "line 1, column 65"),
  ])
  func faultsSayWhere(yaml: String, place: String) {
    let fault = #expect(throws: DataFault.self) { try parseYAML(Array(yaml.utf8), path: "f.yaml") }
    #expect(fault?.place == place)
    #expect(fault?.path == "f.yaml")
  }

  @Test func bytesThatAreNoTextAreTold() {
    let fault = #expect(throws: DataFault.self) { try parseYAML([0x61, 0x3A, 0x20, 0xFF], path: "f.yaml") }
    #expect(fault?.message == "is not UTF-8")
  }

  @Test func theFingerprintFollowsTheBytes() throws {
    let a = DataFolder(path: try folder(["default.yaml": "name: default"])).fingerprint
    let b = DataFolder(path: try folder(["default.yaml": "name: default "])).fingerprint
    let c = DataFolder(path: try folder(["other.yaml": "name: default"])).fingerprint
    #expect(Set([a, b, c]).count == 3)
    #expect(a.utf8.count == 64)
  }

  @Test func whatIsNoYAMLIsTold() throws {
    let data = DataFolder(path: try folder(["default.yaml": "a: [1, 2"]))
    #expect(data.faults.map(\.path) == ["default.yaml"])
  }

  /// Which languages scans are in is no matter of the program's: it stands in the data alone.
  @Test func aPipelineTakesTheLanguagesOfScansFromTheDefault() throws {
    let common = DataFile(
      path: "default.yaml",
      tree: .map([.init(key: "inputs", value: .map([.init(key: "ocr-languages", value: .list([.scalar("kat"), .scalar("hye")]))]))]))
    let silent = DataFile(path: "nightly.yaml", tree: .map([.init(key: "name", value: .scalar("nightly"))]))
    let own = DataFile(
      path: "own.yaml", tree: .map([.init(key: "inputs", value: .map([.init(key: "ocr-languages", value: .list([.scalar("eus")]))]))]))
    #expect(try PipelineFile("nightly", files: [common, silent]).ocrLanguages == ["kat", "hye"])
    #expect(try PipelineFile("own", files: [common, own]).ocrLanguages == ["eus"])
    #expect(try PipelineFile("nightly", files: [silent]).ocrLanguages == [])
  }

  @Test func anUnknownFieldIsAnsweredWithTheKnownOnes() {
    let file = DataFile(path: "default.yaml", tree: .map([.init(key: "limits", value: .map([.init(key: "memory", value: .scalar("1"))]))]))
    let fault = #expect(throws: DataFault.self) { try PipelineFile("default", files: [file]) }
    #expect(fault?.place == "limits.memory")
    #expect(fault?.message.contains("memory-mb") == true)
  }
}
