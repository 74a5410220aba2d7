package import Model
import Text
import Layout

/// The text of a cell: its lines joined by a space; a hyphen that only breaks a word at the end of a line goes, if small letters stand on both sides.
///
/// Gives the text as printed and the marks in it that may call a note: what is raised behind something else, `p/`, and stars at the end of a
/// word. Whether they do shows when the table has its notes.
package func cellText(_ cell: GridCell, _ page: TablePage, source: Page) -> (text: String, marks: [NoteMark]) {
  var out = ""
  var marks: [NoteMark] = []
  var first = true
  let marked = listMarkers(cell, page, source: source)
  for line in cell.words {
    var start = true
    var fragment = -1
    for place in line {
      if marked.contains(place) { continue }
      let it = page.words[place]
      let word = source.lines[it.line].words[it.word]
      if it.kind == .leader { continue }
      append(
        first ? word.text : raisedText(word), spaced: start ? !first : word.spaceBefore || it.fragment != fragment,
        lineStart: start && !first, to: &out)
      if let length = markLength(word, alone: first) {
        let scalars = out.unicodeScalars
        let offset = scalars.count - length
        let marker = word.shift == .superscript ? word.text : String(String.UnicodeScalarView(scalars.suffix(length)))
        for part in markParts(marker) { marks.append(NoteMark(marker: part.text, offset: offset + part.at, box: word.box)) }
      }
      start = false
      first = false
      fragment = it.fragment
    }
  }
  if !cell.turned.isEmpty {
    for word in turnedOrder(cell.turned, page) {
      append(source.lines[page.turned[word].line].words[page.turned[word].word].text, spaced: !first, lineStart: false, to: &out)
      first = false
    }
  }
  return (out, marks)
}

/// Items within cells.
private enum CellTextRule {
  /// Sizes of white behind a marker that stands off its text.
  static let markerGap = setting("markerGap", 0.4)
  /// Scalars of one of several marks, at most. Base: three stars, two figures.
  static let mark = setting("mark", 3)
}

/// Raised figures as raised characters: `870²`, never `8702`. Letters stay as they are.
private func raisedText(_ word: Word) -> String {
  guard word.shift == .superscript, word.text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2C }) else { return word.text }
  var out = String.UnicodeScalarView()
  for digit in word.text.utf8 {
    let raised: UInt32 =
      switch digit {
      case 0x2C: 0x2C
      case 0x31: 0xB9
      case 0x32: 0xB2
      case 0x33: 0xB3
      default: 0x2070 + UInt32(digit - 0x30)
      }
    if let scalar = Unicode.Scalar(raised) { out.append(scalar) }
  }
  return String(out)
}

/// The marks that a text is made of, each with its place: brackets set one behind another (`(b)(c)`), marks with commas between (`1,2`); else the text
/// as it is.
private func markParts(_ text: String) -> [(text: String, at: Int)] {
  let closed = text.utf8.first == 0x28 && text.utf8.last == 0x29
  let parts =
    closed
    ? text.dropFirst().dropLast().split(separator: ")(", omittingEmptySubsequences: false).map { "(\($0))" }
    : text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  let most = CellTextRule.mark + (closed ? 2 : 0)
  guard parts.count > 1, parts.allSatisfy({ $0.utf8.count > (closed ? 2 : 0) && $0.unicodeScalars.count <= most }) else {
    return [(text, 0)]
  }
  var out: [(text: String, at: Int)] = []
  for part in parts { out.append((part, out.last.map { $0.at + $0.text.unicodeScalars.count + (closed ? 0 : 1) } ?? 0)) }
  return out
}

/// How many scalars at the end of a word are a mark; `alone`: it is the first of its cell.
private func markLength(_ word: Word, alone: Bool) -> Int? {
  let scalars = word.text.unicodeScalars
  guard let last = scalars.last else { return nil }
  if word.shift == .superscript { return alone || scalars.count > 4 && markParts(word.text).count < 2 ? nil : scalars.count }
  if last == "/" {
    let before = scalars.dropLast()
    guard let letter = before.last, isLetter(letter) || isDigit(letter.value) else { return nil }
    if scalars.count == 2 { return alone ? nil : 2 }
    // `3,410.0p/`
    return isLower(letter) && before.dropLast().last.map { isDigit($0.value) } == true ? 2 : nil
  }
  func isSign(_ scalar: Unicode.Scalar) -> Bool { scalar == "*" || scalar == "†" || scalar == "‡" }
  guard isSign(last) else { return nil }
  var run = scalars.reversed().prefix { $0 == last }.count
  let signs = scalars.reversed().prefix { isSign($0) || $0 == "," }.count
  if signs > run, markParts(String(String.UnicodeScalarView(scalars.suffix(signs)))).count > 1 { run = signs }
  return run < scalars.count || !alone ? run : nil
}

