package import Model
import Text
package import Layout

/// One logical table: the pieces that it was printed in, by place in ``Flow/items``, and what they make together.
package struct JoinedTable {
  package var pieces: [Int]
  package var table: Table
}

/// Every table piece of the flow belongs to exactly one joined table; boxes are turned to the page as shown.
///
/// A piece goes on with the table before it when it stands at the top of the next page or column, nothing but furniture, notes and a
/// repeated caption is between, and its columns are the same: its header says the same words, or it has no header and its borders stand at
/// the same places.
///
/// The last word have people who said that two tables are one.
package func joinTables(_ flow: Flow, corrections: inout Corrections, settings: SegmentSettings) -> [JoinedTable] {
  let words = settings.captionWords
  var out: [JoinedTable] = []
  var open: [PageTable] = []
  var places: [Int] = []
  // Tables of the last two pages, to know a letterhead in boxes by: it comes again, and the table goes on under it.
  var before: [PageTable] = []
  func close() {
    guard !open.isEmpty else { return }
    out.append(JoinedTable(pieces: places, table: logicalTable(open, pages: flow.pages)))
    open = []
    places = []
  }
  for (place, item) in flow.items.enumerated() {
    guard case .table(let printed) = item else { continue }
    let piece = open.first.flatMap { $0.page < printed.page ? aligned(printed, to: $0) : nil } ?? printed
    var goesOn = false
    if let last = open.last, let before = places.last, settings.tables.joinsOverPages {
      goesOn = continues(piece, after: last, first: open[0], between: (before + 1)..<place, flow: flow, words: words)
    }
    for index in corrections.of(.table) where saysOne(corrections.all[index], open, printed, pages: flow.pages) {
      corrections.settle(index, goesOn ? .agrees : .applied)
      goesOn = true
    }
    let again = !goesOn && !open.isEmpty && before.contains { isLetterhead(printed, again: $0) }
    before.removeAll { $0.page + 1 < printed.page }
    before.append(printed)
    if goesOn {
      open.append(piece)
      places.append(place)
    } else if again {
      out.append(JoinedTable(pieces: [place], table: logicalTable([printed], pages: flow.pages)))
    } else {
      close()
      open = [printed]
      places = [place]
    }
  }
  close()
  return out.sorted { $0.pieces[0] < $1.pieces[0] }
}

/// Whether a small table at the head of a page stands where one stood on the page before and says the same (but for the page's number).
private func isLetterhead(_ table: PageTable, again other: PageTable) -> Bool {
  guard table.page == other.page + 1, table.rows <= JoinRule.letterhead, table.rows == other.rows, table.columns == other.columns,
    abs(table.box.y0 - other.box.y0) < JoinRule.place, abs(table.box.y1 - other.box.y1) < JoinRule.place,
    abs(table.box.x0 - other.box.x0) < JoinRule.place, table.cells.count == other.cells.count
  else { return false }
  let same = zip(table.cells, other.cells).count { $0.text == $1.text }
  return same * 10 >= table.cells.count * 8 || same == table.cells.count - 1
}

/// Tables of pages without the rest of the document: for looking at tables alone.
package func tables(in pages: [Page], settings: SegmentSettings) -> [Table] {
  let none = pages.map { [Bool](repeating: false, count: $0.lines.count) }
  return findTables(pages, leavingOut: none, settings: settings).flatMap { $0.map { logicalTable([$0], pages: pages) } }
}

// MARK: Does it go on?

/// Whether a correction says that a printed table goes on the one that is open.
private func saysOne(_ correction: Correction, _ open: [PageTable], _ next: PageTable, pages: [Page]) -> Bool {
  func stands(_ table: PageTable, at place: Correction.Place) -> Bool {
    pages[table.page].number == place.page && place.isMostly(pages[table.page].shown(table.box))
  }
  guard let with = correction.with else { return false }
  return open.contains { stands($0, at: correction.place) } && stands(next, at: with)
}

