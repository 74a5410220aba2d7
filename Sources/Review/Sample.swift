import Emit
package import Model

/// What a sample is drawn of.
package enum SampleKind: Equatable, Sendable {
  /// Of one type, or of all.
  case mentions(MentionType?)
  case cells
  case headings

  package init?(_ name: String) {
    switch name {
    case "mention": self = .mentions(nil)
    case "cell": self = .cells
    case "heading": self = .headings
    default:
      guard let type = MentionType(rawValue: name) else { return nil }
      self = .mentions(type)
    }
  }

  package static let names = ["mention", "cell", "heading"] + MentionType.allCases.map(\.rawValue)
}

/// One thing of a record to be judged: where it stands and what was read.
package struct SampleItem: Sendable {
  package var kind: String
  package var type: String
  package var text: String
  package var page: Int
  package var box: Box
  package var rule: String?
  /// Of a heading.
  package var level: Int?
  package var value: Value?
  /// `sha256:…`, and the file's name.
  package var document: String
  package var file: String
  /// The cut-out of its page, or why there is none.
  package var picture: String?
  package var failed: String?

  package enum Value: Sendable {
    case mention(MentionValue, ucum: String?)
    case cell(CellValue)
  }
}

/// All things of a kind in a record that have a place.
package func sampleItems(of record: Record, _ kind: SampleKind) -> [SampleItem] {
  let document = record.document
  func item(_ kind: String, _ type: String, _ text: String, _ page: Int, _ box: Box) -> SampleItem {
    SampleItem(
      kind: kind, type: type, text: text, page: page, box: box, document: "sha256:" + document.source.sha256, file: document.source.file)
  }
  switch kind {
  case .mentions(let type):
    return record.recognition.mentions.filter { type == nil || $0.type == type }.compactMap { mention in
      mention.box.map { box in
        var out = item("mention", mention.type.rawValue, mention.text, mention.page, box)
        out.rule = mention.rule
        out.value = mention.value.map { .mention($0, ucum: mention.ucum) }
        return out
      }
    }
  case .cells:
    return document.tables.flatMap(\.cells).filter { !$0.text.isEmpty && !$0.header }.map { cell in
      var out = item("cell", cell.value?.type ?? "cell", cell.text, cell.page, cell.box)
      out.value = cell.value.map { .cell($0) }
      return out
    }
  case .headings:
    return document.blocks.filter { $0.type == .heading }.compactMap { block in
      let first = block.spans.filter { $0.page == block.page }.map(\.box).reduce(nil as Box?) { $0?.union($1) ?? $1 }
      return first.map { box in
        var out = item("heading", "heading", block.text, block.page, box)
        out.level = block.level ?? 1
        return out
      }
    }
  }
}

/// `count` different numbers below `population`, each set of them as likely as another (Floyd's method), in order. The same seed gives the same ones.
package func drawn(_ count: Int, of population: Int, seed: UInt64) -> [Int] {
  var random = SplitMix64(state: seed)
  var chosen: Set<Int> = []
  for last in max(0, population - count)..<max(0, population) {
    let number = Int(random.next(below: UInt64(last + 1)))
    chosen.insert(chosen.contains(number) ? last : number)
  }
  return chosen.sorted()
}

/// Steele, Lea and Flood (2014): small, and the same on every machine.
private struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Without the bias that a remainder has.
  mutating func next(below bound: UInt64) -> UInt64 {
    let odd = (0 &- bound) % bound
    while true {
      let number = next()
      if number >= odd { return number % bound }
    }
  }
}

/// The picture of a thing's surroundings: the width of its page, some lines above and below.
package func cutOut(of item: SampleItem, page: PageFacts, to path: String) -> Picture {
  // Points above and below: three lines of text; aside: half the page at least.
  let (around, aside) = (40.0, 220.0)
  let part = Box(
    x0: max(0, item.box.x0 - aside), y0: max(0, item.box.y0 - around), x1: min(page.width, item.box.x1 + aside),
    y1: min(page.height, item.box.y1 + around))
  return Picture(
    path: path, canvas: .part(item.page, part),
    shapes: [.box(item.box.inset(dx: -1.5, dy: -1.5), colour: 0xFF_6A_00, width: 1.2, fill: 0.12)], scale: DocumentReview.scale)
}

/// What the page of a sample shows. `run` names what was drawn from.
package func sampleData(_ items: [SampleItem], of population: Int, type: String, seed: UInt64, run: String) -> [UInt8] {
  var out = JSONWriter(capacity: items.count * 400)
  out.object { out in
    out.field("run", run)
    out.field("type", type)
    out.field("seed", "\(seed)")
    out.field("population", population)
    out.key("items")
    out.lines(items) { out, item in
      out.object { out in
        out.field("kind", item.kind)
        out.field("type", item.type)
        out.field("text", item.text)
        out.field("page", item.page)
        out.key("box")
        out.list([item.box.x0, item.box.y0, item.box.x1, item.box.y1]) { $0.number($1) }
        out.field("rule", item.rule)
        out.field("level", item.level)
        out.field("document", item.document)
        out.field("file", item.file)
        out.field("picture", item.picture)
        out.field("failed", item.failed)
        out.key("value")
        switch item.value {
        case .mention(let value, let ucum): out.value(value, ucum: ucum)
        case .cell(let value): out.cellValue(value)
        case nil: out.null()
        }
      }
    }
  }
  return out.bytes
}
