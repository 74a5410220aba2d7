package import Layout
import Model
import Text

/// The titles of tables and figures that begin with no label (role `.caption`): a line set apart right above its thing.
///
/// What speaks for a line is where it stands (closer to the thing below than to the text above, within its width), that it is no sentence, and how it
/// is set: like no running text, in the middle of the thing, or in a look that the document gives to such lines alone. The last one also tells titles
/// from headings: a look that stands over tables and figures nearly each time opens no sections.
enum UnlabelledRule {
  /// Farthest that a title stands above its thing, in its size. Base: a line of units and a blank may be between.
  static let reach = setting("reach", 3.2)
  /// Lines and words of a title at most.
  static let lines = setting("lines", 3)
  static let words = setting("words", 30)
  /// Words of a line of running text.
  static let runningWords = setting("runningWords", 6)
  /// Words of a line of units below it.
  static let units = setting("units", 12)
  /// How much wider the space above it must be than that below, in its size.
  static let apart = setting("apart", 0.35)
  /// White space between a heading and what goes on it, in the size of the latter, at most.
  static let under = setting("under", 2.0)
  /// Times that a look must stand over things before it tells titles from headings, and in which part of all its places.
  static let times = setting("times", 3)
  static let share = setting("share", 0.8)
  /// … where it stands a little in from the column's edge, which headings do not.
  static let insetShare = setting("insetShare", 0.5)
  /// … where a rule parts it from its thing: things that were not seen have such a title too.
  static let ruledShare = setting("ruledShare", 0.5)
  /// Off the middle of the thing by at most this part of its width is centred.
  static let centred = setting("centred", 0.04)
  /// … and narrower than this part of it.
  static let narrower = setting("narrower", 0.9)
  /// White space below a line of units and above it, in its size, at most.
  static let unitsAbove = setting("unitsAbove", 1.5)
  static let unitsBelow = setting("unitsBelow", 0.8)
  /// How far a title may reach into the box of its thing, and into what stands above it, in its size: boxes are as high as fonts, not as letters.
  static let into = setting("into", 0.4)
  static let overlap = setting("overlap", 0.3)
  /// White space between a title and the rule under it, and how far their starts are apart at most, in its size.
  static let rule = setting("rule", 0.6)
  static let ruleStart = setting("ruleStart", 1.0)
  /// White space between the lines of a title, in its size, at most.
  static let leading = setting("leading", 0.7)
  /// A single line stands alone with so much white space above it, in its size, and at most so many words in this part of its column.
  static let blankAbove = setting("blankAbove", 0.9)
  static let aloneWords = setting("aloneWords", 16)
  static let shortLine = setting("shortLine", 0.85)
  /// White space above a centred title, in its size.
  static let overCentred = setting("overCentred", 0.6)
  /// Times as many headings of other looks, from which a look that stands over things alone is one of titles.
  static let otherHeadings = setting("otherHeadings", 4)
  /// Body sizes from which a lone look is that of a heading.
  static let large = setting("large", 1.25)
  /// Sizes from the column's edge between which a line stands in as cells do.
  static let inset = (setting("insetFrom", 0.15), setting("insetTo", 1.0))
}