/// Pieces of one table. The part of the width by which …
private enum JoinRule {
  /// Rows of a letterhead at most, and points by which it may stand elsewhere on the next page.
  static let letterhead = setting("letterhead", 10)
  static let place = setting("place", 3.0)
  /// … their widths may differ.
  static let width = setting("width", 0.06)
  /// … a border may miss the other piece's.
  static let border = setting("border", 0.06)
}

private func continues(
  _ piece: PageTable, after last: PageTable, first: PageTable, between: Range<Int>, flow: Flow, words: CaptionWords
) -> Bool {
  if piece.goesOn { return true }
  let sameHeader = headersAgree(piece, first)
  guard
    piece.page == last.page + 1
      || (piece.page == last.page && piece.box.x0 > last.box.x1 - 2
        && (sameHeader ? piece.box.y0 < last.box.y1 : piece.box.y0 < last.box.y0 - 24))
  else {
    return false
  }
  var closed = false
  for item in flow.items[between] {
    switch item {
    case .figure(let figure) where figure.kind != "image": return false
    case .figure, .table: continue
    case .line(let line):
      if isBetweenPages(line, last, piece, flow: flow, from: between.lowerBound) { continue }
      switch line.role {
      case .furniture, .footnote, .units: continue
      case .caption:
        let text = Opening(line.words, limit: 96)
        if words.isContinued(text.folded) { continue }
        guard let label = words.label(text) else {
          // A title without a label is of another table, unless it is the first one's again.
          if line.page == piece.page, line.begins == true, !isTitle(line, of: first, flow: flow, words: words) { return false }
          continue
        }
        // A caption of its own, unless it repeats the first one's.
        if line.page == piece.page, label.numbered, label.key != captionKey(before: first, flow: flow, words: words) { return false }
      case .source, .note:
        // Notes may stand under each part; then the next part must say that it is one.
        if line.page == last.page { closed = true }
      default:
        let text = Opening(line.words, limit: 48)
        if words.isContinued(text.folded) { continue }
        return false
      }
    }
  }
  if closed, !sameHeader { return false }
  return sameHeader || bordersAgree(piece, last, flow: flow) || linesAgree(piece, last)
}

/// Whether a line begins with what the title above a table begins with (`Costs`, `Costs (continued)`).
private func isTitle(_ line: FlowLine, of table: PageTable, flow: Flow, words: CaptionWords) -> Bool {
  var title: [UInt32] = []
  for item in flow.items {
    switch item {
    case .line(let above) where above.role == .caption && above.begins == true && above.page == table.page && above.box.y0 < table.box.y0:
      title = Opening(above.words).folded
    case .table(let it) where it.page == table.page && it.box == table.box:
      let again = Opening(line.words).folded
      guard !title.isEmpty, again.starts(with: title) else { return false }
      let rest = Array(again.dropFirst(title.count))
      return rest.isEmpty || words.isContinued(rest)
    default: continue
    }
  }
  return false
}

/// The number in the caption nearest above a table.
private func captionKey(before table: PageTable, flow: Flow, words: CaptionWords) -> String? {
  var key: String?
  for item in flow.items {
    switch item {
    case .line(let line) where line.role == .caption && line.page == table.page && line.box.y0 < table.box.y0:
      if let label = words.label(Opening(line.words, limit: 48)), label.numbered { key = label.key }
    case .table(let it) where it.page == table.page && it.box == table.box: return key
    default: continue
    }
  }
  return key
}

private func headerKey(_ table: PageTable) -> [String] {
  table.cells.filter { $0.row < table.headerRows && !$0.text.isEmpty }.map { cell in
    String(scalars: cell.text.unicodeScalars.filter { !isSpace($0) && $0.value != 0x2D && $0.value != 0xAD }[...])
  }
}

