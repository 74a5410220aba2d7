import Model

/// Blocks and tables of a web page → one ``Page``: a single column of synthetic type, tables cell by cell.
///
/// The geometry only says what the tags said (a heading is larger, an item indented, a cell boxed), so that Structure finds the same evidence
/// as on paper; the paths of the words' marked content say it outright.
struct HTMLLayout {
  private var page = Page(number: 1, shownWidth: 612, shownHeight: 792)
  private var y = margin
  private var notes: [(call: String, blocks: [HTMLBlock])] = []

  private static let margin = 54.0
  private static let width = 504.0
  private static let size = 10.0
  private static let indent = 18.0
  private static let cellPadding = 4.0
  /// Sizes of `h1`…`h6`, about what browsers give them.
  private static let headingSizes = [20.0, 16, 13, 12, 11, 10.5]
  /// Mean advance of a scalar against the size.
  private static let pitch = 0.5
  private static let leading = 1.25
  private static let shiftedSize = 0.65
  private static let noteSize = 8.0

  mutating func place(_ items: [HTMLItem]) {
    for item in items {
      switch item {
      case .block(let block): placeBlock(block)
      case .table(let table): placeTable(table)
      case .note(let call, let blocks): notes.append((call, blocks))
      case .picture(let width, let height):
        let scale = min(1, Self.width / width)
        page.images.append(
          ImageBox(
            box: Box(x0: Self.margin, y0: y, x1: Self.margin + width * scale, y1: y + height * scale), pixelWidth: Int(width),
            pixelHeight: Int(height)))
        y += height * scale + Self.size
      case .rule:
        page.rulings.append(
          Ruling(box: Box(x0: Self.margin, y0: y, x1: Self.margin + Self.width, y1: y + 0.5), horizontal: true, thickness: 0.5))
        y += Self.size
      }
    }
  }

  mutating func finish() -> Page {
    placeNotes()
    page.statesStructure = true
    page.shownHeight = max(792, y + Self.margin)
    page.ink.total = page.lines.reduce(0) { sum, line in line.words.reduce(sum) { $0 + Int($1.glyphs) } }
    return page
  }

  private mutating func placeBlock(_ block: HTMLBlock) {
    let left = Self.margin + min(Double(block.depth), 10) * Self.indent
    y = place(block, left: left, width: Self.margin + Self.width - left, top: y)
    // Items of one list stand closer than paragraphs.
    y += block.path.contains("LI") ? 0.3 * Self.size : Self.size
  }

  /// At the foot, below a short rule, in smaller type, each behind its raised call: as notes stand on paper.
  private mutating func placeNotes() {
    guard !notes.isEmpty else { return }
    page.rulings.append(
      Ruling(box: Box(x0: Self.margin, y0: y, x1: Self.margin + 72, y1: y + 0.5), horizontal: true, thickness: 0.5))
    y += Self.size
    for (call, blocks) in notes {
      for (number, block) in blocks.enumerated() {
        var block = block
        block.isNote = true
        if number == 0 {
          block.words.insert(HTMLWord(scalars: call.unicodeScalars.map(\.value), shift: .superscript), at: 0)
        }
        y = place(block, left: Self.margin, width: Self.width, top: y)
      }
    }
  }

  // MARK: Lines

  private func size(_ block: HTMLBlock) -> Double {
    if block.isNote { return Self.noteSize }
    return block.headingLevel > 0 ? Self.headingSizes[min(block.headingLevel, 6) - 1] : Self.size
  }

  /// Sets a block in lines from `top` on; returns where it ends.
  private mutating func place(_ block: HTMLBlock, left: Double, width: Double, top: Double) -> Double {
    let size = size(block)
    let mark = mark(block.path, block.element)
    var words: [Word] = []
    var baseline = top + size
    var x = left
    if let marker = block.marker {
      let label = self.mark(Array(block.path.prefix { $0 != "LBody" }) + ["Lbl"], block.element)
      let scalars = marker.unicodeScalars.map(\.value)
      let start = left - Double(scalars.count + 1) * size * Self.pitch
      words.append(word(HTMLWord(scalars: scalars), x: start, baseline: baseline, size: size, mark: label))
    }
    for (index, part) in block.words.enumerated() {
      let own = part.shift == .none ? size : size * Self.shiftedSize
      let advance = Double(part.scalars.count) * own * Self.pitch
      let space = part.spaceBefore && index > 0 ? size * Self.pitch : 0
      // A line breaks at a space only.
      if part.breaksLine || (part.spaceBefore && x > left && x + space + advance > left + width) {
        close(&words, baseline: baseline, size: size)
        baseline += size * Self.leading
        x = left
      } else {
        x += space
      }
      var set = part
      set.spaceBefore = part.spaceBefore || index == 0
      set.bold = part.bold || block.headingLevel > 0 || block.path.last == "TH"
      words.append(word(set, x: x, baseline: baseline, size: size, mark: mark))
      x += advance
    }
    close(&words, baseline: baseline, size: size)
    return baseline + size * (Self.leading - 1)
  }

