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
    let data = DataFolder(path: path, cached: false)
    #expect(data.files.map(\.path) == ["default.yaml", "rules/es/a.yaml", "rules/es/b.yaml"])
    #expect(data.file("rules/es/b.yaml")?["x"]?.texts == ["1", "no"])
    #expect(data.files[1].tree.items.first?["k"]?.text == "v w")
    #expect(data.faults == [])
  }

  @Test func theCopyTellsTheSame() throws {
    let path = try folder(["default.yaml": "name: default\ntexts: [á, \"\", 'x: y']\nmap: {a: {b: [1, {c: d}]}}"])
    let parsed = DataFolder(path: path, cached: true)
    let copied = DataFolder(path: path, cached: true)
    #expect(parsed.files == copied.files)
    #expect(parsed.fingerprint == copied.fingerprint)
  }

  @Test func theFingerprintFollowsTheBytes() throws {
    let a = DataFolder(path: try folder(["default.yaml": "name: default"]), cached: false).fingerprint
    let b = DataFolder(path: try folder(["default.yaml": "name: default "]), cached: false).fingerprint
    let c = DataFolder(path: try folder(["other.yaml": "name: default"]), cached: false).fingerprint
    #expect(Set([a, b, c]).count == 3)
    #expect(a.utf8.count == 64)
  }

  @Test func whatIsNoYAMLIsTold() throws {
    let data = DataFolder(path: try folder(["default.yaml": "a: [1, 2"]), cached: false)
    #expect(data.faults.map(\.path) == ["default.yaml"])
  }

  @Test func anUnknownFieldIsAnsweredWithTheKnownOnes() {
    let file = DataFile(path: "default.yaml", tree: .map([.init(key: "limits", value: .map([.init(key: "memory", value: .scalar("1"))]))]))
    let fault = #expect(throws: DataFault.self) { try PipelineFile("default", files: [file]) }
    #expect(fault?.place == "limits.memory")
    #expect(fault?.message.contains("memory-mb") == true)
  }
}