package func headersAgree(_ a: PageTable, _ b: PageTable) -> Bool {
  let x = headerKey(a)
  let y = headerKey(b)
  let same = x == y || x.count == y.count && zip(x, y).allSatisfy { $0 == $1 || isSame($0, butForBrackets: $1) } && x.count >= 2
  if a.columns == b.columns, x.count != y.count, isMost(a, of: b) || isMost(b, of: a) { return true }
  return x.count >= 2 && same && a.rows > a.headerRows || (a.columns == b.columns && x.count == 1 && same)
}

/// Whether all heads of one piece stand in the same columns of another, and are most of its heads: one was lost to the margin, or is blank overleaf.
private func isMost(_ some: PageTable, of all: PageTable) -> Bool {
  func heads(_ table: PageTable) -> [Cell] { table.cells.filter { $0.row < table.headerRows && !$0.text.isEmpty } }
  let (few, many) = (heads(some), heads(all))
  guard few.count >= 3, few.count < many.count, few.count * 5 >= many.count * 3, some.headerRows == all.headerRows else { return false }
  return few.allSatisfy { head in
    many.contains { $0.row == head.row && $0.column == head.column && $0.columnSpan == head.columnSpan && $0.text == head.text }
  }
}

/// `Aldea (cont.)` is the head `Aldea` again.
private func isSame(_ a: String, butForBrackets b: String) -> Bool {
  let (short, long) = a.utf8.count < b.utf8.count ? (a, b) : (b, a)
  return !short.isEmpty && long.hasPrefix(short + "(") && long.hasSuffix(")")
}

/// Borders at the same places, or at places moved by one distance (inner and outer margins); as many columns, or fewer of them.
private func bordersAgree(_ a: PageTable, _ b: PageTable, flow: Flow) -> Bool {
  guard a.columns == b.columns else { return false }
  let x = columnStarts(a)
  let y = columnStarts(b)
  guard x.count == y.count, abs(a.box.width - b.box.width) < JoinRule.width * max(a.box.width, b.box.width) else { return false }
  let shift = a.box.x0 - b.box.x0
  return zip(x, y).allSatisfy { abs($0 - $1 - shift) < JoinRule.border * max(60, a.box.width) }
}

private func columnStarts(_ table: PageTable) -> [Double] {
  var out = [Double](repeating: .infinity, count: table.columns)
  for cell in table.cells { out[cell.column] = min(out[cell.column], cell.box.x0) }
  return out
}

// MARK: One table

func logicalTable(_ pieces: [PageTable], pages: [Page]) -> Table {
  let first = pieces[0]
  var table = Table(id: "", block: "", rows: first.rows, columns: pieces.map(\.columns).max() ?? first.columns)
  table.headerRows = first.headerRows
  table.confidence = pieces.map(\.confidence).min() ?? 1
  table.cells = shown(first, pages)
  table.pages = [pages[first.page].number]
  for piece in pieces.dropFirst() {
    let number = pages[piece.page].number
    if table.pages.last != number { table.pages.append(number) }
    var cells = shown(piece, pages)
    let repeated = headersAgree(piece, first) ? piece.headerRows : lastHeads(of: first, in: piece)
    cells.removeAll { $0.row < repeated }
    for index in cells.indices {
      cells[index].row -= repeated
      if repeated == 0 { cells[index].header = false }
    }
    var count = piece.rows - repeated
    if rejoin(&cells, onto: &table) {
      cells.removeAll { $0.row == 0 }
      for index in cells.indices { cells[index].row -= 1 }
      count -= 1
    }
    spreadLastGroup(&table, before: cells)
    for index in cells.indices { cells[index].row += table.rows }
    table.cells += cells
    table.rows += count
  }
  table.cells.sort { ($0.row, $0.column) < ($1.row, $1.column) }
  return table
}