private func append(_ text: String, spaced: Bool, lineStart: Bool, to out: inout String) {
  if spaced, !out.isEmpty {
    if lineStart, breaksWord(out, text) {
      out.unicodeScalars.removeLast()
    } else if !(lineStart && goesOn(out, text)) {
      out.unicodeScalars.append(" ")
    }
  }
  if !lineStart || !text.utf8.contains(0xAD) {
    out += text
  } else {
    for scalar in text.unicodeScalars where scalar.value != 0xAD { out.unicodeScalars.append(scalar) }
  }
}

/// Dashes and numbers that mark the items of a list in a cell: at the start of a line, at least two of them or below a line of text, with a
/// gap before the text, or counting on from one line start to the next. Bullets stay.
private func listMarkers(_ cell: GridCell, _ page: TablePage, source: Page) -> Set<Int> {
  guard cell.words.count > 1 else { return [] }
  var wide = Set<Int>()
  var close: [(marker: Int, next: Int)] = []
  for line in cell.words {
    guard line.count > 1, let first = line.first else { continue }
    let word = page.words[first]
    guard word.isDash || word.enumerates, page.words[line[1]].kind == .text || page.words[line[1]].kind == .number else { continue }
    if page.words[line[1]].box.x0 - word.box.x1 > CellTextRule.markerGap * word.size {
      wide.insert(first)
    } else {
      close.append((first, line[1]))
    }
  }
  let firstLine = cell.words[0].first.map { wide.contains($0) } ?? false
  if wide.count == 1, firstLine { wide = [] }
  return wide.union(countingMarkers(close, page, source: source))
}

/// Of markers set close before their text: those that stand one under another and count 1, 2, 3 or a, b, c, or are all dashes before words.
private func countingMarkers(_ markers: [(marker: Int, next: Int)], _ page: TablePage, source: Page) -> Set<Int> {
  func text(_ place: Int) -> String { source.lines[page.words[place].line].words[page.words[place].word].text }
  var lists: [(closing: Character, x: Double, members: [Int])] = []
  for (marker, next) in markers {
    let dash = page.words[marker].isDash
    if dash, page.words[next].kind != .text { continue }
    let closing = dash ? "-" : text(marker).last ?? " "
    let x = page.words[marker].box.x0
    if let list = lists.firstIndex(where: { $0.closing == closing && abs($0.x - x) < 1 }) {
      lists[list].members.append(marker)
    } else {
      lists.append((closing, x, [marker]))
    }
  }
  var out = Set<Int>()
  for list in lists where list.members.count > 1 {
    if list.closing == "-" || list.members.enumerated().allSatisfy({ ordinal(text($1)) == $0 + 1 }) { out.formUnion(list.members) }
  }
  return out
}

/// The place that `3.`, `c)` or `C.` counts; nil for other texts.
private func ordinal(_ text: String) -> Int? {
  let body = text.dropLast()
  if let number = Int(body) { return number }
  guard body.utf8.count == 1, let letter = body.utf8.first.map({ $0 | 0x20 }), letter >= 0x61, letter <= 0x7A else { return nil }
  return Int(letter) - 0x60
}

/// A further line of the same cell.
func appendLine(_ line: String, to text: inout String) { append(line, spaced: true, lineStart: true, to: &text) }

private func breaksWord(_ before: String, _ after: String) -> Bool {
  guard let last = before.unicodeScalars.last else { return false }
  if last.value == 0xAD { return true }
  guard last.value == 0x2D || last.value == 0x2010 else { return false }
  guard let next = after.unicodeScalars.first, next.properties.isLowercase else { return false }
  let tail = before.unicodeScalars.dropLast()
  return tail.last.map { $0.properties.isLowercase } ?? false
}

/// Whether a line was broken after a slash or hyphen that belongs to the text: `Año/` `periodo`, `IMSS-` `BIENESTAR`.
private func goesOn(_ before: String, _ after: String) -> Bool {
  guard let last = before.unicodeScalars.last, let next = after.unicodeScalars.first, isLetter(next) else { return false }
  guard last.value == 0x2F || last.value == 0x2D || last.value == 0x2010 else { return false }
  return before.unicodeScalars.dropLast().last.map(isLetter) ?? false
}

private func turnedOrder(_ words: [Int], _ page: TablePage) -> [Int] {
  // A turned line is one column of the page: by line first, then along it.
  words.sorted {
    let a = page.turned[$0]
    let b = page.turned[$1]
    if a.line != b.line {
      return (a.angle == 270 ? a.box.x0 : -a.box.x0, a.line) < (b.angle == 270 ? b.box.x0 : -b.box.x0, b.line)
    }
    return a.word < b.word
  }
}
