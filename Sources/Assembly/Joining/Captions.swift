import Model
import Text
import Layout
import Objects
import Structure

/// Ties caption, units, source and note blocks to their table or figure, and gives the text that its entry repeats.
///
/// Works on the flow's order: a *neighbour* is the nearest table piece or figure before or after with nothing but such lines (and
/// notes of the page's foot) between. A caption goes to the only neighbour of its kind; with one on either side, to the one that nothing
/// stands between; else to the side that the document's other captions choose. Captions repeated over the next pieces of a table
/// (`CUADRO 3 (continuación)`) become furniture.
func captions(of draft: Draft, flow: Flow, settings: SegmentSettings) -> Captions {
  let words = settings.captionWords
  var out = Captions(draft)
  let neighbours = Neighbours(draft, flow: flow)
  var owners = captionOwners(captionCandidates(draft, neighbours, words: words))
  findStrayOwners(draft, owners: &owners, words: words)
  for (place, block) in draft.blocks.enumerated() where !block.dropped {
    switch block.type {
    case .caption:
      if let owner = owners[place] { out.attach(place, to: owner, of: draft, words: words) }
    case .units, .source, .note:
      guard let owner = ownerOfClosing(place, draft, neighbours, captionOwners: owners, repeated: out.repeated) else { continue }
      owners[place] = owner
      out.attach(place, to: owner, of: draft, words: words)
    default: break
    }
  }
  out.attachStraySources(of: draft, owners: owners, words: words)
  out.shareSources(of: draft)
  out.readTables(draft.tables, words: words)
  return out
}

/// What stands around the tables and figures of a draft, and belongs to them.
struct Captions {
  /// By place in ``Draft/tables`` and ``Draft/figures``.
  var tables: [ThingCaption]
  var figures: [ThingCaption]
  /// Captions that are printed again over the next piece of their table: they are furniture. Places in ``Draft/blocks``.
  var repeated: Set<Int> = []
  /// Cells that lose the calls of their table's notes.
  var cells: [(table: Int, cell: Int, without: Cell)] = []

  fileprivate init(_ draft: Draft) {
    tables = draft.tables.map { ThingCaption(label: $0.label, title: $0.caption, units: $0.units, source: $0.source, notes: $0.notes) }
    figures = draft.figures.map { ThingCaption(label: $0.label, title: $0.caption, units: $0.units, source: $0.source) }
  }
}

/// What a table or figure is called, and what is said about it.
struct ThingCaption {
  var label: String?
  var title: String?
  var units: String?
  var source: String?
  var notes: [TableNote] = []
}

extension Draft {
  /// Enters what stands around tables and figures into their entries.
  mutating func enter(_ captions: Captions) {
    for (index, found) in captions.tables.enumerated() {
      tables[index].label = found.label
      tables[index].caption = found.title
      tables[index].units = found.units
      tables[index].source = found.source
      tables[index].notes = found.notes
    }
    for (index, found) in captions.figures.enumerated() {
      figures[index].label = found.label
      figures[index].caption = found.title
      figures[index].units = found.units
      figures[index].source = found.source
    }
    for place in captions.repeated { blocks[place].type = .furniture }
    for (table, cell, without) in captions.cells { tables[table].cells[cell] = without }
  }
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

extension Captions {
  /// The same for sources (the nearest thing before that has none) and notes.
  fileprivate mutating func attachStraySources(of draft: Draft, owners: [Int: Int], words: CaptionWords) {
    for (place, block) in draft.blocks.enumerated() where [.source, .note].contains(block.type) && owners[place] == nil && !block.dropped {
      let isNote = block.type == .note
      if isNote, block.marker == nil { continue }
      let found = nearestThing(draft, from: place, steps: [-1], reach: 12, stops: { !isNote && $0.type == .source }) {
        isNote ? mayHaveNote(draft, $0, at: place) : lacksSource(draft.blocks[$0])
      }
      if let found { attach(place, to: found, of: draft, words: words) }
    }
  }

  private func lacksSource(_ thing: DraftBlock) -> Bool {
    if let index = thing.table { return tables[index].source == nil }
    return thing.figure.map { figures[$0].source == nil } ?? false
  }

