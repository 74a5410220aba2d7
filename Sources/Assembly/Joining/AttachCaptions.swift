import Model
import Text
import Layout
import Objects
import Structure

/// Ties caption, units, source and note blocks to their table or figure, and repeats their text in its entry.
///
/// Works on the flow's order: a *neighbour* is the nearest table piece or figure before or after with nothing but such lines (and
/// notes of the page's foot) between. A caption goes to the only neighbour of its kind; with one on either side, to the one that nothing
/// stands between; else to the side that the document's other captions choose. Captions repeated over the next pieces of a table
/// (`CUADRO 3 (continuación)`) become furniture.
func attachCaptions(_ draft: inout Draft, flow: Flow, settings: SegmentSettings) {
  let words = settings.captionWords
  let neighbours = Neighbours(draft, flow: flow)
  var owners = captionOwners(captionCandidates(draft, neighbours, words: words))
  findStrayOwners(draft, owners: &owners, words: words)
  for place in draft.blocks.indices where !draft.blocks[place].dropped {
    switch draft.blocks[place].type {
    case .caption:
      if let owner = owners[place] { attach(place, to: owner, in: &draft, words: words) }
    case .units, .source, .note:
      guard let owner = ownerOfClosing(place, draft, neighbours, captionOwners: owners) else { continue }
      owners[place] = owner
      attach(place, to: owner, in: &draft, words: words)
    default: break
    }
  }
  attachStraySources(&draft, owners: &owners, words: words)
  shareSources(&draft)
  for index in draft.tables.indices { linkTableNotes(&draft.tables[index]) }
}

/// What stands under a caption.
private enum AttachRule {
  /// The part of the narrower one's width that a caption shares with what it names.
  static let under = setting("under", 0.5)
}

/// Captions that other lines part from their thing (a table of which rows were taken for text): the nearest thing of the kind that has
/// none, with no other caption between.
private func findStrayOwners(_ draft: Draft, owners: inout [Int: Int], words: CaptionWords) {
  var taken = Set(owners.values)
  for place in draft.blocks.indices where draft.blocks[place].type == .caption && owners[place] == nil && !draft.blocks[place].dropped {
    guard let label = words.label(Opening(draft.blocks[place].text)) else { continue }
    let found = nearestThing(draft, from: place, steps: [1, -1], reach: 30, stops: { isOther($0, label, words) }) {
      (draft.blocks[$0].table != nil) == (label.kind == .table) && !taken.contains($0)
    }
    guard let found else { continue }
    owners[place] = found
    taken.insert(found)
  }
}

/// Whether a block is a caption of another thing; the title in a second language is of the same.
private func isOther(_ block: DraftBlock, _ label: CaptionLabel, _ words: CaptionWords) -> Bool {
  guard block.type == .caption else { return false }
  guard let other = words.label(Opening(block.text)), other.numbered else { return true }
  return other.key != label.key || other.kind != label.kind
}

/// The same for sources (the nearest thing before that has none) and notes (the nearest table before).
private func attachStraySources(_ draft: inout Draft, owners: inout [Int: Int], words: CaptionWords) {
  for place in draft.blocks.indices
  where [.source, .note].contains(draft.blocks[place].type) && owners[place] == nil && !draft.blocks[place].dropped {
    let isNote = draft.blocks[place].type == .note
    if isNote, draft.blocks[place].marker == nil { continue }
    let found = nearestThing(draft, from: place, steps: [-1], reach: 12, stops: { $0.type == .source }) {
      if isNote { return draft.blocks[$0].table != nil }
      if let index = draft.blocks[$0].table { return draft.tables[index].source == nil }
      if let index = draft.blocks[$0].figure { return draft.figures[index].source == nil }
      return false
    }
    guard let found else { continue }
    owners[place] = found
    attach(place, to: found, in: &draft, words: words)
  }
}

private func nearestThing(
  _ draft: Draft, from place: Int, steps: [Int], reach: Int, stops: (DraftBlock) -> Bool, fits: (Int) -> Bool
) -> Int? {
  for step in steps {
    var at = place + step
    while draft.blocks.indices.contains(at), abs(at - place) <= reach, abs(draft.blocks[at].page - draft.blocks[place].page) <= 1 {
      let block = draft.blocks[at]
      if block.table != nil || block.figure != nil {
        if fits(at) { return at }
        break
      }
      if stops(block) { break }
      at += step
    }
  }
  return nil
}

