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

  @Test func tablesStandOnARuledGrid() throws {
    let page = try read(
      "<table><caption>Cuadro</caption><tr><th rowspan=2>Año<th colspan=2>Monto<tr><th>A<th>B<tr><td>2020<td>1<td>2</table>")
    #expect(page.texts == ["Cuadro", "Año", "Monto", "A", "B", "2020", "1", "2"])
    // The spanning head leaves the ruling between its two columns short.
    let upright = page.rulings.filter { !$0.horizontal }.map(\.start)
    #expect(upright.count == 4)
    #expect(Set(upright).count == 2)
    #expect(paths(page).last == "Document/Table/TR/TD")
  }

  @Test func layoutTablesAreReadThrough() throws {
    let page = try read("<table><tr><td><h1>Título</h1><p>texto</p></td><td>lado</td></tr></table>")
    #expect(page.texts == ["Título", "texto", "lado"])
    #expect(page.rulings.isEmpty)
  }
}
