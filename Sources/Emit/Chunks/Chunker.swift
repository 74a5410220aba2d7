import Model

/// Cuts a document's body into pieces.
struct Chunker {
  private let walk: BodyWalk
  private let settings: ChunkSettings
  private(set) var chunks: [Chunk] = []
  private var open = Chunk()
  /// Headings that wait for what they head.
  private var headings: [Block] = []
  /// Notes that stand beside their calls.
  private let called: Set<String>

  init(_ record: Record, _ settings: ChunkSettings) {
    walk = BodyWalk(record)
    self.settings = settings
    called = Set(record.document.footnotes.filter { !$0.anchors.isEmpty }.map(\.block))
  }

  mutating func cut() {
    for part in walk.parts {
      switch part {
      case .object(let object):
        guard case .table(let table) = object.thing else {
          for block in object.above + object.below { add(block) }
          continue
        }
        begin(object.block)
        flush()
        add(table, object)
      case .block(let block):
        switch block.type {
        case .contents: continue
        case .footnote where called.contains(block.id): continue
        case .heading:
          // Another section begins.
          flush()
          headings.append(block)
        default: add(block)
        }
      }
    }
    if let last = headings.last { begin(last) }
    flush()
  }

  // MARK: Text

  private mutating func begin(_ block: Block) {
    if block.section != open.section, !open.scalars.isEmpty { flush() }
    open.section = block.section
    for heading in headings { append(ArraySlice(Array(heading.text.unicodeScalars)), of: heading) }
    headings = []
  }

  private mutating func flush() {
    defer { open = Chunk() }
    if open.scalars.count > open.overlap { chunks.append(open) }
  }

  private mutating func add(_ block: Block) {
    begin(block)
    let text = Array(block.text.unicodeScalars)
    if open.tokens + tokenCount(text) <= settings.most { return append(text[...], of: block) }
    for sentence in sentences(text) {
      if open.tokens > 0, open.tokens + tokenCount(sentence) > settings.most { carryOn() }
      if tokenCount(sentence) <= settings.most { append(sentence, of: block) } else { addWords(sentence, of: block) }
    }
  }

  /// A sentence that is longer than a piece may be.
  private mutating func addWords(_ sentence: ArraySlice<Unicode.Scalar>, of block: Block) {
    var rest = sentence
    while !rest.isEmpty {
      let room = max(1, settings.most - open.tokens)
      let piece = head(rest, tokens: room)
      append(piece, of: block)
      rest = rest[piece.endIndex...]
      if !rest.isEmpty { carryOn() }
    }
  }

  private mutating func append(_ piece: ArraySlice<Unicode.Scalar>, of block: Block) {
    guard !piece.isEmpty else { return }
    // Pieces of one block follow each other as they do in it.
    if let last = open.stretches.last, last.block.id != block.id { open.add("\n\n") }
    if piece.startIndex == 0, let marker = block.marker, block.type == .listItem || block.type == .reference {
      open.add(marker + " ")
    }
    open.add(piece, of: block)
  }

  /// Closes the piece and begins the next one with its end.
  private mutating func carryOn() {
    let closed = open
    flush()
    open.section = closed.section
    guard let last = closed.stretches.last, last.cell == nil else { return }
    let block = Array(last.block.text.unicodeScalars)
    guard last.to <= block.count else { return }
    var from = last.to
    for sentence in sentences(block[last.from..<last.to]).reversed() {
      guard tokenCount(block[sentence.startIndex..<last.to]) <= settings.overlap else { break }
      from = sentence.startIndex
    }
    guard from < last.to, from > last.from || closed.stretches.count > 1 else { return }
    open.add(block[from..<last.to], of: last.block)
    open.overlap = open.scalars.count
  }

  // MARK: Tables

  private mutating func add(_ table: Table, _ object: BodyWalk.ObjectPart) {
    let rows = Dictionary(grouping: table.cells, by: \.row)
    let cost = (0..<table.rows).map { row in
      (rows[row] ?? []).reduce(0) { $0 + tokenCount($1.text.unicodeScalars) + 1 }
    }
    let heads = min(max(0, table.headerRows), table.rows)
    let fixed = (object.above + object.below).reduce(0) { $0 + tokenCount($1.text.unicodeScalars) } + cost[..<heads].reduce(0, +)
    var row = heads
    repeat {
      var end = row
      var tokens = fixed
      while end < table.rows, end == row || tokens + cost[end] <= settings.most {
        tokens += cost[end]
        end += 1
      }
      var chunk = Chunk(kind: .table, section: object.block.section, table: table.id)
      if end > row { chunk.rows = row...end - 1 }
      for block in object.above { line(block, &chunk) }
      for index in Array(0..<heads) + Array(row..<end) { line(rows[index] ?? [], object.block, &chunk) }
      for block in object.below { line(block, &chunk) }
      if !chunk.scalars.isEmpty { chunks.append(chunk) }
      row = end
    } while row < table.rows
  }

  private func line(_ block: Block, _ chunk: inout Chunk) {
    if !chunk.scalars.isEmpty { chunk.add("\n") }
    chunk.add(Array(block.text.unicodeScalars)[...], of: block)
  }

  private func line(_ cells: [Cell], _ block: Block, _ chunk: inout Chunk) {
    if !chunk.scalars.isEmpty { chunk.add("\n") }
    for (index, cell) in cells.enumerated() {
      if index > 0 { chunk.add(" | ") }
      chunk.add(Array(cell.text.unicodeScalars)[...], of: block, cell: cell)
    }
  }
}

/// The text in sentences, white space behind each included: they end at a mark that ends one, where space and no small letter follow.
func sentences(_ text: ArraySlice<Unicode.Scalar>) -> [ArraySlice<Unicode.Scalar>] {
  var out: [ArraySlice<Unicode.Scalar>] = []
  var from = text.startIndex
  var index = text.startIndex
  while index < text.endIndex {
    let scalar = text[index]
    index += 1
    guard ".!?…".unicodeScalars.contains(scalar) else { continue }
    var next = index
    while next < text.endIndex, "”’»)\"'".unicodeScalars.contains(text[next]) { next += 1 }
    guard next < text.endIndex, isSpaceScalar(text[next]) else { continue }
    while next < text.endIndex, isSpaceScalar(text[next]) { next += 1 }
    guard next < text.endIndex, !text[next].properties.isLowercase else { continue }
    out.append(text[from..<next])
    from = next
    index = next
  }
  if from < text.endIndex { out.append(text[from...]) }
  return out
}

func sentences(_ text: [Unicode.Scalar]) -> [ArraySlice<Unicode.Scalar>] { sentences(text[...]) }

/// The first `tokens` of a text, cut before a word where it can be.
private func head(_ text: ArraySlice<Unicode.Scalar>, tokens: Int) -> ArraySlice<Unicode.Scalar> {
  var count = 0
  var inWord = false
  for index in text.indices {
    let word = isWordScalar(text[index])
    if word ? !inWord : !isSpaceScalar(text[index]) {
      if count == tokens { return text[..<index] }
      count += 1
    }
    inWord = word
  }
  return text
}
