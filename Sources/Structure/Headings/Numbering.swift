import Model
package import Text
import Layout
import Objects

/// The number that a heading (or list item) begins with, apart from its title.
///
/// Grammars: a word and a number (`Capítulo IV`, `Artículo 12`, `Annex B`; the words are data), a path of arabic numbers, roman numerals or
/// letters (`IX.1.5.`, `2.1`, `A.3)`), a lone one with a closing mark (`1.`, `IV.`, `a)`, `(2)`).
package struct Numbering: Equatable {
  package enum Kind: Equatable { case word, path, letter }

  package var kind: Kind
  /// As printed, without closing punctuation.
  package var text: String
  /// Parts of a path; 1 for others.
  package var depth: Int
  /// Scalars up to the title, white space left out (the text of the words without spaces between).
  package var skip: Int
  /// Scalars up to the title in the text with single spaces.
  package var end: Int
  /// Ends with a mark of its own (`.`, `)`, `:`), or is a word with its number.
  package var closed: Bool
  /// The value of each part.
  package var values: [Int]
  /// Parts in letters or roman numerals.
  package var roman = false
}

/// `words`: folded words that are followed by a number.
package func numbering(of scalars: [Unicode.Scalar], words: Phrases) -> Numbering? {
  guard !scalars.isEmpty else { return nil }
  return wordNumbering(of: scalars, words: words) ?? pathNumbering(of: scalars)
}

/// A word and a number. Sentences go on in lower case after their first word: they are passed by quickly.
private func wordNumbering(of scalars: [Unicode.Scalar], words: Phrases) -> Numbering? {
  let count = scalars.count
  guard words.mayBegin(with: folded(scalars[0])), let length = words.match(scalars.prefix(40).map(folded), at: 0), length < count,
    scalars[length] == " "
  else { return nil }
  var end = length + 1
  while end < count, scalars[end] != " ", scalars[end] != ":", scalars[end] != "—", scalars[end] != "–" { end += 1 }
  var stop = end
  while stop > length + 1, ".):-º°ª,".unicodeScalars.contains(scalars[stop - 1]) { stop -= 1 }
  let part = String(scalars: scalars[(length + 1)..<stop])
  guard let value = partValue(part, lettersAllowed: true) ?? pathValue(part) else { return nil }
  var after = end
  while after < count, " :.—–-".unicodeScalars.contains(scalars[after]) { after += 1 }
  return Numbering(
    kind: .word, text: String(scalars: scalars[..<stop]), depth: 1, skip: unspaced(scalars, after), end: after, closed: true,
    values: [value])
}

/// Numbers or letters with points between them: `2.3.1`, `b)`, `IV`.
private func pathNumbering(of scalars: [Unicode.Scalar]) -> Numbering? {
  let count = scalars.count
  let bracket = scalars[0] == "("
  let start = bracket ? 1 : 0
  guard let (values, letters, roman, end) = pathParts(of: scalars, from: start) else { return nil }
  // `U.S.` and its like are abbreviations.
  if letters, values.count > 1, !scalars[start..<end].contains(where: { isDigit($0.value) }) { return nil }
  var closed = values.count > 1
  var after = end
  if after < count,
    scalars[after] == ")" || scalars[after] == "." || scalars[after] == ":" || scalars[after].value == 0xBA || scalars[after].value == 0xB0
  {
    closed = true
    after += 1
    while after < count, ".)-–—".unicodeScalars.contains(scalars[after]) { after += 1 }
  } else if bracket {
    return nil
  }
  // `1. -`, `2 —`, `iv- `
  var title = after
  while title < count, scalars[title] == " " { title += 1 }
  if title < count, "-–—".unicodeScalars.contains(scalars[title]), title + 1 < count, scalars[title + 1] == " " {
    closed = true
    title += 2
  }
  // `a)The`, `2.The`: a mark and a capital need no space.
  guard
    after == count || scalars[after] == " " || title > after
      || closed && ".)".unicodeScalars.contains(scalars[after - 1]) && isUpper(scalars[after])
  else { return nil }
  // A lone letter or number needs its mark: `A partir`, `I think`, `2024 was`.
  if values.count == 1, !closed, letters || roman || values[0] > 99 { return nil }
  if values.count > 1, !roman, !letters, values[0] > 99 || isDate(values) { return nil }
  return Numbering(
    kind: letters && values.count == 1 ? .letter : .path, text: String(scalars: scalars[start..<end]), depth: values.count,
    skip: unspaced(scalars, title), end: min(title, count), closed: closed, values: values, roman: roman)
}

