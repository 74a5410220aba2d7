package import Model
import Text

/// The body of a document as printed lines in reading order, between what Layout found on the pages and the blocks that are made of it.
///
/// `pages → Flow` (order, furniture, tables, figures) `→ roles` (what each line is) `→ Draft` (blocks) `→ Document`.
package struct Flow {
  package var pages: [Page]
  /// All items of all pages, in reading order; furniture is apart.
  package var items: [FlowItem] = []
  package var furniture: [FlowLine] = []
  package var fonts: [FontFacts] = []
  /// The size of running text, points: what most scalars of the body have.
  package var bodySize: Double = 10
}

package indirect enum FlowItem {
  case line(FlowLine)
  case table(PageTable)
  case figure(PageFigure)

  /// Index into ``Flow/pages``.
  package var page: Int {
    switch self {
    case .line(let line): line.page
    case .table(let table): table.page
    case .figure(let figure): figure.page
    }
  }

  package var box: Box {
    switch self {
    case .line(let line): line.box
    case .table(let table): table.box
    case .figure(let figure): figure.box
    }
  }
}

/// Where and how large a line stands, without its words: measuring lines needs no copy of them.
package struct LineFrame {
  package var page: Int
  package var box: Box
  package var baseline: Double
  package var size: Double
  package var column: Box
  package var role: Role
}

extension FlowItem {
  /// Nil for tables and figures.
  package var frame: LineFrame? {
    guard case .line(let line) = self else { return nil }
    return LineFrame(page: line.page, box: line.box, baseline: line.baseline, size: line.size, column: line.column, role: line.role)
  }
}

/// One printed line: the segments (``TextLine``) of one baseline in one column, joined, words in reading order.
package struct FlowLine {
  /// Index into ``Flow/pages``.
  package var page: Int
  package var words: [Word]
  package var box: Box
  package var baseline: Double
  /// The size that most of its scalars have, superscripts left out.
  package var size: Double
  /// The column (or box) that it stands in, reading frame.
  package var column: Box
  /// The drawn box that it stands in, if others stand beside that.
  package var boxed: Box?
  /// Indices of the page's `lines` that it was joined of.
  package var sources: [Int] = []
  /// What it is; set by the role steps.
  package var role: Role = .text
  /// Whether a block begins with it; nil leaves that to Assembly.
  package var begins: Bool?
  /// Of a heading 1…, of a list item its depth from 1; 0 where not known.
  package var level = 0
  /// Of a list item, note or footnote, as printed (`•`, `1)`, `47`), where one begins with this line.
  package var marker: String?
  /// How many scalars the marker takes at the line's start (spaces between words not counted): they stay out of the block's text.
  package var skip = 0
  /// Places in its words that call a note: they stay out of the text and become anchors.
  package var calls: [NoteCall] = []

  package init(
    page: Int, words: [Word], box: Box, baseline: Double, size: Double, column: Box, sources: [Int] = [], role: Role = .text,
    begins: Bool? = nil, level: Int = 0, marker: String? = nil, skip: Int = 0, calls: [NoteCall] = []
  ) {
    self.page = page
    self.words = words
    self.box = box
    self.baseline = baseline
    self.size = size
    self.column = column
    self.sources = sources
    self.role = role
    self.begins = begins
    self.level = level
    self.marker = marker
    self.skip = skip
    self.calls = calls
  }

  /// The words joined as printed.
  package var text: String { words.joinedText }
}

/// Scalars `from..<to` of one word of a line are the call of the note `marker`.
package struct NoteCall {
  package var word: Int
  package var from: Int
  package var to: Int
  package var marker: String

  package init(word: Int, from: Int, to: Int, marker: String) {
    self.word = word
    self.from = from
    self.to = to
    self.marker = marker
  }
}

/// What a line is for. `.text` until a step knows better; a later step never overrides an earlier one but for `.text`.
package enum Role: Equatable {
  case text
  case heading
  case listItem
  case quote
  case caption
  case units
  case source
  case note
  case footnote
  case glossary
  /// A line of an entry of a reference list.
  case reference
  /// A line of a printed table of contents.
  case contents
  case furniture
}

/// A table as far as one page holds it.
package struct PageTable {
  /// Index into ``Flow/pages``.
  package var page: Int
  /// Reading frame.
  package var box: Box
  /// Indices into the page's `lines` that are in its cells.
  package var lines: Set<Int>
  package var rows: Int
  package var columns: Int
  package var headerRows: Int
  /// Boxes in the reading frame until the pieces are joined.
  package var cells: [Cell]
  package var confidence: Double
  /// It is known to be more of the table before it.
  package var goesOn = false
  /// By column: where its words begin and end in line, points; empty where that is not known.
  package var edges: [ColumnEdges] = []

  package init(page: Int, box: Box, lines: Set<Int>, rows: Int, columns: Int, headerRows: Int, cells: [Cell], confidence: Double) {
    self.page = page
    self.box = box
    self.lines = lines
    self.rows = rows
    self.columns = columns
    self.headerRows = headerRows
    self.cells = cells
    self.confidence = confidence
  }
}

/// Left and right edge of most of a column's words; nil where they are not in line.
package struct ColumnEdges: Equatable {
  package var left: Double?
  package var right: Double?

  package init(left: Double?, right: Double?) {
    self.left = left
    self.right = right
  }
}

/// A picture, chart or diagram as one page holds it, with the words inside.
package struct PageFigure {
  package var page: Int
  /// Reading frame.
  package var box: Box
  /// `chart`, `photo`, `map`, `diagram`, `image`.
  package var kind: String
  /// Indices into the page's `lines` that are inside.
  package var lines: Set<Int>

  package init(page: Int, box: Box, kind: String, lines: Set<Int>) {
    self.page = page
    self.box = box
    self.kind = kind
    self.lines = lines
  }
}