  private mutating func word(_ part: HTMLWord, x: Double, baseline: Double, size: Double, mark: Int32) -> Word {
    let isShifted = part.shift != .none
    let own = isShifted ? size * Self.shiftedSize : size
    let raised = part.shift == .superscript ? baseline - 0.35 * size : part.shift == .subscript ? baseline + 0.15 * size : baseline
    let word = syntheticWord(
      part.scalars, x: x, pitch: own * Self.pitch, baseline: raised, size: own, style: Style(bold: part.bold, italic: part.italic),
      spaceBefore: part.spaceBefore, shift: part.shift, marked: mark)
    if let target = part.target, !target.hasPrefix("#"), !target.isEmpty {
      if let last = page.links.last, last.target == .uri(target), last.box.y0 == word.box.y0 {
        page.links[page.links.count - 1].box = last.box.union(word.box)
      } else {
        page.links.append(Link(box: word.box, target: .uri(target)))
      }
    }
    return word
  }

  private mutating func close(_ words: inout [Word], baseline: Double, size: Double) {
    guard let first = words.first else { return }
    words[0].spaceBefore = true
    let box = words.dropFirst().reduce(first.box) { $0.union($1.box) }
    page.lines.append(TextLine(words: words, box: box, baseline: baseline, angle: 0, size: size))
    words.removeAll(keepingCapacity: true)
  }

  /// Blocks come one after the other: a new path is a new entry.
  private mutating func mark(_ path: [String], _ element: Int) -> Int32 {
    page.marked.append(MarkedContent(tag: path.last ?? "P", id: page.marked.count, path: path, element: element))
    return Int32(page.marked.count - 1)
  }

  // MARK: Tables

  private mutating func placeTable(_ table: HTMLTable) {
    if let caption = table.caption { placeBlock(caption) }
    let widths = columnWidths(table)
    let lefts = widths.reduce(into: [Self.margin]) { $0.append(($0.last ?? 0) + $1) }
    var stated = StatedTable(rows: table.rows, columns: table.columns)
    var rowTops = [y]
    // Cells come row by row.
    var next = 0
    for row in 0..<table.rows {
      let top = rowTops[row]
      var bottom = top + Self.size * 1.6
      while next < table.cells.count, table.cells[next].row == row {
        let cell = table.cells[next]
        let left = lefts[cell.column] + Self.cellPadding
        let right = lefts[min(cell.column + cell.columnSpan, table.columns)] - Self.cellPadding
        let first = page.lines.count
        var at = top + Self.cellPadding / 2
        for block in cell.blocks { at = place(block, left: left, width: right - left, top: at) }
        if cell.rowSpan == 1 { bottom = max(bottom, at + Self.cellPadding / 2) }
        stated.cells.append(
          StatedTable.Cell(
            row: row, column: cell.column, rowSpan: cell.rowSpan, columnSpan: cell.columnSpan, isHeader: cell.isHeader,
            lines: first..<page.lines.count))
        next += 1
      }
      rowTops.append(bottom)
    }
    for index in stated.cells.indices {
      let cell = stated.cells[index]
      stated.cells[index].box = Box(
        x0: lefts[cell.column], y0: rowTops[cell.row], x1: lefts[min(cell.column + cell.columnSpan, table.columns)],
        y1: rowTops[min(cell.row + cell.rowSpan, table.rows)])
    }
    page.statedTables.append(stated)
    y = (rowTops.last ?? y) + Self.size
  }

  /// In proportion to the longest paragraph of each, within bounds.
  private func columnWidths(_ table: HTMLTable) -> [Double] {
    var lengths = [Double](repeating: 4, count: table.columns)
    for cell in table.cells where cell.columnSpan == 1 {
      for block in cell.blocks {
        lengths[cell.column] = max(lengths[cell.column], min(40, Double(block.words.reduce(0) { $0 + $1.scalars.count + 1 })))
      }
    }
    let all = lengths.reduce(0, +)
    return lengths.map { $0 / all * Self.width }
  }
}