/// A table without a caption behind one that has a caption but no source goes on from it, though it could not be joined: what stands
/// under the last piece is the source of the first as well.
private func shareSources(_ draft: inout Draft) {
  var before: Int?
  // Rows that were taken for text may stand between the pieces; a heading may not.
  var strays = 0
  for place in draft.blocks.indices where !draft.blocks[place].dropped {
    guard let index = draft.blocks[place].table else {
      switch draft.blocks[place].type {
      case .caption, .units, .source, .note, .furniture, .footnote: break
      case .heading, .figure, .photo: before = nil
      default: strays += 1
      }
      continue
    }
    if let first = before, draft.tables[first].label != nil, draft.tables[first].source == nil, draft.tables[index].label == nil,
      strays <= 6,
      let source = draft.tables[index].source
    {
      draft.tables[first].source = source
    }
    if draft.tables[index].label != nil || before == nil { before = index }
    strays = 0
  }
}

/// For each block its table or figure before and after it in the flow (places in ``Draft/blocks``).
private struct Neighbours {
  /// By place in the flow: nearest item with only attached lines between, and how many lines those are.
  private var before: [Int: (block: Int, lines: Int)] = [:]
  private var after: [Int: (block: Int, lines: Int)] = [:]

  init(_ draft: Draft, flow: Flow) {
    var owner: [Int: Int] = [:]
    for (place, block) in draft.blocks.enumerated() where block.table != nil || block.figure != nil {
      for item in block.items { owner[item] = place }
    }
    before = Self.nearest(in: flow.items.indices, flow, owner)
    after = Self.nearest(in: flow.items.indices.reversed(), flow, owner)
  }

  /// By place the last thing that was passed on the way there, where only captions, units, sources and notes followed it.
  private static func nearest(in places: some Sequence<Int>, _ flow: Flow, _ owner: [Int: Int]) -> [Int: (block: Int, lines: Int)] {
    var out: [Int: (block: Int, lines: Int)] = [:]
    var current: (block: Int, lines: Int)?
    for place in places {
      guard let line = flow.items[place].frame else {
        current = owner[place].map { ($0, 0) }
        continue
      }
      switch line.role {
      case .footnote, .furniture: continue
      case .caption, .units, .source, .note:
        guard let found = current else { continue }
        out[place] = found
        current = (found.block, found.lines + 1)
      default: current = nil
      }
    }
    return out
  }

  func before(_ block: DraftBlock) -> (block: Int, lines: Int)? { block.items.min().flatMap { before[$0] } }
  func after(_ block: DraftBlock) -> (block: Int, lines: Int)? { block.items.max().flatMap { after[$0] } }
}

/// A caption with the things before and after it that it may belong to (places in ``Draft/blocks``).
private struct CaptionCandidate {
  var caption: Int
  var before: (block: Int, lines: Int)?
  var after: (block: Int, lines: Int)?
  var photo: Bool
}

private func captionCandidates(_ draft: Draft, _ neighbours: Neighbours, words: CaptionWords) -> [CaptionCandidate] {
  var candidates: [CaptionCandidate] = []
  for (place, block) in draft.blocks.enumerated() where block.type == .caption && !block.dropped {
    let label = words.label(Opening(block.text))
    func fits(_ found: (block: Int, lines: Int)?) -> Bool {
      guard let found, let label else { return found != nil }
      return (draft.blocks[found.block].table != nil) == (label.kind == .table)
    }
    var (before, after) = (neighbours.before(block), neighbours.after(block))
    // A thing of the other kind only where there is none of its own, nor beside it in another column.
    if let label, !fits(before), !fits(after), let own = beside(place, draft, table: label.kind == .table) {
      (before, after) = draft.blocks[own].box.midY < block.box.midY ? ((own, 0), nil) : (nil, (own, 0))
    }
    if fits(before) != fits(after) { if fits(before) { after = nil } else { before = nil } }
    // What stands on the caption's own page, before what ended the page above or opens the next one.
    if let one = before, draft.blocks[one.block].page != block.page, label?.kind == .table, !words.isContinued(Opening(block.text).folded) {
      before = nil
    }
    if let one = before, let two = after, one.lines == 0, label?.kind != .table, draft.blocks[one.block].page == block.page,
      draft.blocks[two.block].page != block.page
    {
      after = nil
    }
    // What has no label was taken for a title because it stands above its thing.
    if label == nil, after != nil, !words.isContinued(Opening(block.text, limit: 96).folded) { before = nil }
    candidates.append(CaptionCandidate(caption: place, before: before, after: after, photo: label?.kind == .photo))
  }
  return candidates
}

