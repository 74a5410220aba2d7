package import Model
import Text

/// The marker that a note begins with: `47`, `1/`, `p/`, `*`, `†`, `[3]`, `(2)`, `4.`; raised or on the line.
package struct NoteMarker: Equatable {
  /// As printed, without the brackets or point around it but with a slash behind it (`1/`).
  package var text: String
  /// Scalars that it takes at the line's start, spaces between words not counted (closing punctuation is part of it).
  package var skip: Int
  package var raised: Bool
  package var form: Form

  package init(text: String, skip: Int, raised: Bool, form: Form) {
    self.text = text
    self.skip = skip
    self.raised = raised
    self.form = form
  }

  package enum Form: Equatable { case plain, slash, symbol, bracket, point }

  /// The number, where it is one.
  package var number: Int? { Int(text.hasSuffix("/") ? String(text.dropLast()) : text) }
}

/// Marks that stand for a note by themselves; several of one are one mark (`**`).
package func isNoteSymbol(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x2A, 0x2217, 0x204E, 0x2020, 0x2021, 0xA7, 0xB6, 0x23, 0x2016: true
  default: false
  }
}

/// Digits printed as raised characters of their own (`¹²³`).
package func raisedDigit(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
  switch scalar.value {
  case 0xB9: "1"
  case 0xB2: "2"
  case 0xB3: "3"
  case 0x2070, 0x2074...0x2079: Unicode.Scalar(scalar.value - 0x2070 + 0x30)
  default: nil
  }
}

/// The marker at the start of a line; nil if it begins with none. Text must follow on the line.
package func noteMarker(_ words: [Word]) -> NoteMarker? {
  guard let first = words.first, mayBeginWithMarker(words) else { return nil }
  let (scalars, raised, gap) = firstScalars(words, most: 12)
  let isRaised = raised[0]
  var at = 0
  var text = String.UnicodeScalarView()
  var opened = false
  if scalars[0] == "[" || scalars[0] == "(" {
    opened = true
    at = 1
  }
  let begin = at
  func sameRun(_ index: Int) -> Bool {
    index < scalars.count && (index == begin || !gap[index]) && raised[index] == raised[begin < raised.count ? begin : 0]
  }
  if at < scalars.count, isNoteSymbol(scalars[at]) {
    let symbol = scalars[at]
    while sameRun(at), scalars[at] == symbol {
      text.append(symbol)
      at += 1
    }
    // `§ 2º`, `#4`: a paragraph of a law, a number; they count.
    if symbol == "§" || symbol == "#", at < scalars.count, isDigit(scalars[at].value) { return nil }
  } else {
    while sameRun(at), isDigit(scalars[at].value) {
      text.append(scalars[at])
      at += 1
    }
    if text.isEmpty {
      while sameRun(at), text.count < 2, isWordScalar(scalars[at].value), scalars[at].value < 0x80 {
        text.append(scalars[at])
        at += 1
      }
    }
  }
  guard !text.isEmpty, text.count <= 4 else { return nil }
  let isSymbol = isNoteSymbol(text.first!)
  let digits = isDigit(text.first!.value)
  var form: NoteMarker.Form = isSymbol ? .symbol : .plain
  if opened {
    guard at < scalars.count, scalars[at] == (scalars[0] == "[" ? "]" : ")") else { return nil }
    at += 1
    form = .bracket
  } else if at < scalars.count, scalars[at] == "/", !gap[at] {
    text.append("/")
    at += 1
    form = .slash
  } else if !isSymbol, at < scalars.count, scalars[at] == "." || scalars[at] == ")" || scalars[at] == ":", !gap[at] {
    at += 1
    if !isRaised { form = .point }
  }
  // What follows stands apart, or the marker is raised and the text is not.
  let apart = at >= scalars.count ? words.count > 1 : gap[at] || (isRaised && !raised[at]) || form == .symbol || form == .slash
  // Some converters lose the space: "1Este".
  let glued =
    digits && form == .plain && at + 1 < scalars.count && !gap[at] && isUpper(scalars[at]) && !gap[at + 1] && isLower(scalars[at + 1])
  guard apart || glued else { return nil }
  if !digits, !isSymbol, form != .slash, form != .bracket, !isRaised { return nil }
  if at >= scalars.count, words.count == 1, first.text.unicodeScalars.count <= scalars.count { return nil }
  return NoteMarker(text: String(text), skip: at, raised: isRaised, form: form)
}

/// The first scalars of a line, raised digits as plain ones; by scalar whether it is raised and whether a gap is before it.
private func firstScalars(_ words: [Word], most: Int) -> (scalars: [Unicode.Scalar], raised: [Bool], gap: [Bool]) {
  var scalars: [Unicode.Scalar] = []
  var raised: [Bool] = []
  var gap: [Bool] = []
  for (index, word) in words.enumerated() {
    var start = true
    for scalar in word.text.unicodeScalars {
      gap.append(index > 0 && start && word.spaceBefore)
      start = false
      let digit = raisedDigit(scalar)
      scalars.append(digit ?? scalar)
      raised.append(digit != nil || word.shift == .superscript)
      if scalars.count >= most { return (scalars, raised, gap) }
    }
  }
  return (scalars, raised, gap)
}

/// Most lines begin with letters, which are a marker only where they are raised or a slash is close behind (`p/`).
private func mayBeginWithMarker(_ words: [Word]) -> Bool {
  guard let first = words[0].text.unicodeScalars.first else { return true }
  guard isWordScalar(first.value), !isDigit(first.value), raisedDigit(first) == nil, words[0].shift != .superscript else { return true }
  var seen = 0
  for index in words.indices {
    for scalar in words[index].text.unicodeScalars {
      if scalar == "/" { return true }
      seen += 1
      if seen == 3 { return false }
    }
  }
  return false
}

extension Cell {
  /// Whether one of its marks calls the note with this key.
  package func calls(_ key: String) -> Bool { marks.contains { markerKey($0.marker) == key } }
}

/// Markers as they are compared: `1/`, `(1)`, `1.` and `1` are one.
package func markerKey(_ text: String) -> String {
  var out = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    if let digit = raisedDigit(scalar) { out.append(digit); continue }
    switch scalar {
    case " ", ".", ")", "(", "[", "]", "/", ":", ",": continue
    case "\u{2217}", "\u{204E}": out.append("*")
    default: out.append(Unicode.Scalar(folded(scalar)) ?? scalar)
    }
  }
  return String(out)
}
