import Foundation
import Model
import Reading
import Testing

/// A document from its bytes to its record, with the project's own data.
@Suite struct ChainTests {
  private static let pipelines = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../Pipelines").path

  private func read(_ text: String, _ name: String) throws -> Record {
    let path = NSTemporaryDirectory() + "foja-chain-\(UUID().uuidString)-\(name)"
    try Data(text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try Chain(data: DataFolder(path: Self.pipelines)).read(path, name: name)
  }

  /// Pages with these contents, each with its filter; poppler finds the objects without a table.
  private func pdf(_ contents: [(filter: String, bytes: String)]) -> String {
    var out = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    let kids = contents.indices.map { "\(10 + 2 * $0) 0 R" }.joined(separator: " ")
    out += "2 0 obj\n<< /Type /Pages /Count \(contents.count) /Kids [\(kids)] >>\nendobj\n"
    out += "3 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n"
    for (index, content) in contents.enumerated() {
      out += "\(10 + 2 * index) 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents \(11 + 2 * index) 0 R "
      out += "/Resources << /Font << /F1 3 0 R >> >> >>\nendobj\n"
      out += "\(11 + 2 * index) 0 obj\n<< /Length \(content.bytes.unicodeScalars.count) \(content.filter) >>\nstream\n\(content.bytes)\n"
      out += "endstream\nendobj\n"
    }
    return out + "trailer\n<< /Size 99 /Root 1 0 R >>\n%%EOF\n"
  }

  /// What Extract finds odd about pages is in the record, and makes it partial.
  @Test func findingsOfPagesReachTheRecord() throws {
    let text = "BT /F1 10 Tf 50 700 Td (Un informe de la junta) Tj ET"
    let record = try read(pdf([("", text), ("/Filter /FlateDecode", String(repeating: "garbage", count: 40)), ("", text)]), "a.pdf")
    #expect(record.document.pages.count == 3)
    let errors = record.document.findings.filter { $0.severity == .error }
    #expect(errors.map(\.code) == ["page-unreadable"])
    #expect(errors.compactMap(\.page) == [2])
    #expect(try read(pdf([("", text)]), "b.pdf").document.findings.allSatisfy { $0.severity < .error })
  }

  /// Two notes of one number, calls within a line: whatever stands in a text, it ends in a record.
  @Test(arguments: ["P)1\n\n1 D\n\n1 I", "oficinas12 de otros3 lugares\n\n3 Abierto\n\n12 Cerrado"])
  func oddNotesAreRead(_ text: String) throws {
    #expect(try read(text, "a.txt").document.blocks.isEmpty == false)
  }

  @Test func anHTMLTableKeepsItsGrid() throws {
    let record = try read(
      """
      <html lang=es><body><h1>Obras del año</h1><p>Las obras que la junta pagó durante el año fueron estas.</p>
      <table><caption>Tabla 1. Obras</caption><thead><tr><th rowspan=2>Obra<th colspan=2>Pagos<tr><th>2023<th>2024</thead>
      <tr><td>Puente<td>1,200.50<td>900<tr><td>Plaza<td><td>35</table></body></html>
      """, "a.html")
    let table = try #require(record.document.tables.first)
    #expect(table.rows == 4 && table.columns == 3 && table.headerRows == 2)
    #expect(table.cells.map(\.text) == ["Obra", "Pagos", "2023", "2024", "Puente", "1,200.50", "900", "Plaza", "", "35"])
    #expect(record.document.tables.count == 1)
  }

  @Test func notesOfAWebPageAreFootnotes() throws {
    let record = try read(
      """
      <html lang=es><body><main><h1>Informe de obras</h1><p>La junta pagó cinco obras<sup><a href="#n1">1</a></sup> durante el año, y dejó tres
      para el siguiente.</p><ol><li id="n1">Sin contar las plazas. <a href="#r1">&#8617;</a></li></ol></main><p>Aviso legal del sitio</p></body></html>
      """, "a.html")
    #expect(record.document.footnotes.map(\.text) == ["Sin contar las plazas."])
    #expect(record.document.footnotes.first?.anchors.count == 1)
    #expect(record.document.blocks.filter { $0.type == .furniture }.map(\.text) == ["Aviso legal del sitio"])
  }
}
