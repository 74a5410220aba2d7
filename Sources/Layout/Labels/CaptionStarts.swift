package import Model
package import Text

/// Where captions and source lines begin on a page, before reading order is known: what figures (and tables) are looked for beside.
///
/// A line that begins with a label is a caption only with a second sign, since prose begins lines with labels too ("Tabla 3 shows"):
/// it is closed by a point, colon or dash, or set apart by size, weight, slant or capitals, and it does not go on a paragraph.
package struct CaptionStart {
  /// Index into the page's `lines`.
  package var line: Int
  package var kind: CaptionLabel.Kind
  package var key: String
  /// Box of the caption with the lines that it goes on over, and with a units line under it.
  package var box: Box
  /// Indices of all those lines.
  package var lines: [Int]
}

package struct PageCaptions {
  package var starts: [CaptionStart] = []
  /// Lines that begin a source or note.
  package var closings: [Int] = []
  /// Lines that say nothing but what numbers count: `(miles de pesos)`.
  package var units: [Int] = []
}

/// - Parameter bodySize: size of running text, points.
package func captionStarts(on page: Page, leavingOut: [Bool], bodySize: Double, words: CaptionWords) -> PageCaptions {
  var found = PageCaptions()
  for index in page.lines.indices where !leavingOut[index] && isUpright(page.lines[index]) {
    let line = page.lines[index]
    if mayBeUnits(line), words.isUnits(Opening(line.words, limit: 64)) { found.units.append(index) }
    guard words.mayOpen(line.words) else { continue }
    let opening = Opening(line.words, limit: 48)
    if words.closing(opening) != nil {
      found.closings.append(index)
    } else if let label = words.label(opening), isCaption(page, index, label, opening, leavingOut, bodySize) {
      let parts = words.captionsSideBySide(line.words, size: line.size)
      if parts.count > 1 {
        for part in parts {
          let key = words.label(Opening(Array(line.words[part]), limit: 48))?.key ?? label.key
          let box = line.words[part].dropFirst().reduce(line.words[part.lowerBound].box) { $0.union($1.box) }
          found.starts.append(CaptionStart(line: index, kind: label.kind, key: key, box: box, lines: [index]))
        }
        continue
      }
      let lines = captionLines(page, from: index, labelOnly: label.title >= opening.count, leavingOut: leavingOut, words: words)
      found.starts.append(
        CaptionStart(
          line: index, kind: label.kind, key: label.key, box: lines.dropFirst().reduce(line.box) { $0.union(page.lines[$1].box) },
          lines: lines))
    }
  }
  found.starts.sort { ($0.box.y0, $0.box.x0, $0.line) < ($1.box.y0, $1.box.x0, $1.line) }
  return found
}

/// Few words that begin with a bracket or a capital: all that a look at most lines costs.
private func mayBeUnits(_ line: TextLine) -> Bool {
  guard line.words.count <= CaptionRule.units, let first = line.words.first?.text.unicodeScalars.first else { return false }
  return first == "(" || first == "[" || isUpper(first)
}

/// Captions that stand first on their pages look like running heads that count (`Cuadro 3.`, `Cuadro 4.`): they are none. Nor is a source at the foot
/// of a page that no other page has.
package func sparingCaptions(_ furniture: Furniture, pages: [Page], settings: SegmentSettings) -> Furniture {
  let words = settings.captionWords
  var out = furniture
  var keys = Set<String>()
  var sources: [String: [(page: Int, line: Int)]] = [:]
  for (index, page) in pages.enumerated() {
    for (number, line) in page.lines.enumerated() where furniture.lines[index][number] && words.mayOpen(line.words) {
      if words.closing(Opening(line.words, limit: 48)) != nil { sources[line.text, default: []].append((index, number)) }
      guard let label = words.label(Opening(line.words, limit: 48)), label.numbered, label.closed, label.capital else { continue }
      // The same label page after page is a running head, as is one in prose.
      if keys.insert("\(label.kind) \(label.key)").inserted { out.lines[index][number] = false }
    }
  }
  for places in sources.values where places.count == 1 { out.lines[places[0].page][places[0].line] = false }
  return out
}

package func isUpright(_ line: TextLine) -> Bool { abs(line.angle) < 3 || abs(line.angle - 360) < 3 }

