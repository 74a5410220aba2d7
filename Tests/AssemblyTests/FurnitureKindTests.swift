import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

/// Furniture that stands beside, behind or right over the text, and text that looks like it.
@Suite struct FurnitureKindTests {
  private func furniture(_ document: Document) -> [String] { document.blocks.filter { $0.type == .furniture }.map(\.text) }

  /// Lines of one paragraph, other on each page.
  private func body(_ page: Int, x: Double = 60, y: Double) -> String {
    let places = ["el vado", "la torre", "el molino", "la fragua", "el pozo"]
    return (0..<6).map { row in
      let (one, other) = (places[(page + row) % 5], places[(page * 2 + row + 1) % 5])
      return "\(x) \(y + Double(row) * 12) 10 - \(row == 0 ? "La" : "la") cuenta de \(one) y la de \(other) se rinden en la casa\n"
    }.joined()
  }

  /// It has the row of the text's first line, and nothing under it.
  @Test func aLabelBesideTheFirstLineIsFurniture() {
    let text = (0..<3).map { "page 400 600\n20 60 7 b Libro\n" + body($0, x: 80, y: 60) }.joined()
    let document = read(text)
    #expect(furniture(document) == ["Libro", "Libro", "Libro"])
    #expect(document.blocks.filter { $0.type == .paragraph }.allSatisfy { $0.text.hasPrefix("La cuenta") })
  }

  /// The same words with other amounts say something else.
  @Test(arguments: [("1,204.50", "3,118.25", "987.40"), ("48.213", "50.008", "51.300")])
  func linesThatDifferInAnAmountAreText(_ one: String, _ other: String, _ third: String) {
    let text = [one, other, third].enumerated().map { page, amount in
      "page 400 600\n" + body(page, y: 60) + "60 560 10 - Se pagan \(amount) coronas.\n60 572 10 - El pago es en la caja.\n"
    }.joined()
    #expect(furniture(read(text)).isEmpty)
  }

  @Test func largeLettersUnderTheTextAreAWatermark() {
    let document = read("page 400 600\n" + body(0, y: 60) + "80 92 40 - BORRADOR\n")
    #expect(furniture(document) == ["BORRADOR"])
    #expect(document.blocks.filter { $0.type == .paragraph }.count == 1)
  }

  /// A title touches one line at most; a large bracket of a formula has no letters.
  @Test(arguments: ["80 40 40 - FAROS", "80 92 40 - ("])
  func largeLettersThatAreNoWatermark(_ line: String) {
    #expect(furniture(read("page 400 600\n" + body(0, y: 60) + line + "\n")).isEmpty)
  }

  /// Headings are larger than the title of this document, which stands over its text.
  @Test(arguments: [(true, 0), (false, 1)]) func aTitleOverRunningTextIsNoLetterhead(text: Bool, heads: Int) {
    let first = "page 400 600\n60 50 10 b Historia de los vados\n"
    let document = read(
      first + (text ? body(0, y: 76) : "") + "60 \(text ? 160 : 100) 14 b Los primeros años\n" + body(1, y: text ? 190 : 130))
    #expect(furniture(document).count == heads)
  }
}