/// Which table or figure block each caption block belongs to.
private func captionOwners(_ candidates: [CaptionCandidate]) -> [Int: Int] {
  // A caption between two things of its kind: what the clear ones do.
  var above = 0
  var below = 0
  for candidate in candidates {
    switch (candidate.before, candidate.after) {
    case (.some, nil): above += 1
    case (nil, .some): below += 1
    case (.some(let one), .some(let two)) where one.lines != two.lines: if one.lines < two.lines { above += 1 } else { below += 1 }
    default: break
    }
  }
  var owners: [Int: Int] = [:]
  var taken = Set<Int>()
  for candidate in candidates {
    let chosen: Int?
    switch (candidate.before, candidate.after) {
    case (nil, nil): chosen = nil
    case (.some(let one), nil): chosen = one.block
    case (nil, .some(let two)): chosen = two.block
    case (.some(let one), .some(let two)):
      if one.block == two.block {
        chosen = one.block
      } else if taken.contains(one.block) {
        chosen = two.block
      } else if one.lines != two.lines {
        chosen = one.lines < two.lines ? one.block : two.block
      } else {
        chosen = above > below || (above == below && candidate.photo) ? one.block : two.block
      }
    }
    if let chosen {
      owners[candidate.caption] = chosen
      taken.insert(chosen)
    }
  }
  return owners
}

/// A table (or a figure) close above or below a caption on its page, in line with it: reading order may put what stands in the next column between.
private func beside(_ place: Int, _ draft: Draft, table: Bool) -> Int? {
  let caption = draft.blocks[place]
  var best: (place: Int, distance: Double)?
  for (other, block) in draft.blocks.enumerated()
  where !block.dropped && block.page == caption.page && (table ? block.table != nil : block.figure != nil) {
    guard block.box.overlapX(caption.box) > AttachRule.under * min(block.box.width, caption.box.width) else { continue }
    let distance = max(caption.box.y0 - block.box.y1, block.box.y0 - caption.box.y1)
    if distance < 36, distance < best?.distance ?? .infinity { best = (other, distance) }
  }
  return best?.place
}

/// A units line goes with the caption over it; a source or note with the thing that it stands under, else with the one that it stands over.
private func ownerOfClosing(_ place: Int, _ draft: Draft, _ neighbours: Neighbours, captionOwners: [Int: Int]) -> Int? {
  let block = draft.blocks[place]
  // Straight after a caption (or after what follows one): that caption's thing.
  var at = place - 1
  while at >= 0, draft.blocks[at].dropped || [.units, .source, .note].contains(draft.blocks[at].type) { at -= 1 }
  if at >= 0, draft.blocks[at].type == .caption, let owner = captionOwners[at] { return owner }
  let (before, after) = (neighbours.before(block), neighbours.after(block))
  if block.type == .units { return after?.block ?? before?.block }
  return before?.block ?? after?.block
}

private func attach(_ place: Int, to owner: Int, in draft: inout Draft, words: CaptionWords) {
  let block = draft.blocks[place]
  if let index = draft.blocks[owner].table {
    switch block.type {
    case .caption:
      let parts = captionParts(block.text, words: words)
      if let label = draft.tables[index].label {
        // The label again, or "continued" alone, over the next piece; but the title in a second language (`Tabela 2`, `Table 2`) is text.
        let old = captionParts(label, words: words)
        let same = parts.label == nil ? parts.continued || parts.title == draft.tables[index].caption : old.key == parts.key
        let translated = !parts.continued && (parts.label.map { labelWord($0) != labelWord(label) } ?? false)
        if same, !translated { draft.blocks[place].type = .furniture }
      } else if parts.label == nil, parts.continued || draft.tables[index].caption == parts.title {
        draft.blocks[place].type = .furniture
      } else if parts.label != nil || draft.tables[index].caption == nil {
        draft.tables[index].label = parts.label
        let (title, units) = titleAndUnits(words.withoutPart(parts.title), words: words)
        draft.tables[index].caption = title.isEmpty ? nil : title
        if let units { draft.tables[index].units = joined(draft.tables[index].units, units) }
      }
    case .units: draft.tables[index].units = joined(draft.tables[index].units, block.text)
    case .source: draft.tables[index].source = joined(draft.tables[index].source, block.text)
    case .note: draft.tables[index].notes.append(TableNote(marker: block.marker ?? "", text: block.text))
    default: break
    }
  } else if let index = draft.blocks[owner].figure {
    switch block.type {
    case .caption:
      let parts = captionParts(block.text, words: words)
      guard draft.figures[index].label == nil, draft.figures[index].caption == nil else { return }
      draft.figures[index].label = parts.label
      let (title, units) = titleAndUnits(words.withoutPart(parts.title), words: words)
      draft.figures[index].caption = title.isEmpty ? nil : title
      if let units { draft.figures[index].units = joined(draft.figures[index].units, units) }
    case .units: draft.figures[index].units = joined(draft.figures[index].units, block.text)
    case .source: draft.figures[index].source = joined(draft.figures[index].source, block.text)
    default: break
    }
  }
}

