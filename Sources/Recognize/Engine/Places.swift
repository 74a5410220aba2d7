import Model
import Text

extension Recognizer {
  /// Candidates that stand, as mentions: ids in text order, offsets in scalars, boxes cut out of the printed lines.
  func mentions(_ found: [[Candidate]], units: [TextUnit], document: Document, findings: inout [Finding]) -> [Mention] {
    var tables: [String: Int] = [:]
    for (index, table) in document.tables.enumerated() { tables[table.block] = index }
    var mentions: [Mention] = []
    for (index, unit) in units.enumerated() where !found[index].isEmpty {
      let block = document.blocks[unit.block]
      let cell = unit.cell.flatMap { place in tables[block.id].map { document.tables[$0].cells[place] } }
      var pieces = Pieces(cell?.text ?? block.text)
      for candidate in found[index] {
        let start = unit.scalar(candidate.start), end = unit.scalar(candidate.end)
        guard start < end else { continue }
        var mention = Mention(
          id: "m\(mentions.count + 1)", type: candidate.type, text: pieces.text(start, end), block: block.id, start: start, end: end,
          value: candidate.value, rule: candidate.rule, page: block.page)
        if let cell {
          mention.cell = CellPlace(row: cell.row, column: cell.column)
          mention.page = cell.page
          mention.box = cell.box
        } else if let place = cut(block.spans, start, end) {
          mention.page = place.page
          mention.box = place.box
        }
        mention.flags = candidate.flags
        if case .quantity(_, let name)? = candidate.value {
          mention.ucum = settings.languages[unit.language].words.vocabularies["ucum"]?.value(of: name)
        }
        if let open = candidate.open { findings.append(undecided(mention, open)) }
        mentions.append(mention)
      }
    }
    return mentions
  }
}

extension Recognizer {
  /// The findings of witnesses with the place of the mention that each is about.
  func placed(
    _ told: [(unit: Int, candidate: Candidate, finding: Finding)], mentions: [Mention], units: [TextUnit], document: Document
  ) -> [Finding] {
    told.map { unit, candidate, finding in
      var finding = finding
      let block = document.blocks[units[unit].block].id
      let start = units[unit].scalar(candidate.start)
      if let mention = mentions.first(where: { $0.block == block && $0.start == start && $0.rule == candidate.rule }) {
        finding.page = mention.page
        finding.box = mention.box
      }
      return finding
    }
  }
}

/// What a reader should look at: a number that can be read in two ways.
private func undecided(_ mention: Mention, _ open: (point: Decimal, comma: Decimal)) -> Finding {
  Finding(
    "number-undecided", .info,
    "The document does not show whether “\(mention.text)” means \(open.point.text) or \(open.comma.text).",
    page: mention.page, box: mention.box)
}

/// Cuts pieces out of a text by offsets in scalars. It goes on from where the last piece began, so that pieces in the order of the text cost one walk.
private struct Pieces {
  private let bytes: [UInt8]
  private var scalar = 0
  private var place = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  mutating func text(_ start: Int, _ end: Int) -> String {
    if start < scalar {
      scalar = 0
      place = 0
    }
    place = step(place, start - scalar)
    scalar = start
    return String(decoding: bytes[place..<step(place, end - start)], as: UTF8.self)
  }

  /// The place so many scalars on.
  private func step(_ from: Int, _ scalars: Int) -> Int {
    var at = from
    var left = scalars
    while at < bytes.count {
      if bytes[at] & 0xC0 != 0x80 {
        if left == 0 { break }
        left -= 1
      }
      at += 1
    }
    return at
  }
}

/// The box of a stretch of text: the parts of its lines joined, as far as they stand on the page where it begins.
private func cut(_ spans: [Span], _ start: Int, _ end: Int) -> (page: Int, box: Box)? {
  var out: (page: Int, box: Box)?
  // Most spans are of other lines: only those that are asked for are copied.
  for place in spans.indices where spans[place].start < end && start < spans[place].end {
    let span = spans[place]
    let part = cut(span, max(start, span.start) - span.start, min(end, span.end) - span.start)
    guard let before = out else {
      out = (span.page, part)
      continue
    }
    if before.page == span.page { out = (span.page, before.box.union(part)) }
  }
  return out
}

/// Edges run along the line; a line that stands upright on the page is taller than wide and its edges count in `y`.
private func cut(_ span: Span, _ from: Int, _ to: Int) -> Box {
  guard from >= 0, to < span.edges.count, from < to else { return span.box }
  let a = Double(min(span.edges[from], span.edges[to])), b = Double(max(span.edges[from], span.edges[to]))
  if a >= span.box.x0 - 1, b <= span.box.x1 + 1, span.box.width >= span.box.height || b > span.box.y1 + 1 || a < span.box.y0 - 1 {
    return Box(x0: a, y0: span.box.y0, x1: b, y1: span.box.y1)
  }
  if a >= span.box.y0 - 1, b <= span.box.y1 + 1 { return Box(x0: span.box.x0, y0: a, x1: span.box.x1, y1: b) }
  return span.box
}
