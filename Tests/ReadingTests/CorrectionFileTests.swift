import Foundation
import Model
import Reading
import Testing

/// Files of corrections: what is taken, and what is refused with its place.
@Suite struct CorrectionFileTests {
  private let head = "document: \"sha256:\(String(repeating: "a", count: 64))\"\nfile: \"muelle.pdf\"\ncorrections:\n"
  private let spot = "page: 2, box: [10, 20.5, 90, 32], text: \"El muelle: viejo\""

  private func load(_ files: [String: String]) throws -> CorrectionFiles {
    let folder = NSTemporaryDirectory() + "foja-corrections-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, text) in files {
      let url = URL(fileURLWithPath: folder + "/" + name)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    return try CorrectionFiles(folder: folder)
  }

  private func refusal(_ item: String) -> DataFault? {
    do {
      _ = try load(["a.corrections.yaml": head + "  - {\(item), \(spot)}\n"])
      return nil
    } catch { return error as? DataFault }
  }

  @Test func eachKindIsTaken() throws {
    let items = [
      "kind: heading, says: \"no\"", "kind: heading, says: 3, page: 4, box: [1, 2, 3, 4], text: \"a\"", "kind: header, says: \"yes\"",
      "kind: title, says: \"Obras\"",
      "kind: name, type: person, says: \"Zenda Roe\"", "kind: mention, type: date, says: \"no\"",
      "kind: value, type: date, value: {edtf: \"2021-05\"}",
      "kind: value, type: money, value: {amount: \"12.50\", currency: MXN}", "kind: cell, type: number, value: {number: \"-3\"}",
      "kind: cell, type: missing, value: null, page: 3, box: [1, 2, 3, 4], text: \"-\"",
      "kind: table, says: joined, with: {page: 3, box: [1, 2, 3, 4], text: \"x\"}",
    ]
    let lines = items.map { "  - {\($0)\($0.contains("page: 4") || $0.contains("text: \"-\"") ? "" : ", " + spot)}\n" }.joined()
    let files = try load(["2023/a.corrections.yaml": head + lines, "notes.yaml": "nothing of ours"])
    let found = files.of(String(repeating: "a", count: 64))
    #expect(found.count == items.count)
    #expect(found[0].place == Correction.Place(page: 2, box: Box(x0: 10, y0: 20.5, x1: 90, y1: 32), text: "El muelle: viejo"))
    #expect(found[1].says == "3" && found[7].value == ["amount": "12.50", "currency": "MXN"] && found[9].value == nil)
    #expect(files.of("other").isEmpty)
    #expect(files.stamps.count == 1)
  }

  @Test func withoutAFolderThereAreNone() throws {
    #expect(try CorrectionFiles(folder: "/nowhere/at/all").files.isEmpty)
  }

  @Test(arguments: [
    ("kind: headin, says: \"no\"", "corrections[1].kind", "heading"), ("kind: heading, says: 9", "corrections[1].says", "known are no, 1"),
    ("kind: heading, say: 2", "corrections[1].say", "known are kind, page, box, text, says"),
    ("kind: value, type: money, value: {amount: \"12,50\", currency: MXN}", "corrections[1].value.amount", "no exact decimal"),
    ("kind: value, type: money, value: {currency: MXN}", "corrections[1].value", "other fields"),
    ("kind: value, type: date, value: {edtf: \"2021-13\"}", "corrections[1].value.edtf", "no date"),
    ("kind: name, type: date, says: \"x\"", "corrections[1].type", "person, organization or place"),
    ("kind: table, says: joined", "corrections[1].with", "the other table"),
    ("kind: cell, type: person, value: {number: \"1\"}", "corrections[1].type", "number, percent"),
  ])
  func whatCannotBeIsRefusedWithItsPlace(_ item: String, _ place: String, _ message: String) throws {
    let fault = try #require(refusal(item))
    #expect(fault.path == "a.corrections.yaml" && fault.place == place)
    #expect(fault.message.contains(message), "\(fault.message)")
  }

  @Test func twoOfOneKindAndPlaceContradict() throws {
    let item = "  - {kind: heading, says: 2, \(spot)}\n"
    #expect(throws: DataFault.self) { try load(["a.corrections.yaml": head + item, "b.corrections.yaml": head + item]) }
    #expect(throws: DataFault.self) { try load(["a.corrections.yaml": "document: muelle.pdf\ncorrections: []\n"]) }
  }
}