package func unlabelledCaptionMarks(of flow: Flow, settings: SegmentSettings) -> LineMarks {
  var marks = LineMarks()
  var found: [Title] = []
  for place in flow.items.indices {
    switch flow.items[place] {
    case .line: continue
    case .figure(let figure) where figure.kind == "glossary": continue
    case .table, .figure:
      if let title = flow.titleAbove(place, words: settings.captionWords) { found.append(title) }
    }
  }
  guard !found.isEmpty else { return marks }
  // The looks of headings that stand in the middle of their column.
  var centredHeads: Set<TitleLook> = []
  for case .line(let line) in flow.items where line.role == .heading && line.isCentred { centredHeads.insert(TitleLook(line)) }
  let ruled = Set(found.compactMap { $0.ruled == nil ? nil : $0.look })
  var all: [TitleLook: Int] = [:]
  var before: TitleLook?
  var headings = 0
  var heads: [TitleLook: Int] = [:]
  for item in flow.items {
    guard case .line(let line) = item, line.role == .text || line.role == .heading else {
      before = nil
      continue
    }
    let look = TitleLook(line)
    if look != before || line.begins == true {
      all[look, default: 0] += 1
      all[look.set(in: line), default: 0] += 1
    }
    if ruled.contains(look), flow.ruleUnder(line) != nil { all[look.overRule, default: 0] += 1 }
    if line.role == .heading {
      headings += 1
      if look != before || line.begins == true { heads[look, default: 0] += 1 }
    }
    before = look
  }
  var over: [TitleLook: Int] = [:]
  for title in found {
    over[title.look, default: 0] += 1
    over[title.inset, default: 0] += 1
    if let ruled = title.ruled { over[ruled, default: 0] += 1 }
  }
  /// Whether a look, or the look where it stands so far in from the column's edge, is that of titles.
  func own(_ look: TitleLook, times least: Int, share: Double) -> Bool {
    let (times, places) = (over[look] ?? 0, all[look] ?? 0)
    return times >= least && Double(times) >= share * Double(places)
  }
  for title in found {
    var owns = own(title.look, times: UnlabelledRule.times, share: UnlabelledRule.share)
    if let ruled = title.ruled { owns = owns || own(ruled, times: UnlabelledRule.times, share: UnlabelledRule.ruledShare) }
    if title.inset.inset > 0 { owns = owns || own(title.inset, times: UnlabelledRule.times, share: UnlabelledRule.insetShare) }
    // In the middle of its thing, in a look that nothing else has, where the document's headings look otherwise.
    if title.heading, title.centred, !title.large, headings > UnlabelledRule.otherHeadings * (over[title.look] ?? 1) {
      owns = owns || (over[title.look] ?? 0) >= (heads[title.look] ?? 0)
    }
    // In the middle of its thing amid text, where no other heading stands in the middle.
    if title.heading, title.centred, title.amid, !title.large, centredHeads.allSatisfy({ $0 == title.look }) { owns = true }
    // Amid text, with the units under it: it says what the table counts, and opens no section.
    if title.heading, title.measured, !title.large { owns = true }
    guard title.heading ? owns && !title.numbered : owns || title.apart || title.centred || title.alone else { continue }
    for (index, place) in title.places.enumerated() {
      marks.add(LineMark(.caption, over: title.heading ? .heading : .text, begins: index == 0, level: 0), at: place)
    }
    if let place = title.units { marks.add(LineMark(.units, begins: true), at: place) }
  }
  return marks
}

/// How a line is set: its size in half points, its weight and slant, its colour, and whether it is in capitals.
private struct TitleLook: Hashable {
  var size: Int
  var bold: Bool
  var italic: Bool
  var colour: UInt32
  var capitals: Bool
  /// How far in from the column's edge it begins, in half sizes; 0 where that is not asked.
  var inset = 0
  /// A rule that is wider than the line stands under it: the upper edge of what it is the title of.
  var ruled = false

  init(_ line: FlowLine) {
    size = Int((min(400, max(0, line.size)) * 2).rounded())
    bold = line.words.first?.style.bold ?? false
    italic = line.words.first?.style.italic ?? false
    colour = line.words.first?.style.colour ?? 0
    capitals = !line.words.contains { $0.text.unicodeScalars.contains(where: isLower) }
  }

  /// The same look with a rule under it.
  var overRule: TitleLook {
    var out = self
    out.ruled = true
    return out
  }

  /// The same look where a line stands in from its column's edge a little, as what is in cells does; farther in it is set in the middle.
  func set(in line: FlowLine) -> TitleLook {
    var out = self
    let inset = (line.box.x0 - line.column.x0) / max(1, line.size)
    out.inset = inset > UnlabelledRule.inset.0 && inset < UnlabelledRule.inset.1 ? 1 : -1
    return out
  }
}

extension FlowLine {
  /// It stands in the middle of its column, with white on both sides.
  fileprivate var isCentred: Bool {
    box.x0 - column.x0 > 2 * size && abs(box.midX - column.midX) < UnlabelledRule.centred * column.width
  }
}

