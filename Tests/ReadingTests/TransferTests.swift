import Foundation
import Model
import Testing

@testable import Reading

/// Results of stages to bytes and back.
@Suite struct TransferTests {
  /// Plain values in a value, counted by reflection: what is empty or nil counts as one.
  private func values(in value: Any) -> Int {
    if value is Range<Int> { return 2 }
    let mirror = Mirror(reflecting: value)
    guard mirror.displayStyle == .struct, !mirror.children.isEmpty else { return 1 }
    return mirror.children.reduce(0) { $0 + values(in: $1.value) }
  }

  private func expectAllFields<T: Transferable>(of type: T.Type) {
    let written = Transfer.writing(T.blank).values
    #expect(written == values(in: T.blank), "a field of \(type) is not in Sources/Reading/Cache: what is kept of it would be lost")
  }

  @Test func everyFieldIsWritten() {
    expectAllFields(of: Box.self)
    expectAllFields(of: Source.self)
    expectAllFields(of: Metadata.self)
    expectAllFields(of: GlyphLedger.self)
    expectAllFields(of: PageFacts.self)
    expectAllFields(of: Section.self)
    expectAllFields(of: Block.self)
    expectAllFields(of: Span.self)
    expectAllFields(of: NoteMark.self)
    expectAllFields(of: CellValue.self)
    expectAllFields(of: Cell.self)
    expectAllFields(of: TableNote.self)
    expectAllFields(of: TableCheck.self)
    expectAllFields(of: Table.self)
    expectAllFields(of: Figure.self)
    expectAllFields(of: Anchor.self)
    expectAllFields(of: Footnote.self)
    expectAllFields(of: GlossaryEntry.self)
    expectAllFields(of: Finding.self)
    expectAllFields(of: FileExtras.self)
    expectAllFields(of: FileExtras.Bookmark.self)
    expectAllFields(of: FileExtras.Attachment.self)
    expectAllFields(of: FileExtras.FormField.self)
    expectAllFields(of: FileExtras.Comment.self)
    expectAllFields(of: Document.self)
    expectAllFields(of: Ink.self)
    expectAllFields(of: Style.self)
    expectAllFields(of: Word.self)
    expectAllFields(of: TextLine.self)
    expectAllFields(of: Ruling.self)
    expectAllFields(of: Fill.self)
    expectAllFields(of: Drawing.self)
    expectAllFields(of: ImageBox.self)
    expectAllFields(of: MarkedContent.self)
    expectAllFields(of: StatedTable.self)
    expectAllFields(of: StatedTable.Cell.self)
    expectAllFields(of: Page.self)
    expectAllFields(of: InfoEntry.self)
    expectAllFields(of: OutlineItem.self)
    expectAllFields(of: FontFacts.self)
    expectAllFields(of: DocumentFacts.self)
    expectAllFields(of: Extraction.self)
  }

  @Test(arguments: [0, 1, -1, 63, 64, -65, 1 << 40, Int.max, Int.min])
  func wholeNumbers(_ number: Int) {
    #expect(Transfer.read(Int.self, Transfer.write(number)[...]) == number)
  }

  @Test func textsAndOptionals() {
    var block = Block(id: "b1", type: .reference, text: "Año «2021» — 🂡", page: 3, marker: "[4]", level: 2)
    block.spans = [Span(page: 3, box: Box(x0: 0.1, y0: -2, x1: 1e9, y1: .pi), start: 0, end: 5, edges: [1.5, 2.25, -0])]
    let back = Transfer.read(Block.self, Transfer.write(block)[...])
    #expect(back.map { "\($0)" } == "\(block)")
  }

  /// Whatever is missing or too much is seen, and no bytes end the program.
  @Test func damagedBytes() {
    let whole = Transfer.write(Page(number: 7, shownWidth: 600, shownHeight: 800))
    #expect(Transfer.read(Page.self, whole[...]) != nil)
    #expect(Transfer.read(Page.self, (whole + [0])[...]) == nil)
    for end in whole.indices { #expect(Transfer.read(Page.self, whole[..<end]) == nil) }
    for place in whole.indices {
      var spoiled = whole
      spoiled[place] ^= 0xFF
      _ = Transfer.read(Page.self, spoiled[...])
    }
  }
}
