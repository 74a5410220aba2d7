import Model
import Text
import Layout
import Objects

/// Places in a line that may call a note.
///
/// *Strong*: raised by baseline and size, or printed with raised digits of Unicode; `2023¹` is never 20231. *Weak*: a symbol or a
/// bracketed number on the line (`Pérez*`, `[4]`), or digits glued to a word where the layout is lost; a weak one counts only
/// when a note with that marker is there.
package struct CallCandidate {
  package var word: Int
  package var from: Int
  package var to: Int
  /// As printed; empty for punctuation between two calls, which goes with them.
  package var marker: String
  package var strong: Bool
  /// A raised 2 or 3 behind a unit, a power of ten, or letters (`1.ᵉʳ`, `nº`): a call only if its note is on the page.
  var doubtful: Bool
}

func callCandidates(_ words: [Word], lineSize: Double, baseline: Double, exponents: Phrases) -> [CallCandidate] {
  var out: [CallCandidate] = []
  for index in words.indices {
    let raised =
      words[index].shift == .superscript
      || (words[index].shift == .none && words[index].size < CallRule.size * lineSize
        && baseline - words[index].baseline > CallRule.rise * lineSize)
    if raised {
      guard index > 0 else { continue }
      raisedCalls(words, index, exponents, &out)
    } else if hasRaisedDigit(words[index].text) {
      let scalars = Array(words[index].text.unicodeScalars)
      var at = scalars.count
      while at > 0, raisedDigit(scalars[at - 1]) != nil || (scalars[at - 1] == "," && at < scalars.count) { at -= 1 }
      guard at > 0 || index > 0, at < scalars.count else { continue }
      split(scalars, from: at, word: index, base: base(words, index, at), exponents, &out)
    } else if let last = words[index].text.unicodeScalars.last, !isAsciiLetter(last) {
      let before = words[index].text.unicodeScalars.dropLast().last
      if isNoteSymbol(last) || (last == "," || last == "." || last == ":" || last == ";") && before.map(isNoteSymbol) == true {
        symbolCall(words[index], index, &out)
      } else if last == "]" || (last == "." || last == ",") && before == "]" {
        bracketCall(words[index], index, &out)
      }
    }
  }
  return out
}

/// What a call is like that is not marked as raised. In sizes of its line.
private enum CallRule {
  /// It is smaller than this.
  static let size = setting("size", 0.8)
  /// Its baseline stands higher by this.
  static let rise = setting("rise", 0.12)
}

/// The word (or the part before `at`) that a raised thing stands behind.
private func base(_ words: [Word], _ index: Int, _ at: Int) -> [UInt32] {
  if at > 0 { return words[index].text.unicodeScalars.prefix(at).map(folded) }
  guard index > 0, !words[index].spaceBefore else { return [] }
  return folded(words[index - 1].text)
}

private func hasRaisedDigit(_ text: String) -> Bool {
  text.utf8.withContiguousStorageIfAvailable { bytes in
    for place in bytes.indices.dropFirst() {
      let (previous, byte) = (bytes[place - 1], bytes[place])
      if previous == 0xC2, byte == 0xB9 || byte == 0xB2 || byte == 0xB3 { return true }
      if previous == 0xE2, byte == 0x81 { return true }
    }
    return false
  } ?? text.unicodeScalars.contains { raisedDigit($0) != nil }
}

private func raisedCalls(_ words: [Word], _ index: Int, _ exponents: Phrases, _ out: inout [CallCandidate]) {
  let scalars = Array(words[index].text.unicodeScalars)
  let before = out.last { $0.word == index - 1 }
  // "²" behind "⁴⁷," is another call; the base of both is the word before the first.
  let base = before == nil ? base(words, index, 0) : []
  split(scalars, from: 0, word: index, base: base, exponents, &out)
}

