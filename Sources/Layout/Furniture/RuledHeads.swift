package import Model
import Text

/// Running heads and feet that a rule parts from the text: at the same height on most pages a rule, drawn or typed, with short lines beyond it.
///
/// What such a head says may change on every page (the articles that the page holds), so that nothing repeats but the rule. Rules of tables are left
/// out: they have others like them further in. A typed rule is one on every page, at whatever height converters set it.
func markRuledHeads(
  _ rows: [(top: [MarginRow], bottom: [MarginRow])], pages: [Page], bodySize: Double, into furniture: inout Furniture
) {
  guard pages.count >= RuledHeadRule.leastPages else { return }
  for top in [true, false] {
    let rules = pages.indices.map { headRules(of: pages[$0], rows: top ? rows[$0].top : rows[$0].bottom, top: top) }
    let common = commonDistance(rules)
    let typed = typedRulesAreHabit(rules)
    for page in pages.indices {
      let outermost = rules[page].filter { typed && $0.typed || common.map($0.isAt) ?? false }.min { $0.distance < $1.distance }
      guard let distance = outermost?.distance else { continue }
      let margin = top ? rows[page].top : rows[page].bottom
      let beyond = margin.filter { $0.distance < distance - 1 }
      let rule = margin.filter { abs($0.distance - distance) <= RuledHeadRule.sameHeight + 1 && isRule($0, of: pages[page]) }
      guard beyond.count <= RuledHeadRule.mostRows,
        beyond.allSatisfy({ $0.size <= FurnitureRule.largest * bodySize && !$0.tabular && $0.amounts < 3 })
      else { continue }
      for row in beyond + rule { for line in row.lines { furniture.lines[page][line.line] = true } }
    }
  }
}

private enum RuledHeadRule {
  /// Fewer pages have no habits.
  static let leastPages = setting("leastPages", 4)
  /// Of the pages: those that have the rule.
  static let share = setting("share", 0.6)
  /// Points between heights that are one.
  static let sameHeight = setting("sameHeight", 2.5)
  /// Rows beyond the rule; more are text.
  static let mostRows = setting("mostRows", 2)
  /// Of the page's width: shorter rules are over notes or under words. Of its height: where heads and feet stand.
  static let width = setting("width", 0.5)
  static let reach = setting("reach", 0.13)
  /// Of the page's height: a rule of the same extent this near further in makes both a table's.
  static let table = setting("table", 0.3)
}

/// A long rule near the page's edge.
private struct HeadRule {
  /// From the edge, points.
  var distance: Double
  /// Of letters, and therefore no table's.
  var typed: Bool

  func isAt(_ height: Double) -> Bool { abs(distance - height) <= RuledHeadRule.sameHeight }
}

/// Long rules near the page's edge that stand alone.
private func headRules(of page: Page, rows: [MarginRow], top: Bool) -> [HeadRule] {
  let reach = RuledHeadRule.reach * page.height
  func distance(_ y: Double) -> Double { top ? y : page.height - y }
  let long = page.rulings.filter { $0.horizontal && $0.end - $0.start >= RuledHeadRule.width * page.width }
  var out: [HeadRule] = []
  for rule in long where distance(rule.position) < reach {
    let partner = long.contains { other in
      let step = distance(other.position) - distance(rule.position)
      return step > 4 && step < RuledHeadRule.table * page.height && abs(other.start - rule.start) < 6 && abs(other.end - rule.end) < 6
    }
    if !partner { out.append(HeadRule(distance: distance(rule.position), typed: false)) }
  }
  for row in rows where row.distance < reach && isRule(row, of: page) { out.append(HeadRule(distance: row.distance, typed: true)) }
  return out
}

/// Whether most pages have a typed rule near this edge.
private func typedRulesAreHabit(_ rules: [[HeadRule]]) -> Bool {
  isHabit(rules.count { $0.contains(where: \.typed) }, of: rules.count)
}

/// Whether so many pages are most, and enough.
private func isHabit(_ pages: Int, of all: Int) -> Bool {
  pages >= RuledHeadRule.leastPages && Double(pages) >= RuledHeadRule.share * Double(all)
}

/// A typed rule and nothing beside it, long enough.
private func isRule(_ row: MarginRow, of page: Page) -> Bool {
  guard row.lines.count == 1, let line = row.lines.first, line.box.width >= RuledHeadRule.width * page.width else { return false }
  return isTypedRule(page.lines[line.line].words)
}

/// The height that most pages have a rule at.
private func commonDistance(_ rules: [[HeadRule]]) -> Double? {
  let all = rules.enumerated().flatMap { page, list in list.map { (distance: $0.distance, page: page) } }.sorted {
    ($0.distance, $0.page) < ($1.distance, $1.page)
  }
  var best: (pages: Int, distance: Double)?
  var start = 0
  for end in all.indices {
    while all[end].distance - all[start].distance > RuledHeadRule.sameHeight { start += 1 }
    let count = Set(all[start...end].map(\.page)).count
    if count > best?.pages ?? 0 { best = (count, (all[start].distance + all[end].distance) / 2) }
  }
  guard let best, isHabit(best.pages, of: rules.count) else { return nil }
  return best.distance
}

/// A rule that is typed: hyphens, dashes or underscores and nothing else.
package func isTypedRule(_ words: [Word]) -> Bool {
  let least = 8
  let strokes = "-_–—―─".unicodeScalars
  guard let first = words.first?.text.unicodeScalars.first, strokes.contains(first) else { return false }
  var count = 0
  for word in words {
    for scalar in word.text.unicodeScalars {
      guard strokes.contains(scalar) else { return false }
      count += 1
    }
  }
  return count >= least
}