/// What shows that a line with a label at its start is a caption.
package func isCaption(
  _ page: Page, _ index: Int, _ label: CaptionLabel, _ opening: Opening, _ leavingOut: [Bool], _ bodySize: Double
) -> Bool {
  let line = page.lines[index]
  guard label.capital, let first = line.words.first else { return false }
  let labelUpper = opening.printed[0..<min(label.end, opening.count)].allSatisfy { !isLower($0) } && label.end > 5
  let apart = first.style.bold || first.style.italic || labelUpper || abs(line.size - bodySize) > CaptionRule.otherSize * bodySize
  if !label.numbered { return apart && (label.title < opening.count || line.words.count == 1) }
  let titleLower = label.title < opening.count && isLower(opening.printed[label.title])
  if !label.closed { return apart && !titleLower && label.title < opening.count }
  // Point and small letter: "en la Tabla 3. de" does not occur; "(ver Cuadro 2) y" does.
  if titleLower && !apart { return false }
  guard !apart else { return true }
  // Body style: the line must begin a paragraph, that is have more room above than lines of one paragraph have.
  guard let above = lineAbove(page, index, leavingOut) else { return true }
  return line.box.y0 - page.lines[above].box.y1 > CaptionRule.paragraphGap * line.size
}

/// The nearest line above in the same column.
func lineAbove(_ page: Page, _ index: Int, _ leavingOut: [Bool]) -> Int? {
  let box = page.lines[index].box
  var best: Int?
  for (other, line) in page.lines.enumerated() where other != index && !leavingOut[other] && isUpright(line) {
    guard line.box.midY < box.y0, line.box.overlapX(box) > CaptionRule.sameColumn * min(line.box.width, box.width) else { continue }
    if best == nil || line.box.y1 > page.lines[best!].box.y1 { best = other }
  }
  return best
}

/// What a caption looks like. Lengths are in sizes of the text in question.
private enum CaptionRule {
  /// White between captions side by side, at least. Base: no word space is an em wide.
  static let sideBySide = setting("sideBySide", 1.0)
  /// Words of a line of units, at most.
  static let units = setting("units", 8)
  /// The part of the body's size from which another size is one. Base: sizes within 4 % are told apart by nobody.
  static let otherSize = setting("otherSize", 0.04)
  /// White above a line that begins a paragraph; between lines of one paragraph 0.1 to 0.4 are left.
  static let paragraphGap = setting("paragraphGap", 0.55)
  /// The part of the narrower line's width that lines of one column share.
  static let sameColumn = setting("sameColumn", 0.3)
  /// … that a line shares with the caption that it goes on: last lines are short.
  static let under = setting("under", 0.2)
  /// White between lines of one caption, at most.
  static let lineGap = setting("lineGap", 0.7)
  /// A line that goes on is at most so many times as large.
  static let largerLine = setting("largerLine", 1.3)
  /// The part of the size by which lines of one style may differ.
  static let sameSize = setting("sameSize", 0.06)
  /// The part of the lower line's width that a rule has which parts it from a caption.
  static let parting = setting("parting", 0.5)
  /// Points by which an underline may stand out of its words.
  static let underline = setting("underline", 3.0)
}

/// The caption's first line, those that go on in the same style, and a units line.
private func captionLines(_ page: Page, from index: Int, labelOnly: Bool, leavingOut: [Bool], words: CaptionWords) -> [Int] {
  var lines = [index]
  var box = page.lines[index].box
  var size = page.lines[index].size
  var last = page.lines[index].words.last
  var labelOnly = labelOnly
  var candidates: [Int] = []
  for (other, line) in page.lines.enumerated() where other != index && !leavingOut[other] && isUpright(line) {
    if line.box.midY > box.y1, line.box.y0 < box.y1 + 12 * size, line.box.overlapX(box) > CaptionRule.under * min(line.box.width, box.width)
    {
      candidates.append(other)
    }
  }
  candidates.sort { (page.lines[$0].box.y0, page.lines[$0].box.x0, $0) < (page.lines[$1].box.y0, page.lines[$1].box.x0, $1) }
  for other in candidates {
    let line = page.lines[other]
    guard line.box.y0 - box.y1 < CaptionRule.lineGap * max(size, line.size), lines.count < 8, line.size < CaptionRule.largerLine * size
    else { break }
    let opening = Opening(line.words, limit: 48)
    if words.closing(opening) != nil || words.label(opening)?.numbered == true { break }
    let units = words.isUnits(opening)
    // A rule between them is the first of the table.
    if !units, !labelOnly, let above = lines.last, isRuled(page, between: page.lines[above].box, and: line.box) { break }
    // Years or figures alone are the heads of the table that follows.
    if !units, !line.words.contains(where: { $0.text.unicodeScalars.contains(where: isLetter) }) { break }
    let sameStyle =
      abs(line.size - size) < CaptionRule.sameSize * size && line.words.first?.style.bold == last?.style.bold
      && line.words.first?.style.italic == last?.style.italic
    // The title may be set otherwise than the label that stands alone over it, under the same left edge or middle.
    let aligned = abs(line.box.midX - box.midX) < 2 * size || abs(line.box.x0 - box.x0) < size
    guard units || sameStyle || (labelOnly && aligned) else { break }
    if labelOnly, !units {
      labelOnly = false
      size = line.size
      last = line.words.last
    }
    lines.append(other)
    box = box.union(line.box)
    if units { break }
  }
  return lines
}

