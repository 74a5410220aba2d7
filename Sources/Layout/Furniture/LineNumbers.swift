import Model
import Text

/// Numbers of lines: at least five numbers one below the other at one edge of the text, growing by a constant step, with a line of running text
/// beside them.
///
/// A first column that counts the rows of a table looks the same but for what stands beside it: cells, not lines that fill a measure. So the
/// text tells, not the numbers: beside each number there is one piece of several words, and most of these pieces reach to where the longest does; or
/// blank lines have numbers too, as no row of a table has. What stands so on most pages is believed on all of them (a page of code has short lines).
enum LineNumberRule {
  /// Fewest numbers on a page. Base: legal texts number every fifth line of some 25.
  static let numbers = setting("numbers", 5)
  /// Words of the usual line beside a number.
  static let words = setting("words", 4)
  /// A line that reaches over this part of the longest one fills the measure. Base: ragged text ends within a long word of its edge.
  static let full = setting("full", 0.8)
  /// The part of the lines beside numbers that must be one piece, and the part that must fill the measure.
  static let share = setting("share", 0.6)
  /// The part of the numbers that have nothing beside them which shows lines. Base: a blank line between paragraphs of some ten lines.
  static let blank = setting("blank", 0.08)
  /// A line whose baseline is further away than this, in sizes, is not beside a number.
  static let beside = setting("beside", 0.9)
  /// Baselines closer than this, in sizes, are one line.
  static let sameLine = setting("sameLine", 0.4)
}

func markLineNumbers(_ pages: [Page], into furniture: inout Furniture) {
  var found: [(page: Int, lines: [Int], sure: Bool)] = []
  for (index, page) in pages.enumerated() {
    let (numbers, others) = lineNumbers(page, furniture: furniture.lines[index])
    if !numbers.isEmpty { found.append((index, numbers, haveText(numbers, others, page))) }
  }
  let sure = found.count(where: \.sure)
  for candidate in found where candidate.sure || sure * 2 > found.count {
    for line in candidate.lines { furniture.lines[candidate.page][line] = true }
  }
}

/// Lone numbers left of all text that grow by a constant step, and the lines of text.
private func lineNumbers(_ page: Page, furniture: [Bool]) -> (numbers: [Int], others: [Int]) {
  var numbers: [(line: Int, value: Int)] = []
  var others: [Int] = []
  var left = Double.infinity
  for (number, line) in page.lines.enumerated() where abs(line.angle) < 1 && !furniture[number] && !line.words.isEmpty {
    if line.words.count == 1, line.words[0].text.utf8.count <= 4, let value = Int(line.words[0].text) {
      numbers.append((number, value))
    } else {
      others.append(number)
      left = min(left, line.box.x0)
    }
  }
  numbers = numbers.filter { page.lines[$0.line].box.x1 < left }
  numbers.sort { (page.lines[$0.line].box.y0, $0.line) < (page.lines[$1.line].box.y0, $1.line) }
  guard numbers.count >= LineNumberRule.numbers else { return ([], []) }
  let step = numbers[1].value - numbers[0].value
  guard step > 0, zip(numbers, numbers.dropFirst()).allSatisfy({ $1.value - $0.value == step }) else { return ([], []) }
  return (numbers.map(\.line), others)
}

/// Whether running text stands beside the numbers.
private func haveText(_ numbers: [Int], _ others: [Int], _ page: Page) -> Bool {
  let sorted = others.sorted { (page.lines[$0].baseline, page.lines[$0].box.x0, $0) < (page.lines[$1].baseline, page.lines[$1].box.x0, $1) }
  var first = 0
  var beside = 0
  var blank = 0
  var whole = 0
  var lengths: [Double] = []
  var words: [Int] = []
  for number in numbers {
    let line = page.lines[number]
    let reach = LineNumberRule.sameLine * line.size
    while first < sorted.count, page.lines[sorted[first]].baseline < line.baseline - reach { first += 1 }
    var pieces: [Int] = []
    var at = first
    while at < sorted.count, page.lines[sorted[at]].baseline <= line.baseline + reach {
      pieces.append(sorted[at])
      at += 1
    }
    guard !pieces.isEmpty else {
      // A number in the middle of a row of two lines has none on its own, but both close by.
      let near = [first - 1, first].contains {
        sorted.indices.contains($0) && abs(page.lines[sorted[$0]].baseline - line.baseline) < LineNumberRule.beside * line.size
      }
      if !near { blank += 1 }
      continue
    }
    beside += 1
    // Words spread over the measure are one piece still: what parts columns is wider than the words beside it.
    let boxes = pieces.map { page.lines[$0].box }.sorted { ($0.x0, $0.x1) < ($1.x0, $1.x1) }
    let apart = zip(boxes, boxes.dropFirst()).contains { $1.x0 - $0.x1 > 3 * line.size }
    if !apart { whole += 1 }
    lengths.append((boxes.map(\.x1).max() ?? 0) - boxes[0].x0)
    words.append(pieces.reduce(0) { $0 + page.lines[$1].words.count })
  }
  // Blank lines are numbered, rows of a table are never blank.
  if Double(blank) >= LineNumberRule.blank * Double(numbers.count), blank >= 2 { return true }
  guard beside >= LineNumberRule.numbers, let longest = lengths.max() else { return false }
  let full = lengths.filter { $0 >= LineNumberRule.full * longest }.count
  words.sort()
  return Double(whole) >= LineNumberRule.share * Double(beside) && Double(full) >= LineNumberRule.share * Double(beside)
    && words[words.count / 2] >= LineNumberRule.words
}
