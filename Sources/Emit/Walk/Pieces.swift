import Model

/// A text cut where something begins, ends or stands in it.
enum Piece {
  case text(String)
  case call(Call)
  /// The page that begins here.
  case page(Int)
  case open(Mention)
  case close(Mention)
}

/// The pieces of a text from left to right. Where several meet: a mention ends, a note is called, a page begins, a mention begins.
///
/// Calls and pages inside a mention stay inside. `mentions` must not overlap; `pages` are offsets with the page that begins there.
func pieces(_ text: String, calls: [Call] = [], mentions: [Mention] = [], pages: [(offset: Int, page: Int)] = []) -> [Piece] {
  if calls.isEmpty, mentions.isEmpty, pages.isEmpty { return [.text(text)] }
  var marks: [(offset: Int, rank: Int, piece: Piece)] = []
  for mention in mentions {
    marks.append((mention.start, 3, .open(mention)))
    marks.append((mention.end, 0, .close(mention)))
  }
  for call in calls { marks.append((max(0, call.offset), 1, .call(call))) }
  for page in pages { marks.append((page.offset, 2, .page(page.page))) }
  let order = marks.indices.sorted { (marks[$0].offset, marks[$0].rank, $0) < (marks[$1].offset, marks[$1].rank, $1) }
  let scalars = text.unicodeScalars
  var out: [Piece] = []
  var from = scalars.startIndex
  var passed = 0
  for mark in order.map({ marks[$0] }) {
    let to = scalars.index(from, offsetBy: max(mark.offset - passed, 0), limitedBy: scalars.endIndex) ?? scalars.endIndex
    if to > from { out.append(.text(String(scalars[from..<to]))) }
    out.append(mark.piece)
    from = to
    passed = max(mark.offset, passed)
  }
  if from < scalars.endIndex { out.append(.text(String(scalars[from...]))) }
  return out
}

/// Says where pages begin: once for each page of a document, in order, at the first thing that stands on it or on a later one.
struct PageMarks {
  private let count: Int
  private(set) var last = 0

  init(_ document: Document) { count = document.pages.count }

  /// The pages that begin before something on `page`.
  mutating func upTo(_ page: Int) -> [Int] {
    guard page > last, page <= count else { return [] }
    defer { last = page }
    return Array(last + 1...page)
  }

  /// The pages that begin inside of a block's text, each at the offset of its first line there.
  mutating func inside(_ block: Block) -> [(offset: Int, page: Int)] {
    var out: [(offset: Int, page: Int)] = []
    for span in block.spans { out += upTo(span.page).map { (span.start, $0) } }
    return out
  }

  mutating func rest() -> [Int] { upTo(count) }
}
