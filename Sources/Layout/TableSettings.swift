import Model
package import Text

/// What table reading goes by. Lengths are in ems (the size of the text in question) unless said otherwise.
///
/// The bases are typographic: a word space is 0.25–0.33 em and stretches to about 0.6 em in justified text; rows of a printed table stand at
/// 1.0–1.5 em, and a rule is drawn by a word processor in pieces that miss each other by up to about a point.
package struct TableSettings: Sendable {
  /// A gap this wide between words is no word space. Base: justified text stretches spaces to about 0.6 em.
  package var columnGap = setting("columnGap", 0.8)
  /// A gap narrower than this between two words of letters is a word space.
  package var wordSpace = setting("wordSpace", 0.5)
  /// A gap narrower than this before three digits parts thousands.
  package var groupSpace = setting("groupSpace", 0.4)
  /// Like ``columnGap``, between two numbers, which are never justified.
  package var numberGap = setting("numberGap", 0.5)
  /// Points by which rules may miss each other and still meet. Base: word processors draw cell borders one by one.
  package var ruleSlack = setting("ruleSlack", 2.5)
  /// Points within which parallel rules are one line (double rules, rule beside shading).
  package var ruleMerge = setting("ruleMerge", 3.5)
  /// A rule shorter than this (points) is a mark, not a border.
  package var shortestRule = setting("shortestRule", 5.0)
  /// Rulings of a page beyond which it is a drawing or a map, not a table.
  package var mostRulings = setting("mostRulings", 6000)
  /// Baselines closer than this are one printed line.
  package var sameLine = setting("sameLine", 0.35)
  /// Words that stand for a value (`n.d.`), as printed; from the vocabularies.
  package var missing: MissingWords = ["x", "X"]
  /// Whether a table that goes on over the page is put together.
  package var joinsOverPages = true
  /// A line of text with at least this many words and …
  package var proseWords = setting("proseWords", 6)
  /// … of this width is prose when its neighbours above or below are too.
  package var proseWidth = setting("proseWidth", 14.0)

  /// With the vocabularies' words for values that are missing, in small and in capital letters.
  package func with(_ settings: SegmentSettings) -> TableSettings {
    var out = self
    for key in ["not-available", "not-applicable", "nil-or-negligible"] {
      for word in settings.words(key) {
        out.missing.insert(word)
        out.missing.insert(word.uppercased())
      }
    }
    return out
  }
}
