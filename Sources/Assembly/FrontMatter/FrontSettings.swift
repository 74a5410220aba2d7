import Layout
import Model
import Text

/// What the reading of front pages rests on: measures, words of each language, and the weights of ``TitleEvidence``.
package struct FrontSettings: Sendable {
  // MARK: Measures

  /// Lines of a group are at most so many sizes apart, baseline to baseline: titles are set at 1.1 to 1.5.
  var groupLeading = setting("groupLeading", 1.9)
  /// … and their steps at most so many times as long as the one before: a wider one parts.
  var evenLeading = setting("evenLeading", 1.25)
  /// Sizes that differ by less, as a share of the larger, are one.
  var sameSize = setting("sameSize", 0.06)
  /// A title may change its size between lines where one line clearly goes on with the other: so many times as large at most.
  var changedSize = setting("changedSize", 1.7)
  /// Letters of the longest title.
  var longestTitle = setting("longestTitle", 320)
  /// Letters on a page with less text than which it is a cover, and the page after it is read as well.
  var coverLetters = setting("coverLetters", 700)
  /// Letters of a group of lines that is running text, from which on no more names are looked for.
  var runningText = setting("runningText", 260)
  /// Groups under a title among which authors stand.
  var authorGroups = setting("authorGroups", 16)
  /// Sum that a date of issue reaches, at least; see ``printedIssueDate(_:title:flow:words:settings:)``.
  var leastDate = setting("leastDate", 2.0)
  /// Pages that are looked at.
  var pages = setting("pages", 3)

  package init() {}
}
