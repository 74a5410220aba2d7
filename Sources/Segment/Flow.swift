import Model

/// The body of a document as printed lines in reading order, between what Layout found on the pages and the blocks that are made of it.
///
/// `pages → Flow` (order, furniture, tables, figures) `→ roles` (what each line is) `→ blocks`.
struct Flow {
  var pages: [Page]
  /// All items of all pages, in reading order; furniture is apart.
  var items: [FlowItem] = []
  var furniture: [FlowLine] = []
}

enum FlowItem {
  case line(FlowLine)
  case table(PageTable)
  case figure(PageFigure)
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
  /// What it is; set by the role steps.
  var role: Role = .text
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