private struct Title {
  /// Places of its lines in the flow, from top to bottom.
  var places: [Int]
  /// Place of a line of units under it that is not marked yet.
  var units: Int?
  var look: TitleLook
  /// The same with how far in from the column's edge it stands.
  var inset: TitleLook
  /// The same with the rule that parts it from what is below, if there is one.
  var ruled: TitleLook?
  var heading: Bool
  /// Larger than a title in running text.
  var large: Bool
  /// Set otherwise than running text; in the middle of its thing; with white space above and below.
  var apart: Bool
  var centred: Bool
  var alone: Bool
  var numbered: Bool
  /// Running text of its column stands before it and behind its thing.
  var amid: Bool
  /// … and a line of units parts it from that.
  var measured: Bool
}

extension Flow {
  /// The lines right above a table or figure that may be its title.
  fileprivate func titleAbove(_ thing: Int, words: CaptionWords) -> Title? {
    var box = items[thing].box
    // A figure's caption mostly stands below it; what is above then is part of the figure, or text.
    if case .figure = items[thing], let below = line(at: thing + 1), below.role == .caption, below.page == items[thing].page { return nil }
    let (last, units, edge) = lineAbove(thing, words: words)
    let measured = last < thing && (last + 1..<thing).contains { line(at: $0)?.role == .units || $0 == units }
    guard let bottom = line(at: last) else { return nil }
    let rule = ruleUnder(bottom)
    if let rule { box = box.union(Box(x0: rule.x0, y0: box.y0, x1: rule.x1, y1: box.y1)) }
    guard isTitleLine(bottom, over: box, page: items[thing].page),
      edge - bottom.box.y1 < UnlabelledRule.reach * bottom.size, bottom.box.y1 < box.y0 + UnlabelledRule.into * bottom.size,
      let places = titleLines(upFrom: last, over: box), let top = line(at: places[0])
    else { return nil }
    // Between a labelled caption and its table stand heads that were not taken, no second title.
    if let before = line(at: places[0] - 1), before.page == top.page, before.role == .caption,
      top.box.y0 - before.box.y1 < UnlabelledRule.reach * top.size
    {
      return nil
    }
    let opening = Opening(top.words, limit: 8)
    guard let first = opening.printed.first(where: { isWordScalar($0.value) }), isUpper(first) || isDigit(first.value) else { return nil }
    guard let stands = standing(places, over: box, edge: edge) else { return nil }
    let look = TitleLook(bottom)
    let amid = isAmidText(places[0], thing)
    return Title(
      places: places, units: units, look: look, inset: look.set(in: top), ruled: rule == nil ? nil : look.overRule,
      heading: bottom.role == .heading,
      large: bottom.size > UnlabelledRule.large * bodySize, apart: isApart(bottom) || look.capitals,
      centred: stands.centred, alone: stands.alone, numbered: isDigit(first.value) || isLettered(opening.printed),
      amid: amid, measured: measured && amid)
  }

  /// Whether running text stands on the page before a title, in its column, and goes on behind its thing.
  private func isAmidText(_ title: Int, _ thing: Int) -> Bool {
    guard let top = line(at: title), let before = line(at: title - 1), before.role == .text, before.page == top.page,
      before.column == top.column, before.words.count >= UnlabelledRule.runningWords || before.words.last?.text.hasSuffix(".") == true
    else { return false }
    var after = thing + 1
    while let line = line(at: after), line.role == .note || line.role == .source || line.role == .units { after += 1 }
    return line(at: after).map { $0.role == .text && $0.page == top.page } ?? false
  }

  /// `B. Prices`, `II. Prices`: a heading that counts.
  private func isLettered(_ printed: [Unicode.Scalar]) -> Bool {
    numbering(of: printed, words: Phrases([]))?.closed ?? false
  }

  /// The place of the line above a thing where lines of units and notes are passed; a line of units that is not marked yet; the upper edge of all these.
  private func lineAbove(_ thing: Int, words: CaptionWords) -> (place: Int, units: Int?, edge: Double) {
    var at = thing - 1
    var edge = items[thing].box.y0
    while let line = line(at: at), line.page == items[thing].page, line.role == .units || line.role == .footnote {
      if line.role == .units { edge = min(edge, line.box.y0) }
      at -= 1
    }
    // A line of units that says more than units (`Thousands. March data`), or whatever stands between a title's rule and its thing.
    guard let line = line(at: at), line.page == items[thing].page, line.role == .text, line.words.count <= UnlabelledRule.units,
      let above = self.line(at: at - 1), line.box.y0 - above.box.y1 < UnlabelledRule.unitsBelow * line.size,
      TitleLook(above) != TitleLook(line)
    else { return (at, nil, edge) }
    let ruled = ruleUnder(above) != nil
    guard edge - line.box.y1 < (ruled ? UnlabelledRule.reach : UnlabelledRule.unitsAbove) * line.size else { return (at, nil, edge) }
    if words.units.match(Opening(line.words, limit: 48).folded, at: 0) != nil { return (at - 1, at, line.box.y0) }
    return ruled ? (at - 1, nil, line.box.y0) : (at, nil, edge)
  }

