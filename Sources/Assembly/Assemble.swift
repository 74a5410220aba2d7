import Model
import Text
import Layout
import Objects
import Structure

/// Lines with roles → blocks with whole text.
///
/// Lines are taken in reading order. A paragraph, list item, quote or footnote that is not yet ended stays open while captions, tables,
/// pictures and notes pass, and goes on in the next column or on the next page if its sentence does.
func assemble(_ flow: Flow, joined: [JoinedTable], settings: SegmentSettings) -> Draft {
  let hyphens = Hyphens(flow, settings: settings)
  let (order, groups) = grouped(flow, joined: joined)
  var draft = Draft()
  for entry in order {
    switch entry {
    case .group(let number):
      if let block = block(of: groups[number], flow: flow, hyphens: hyphens) { draft.blocks.append(block) }
    case .table(let number): draft.append(joined[number], of: flow)
    case .figure(let place): draft.appendFigure(at: place, of: flow)
    }
  }
  return draft
}

/// Which lines are one block, and the order of blocks, tables and figures.
private func grouped(_ flow: Flow, joined: [JoinedTable]) -> (order: [Ordered], groups: [LineGroup]) {
  let boundaries = Boundaries(flow: flow, measures: Measures(flow))
  var tableOf: [Int: Int] = [:]
  for (number, table) in joined.enumerated() { for piece in table.pieces { tableOf[piece] = number } }
  var begun: [Int: Int] = [:]
  /// The open block of a kind: its place in `groups`.
  var open: [Role: Int] = [:]
  var groups: [LineGroup] = []
  /// A body block whose sentence broke off before another body block began.
  var suspended: Int?
  var order: [Ordered] = []

  var previous: Int?
  for (place, item) in flow.items.enumerated() {
    switch item {
    case .line(let line):
      let kind = line.role.kind
      if kind == .text, let aside = suspended, aside != open[kind], let last = groups[aside].places.last, boundaries.resumes(last, place) {
        // A box or side text stood in between: the sentence that it broke goes on.
        groups[aside].places.append(place)
        open[kind] = aside
        suspended = nil
      } else if let group = open[kind], let last = groups[group].places.last,
        continues(last, place, previous: previous, line: line, boundaries: boundaries)
      {
        groups[group].places.append(place)
      } else {
        if kind == .text, let group = open[kind], let last = groups[group].places.last,
          boundaries.breaksOff(last, alone: groups[group].places.count == 1)
        {
          suspended = group
        }
        order.append(.group(groups.count))
        open[kind] = groups.count
        groups.append(LineGroup(role: line.role, places: [place]))
      }
      // A body block ends the body block before it; so does a heading.
      if kind == .text || kind == .heading {
        for other in [Role.text, .heading] where other != kind { open[other] = nil }
      }
      previous = place
    case .table:
      guard let number = tableOf[place] else { continue }
      if begun[number] == nil {
        begun[number] = order.count
        order.append(.table(number))
      }
    case .figure:
      order.append(.figure(place))
    }
  }

  return (order, groups)
}

extension Draft {
  fileprivate mutating func append(_ joined: JoinedTable, of flow: Flow) {
    var table = joined.table
    let first = flow.items[joined.pieces[0]]
    if table.pages.isEmpty { table.pages = joined.pieces.map { flow.pages[flow.items[$0].page].number } }
    var block = DraftBlock(
      type: .table, text: "", page: flow.pages[first.page].number,
      spans: joined.pieces.map { piece in
        let page = flow.pages[flow.items[piece].page]
        return Span(page: page.number, box: page.shown(flow.items[piece].box), start: 0, end: 0)
      }, box: first.box, column: first.box, items: joined.pieces)
    block.confidence = table.confidence
    block.table = tables.count
    tables.append(table)
    blocks.append(block)
  }

  fileprivate mutating func appendFigure(at place: Int, of flow: Flow) {
    guard case .figure(let picture) = flow.items[place] else { return }
    let page = flow.pages[picture.page]
    var figure = Figure(id: "", block: "", kind: picture.kind, page: page.number, box: page.shown(picture.box))
    figure.texts = baselineRows(picture.lines.sorted(), page: page).map { row in row.map { page.lines[$0].text }.joined(separator: " ") }
    var block = DraftBlock(
      type: picture.kind == "photo" ? .photo : .figure, text: "", page: page.number,
      spans: [Span(page: page.number, box: page.shown(picture.box), start: 0, end: 0)], box: picture.box, column: picture.box,
      items: [place])
    block.figure = figures.count
    figures.append(figure)
    blocks.append(block)
  }
}

private struct LineGroup {
  var role: Role
  var places: [Int]
}

private enum Ordered {
  case group(Int)
  case table(Int)
  case figure(Int)
}

extension Role {
  /// Blocks are continued by lines of their own kind only; paragraphs, items and quotes are one kind.
  fileprivate var kind: Role {
    switch self {
    case .listItem, .quote, .furniture: .text
    default: self
    }
  }
}

private func continues(_ last: Int, _ place: Int, previous: Int?, line: FlowLine, boundaries: Boundaries) -> Bool {
  if let begins = line.begins {
    if begins { return false }
    guard case .line(let above) = boundaries.flow.items[last] else { return false }
    return above.role == line.role
  }
  // Next to each other: the full set of signs; with something between: whether the sentence goes on.
  let adjacent = previous == last && place == last + 1
  if adjacent { return !boundaries.parts(last, place) }
  switch line.role {
  case .text, .listItem, .quote: return boundaries.goesOn(last, place)
  case .footnote: return true
  default: return false
  }
}

private func block(of group: LineGroup, flow: Flow, hyphens: Hyphens) -> DraftBlock? {
  var text = TextBuilder()
  var first: FlowLine?
  var last: FlowLine?
  var inAddress = false
  for place in group.places {
    guard case .line(let line) = flow.items[place] else { continue }
    let joint = last.map { hyphens.joint($0, line, inAddress: inAddress) } ?? .space
    text.append(line, of: flow.pages[line.page], joint: joint)
    inAddress = hyphens.endsInAddress(line, inAddress: inAddress && joint == .none)
    first = first ?? line
    last = line
  }
  guard let first else { return nil }
  var block = DraftBlock(
    type: blockType(group.role), text: text.string, page: flow.pages[first.page].number, spans: text.spans, role: group.role,
    box: first.box,
    column: first.column, items: group.places)
  block.marker = first.marker
  block.calls = text.calls
  if group.role == .heading || group.role == .listItem { block.level = max(1, first.level) }
  return block
}

private func blockType(_ role: Role) -> BlockType {
  switch role {
  case .text: .paragraph
  case .heading: .heading
  case .listItem: .listItem
  case .quote: .quote
  case .caption: .caption
  case .units: .units
  case .source: .source
  case .note: .note
  case .footnote: .footnote
  case .glossary: .glossaryEntry
  case .reference: .reference
  case .contents: .contents
  case .furniture: .furniture
  }
}
