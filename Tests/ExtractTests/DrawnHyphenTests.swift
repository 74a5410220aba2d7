import Testing

@testable import Extract
@testable import Model

/// Soft hyphens that a page shows amid its lines.
@Suite struct DrawnHyphenTests {
  /// A page in a font whose hyphen is U+00AD in its table.
  private func words(_ lines: [String]) throws -> [String] {
    var pdf = TinyPDF()
    let map = pdf.addStream(
      """
      /CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def
      1 begincodespacerange <00> <FF> endcodespacerange
      1 beginbfrange <20> <7E> <0020> endbfrange
      1 beginbfchar <2D> <00AD> endbfchar endcmap end end
      """)
    let widths = (0x20...0x7E).map { $0 == 0x20 || $0 == 0x2D ? "300" : "500" }.joined(separator: " ")
    let font = pdf.add(
      "<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 32 /LastChar 126 /Widths [\(widths)] /Encoding /WinAnsiEncoding /ToUnicode \(map) 0 R >>"
    )
    pdf.addPage(lines.enumerated().map { show($1, x: 50, y: 700 - 14 * Double($0)) }.joined(separator: " "), font: font)
    return try pdf.read().words.map(\.text)
  }

  @Test func oneAmidALineIsAHyphen() throws {
    #expect(try words(["arma-se o farol", "Folha 2 - o mar"]) == ["arma-se", "o", "farol", "Folha", "2", "-", "o", "mar"])
    // Then those at the ends of lines are hyphens too, of which the paragraph decides.
    #expect(try words(["arma-se o fa-", "rol do mar"]) == ["arma-se", "o", "fa-", "rol", "do", "mar"])
  }

  @Test func oneAtTheEndOfALineStaysSoft() throws {
    #expect(try words(["arma o fa-", "rol do mar"]) == ["arma", "o", "fa\u{AD}", "rol", "do", "mar"])
  }
}