/// `3.5.2031`: the last part is a year, and no section has so many siblings.
private func isDate(_ values: [Int]) -> Bool {
  values.count == 3 && values[0] <= 31 && values[1] <= 31 && (1500...2199).contains(values[2])
}

/// The values of up to six parts with points between them, whether some are letters or roman, and where the last one ends; nil where there is none or
/// a point follows that parts nothing. In `2.The vessels` it closes the number, where a space was left out.
private func pathParts(of scalars: [Unicode.Scalar], from start: Int) -> (values: [Int], letters: Bool, roman: Bool, end: Int)? {
  let count = scalars.count
  var place = start
  var values: [Int] = []
  var letters = false
  var roman = false
  var end = place
  var dotted = false
  while place < count {
    var stop = place
    while stop < count, stop - place < 9, isDigit(scalars[stop].value) || isAsciiLetter(scalars[stop]) { stop += 1 }
    guard stop > place, stop == count || !isLetter(scalars[stop]) else { break }
    // Most sentences begin with a word, which is no number.
    guard stop - place == 1 || isDigit(scalars[place].value) || isRoman(scalars[place..<stop].lazy.map(folded)) else { break }
    let part = String(scalars: scalars[place..<stop])
    guard let value = partValue(part, lettersAllowed: true) else { break }
    if !isDigit(scalars[place].value) {
      if romanValue(part) == nil || (stop - place == 1 && romanValue(part)! > 10) { letters = true } else { roman = true }
    }
    values.append(value)
    end = stop
    place = stop
    dotted = false
    if place < count, scalars[place] == ".", place + 1 < count, scalars[place + 1] != " " {
      dotted = true
      place += 1
    } else {
      break
    }
  }
  guard !values.isEmpty, values.count <= 6, !dotted || !letters && !roman && isWord(scalars, at: place) else { return nil }
  return (values, letters, roman, end)
}

/// A capital and a further letter.
private func isWord(_ scalars: [Unicode.Scalar], at place: Int) -> Bool {
  place + 1 < scalars.count && isUpper(scalars[place]) && isLetter(scalars[place + 1])
}

/// Arabic of up to four digits, roman, or a single letter.
private func partValue(_ part: String, lettersAllowed: Bool) -> Int? {
  guard let first = part.unicodeScalars.first else { return nil }
  if isDigit(first.value) {
    guard part.utf8.count <= 4, part.unicodeScalars.allSatisfy({ isDigit($0.value) }) else { return nil }
    return Int(part)
  }
  // Of single letters only `i`, `v` and `x` are taken for numerals.
  let lone = part.unicodeScalars.count == 1
  if let value = romanValue(part), !lone || value <= 10 { return value }
  guard lettersAllowed, part.unicodeScalars.count == 1, isAsciiLetter(first) else { return nil }
  return Int(folded(first)) - 0x60
}

/// The first part of a path within a word's number (`Sección 2.1`).
private func pathValue(_ part: String) -> Int? {
  var value: Int?
  for piece in part.split(separator: ".", omittingEmptySubsequences: false) {
    guard let known = partValue(String(piece), lettersAllowed: true) else { return nil }
    value = value ?? known
  }
  return value
}

private func unspaced(_ scalars: [Unicode.Scalar], _ end: Int) -> Int {
  var count = 0
  for scalar in scalars.prefix(end) where scalar != " " { count += 1 }
  return count
}