/// Cuts a raised run such as `47`, `47,48`, `1-3`, `*`, `(2)`, `a` into calls.
private func split(
  _ scalars: [Unicode.Scalar], from start: Int, word: Int, base: [UInt32], _ exponents: Phrases, _ out: inout [CallCandidate]
) {
  var markers = markers(in: scalars, from: start)
  if markers.isEmpty {
    // Punctuation between two calls, raised with them.
    if start == 0, out.last?.word == word - 1, scalars.allSatisfy({ $0 == "," || $0 == ";" || $0 == "-" || $0 == "\u{2013}" }) {
      out.append(CallCandidate(word: word, from: 0, to: scalars.count, marker: "", strong: true, doubtful: false))
    }
    return
  }
  markers[markers.count - 1].to = scalars.count
  for marker in markers {
    let first = marker.text.unicodeScalars.first!
    let letters = !isDigit(first.value) && !isNoteSymbol(first)
    if letters, marker.text.unicodeScalars.count > 2 || first.value == 0xAA || first.value == 0xBA || first.value == 0xB0 { return }
    let number = Int(marker.text)
    let exponent =
      (number == 2 || number == 3) && !base.isEmpty && (exponents.match(base, at: 0) == base.count || isSymbol(base))
      || base == [0x31, 0x30] || base.last == 0x2D
    let long = number.map { $0 > 999 || $0 == 0 } ?? false
    if long { return }
    out.append(
      CallCandidate(
        word: word, from: marker.from, to: marker.to, marker: marker.text, strong: true, doubtful: letters || exponent))
  }
}

/// Runs of digits, of one symbol or of letters; each begins where the one before ends.
private func markers(in scalars: [Unicode.Scalar], from start: Int) -> [(text: String, from: Int, to: Int)] {
  var at = start
  var begun = start
  var markers: [(text: String, from: Int, to: Int)] = []
  while at < scalars.count {
    let scalar = scalars[at]
    var text = String.UnicodeScalarView()
    if isDigit(scalar.value) || raisedDigit(scalar) != nil {
      while at < scalars.count, let digit = raisedDigit(scalars[at]) ?? (isDigit(scalars[at].value) ? scalars[at] : nil) {
        text.append(digit)
        at += 1
      }
      if at < scalars.count, scalars[at] == "/" {
        text.append("/")
        at += 1
      }
    } else if isNoteSymbol(scalar) {
      while at < scalars.count, scalars[at] == scalar {
        text.append(scalar)
        at += 1
      }
    } else if isWordScalar(scalar.value) {
      while at < scalars.count, isWordScalar(scalars[at].value), !isDigit(scalars[at].value) {
        text.append(scalars[at])
        at += 1
      }
      if at < scalars.count, scalars[at] == "/" {
        text.append("/")
        at += 1
      }
    } else {
      at += 1
      continue
    }
    markers.append((String(text), begun, at))
    begun = at
  }
  return markers
}

private func symbolCall(_ word: Word, _ index: Int, _ out: inout [CallCandidate]) {
  let scalars = Array(word.text.unicodeScalars)
  var end = scalars.count
  while end > 0, !isNoteSymbol(scalars[end - 1]) { end -= 1 }
  var start = end
  while start > 0, scalars[start - 1] == scalars[end - 1] { start -= 1 }
  // A symbol alone is a bullet or a sign; "#" and "§" before something are no calls either.
  guard start > 0 || (index > 0 && !word.spaceBefore), end - start <= 4, scalars[end - 1] != "#", scalars[end - 1] != "\u{A7}" else {
    return
  }
  out.append(
    CallCandidate(
      word: index, from: start, to: end, marker: String(scalars: scalars[start..<end]), strong: false, doubtful: false))
}

private func bracketCall(_ word: Word, _ index: Int, _ out: inout [CallCandidate]) {
  let scalars = Array(word.text.unicodeScalars)
  guard let close = scalars.lastIndex(of: "]"), let open = scalars.lastIndex(of: "["), open < close else { return }
  let inner = scalars[(open + 1)..<close]
  guard !inner.isEmpty, inner.count <= 3, inner.allSatisfy({ isDigit($0.value) }), open > 0 || index > 0 else { return }
  out.append(
    CallCandidate(
      word: index, from: open, to: close + 1, marker: String(String.UnicodeScalarView(inner)), strong: false, doubtful: false))
}

/// One letter: `v²`, `R³`.
private func isSymbol(_ base: [UInt32]) -> Bool { base.count == 1 && isWordScalar(base[0]) && !isDigit(base[0]) }
