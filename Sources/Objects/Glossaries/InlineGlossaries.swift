import Layout
import Model
import Text

// Lists of terms whose expansion stands on the same line, behind a dash, a colon or white space.

/// Lists whose columns are lost or too close to be told apart: lines of one segment that each begin with an acronym made of the letters of
/// what follows. Six in a row, with few other lines among them (expansions that go on), make a list; three where one was open.
func inlineGlossaries(on page: Page, index: Int, leavingOut: [Bool], expected: Bool) -> [PageGlossary] {
  var run: [(line: Int, words: Int)] = []
  var out: [PageGlossary] = []
  var misses = 0
  func close() {
    let made = run.count { $0.words > 0 }
    while let last = run.last, last.words == 0, misses > 0 {
      run.removeLast()
      misses -= 1
    }
    let capital = run.count { $0.words > 0 && page.lines[$0.line].words[0].text.unicodeScalars.count(where: isUpper) >= 2 }
    if made >= (expected ? 3 : 6), made * 10 >= run.count * 7, capital * 10 >= made * 6 {
      out.append(inlineList(run, page: page, index: index))
    }
    run = []
    misses = 0
  }
  for (number, line) in page.lines.enumerated() where !leavingOut[number] && isUpright(line) {
    let words = leadingAcronym(line.words)
    if words > 0 {
      run.append((number, words))
      misses = 0
    } else if !run.isEmpty {
      run.append((number, 0))
      misses += 1
      if misses >= 3 { close() }
    }
  }
  close()
  return out
}

/// How many words at the start of a line are an acronym that the rest spells out; 0 if none.
private func leadingAcronym(_ words: [Word]) -> Int {
  // An entry is short; a word with one capital is an acronym (`Birmex`) only if it is none of the short words that sentences begin with.
  guard (3...20).contains(words.count), isAcronym(words[0].text), words[0].text.unicodeScalars.count >= 2 else { return 0 }
  if words[0].text.unicodeScalars.count(where: isUpper) == 1, words[0].text.unicodeScalars.count < 4 { return 0 }
  var count = 1
  while count < 3, words.count > count + 2, words[count].text.unicodeScalars.count >= 2,
    words[count].text.unicodeScalars.allSatisfy({ !isLower($0) && isWordScalar($0.value) || $0 == "-" })
  { count += 1 }
  func text(_ range: Range<Int>) -> [UInt32] {
    var out: [UInt32] = []
    out.reserveCapacity(96)
    for index in range {
      if index > range.lowerBound { out.append(0x20) }
      for scalar in words[index].text.unicodeScalars { out.append(folded(scalar)) }
    }
    return out
  }
  while count >= 1 {
    if isMade(text(0..<count), of: text(count..<words.count)) { return count }
    count -= 1
  }
  // An acronym of another language: all capitals, and words with capitals behind it.
  let capitals = words[0].text.unicodeScalars.allSatisfy { isUpper($0) }
  return capitals && words[1].text.unicodeScalars.first.map(isUpper) == true && !words[1].text.unicodeScalars.allSatisfy(isUpper)
    && words.count <= 14 ? 1 : 0
}

private func inlineList(_ run: [(line: Int, words: Int)], page: Page, index: Int) -> PageGlossary {
  var entries: [[FlowLine]] = []
  var box = page.lines[run[0].line].box
  let area = run.reduce(box) { $0.union(page.lines[$1.line].box) }
  for item in run {
    let line = page.lines[item.line]
    box = box.union(line.box)
    let flow = FlowLine(
      page: index, words: line.words, box: line.box, baseline: line.baseline, size: line.size, column: area, sources: [item.line],
      role: .glossary, begins: item.words > 0, level: item.words)
    if item.words > 0 || entries.isEmpty { entries.append([flow]) } else { entries[entries.count - 1].append(flow) }
  }
  return PageGlossary(box: box, lines: run.map(\.line), entries: entries)
}
