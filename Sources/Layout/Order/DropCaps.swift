import Model
import Text

/// Initials set over several lines are joined to the word that they begin.
///
/// An initial is a line of one to three scalars, at least 1.8 times as large as the lines beside it, whose baseline is that of the second or
/// a later line of the text to its right. Whether it is a word of its own (`A partir`) is asked of the document's other words.
func joinDropCaps(_ flow: inout Flow) {
  var index = 0
  while index < flow.items.count {
    defer { index += 1 }
    guard case .line(let cap) = flow.items[index], isInitial(cap, bodySize: flow.bodySize) else { continue }
    // The rows beside it: in the same column, right of it, at its height. The first of them begins with the rest of the word.
    var target: Int?
    var beside = 0
    for other in max(0, index - 6)..<min(flow.items.count, index + 8) where other != index {
      guard case .line(let line) = flow.items[other], line.page == cap.page, line.size * DropCapRule.larger <= cap.size else { continue }
      guard line.box.x0 >= cap.box.x0 + cap.box.width * DropCapRule.inset, line.box.x0 - cap.box.x1 < cap.size,
        line.box.midY > cap.box.y0 - line.size * DropCapRule.above, line.baseline < cap.baseline + line.size * DropCapRule.below
      else { continue }
      beside += 1
      if let known = target, case .line(let first) = flow.items[known], first.baseline <= line.baseline { continue }
      target = other
    }
    guard let target, beside >= 2 || cap.size > DropCapRule.surelyLarger * flow.bodySize, case .line(var line) = flow.items[target],
      !line.words.isEmpty
    else {
      continue
    }
    let initial = cap.words.map(\.text).joined()
    line.words[0].spaceBefore = isOwnWord(initial, before: line.words[0].text, in: flow)
    line.words = cap.words + line.words
    line.sources = cap.sources + line.sources
    line.begins = true
    flow.items[target] = .line(line)
    flow.items.remove(at: index)
    index -= 1
  }
}

/// What an initial over several lines is like.
private enum DropCapRule {
  /// It is so many times as large as the text. Base: over two lines it is about 2.2 times as large.
  static let larger = setting("larger", 1.8)
  /// The part of its width right of which the text beside it begins: letters lean and hang.
  static let inset = setting("inset", 0.4)
  /// Sizes of the text by which that text may stand above its top.
  static let above = setting("above", 0.6)
  /// … and below its baseline.
  static let below = setting("below", 0.5)
  /// So many times the body's size where only one line stands beside it.
  static let surelyLarger = setting("surelyLarger", 2.5)
}

private func isInitial(_ line: FlowLine, bodySize: Double) -> Bool {
  guard line.words.count <= 2, line.size >= bodySize * DropCapRule.larger else { return false }
  var letters = 0
  var others = 0
  for word in line.words {
    for scalar in word.text.unicodeScalars { if isLetter(scalar) { letters += 1 } else { others += 1 } }
  }
  return letters == 1 && others <= 2
}

/// The rest is a word that the document uses, and initial and rest together are none.
private func isOwnWord(_ initial: String, before rest: String, in flow: Flow) -> Bool {
  guard let first = rest.unicodeScalars.first, isLetter(first) else { return true }
  let tail = foldedLetters(rest)
  let whole = foldedLetters(initial) + tail
  var tails = 0
  for case .line(let line) in flow.items {
    for word in line.words where word.text.utf8.count >= tail.utf8.count {
      let letters = foldedLetters(word.text)
      if letters == whole { return false }
      if letters == tail { tails += 1 }
    }
  }
  return tails > 1
}
