import Layout
import Text

/// Lines of covers among the headings, and the document's title where the text prints it again.
///
/// Takes the classes and looks of headings in their order, gives those of covers one class: they do not hold each other.
/// 1. A cover is what stands before all running text, or before the printed contents, and has looks that no later heading has.
/// 2. A title that is set again over the text, in one line or several, is of that class too: it opens what the cover names, and holds no more than that.
struct CoverHeadings {
  /// How many of the first headings stand on covers.
  private(set) var count = 0
  /// Later ones that say the title again.
  private(set) var again: [Int] = []

  /// `text` and `contents`: the first chunk of running text and of what follows the printed contents' first line.
  init(_ candidates: [HeadingCandidate], classes: [LevelClass], chunks: [Chunk], text: Int, contents: Int?) {
    let bound = contents.map { max($0, text) } ?? text
    let before = candidates.prefix { $0.chunk < bound }.count
    let later = Set(classes[before...])
    let first = classes.prefix(before).prefix { $0.kind == .plain && !later.contains($0) }.count
    guard first > 0, first < classes.count else { return }
    count = first
    let keys = candidates.map { candidate in
      headingKey(chunks[candidate.chunk].scalars) + (candidate.title.map { headingKey(chunks[$0].scalars) } ?? "")
    }
    findAgain(keys, pages: candidates.map { chunks[$0.chunk].page }, classes: classes)
  }

  /// Runs of headings beyond the cover's page that say together what lines of the cover say.
  private mutating func findAgain(_ keys: [String], pages: [Int], classes: [LevelClass]) {
    let title = Array(keys[..<count].joined().utf8)
    var index = count
    let end = min(keys.count, count + CoverRule.reach)
    while index < end, again.isEmpty {
      var run: [Int] = []
      var said = 0
      while index < end, pages[index] > pages[0], classes[index].kind == .plain, keys[index].utf8.count >= CoverRule.letters,
        contains(title, Array(keys[index].utf8))
      {
        said += keys[index].utf8.count
        run.append(index)
        index += 1
      }
      if Double(said) >= CoverRule.share * Double(title.count) { again = run }
      index += 1
    }
  }

  private func contains(_ title: [UInt8], _ part: [UInt8]) -> Bool {
    guard part.count <= title.count else { return false }
    return (0...(title.count - part.count)).contains { title[$0..<($0 + part.count)].elementsEqual(part) }
  }

  /// One class, in the strongest of their looks, for all of them.
  func gather(_ classes: inout [LevelClass], _ looks: inout [LevelLook]) {
    let members = Array(0..<count) + again
    guard members.count > 1, var strongest = looks.first else { return }
    for index in members where looks[index].isStronger(than: strongest) { strongest = looks[index] }
    for index in members {
      classes[index] = LevelClass(kind: .plain, look: strongest)
      looks[index] = strongest
    }
  }
}

private enum CoverRule {
  /// Headings after the cover among which the title may come again: a preface and its parts may stand between.
  static let reach = setting("reach", 12)
  /// Letters of a line that says something of the title.
  static let letters = setting("letters", 4)
  /// Of the cover's letters, what comes again: besides the title a cover names the body, a series, a place.
  static let share = setting("share", 0.4)
}
