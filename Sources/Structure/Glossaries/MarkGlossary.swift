import Model
import Text
package import Layout
package import Objects

extension Flow {
  /// Puts the entries of lists of terms in the place of their list (role `.glossary`, `begins` at each entry).
  package mutating func enter(_ found: [[PageGlossary]]) {
    guard found.contains(where: { !$0.isEmpty }) else { return }
    var next = [Int](repeating: 0, count: found.count)
    var items: [FlowItem] = []
    items.reserveCapacity(self.items.count)
    for item in self.items {
      guard case .figure(let figure) = item, figure.kind == "glossary", found[figure.page].indices.contains(next[figure.page]) else {
        items.append(item)
        continue
      }
      let list = found[figure.page].first { $0.box == figure.box } ?? found[figure.page][next[figure.page]]
      next[figure.page] += 1
      for entry in list.entries { for line in entry { items.append(.line(line)) } }
    }
    self.items = items
  }
}

/// Lines of one term.
private enum TermRule {
  /// Sizes of white between lines of one term, at most.
  static let lineGap = setting("lineGap", 0.8)
  /// The part of the size by which they may differ.
  static let sameSize = setting("sameSize", 0.08)
}

/// Lists of terms that are not set in columns: under a title that says so, lines that begin with a term and a dash or colon, or with a term in
/// another weight, up to the next thing that is no entry. At least three in a row make a list.
package func termMarks(of flow: Flow, settings: SegmentSettings) -> LineMarks {
  var marks = LineMarks()
  let titles = Phrases(settings.words("glossary"))
  guard !titles.isEmpty else { return marks }
  var place = 0
  while place < flow.items.count {
    guard let title = flow.line(at: place), title.role == .text, title.words.count <= 8, titles.isAll(of: folded(title.text)) else {
      place += 1
      continue
    }
    var next = place + 1
    var entries: [(place: Int, words: Int)] = []
    var rest: [Int] = []
    var last: FlowLine?
    scan: while let line = flow.line(at: next), line.role == .text || line.role == .furniture {
      defer { next += 1 }
      if line.role == .furniture { continue }
      if let words = termWords(line) {
        entries.append((next, words))
      } else if let before = last, entries.count > 0,
        line.page != before.page || line.box.y0 - before.box.y1 < TermRule.lineGap * line.size,
        abs(line.size - before.size) < TermRule.sameSize * before.size
      {
        rest.append(next)
      } else if line.words.count <= 2, line.text.unicodeScalars.count <= 3 {
        // The letter over a part of the list.
        continue
      } else {
        break scan
      }
      last = line
    }
    if entries.count >= 3, rest.count <= 3 * entries.count {
      for entry in entries { marks.add(LineMark(.glossary, begins: true, level: entry.words), at: entry.place) }
      for place in rest { marks.add(LineMark(.glossary, begins: false), at: place) }
    }
    place = max(next, place + 1)
  }
  return marks
}

/// How many words the term at the start of a line takes: up to a colon or dash, or the words in bold before others; an acronym alone.
private func termWords(_ line: FlowLine) -> Int? {
  guard line.words.count >= 2, let first = line.words.first?.text.unicodeScalars.first, isWordScalar(first.value) else { return nil }
  var bold = 0
  while bold < line.words.count, line.words[bold].style.bold { bold += 1 }
  if bold > 0, bold < line.words.count, bold <= 6 { return bold }
  for (index, word) in line.words.prefix(7).enumerated() {
    let scalars = word.text.unicodeScalars
    if scalars.last == ":" { return index + 1 < line.words.count ? index + 1 : nil }
    if index > 0, scalars.count == 1, let only = scalars.first, only == "-" || only == "\u{2013}" || only == "\u{2014}" || only == "=" {
      return index
    }
  }
  let capitals = line.words[0].text.unicodeScalars.filter(isUpper).count
  return capitals >= 2 && capitals * 2 >= line.words[0].text.unicodeScalars.count ? 1 : nil
}