/// Whether a level rule goes between two lines of a caption, that is no underline of the upper one.
private func isRuled(_ page: Page, between upper: Box, and lower: Box) -> Bool {
  page.rulings.contains {
    $0.horizontal && $0.position > upper.midY && $0.position < lower.midY && $0.start < lower.x1 && $0.end > lower.x0
      && $0.end - $0.start > CaptionRule.parting * lower.width
      && ($0.start < upper.x0 - CaptionRule.underline || $0.end > upper.x1 + CaptionRule.underline)
  }
}

extension CaptionWords {
  /// The captions on a line that begins with one, as ranges of its words: those of things side by side are set on one baseline, wide apart, and each
  /// begins with a label of the same kind and another number.
  package func captionsSideBySide(_ words: [Word], size: Double) -> [Range<Int>] {
    guard words.count >= 4, let first = label(Opening(words, limit: 48)), first.numbered, first.closed else { return [words.indices] }
    var starts = [0]
    var keys = [first.key]
    for index in words.indices.dropFirst() where words[index].box.x0 - words[index - 1].box.x1 > CaptionRule.sideBySide * size {
      guard let other = label(Opening(Array(words[index...]), limit: 48)), other.kind == first.kind, other.numbered, other.closed,
        other.capital,
        !keys.contains(other.key)
      else { continue }
      starts.append(index)
      keys.append(other.key)
    }
    return zip(starts, starts.dropFirst() + [words.count]).map { $0..<$1 }
  }

  package enum Closing: Equatable { case source, note }

  /// Whether a line begins a source or a note under a table or figure: `Fuente: …`, `Elaboración propia …`, `Nota: …`.
  package func closing(_ opening: Opening) -> Closing? {
    var start = opening.skipSpace(0)
    // "(Fuente: …)" and "* Fuente: …".
    if start < opening.count, !isWordScalar(opening.folded[start]) { start = opening.skipSpace(start + 1) }
    if let length = sourceBare.match(opening.folded, at: start), isUpper(opening.printed[start]) { return length > 0 ? .source : nil }
    for (phrases, closing) in [(source, Closing.source), (note, Closing.note)] {
      guard let length = phrases.match(opening.folded, at: start), isUpper(opening.printed[start]) else { continue }
      let end = opening.skipSpace(start + length)
      guard end < opening.count, opening.folded[end] == 0x3A || opening.folded[end] == 0x2E else { continue }
      // "Nota 1." counts as a note; "Fuente." needs something behind it.
      if opening.skipSpace(end + 1) < opening.count || closing == .note { return closing }
    }
    return nil
  }

  /// Whether a whole line says what the numbers count: `(millones de pesos)`, `Porcentajes`, `En miles de personas`.
  package func isUnits(_ opening: Opening) -> Bool {
    guard opening.whole, opening.count >= 2 else { return false }
    let start = opening.skipSpace(0)
    var end = opening.count
    while end > start, opening.folded[end - 1] == 0x20 { end -= 1 }
    guard end - start >= 2 else { return false }
    let pair = (opening.folded[start], opening.folded[end - 1])
    let bracketed = pair == (0x28, 0x29) || pair == (0x5B, 0x5D)
    if bracketed {
      let inner = Array(opening.folded[(start + 1)..<(end - 1)])
      guard inner.contains(where: { isWordScalar($0) && !isDigit($0) }) else {
        return pair.0 == 0x28 && inner.allSatisfy { $0 == 0x25 || $0 == 0x24 } && !inner.isEmpty
      }
      return units.occurs(in: inner)
    }
    // Without brackets it must be made of such words alone: "Personas ocupadas por sector" is a title.
    guard end - start <= 60, isUpper(opening.printed[start]), units.match(opening.folded, at: start) != nil else { return false }
    var at = start
    while at < end {
      if let length = units.match(opening.folded, at: at) ?? unitsJoiner.match(opening.folded, at: at) {
        at += length
      } else if isWordScalar(opening.folded[at]), !isDigit(opening.folded[at]) {
        return opening.folded[start..<at].contains(0x3A)
      } else {
        at += 1
      }
    }
    return opening.folded[end - 1] != 0x2E
  }
}