  /// Whether a note below a thing may be that table's: over its source only where one of its cells calls the note.
  private func mayHaveNote(_ draft: Draft, _ thing: Int, at place: Int) -> Bool {
    guard let index = draft.blocks[thing].table else { return false }
    let key = markerKey(draft.blocks[place].marker ?? "")
    return !draft.blocks[thing..<place].contains { $0.type == .source } || draft.tables[index].cells.contains { $0.calls(key) }
  }
}

private func nearestThing(
  _ draft: Draft, from place: Int, steps: [Int], reach: Int, stops: (DraftBlock) -> Bool, fits: (Int) -> Bool
) -> Int? {
  for step in steps {
    var at = place + step
    while draft.blocks.indices.contains(at), abs(at - place) <= reach {
      let block = draft.blocks[at]
      let last = block.spans.last?.page ?? block.page
      guard block.page <= draft.blocks[place].page + 1, last >= draft.blocks[place].page - 1 else { break }
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

extension Captions {
  /// A table without a caption behind one that has a caption but no source goes on from it, though it could not be joined: what stands
  /// under the last piece is the source of the first as well.
  fileprivate mutating func shareSources(of draft: Draft) {
    var before: Int?
    // Rows that were taken for text may stand between the pieces; a heading may not.
    var strays = 0
    for block in draft.blocks where !block.dropped {
      guard let index = block.table else {
        switch block.type {
        case .caption, .units, .source, .note, .furniture, .footnote: break
        case .heading, .figure, .photo: before = nil
        default: strays += 1
        }
        continue
      }
      if let first = before, tables[first].label != nil, tables[first].source == nil, tables[index].label == nil, strays <= 6,
        let source = tables[index].source
      {
        tables[first].source = source
      }
      if tables[index].label != nil || before == nil { before = index }
      strays = 0
    }
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
    // A thing of the other kind, or one that is not in line with the caption, only where there is none of its own in line, nor beside in another column.
    func fitsInLine(_ found: (block: Int, lines: Int)?) -> Bool {
      guard fits(found), let thing = found.map({ draft.blocks[$0.block] }) else { return false }
      return thing.page != block.page || thing.box.overlapX(block.box) > AttachRule.under * min(thing.box.width, block.box.width)
    }
    if let label, !fitsInLine(before), !fitsInLine(after), let own = beside(place, draft, table: label.kind == .table) {
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
/// `repeated`: captions that are furniture.
private func ownerOfClosing(
  _ place: Int, _ draft: Draft, _ neighbours: Neighbours, captionOwners: [Int: Int], repeated: Set<Int>
) -> Int? {
  let block = draft.blocks[place]
  // Straight after a caption (or after what follows one): that caption's thing.
  var at = place - 1
  while at >= 0, draft.blocks[at].dropped || [.units, .source, .note].contains(draft.blocks[at].type) { at -= 1 }
  if at >= 0, draft.blocks[at].type == .caption, !repeated.contains(at), let owner = captionOwners[at] { return owner }
  let (before, after) = (neighbours.before(block), neighbours.after(block))
  if block.type == .units { return after?.block ?? before?.block }
  return before?.block ?? after?.block
}

extension Captions {
  fileprivate mutating func attach(_ place: Int, to owner: Int, of draft: Draft, words: CaptionWords) {
    let block = draft.blocks[place]
    if let index = draft.blocks[owner].table {
      if block.type == .caption {
        let parts = captionParts(block.text, words: words)
        if tables[index].isRepeated(by: parts, words: words) { repeated.insert(place) }
        guard tables[index].label == nil, parts.label != nil || tables[index].title == nil, !repeated.contains(place) else { return }
      }
      tables[index].take(block, words: words)
    } else if let index = draft.blocks[owner].figure, block.type != .note {
      if block.type == .caption, figures[index].label != nil || figures[index].title != nil { return }
      figures[index].take(block, words: words)
    }
  }
}

extension ThingCaption {
  /// Whether a caption over the next piece says the label again, or `(continuación)` alone; the title in a second language (`Tabela 2`, `Table 2`)
  /// is text.
  fileprivate func isRepeated(by parts: CaptionParts, words: CaptionWords) -> Bool {
    guard let other = parts.label else { return parts.continued || parts.title == title }
    guard let label else { return false }
    return captionParts(label, words: words).key == parts.key && (parts.continued || labelWord(other) == labelWord(label))
  }

  fileprivate mutating func take(_ block: DraftBlock, words: CaptionWords) {
    switch block.type {
    case .caption:
      let parts = captionParts(block.text, words: words)
      label = parts.label
      let (title, units) = titleAndUnits(words.withoutPart(parts.title), words: words)
      self.title = title.isEmpty ? nil : title
      if let units { self.units = joined(self.units, units) }
    case .units: units = joined(units, block.text)
    case .source: source = joined(source, block.text)
    case .note: notes.append(TableNote(marker: block.marker ?? "", text: block.text))
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
