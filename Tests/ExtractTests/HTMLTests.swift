import Testing

@testable import Extract
@testable import Model

@Suite struct HTMLTests {
  private func read(_ body: String) throws -> Page {
    try openText("<!DOCTYPE html><html lang=es><body>\(body)</body></html>", "a.html").page(1)
  }

  private func paths(_ page: Page) -> [String] {
    page.lines.map { line in line.words.last.map { page.marked[Int($0.marked)].path.joined(separator: "/") } ?? "" }
  }

  @Test func headSaysWhatItIs() throws {
    let source = try openText(
      "<html lang=es><head><title> Un\n informe </title><meta name=author content='Ana'><script>x</script></head><body><p>t</p></body></html>",
      "a.html")
    #expect(source.facts.language == "es")
    #expect(source.facts.info.map { "\($0.key) \($0.value)" } == ["title Un informe", "author Ana"])
  }

  @Test func blocksCarryTheirPaths() throws {
    let page = try read(
      "<nav>menú</nav><h2>Uno</h2><p>texto <b>fuer</b>te</p>suelto<ul><li>a<li>b</ul><ol start=3><li>c</ol><p hidden>no</p>")
    #expect(page.texts == ["menú", "Uno", "texto fuerte", "suelto", "• a", "• b", "3. c"])
    #expect(
      paths(page) == [
        "Document/Artifact/P", "Document/H2", "Document/P", "Document/P", "Document/L/LI/LBody/P", "Document/L/LI/LBody/P",
        "Document/L/LI/LBody/P",
      ])
    #expect(page.lines[2].words.map(\.style.bold) == [false, true, false])
    #expect(page.lines[1].size > page.lines[2].size)
    #expect(page.isBalanced)
  }

  @Test func callsAreSuperscripts() throws {
    let words = try read("<p>en 2023<sup><a href='#n1'>1</a></sup>, y</p>").words
    #expect(words.map(\.text) == ["en", "2023", "1", ",", "y"])
    #expect(words.map(\.shift) == [.none, .none, .superscript, .none, .none])
    #expect(words.map(\.spaceBefore) == [true, true, false, false, true])
  }

  @Test func tablesAreStatedCellByCell() throws {
    let page = try read(
      "<table><caption>Cuadro</caption><tr><th rowspan=2>Año<th colspan=2>Monto<tr><th>A<th>B<tr><td>2020<td>1<td>2</table>")
    #expect(page.texts == ["Cuadro", "Año", "Monto", "A", "B", "2020", "1", "2"])
    let table = try #require(page.statedTables.first)
    #expect([table.rows, table.columns] == [3, 3])
    let cells = table.cells.map { "\($0.row),\($0.column) \($0.rowSpan)x\($0.columnSpan) \(page.texts[$0.lines].joined())" }
    #expect(cells == ["0,0 2x1 Año", "0,1 1x2 Monto", "1,1 1x1 A", "1,2 1x1 B", "2,0 1x1 2020", "2,1 1x1 1", "2,2 1x1 2"])
    #expect(table.cells.map(\.isHeader) == [true, true, true, true, false, false, false])
    #expect(paths(page).last == "Document/Table/TR/TD")
  }

  /// Spans that reach over the table's edge or into each other are cut.
  @Test func spansKeepToTheirTable() throws {
    let page = try read("<table><tr><td rowspan=9>a<td>b<td rowspan=2>c<tr><td colspan=7>d</table>")
    let table = try #require(page.statedTables.first)
    #expect(table.cells.map { "\($0.row),\($0.column) \($0.rowSpan)x\($0.columnSpan)" } == ["0,0 2x1", "0,1 1x1", "0,2 2x1", "1,1 1x1"])
  }

  /// HTML standard, "forming a table": a foot is set last, a span ends with its row group, zero spans the rest of it.
  @Test func rowGroupsStandInTheirOrderAndKeepTheirSpans() throws {
    let page = try read(
      "<table><thead><tr><th>Obra<th rowspan=3>Pago</thead><tfoot><tr><td>Total<td>9</tfoot>"
        + "<tbody><tr><td rowspan=0>Plaza<td>4<tr><td>5</tbody><tbody><tr><td>Puente<td>6</tbody></table>")
    let table = try #require(page.statedTables.first)
    let cells = table.cells.map { "\($0.row),\($0.column) \($0.rowSpan) \(page.texts[$0.lines].joined())" }
    #expect(
      cells == [
        "0,0 1 Obra", "0,1 1 Pago", "1,0 2 Plaza", "1,1 1 4", "2,1 1 5", "3,0 1 Puente", "3,1 1 6", "4,0 1 Total", "4,1 1 9",
      ])
    #expect(table.rows == 5)
  }

  @Test func aTableInACellOfATableIsReadThrough() throws {
    let page = try read("<table><tr><th>Obra<th>Pagos<tr><td>Puente<td><table><tr><td>uno<td>dos</table><tr><td>Plaza<td>tres</table>")
    #expect(page.statedTables.count == 1)
    #expect(page.texts == ["Obra", "Pagos", "Puente", "uno", "dos", "Plaza", "tres"])
  }

  @Test func layoutTablesAreReadThrough() throws {
    let page = try read("<table><tr><td><h1>Título</h1><p>texto</p></td><td>lado</td></tr></table>")
    #expect(page.texts == ["Título", "texto", "lado"])
    #expect(page.statedTables.isEmpty)
  }

  @Test func whatIsAroundTheContentIsFurniture() throws {
    let page = try read(
      "<div><a href=/x>Inicio</a> <a href=/y>Buscar</a></div><main><h1>Informe</h1><p>Un texto con más letras que el menú que lo rodea.</p></main><p>Aviso legal</p>"
    )
    #expect(paths(page) == ["Document/Artifact/P", "Document/H1", "Document/P", "Document/Artifact/P"])
  }

  @Test func aListOfLinksIsAMenu() throws {
    let page = try read(
      "<ul><li><a href=/a>Uno</a><li><a href=/b>Dos</a><li><a href=/c>Tres</a><li><a href=/d>Cuatro</a></ul><ul><li>Un texto</ul>")
    #expect(paths(page).map { $0.contains("Artifact") } == [true, true, true, true, false])
  }

  /// They stand at the foot with their calls; the list's numbers and the ways back are no text.
  @Test func notesAreWhatIsCalled() throws {
    let page = try read(
      "<p>Hubo cinco obras<sup><a href='#n1'>1</a></sup> en el año.</p><p>Y tres más.</p><ol><li id=n1>Sin contar las plazas. <a href='#r1'>↩</a></li></ol>"
    )
    #expect(
      page.texts == ["Hubo cinco obras1 en el año.", "Y tres más.", "1Sin contar las plazas."]
        || page.texts.last == "1 Sin contar las plazas.")
    let note = try #require(page.lines.last)
    #expect(note.words.first?.shift == .superscript)
    #expect(note.size < page.lines[0].size)
    #expect(page.rulings.count == 1)
    #expect(page.isBalanced)
  }

  @Test func theDateOfAnArticleIsAFact() throws {
    let source = try openText(
      "<html><body><article><time datetime='2024-03-05'>martes</time><p>texto</p></article></body></html>", "a.html")
    #expect(source.facts.info.map { "\($0.key) \($0.value)" } == ["date 2024-03-05"])
  }
}