  /// A rule right under a line that begins where it does and is wider: no underline.
  fileprivate func ruleUnder(_ line: FlowLine) -> Box? {
    pages[line.page].rulings.first {
      $0.horizontal && $0.box.y0 > line.baseline && $0.box.y0 - line.box.y1 < UnlabelledRule.rule * line.size
        && abs($0.box.x0 - line.box.x0) < UnlabelledRule.ruleStart * line.size && $0.box.x1 > line.box.x1 + line.size
    }?.box
  }

  /// Places of the lines of a title whose last one is given; nil where there are too many, or too many words.
  private func titleLines(upFrom last: Int, over box: Box) -> [Int]? {
    guard var top = line(at: last) else { return nil }
    let look = TitleLook(top)
    var places = [last]
    while places.count <= UnlabelledRule.lines, let line = line(at: places[0] - 1), line.role == top.role, line.page == top.page,
      TitleLook(line) == look, top.box.y0 - line.box.y1 < UnlabelledRule.leading * top.size, line.box.y1 < top.box.y1, top.begins != true,
      isTitleLine(line, over: box, page: top.page)
    {
      places.insert(places[0] - 1, at: 0)
      top = line
    }
    let words = places.reduce(0) { $0 + (line(at: $1)?.words.count ?? 0) }
    return places.count <= UnlabelledRule.lines && words <= UnlabelledRule.words ? places : nil
  }

  /// Whether a title's lines stand in the middle of their thing, and alone; nil where they do not stand apart from what is above.
  private func standing(_ places: [Int], over box: Box, edge: Double) -> (centred: Bool, alone: Bool)? {
    guard let top = line(at: places[0]), let last = line(at: places[places.count - 1]) else { return nil }
    let below = edge - last.box.y1
    var above = Double.infinity
    if let before = line(at: places[0] - 1), before.page == top.page, before.box.y1 <= top.box.y0 + UnlabelledRule.overlap * top.size,
      before.role != .caption
    {
      above = top.box.y0 - before.box.y1
      // Right under a heading it goes on the heading: the year of a statement, a date.
      if before.role == .heading, last.role != .heading, above < UnlabelledRule.under * top.size { return nil }
    }
    let middle = (last.box.x0 + last.box.x1) / 2
    let centred =
      abs(middle - box.midX) < UnlabelledRule.centred * box.width && last.box.x0 > last.column.x0 + last.size
      && last.box.width < UnlabelledRule.narrower * box.width
    let alone =
      above > UnlabelledRule.blankAbove * top.size && places.count == 1 && last.words.count <= UnlabelledRule.aloneWords
      && last.box.width < UnlabelledRule.shortLine * last.column.width
    guard
      above > below + UnlabelledRule.apart * top.size || centred && above > UnlabelledRule.overCentred * top.size
        || alone && below < 2 * top.size
    else { return nil }
    return (centred, alone)
  }

  /// A line that could be one of a title: within the width of the thing, and the end of no sentence.
  private func isTitleLine(_ line: FlowLine, over box: Box, page: Int) -> Bool {
    guard line.page == page, line.role == .text || line.role == .heading, line.marker == nil, line.words.count >= 2,
      noteMarker(line.words).map({ $0.form != .symbol }) ?? true,
      line.box.x0 > box.x0 - 2 * line.size, line.box.x1 < box.x1 + 2 * line.size, line.box.y1 < box.y0 + UnlabelledRule.into * line.size,
      let end = line.words.last?.text.unicodeScalars.last
    else { return false }
    return ![0x2E, 0x3A, 0x3B, 0x2C].contains(end.value)
  }
}