/// The word of a label, folded: `tabla` of `Tabla 3.`.
private func labelWord(_ label: String) -> String {
  String(scalarValues: folded(label).prefix { isWordScalar($0) && !isDigit($0) })
}

/// A title without the brackets at its end that say what the numbers count: `Gasto por programa (miles de pesos)`.
private func titleAndUnits(_ title: String, words: CaptionWords) -> (title: String, units: String?) {
  var scalars = Array(title.unicodeScalars)
  while let last = scalars.last, isSpace(last) || last == "." { scalars.removeLast() }
  guard scalars.last == ")", let open = scalars.lastIndex(of: "("), open > 1 else { return (title, nil) }
  let units = String(scalars: scalars[open...])
  let inside = Opening(String(scalars: scalars[(open + 1)..<(scalars.count - 1)]))
  guard inside.count <= 60, words.units.match(inside.folded, at: inside.skipSpace(0)) != nil || words.isRatio(inside) else {
    return (title, nil)
  }
  var end = open
  while end > 0, isSpace(scalars[end - 1]) { end -= 1 }
  return (String(scalars: scalars[..<end]), units)
}

/// Pieces of a table repeat their units and source on every page: once is enough.
private func joined(_ old: String?, _ new: String) -> String {
  guard let old, !old.isEmpty else { return new }
  return old == new || old.hasSuffix(new) ? old : old + " " + new
}

/// The cells that call each note: by the marks that Tables took out of them, or a cell that is nothing but the marker.
private func linkTableNotes(_ table: inout Table) {
  for index in table.notes.indices where !table.notes[index].marker.isEmpty {
    let key = markerKey(table.notes[index].marker)
    var places: [CellPlace] = []
    for cell in table.cells
    where cell.marks.contains(where: { markerKey($0.marker) == key })
      || (cell.marks.isEmpty && !cell.text.isEmpty && cell.text.unicodeScalars.count <= 4 && cell.text.hasSuffix("/")
        && markerKey(cell.text) == key)
    {
      places.append(CellPlace(row: cell.row, column: cell.column))
    }
    table.notes[index].cells = places
  }
  dropCalls(&table)
}

/// Raised calls leave the text of their cell where the table has the note: `870²` with a note 2 is 870. What is set apart (`Total 1/`) stays as
/// printed.
private func dropCalls(_ table: inout Table) {
  let keys = Set(table.notes.map { markerKey($0.marker) })
  for at in table.cells.indices where !table.cells[at].marks.isEmpty {
    for number in table.cells[at].marks.indices.reversed() where keys.contains(markerKey(table.cells[at].marks[number].marker)) {
      let mark = table.cells[at].marks[number]
      var scalars = Array(table.cells[at].text.unicodeScalars)
      let length = mark.marker.unicodeScalars.count
      let digits = mark.marker.unicodeScalars.allSatisfy { isDigit($0.value) }
      guard mark.offset > 0, mark.offset + length <= scalars.count, digits || !isSpace(scalars[mark.offset - 1]) else { continue }
      var from = mark.offset
      if mark.offset + length == scalars.count { while from > 0, isSpace(scalars[from - 1]) { from -= 1 } }
      scalars.removeSubrange(from..<mark.offset + length)
      let removed = mark.offset + length - from
      table.cells[at].marks[number].offset = from
      table.cells[at].text = String(scalars: scalars[...])
      for later in table.cells[at].marks.indices where later > number { table.cells[at].marks[later].offset -= removed }
    }
  }
}
