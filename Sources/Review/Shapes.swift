package import Model

/// What of a record is drawn on its pages.
package enum Layer: String, CaseIterable, Sendable {
  case blocks, order, tables, notes, figures, mentions, furniture, lines, columns
}

/// A mark on a page: points from the top left of the page as shown, a colour as 0xRRGGBB.
package enum Shape: Equatable, Sendable {
  case box(Box, colour: UInt32, width: Double, fill: Double, dashed: Bool = false)
  case arrow(fromX: Double, fromY: Double, toX: Double, toY: Double, colour: UInt32, width: Double)
  /// On a baseline; set `width` wide where that is above 0.
  case text(String, x: Double, y: Double, size: Double, width: Double, colour: UInt32)
}

/// Marks for one page of a record, layer by layer in the order of ``Layer``.
package func shapes(of record: Record, page: Int, layers: Set<Layer>) -> [Shape] {
  let drawn = PageDrawing(record: record, page: page)
  return Layer.allCases.filter(layers.contains).flatMap(drawn.shapes)
}

/// The words of a page that no file can be drawn for (text, HTML): as the record has them, each where it was laid out.
package func words(of record: Record, page: Int) -> [Shape] {
  // Of the height of a line's box: what its letters are high, and how far their baseline is above its foot.
  let (letters, foot) = (0.8, 0.22)
  func word(_ text: String, _ box: Box) -> Shape {
    .text(text, x: box.x0, y: box.y1 - foot * box.height, size: letters * box.height, width: box.width, colour: 0x222222)
  }
  var out: [Shape] = []
  for block in record.document.blocks {
    let scalars = Array(block.text.unicodeScalars)
    for span in block.spans where span.page == page && span.start < span.end && span.end <= scalars.count {
      var text = String.UnicodeScalarView()
      if span.start == 0, let marker = block.marker, block.type == .listItem { text.append(contentsOf: "\(marker) ".unicodeScalars) }
      text.append(contentsOf: scalars[span.start..<span.end])
      out.append(word(String(text), span.box))
    }
  }
  for table in record.document.tables {
    for cell in table.cells where cell.page == page && !cell.text.isEmpty {
      // A cell of several lines stands on one: it is small, and in its place.
      let box =
        cell.box.height > PageDrawing.tallestLine ? Box(x0: cell.box.x0, y0: cell.box.y1 - 10, x1: cell.box.x1, y1: cell.box.y1) : cell.box
      out.append(word(cell.text, box))
    }
  }
  return out
}

private struct PageDrawing {
  /// Points: what is higher holds more than a line.
  static let tallestLine = 24.0

  let record: Record
  let page: Int

  func shapes(_ layer: Layer) -> [Shape] {
    switch layer {
    case .blocks: blocks { $0.type != .furniture }
    case .furniture: blocks { $0.type == .furniture }
    case .order: order
    case .tables: tables
    case .notes: notes
    case .figures: record.document.figures.filter { $0.page == page }.map { .box($0.box, colour: Colours.figure, width: 1, fill: 0.08) }
    case .mentions: mentions
    case .lines: lines
    case .columns: columns.map { .box($0.inset(dx: -3, dy: -3), colour: Colours.column, width: 1.2, fill: 0, dashed: true) }
    }
  }

  /// A box around all that a block has on the page, its type in small letters above.
  private func blocks(_ wanted: (Block) -> Bool) -> [Shape] {
    record.document.blocks.filter(wanted).flatMap { block -> [Shape] in
      guard let box = outline(block) else { return [] }
      let colour = Colours.of(block.type)
      let name = block.type.rawValue + (block.level.map { " \($0)" } ?? "") + " " + block.id
      return [
        .box(box.inset(dx: -1, dy: -1), colour: colour, width: 0.8, fill: 0.06),
        .text(name, x: box.x0, y: box.y0 - 2, size: 5, width: 0, colour: colour),
      ]
    }
  }

  private func outline(_ block: Block) -> Box? {
    block.spans.filter { $0.page == page }.map(\.box).reduce(nil) { $0?.union($1) ?? $1 }
  }

  /// From each block of the body to the next.
  private var order: [Shape] {
    let boxes = body
    return zip(boxes, boxes.dropFirst()).map { from, to in
      .arrow(fromX: from.midX, fromY: from.midY, toX: to.midX, toY: to.midY, colour: Colours.order, width: 0.9)
    }
  }

  private var body: [Box] { record.document.blocks.filter { $0.type != .furniture }.compactMap(outline) }

  /// What is read from top to bottom without going up again or aside is a column.
  private var columns: [Box] {
    var out: [Box] = []
    for box in body {
      if let last = out.last, box.overlapX(last) > 0.5 * min(box.width, last.width), box.y0 >= last.y1 - Self.tallestLine {
        out[out.count - 1] = last.union(box)
      } else {
        out.append(box)
      }
    }
    return out
  }

  private var tables: [Shape] {
    record.document.tables.flatMap { table -> [Shape] in
      table.cells.filter { $0.page == page }.map { cell in
        .box(cell.box, colour: Colours.table, width: 0.6, fill: cell.header ? 0.22 : cell.value == nil ? 0.04 : 0.1)
      }
    }
  }

  private var notes: [Shape] {
    record.document.footnotes.flatMap { note -> [Shape] in
      let calls = note.anchors.filter { $0.page == page }.map { Shape.box($0.box, colour: Colours.note, width: 0.8, fill: 0.3) }
      return note.page == page ? [.box(note.box, colour: Colours.note, width: 0.8, fill: 0.08)] + calls : calls
    }
  }

  private var mentions: [Shape] {
    record.recognition.mentions.compactMap { mention in
      guard mention.page == page, let box = mention.box else { return nil }
      return .box(box, colour: Colours.of(mention.type), width: 0.5, fill: 0.2)
    }
  }

  private var lines: [Shape] {
    record.document.blocks.flatMap(\.spans).filter { $0.page == page }.map { .box($0.box, colour: Colours.line, width: 0.4, fill: 0) }
  }
}

/// The review page's style sheet has the same ones.
private enum Colours {
  static let order: UInt32 = 0xB4_1E_6E
  static let table: UInt32 = 0x0B_7A_3B
  static let note: UInt32 = 0x8A_4B_00
  static let figure: UInt32 = 0x6A_3F_B5
  static let column: UInt32 = 0x00_6D_77
  static let line: UInt32 = 0x55_55_55

  static func of(_ type: BlockType) -> UInt32 {
    switch type {
    case .heading: 0xB0_12_12
    case .paragraph, .quote: 0x1F_5F_BF
    case .listItem, .glossaryEntry: 0x2F_7F_A8
    case .table: table
    case .figure, .photo: figure
    case .footnote, .note: note
    case .caption, .units, .source: 0x8E_6C_00
    case .contents, .reference: 0x4B_5D_6B
    case .furniture: 0x77_77_77
    }
  }

  static func of(_ type: MentionType) -> UInt32 {
    switch type {
    case .date: 0x0E_7C_86
    case .money, .percent, .quantity: 0x9A_5B_00
    case .organization, .acronym: 0x5B_2D_A8
    case .person: 0xB0_12_6A
    case .place: 0x2E_7D_32
    case .law, .event, .work, .citation: 0x3A_4A_9F
    case .url, .identifier: 0x55_55_55
    }
  }
}
