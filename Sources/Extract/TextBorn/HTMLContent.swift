import Model

/// A web page as blocks of styled text and tables, between the parsed tree and the synthetic page.
enum HTMLItem {
  case block(HTMLBlock)
  case table(HTMLTable)
  /// What is called from the text, by the call as printed there.
  case note(call: String, blocks: [HTMLBlock])
  case picture(width: Double, height: Double)
  case rule
}

/// A paragraph, heading, list item or anything else that stands on lines of its own.
struct HTMLBlock {
  /// Standard structure types as a tagged PDF would have them.
  var path: [String]
  var element: Int
  /// Depth of lists and quotations around it.
  var depth = 0
  /// `•`, `3.`: painted by the browser, not in the text.
  var marker: String?
  /// 1…6 for headings, else 0.
  var headingLevel = 0
  /// Set in small type at the foot.
  var isNote = false
  var words: [HTMLWord] = []
}

struct HTMLWord {
  var scalars: [UInt32]
  var bold = false
  var italic = false
  var shift = Word.Shift.none
  var spaceBefore = true
  /// Starts a new line (`<br>`).
  var breaksLine = false
  /// Where a link around it leads, or nil.
  var target: String?
}

struct HTMLTable {
  var caption: HTMLBlock?
  var cells: [HTMLCell] = []
  var rows = 0
  var columns = 0
}

struct HTMLCell {
  var row: Int
  var column: Int
  var rowSpan: Int
  var columnSpan: Int
  var isHeader: Bool
  var blocks: [HTMLBlock]
}