/// How many of the first rows of a piece are the last ones of the header: the others were taken for a running head.
private func lastHeads(of first: PageTable, in piece: PageTable) -> Int {
  guard first.columns == piece.columns, first.headerRows > 1 else { return 0 }
  func texts(_ table: PageTable, _ row: Int) -> [Int: String] {
    var out: [Int: String] = [:]
    for cell in table.cells where cell.row == row && !cell.text.isEmpty { out[cell.column] = cell.text }
    return out
  }
  for count in stride(from: min(first.headerRows, piece.rows) - 1, to: 0, by: -1) {
    let same = (0..<count).allSatisfy { row in
      let heads = texts(first, first.headerRows - count + row)
      return heads.count >= 2 && heads == texts(piece, row)
    }
    if same { return count }
  }
  return 0
}

private func shown(_ piece: PageTable, _ pages: [Page]) -> [Cell] {
  piece.cells.map { cell in
    var cell = cell
    cell.box = pages[piece.page].shown(cell.box)
    for index in cell.marks.indices { cell.marks[index].box = pages[piece.page].shown(cell.marks[index].box) }
    return cell
  }
}

/// A group's heading that ends a page, over a row across all columns at the head of the next: it goes across too.
private func spreadLastGroup(_ table: inout Table, before next: [Cell]) {
  let columns = table.columns
  guard columns > 1, next.contains(where: { $0.row == 0 && $0.columnSpan == columns && !$0.text.isEmpty }) else { return }
  let last = table.cells.indices.filter { table.cells[$0].row == table.rows - 1 }
  guard table.rows - 1 > table.headerRows, last.count == columns, let first = last.first(where: { table.cells[$0].column == 0 }),
    last.allSatisfy({ table.cells[$0].rowSpan == 1 && table.cells[$0].text.isEmpty == ($0 != first) })
  else { return }
  for index in last { table.cells[first].box = table.cells[first].box.union(table.cells[index].box) }
  table.cells[first].columnSpan = columns
  for index in last.reversed() where index != first { table.cells.remove(at: index) }
}

/// A row that the page broke: what its second part holds goes to the cells above, if all of it reads on in small letters, or if it has no
/// stub and no value.
private func rejoin(_ cells: inout [Cell], onto table: inout Table) -> Bool {
  let top = cells.filter { $0.row == 0 && !$0.text.isEmpty }
  guard !top.isEmpty, top.allSatisfy({ $0.rowSpan == 1 && $0.columnSpan == 1 }), table.rows > table.headerRows else { return false }
  let last = table.cells.indices.filter { table.cells[$0].row + table.cells[$0].rowSpan == table.rows && table.cells[$0].columnSpan == 1 }
  func above(_ column: Int) -> Int? { last.first { table.cells[$0].column == column } }
  var small = 0
  for cell in top {
    guard let index = above(cell.column), let first = cell.text.unicodeScalars.first else { return false }
    let before = table.cells[index].text
    // Words do not go on a number.
    if !before.isEmpty, !before.unicodeScalars.contains(where: isLetter), cell.text.unicodeScalars.contains(where: isLetter) {
      return false
    }
    if first.properties.isLowercase, !before.isEmpty { small += 1 }
    if first.value >= 0x30 && first.value <= 0x39 && cell.text.unicodeScalars.count < 12 { return false }
  }
  let noStub = !top.contains { $0.column == 0 } && above(0).map { !table.cells[$0].text.isEmpty } == true
  guard
    small == top.count || (small * 2 >= top.count && noStub) || (noStub && top.allSatisfy { endsOpen(table.cells[above($0.column)!].text) })
  else { return false }
  for cell in top {
    guard let index = above(cell.column) else { continue }
    var text = table.cells[index].text
    appendLine(cell.text, to: &text)
    let offset = text.unicodeScalars.count - cell.text.unicodeScalars.count
    table.cells[index].text = text
    table.cells[index].marks += cell.marks.map {
      var mark = $0
      mark.offset += offset
      return mark
    }
  }
  return true
}

/// A text that does not end a sentence.
private func endsOpen(_ text: String) -> Bool {
  guard let last = text.unicodeScalars.last else { return false }
  return ![0x2E, 0x3B, 0x3A, 0x21, 0x3F].contains(last.value)
}
