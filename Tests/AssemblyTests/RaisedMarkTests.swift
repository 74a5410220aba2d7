import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Text

struct RaisedMarkTests {
  private func text(_ rows: String) -> [String] {
    withRaisedMarks(typedPage(rows)).lines.map { line in
      line.words.map { ($0.spaceBefore ? " " : "") + ($0.shift == .superscript ? "^" : "") + $0.text }.joined()
    }
  }

  /// Word processors set the number before a note on a baseline of its own.
  @Test func marksGoToTheirLines() {
    #expect(text("72,696.6 6 4\n79,700 9 Acta de la junta.") == ["^4 Acta de la junta."])
    #expect(text("72,700 10 Se cerró el vado\n145,696.5 6 4") == ["Se cerró el vado^4"])
  }

  /// Digits that are set apart are one number; a mark may be hardly smaller than its line.
  @Test func digitsOfOneMarkAreJoined() {
    #expect(text("108,688.7 4 9 1\n115,692 8 Acta de la junta.") == ["^91 Acta de la junta."])
    #expect(text("100,755 6.5 1\n108,758.5 8 Acta de la junta.") == ["^1 Acta de la junta."])
  }

  /// A figure beside a line, one of the line above, one of the same size: none of them is a mark.
  @Test func figuresOfTheirOwnStay() {
    #expect(text("300,696.6 6 4\n79,700 9 Acta de la junta.").count == 2)
    #expect(text("72,688 6 4\n79,700 9 Acta de la junta.").count == 2)
    #expect(text("72,696.6 9 4\n79,700 9 Acta de la junta.").count == 2)
  }

  @Test(arguments: [
    ("CO", "2", Word.Shift.subscript, "₂"), ("10", "-6", .superscript, "⁻⁶"), ("1", "er", .superscript, "er"), ("m", "2", .none, "2"),
  ])
  func shiftedFiguresAreUnicode(_ base: String, _ raised: String, _ shift: Word.Shift, _ printed: String) {
    var word = typedLine(raised, x: 0, y: 0, size: 6).words[0]
    word.shift = shift
    #expect(word.printedText == printed)
  }
}
