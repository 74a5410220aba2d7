import Layout
import Model
import Text

/// The title that the file states (Info, XMP, HTML head), as evidence: how far the page bears it out.
///
/// Authors copy last year's file, and programs state templates: a stated title counts only if its figures and most of its words stand on
/// the first pages.
struct StatedTitle {
  let value: String?
  let letters: [UInt32]
  private(set) var isAttested = false

  init(_ value: String?) {
    self.value = value
    letters = folded(value ?? "").filter(isWordScalar)
  }

  init(_ value: String?, front: FrontPages) {
    self.init(value)
    guard value != nil else { return }
    var words: Set<[UInt32]> = []
    for line in front.lines {
      for word in line.words {
        for part in StatedTitle.parts(folded(word.text)) { words.insert(part) }
      }
    }
    let own = StatedTitle.parts(folded(value ?? ""))
    let known = own.filter { words.contains($0) }
    let figures = own.filter { $0.contains(where: isDigit) }
    isAttested =
      !own.isEmpty && known.count * 10 >= own.count * 8 && figures.allSatisfy { words.contains($0) }
  }

  /// How much of the title a group's letters are, or it of them: 1 for the same; 0 where little is.
  func likeness(_ other: [UInt32]) -> Double {
    guard isAttested, !letters.isEmpty, !other.isEmpty else { return 0 }
    if letters == other { return 1 }
    let share = Double(min(letters.count, other.count)) / Double(max(letters.count, other.count))
    guard share > StatedTitleRule.least else { return 0 }
    return contains(letters, other) || contains(other, letters) ? StatedTitleRule.contained + StatedTitleRule.length * share : 0
  }

  /// Word for word the stated title, which stands on the page.
  func isWhole(_ text: String) -> Bool { likeness(folded(text).filter(isWordScalar)) >= 1 }

  /// Whether one text goes on with the other in it.
  func runsOn(_ above: String, _ below: String) -> Bool {
    guard isAttested else { return false }
    let (one, other) = (folded(above).filter(isWordScalar), folded(below).filter(isWordScalar))
    return one.count >= StatedTitleRule.leastLetters && other.count >= StatedTitleRule.leastLetters && contains(letters, one + other)
  }

  private static func parts(_ text: [UInt32]) -> [[UInt32]] {
    text.split { !isWordScalar($0) }.map(Array.init)
  }
}

/// How far a stated and a printed title are the same.
private enum StatedTitleRule {
  /// The part of the longer one that the shorter must be.
  static let least = setting("least", 0.25)
  /// Letters of a piece of it, at least.
  static let leastLetters = setting("leastLetters", 4)
  /// What it is worth that one is within the other …
  static let contained = setting("contained", 0.4)
  /// … and how much of it.
  static let length = setting("length", 0.5)
}
