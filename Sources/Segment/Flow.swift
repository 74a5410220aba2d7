import Model

/// The body of a document as printed lines in reading order, between what Layout found on the pages and the blocks that are made of it.
///
/// `pages → Flow` (order, furniture, tables, figures) `→ roles` (what each line is) `→ Draft` (blocks) `→ Document`.
struct Flow {
  var pages: [Page]
  /// All items of all pages, in reading order; furniture is apart.
  var items: [FlowItem] = []
  var furniture: [FlowLine] = []
  var fonts: [FontFacts] = []
  /// The size of running text, points: what most scalars of the body have.
  var bodySize: Double = 10
  /// Two letters, from the words of the text.
  var language = "es"
}

enum FlowItem {
  case line(FlowLine)
  case table(PageTable)
  case figure(PageFigure)

  /// Index into ``Flow/pages``.
  var page: Int {
    switch self {
    case .line(let line): line.page
    case .table(let table): table.page
    case .figure(let figure): figure.page
    }
  }

  var box: Box {
    switch self {
    case .line(let line): line.box
    case .table(let table): table.box
    case .figure(let figure): figure.box
    }
  }
}

/// One printed line: the segments (``TextLine``) of one baseline in one column, joined, words in reading order.
struct FlowLine {
  /// Index into ``Flow/pages``.
  var page: Int
  var words: [Word]
  var box: Box
  var baseline: Double
  /// The size that most of its scalars have, superscripts left out.
  var size: Double
  /// The column (or box) that it stands in, reading frame.
  var column: Box
  /// Indices of the page's `lines` that it was joined of.
  var sources: [Int] = []
  /// What it is; set by the role steps.
  var role: Role = .text
  /// Whether a block begins with it; nil leaves that to Assembly.
  var begins: Bool?
  /// Of a heading 1…, of a list item its depth from 1; 0 where not known.
  var level = 0
  /// Of a list item, note or footnote, as printed (`•`, `1)`, `47`), where one begins with this line.
  var marker: String?
  /// How many scalars the marker takes at the line's start (spaces between words not counted): they stay out of the block's text.
  var skip = 0
  /// Places in its words that call a note: they stay out of the text and become anchors.
  var calls: [NoteCall] = []

  /// The words joined as printed.
  var text: String { words.joinedText }
}

/// Scalars `from..<to` of one word of a line are the call of the note `marker`.
struct NoteCall {
  var word: Int
  var from: Int
  var to: Int
  var marker: String
}

/// What a line is for. `.text` until a step knows better; a later step never overrides an earlier one but for `.text`.
enum Role: Equatable {
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
  /// A line of a printed table of contents.
  case contents
  case furniture
}

/// A table as far as one page holds it.
struct PageTable {
  /// Index into ``Flow/pages``.
  var page: Int
  /// Reading frame.
  var box: Box
  /// Indices into the page's `lines` that are in its cells.
  var lines: Set<Int>
  var rows: Int
  var columns: Int
  var headerRows: Int
  /// Boxes in the reading frame until the pieces are joined.
  var cells: [Cell]
  var confidence: Double
}

/// A picture, chart or diagram as one page holds it, with the words inside.
struct PageFigure {
  var page: Int
  /// Reading frame.
  var box: Box
  /// `chart`, `photo`, `map`, `diagram`, `image`.
  var kind: String
  /// Indices into the page's `lines` that are inside.
  var lines: Set<Int>
}
