import Layout
import Model
import Text

// How much a chunk looks like a heading by rules alone. Where weights are given (Evidence/), what the rules say is one evidence among others.

/// What speaks for and against a heading where no weights are given, in the units of ``HeadingRule/sure``; `…Size` in body sizes, `above` and `below` in leadings.
enum HeadingScore {
  /// The contents name it.
  static let inContents = setting("inContents", 1.5)
  /// The file's outline names it.
  static let inOutline = setting("inOutline", 2.5)
  /// Below this nothing is a candidate.
  static let least = setting("least", 0.5)
  /// Leadings between a label and a title that is not centred alike.
  static let labelAbove = setting("labelAbove", 1.5)
  /// Much larger than the text (counts 3) …
  static let muchLargerSize = setting("muchLargerSize", 1.35)
  /// … clearly larger …
  static let largerSize = setting("largerSize", 1.12)
  /// … which counts this …
  static let larger = setting("larger", 2.2)
  /// … and slightly (counts 1).
  static let slightlyLargerSize = setting("slightlyLargerSize", 1.04)
  /// Smaller than the text.
  static let smallerSize = setting("smallerSize", 0.95)
  /// Set in capitals …
  static let capitals = setting("capitals", 1.5)
  /// … of few letters.
  static let fewCapitals = setting("fewCapitals", 0.5)
  /// Another font.
  static let otherFont = setting("otherFont", 0.8)
  /// Italic where the text is not.
  static let italic = setting("italic", 0.4)
  /// Centred.
  static let centred = setting("centred", 0.5)
  /// White above from which it is set off …
  static let whiteAbove = setting("whiteAbove", 1.3)
  /// … which counts this …
  static let setOff = setting("setOff", 0.6)
  /// … and this at the top of a page.
  static let atTop = setting("atTop", 0.3)
  /// White below …
  static let whiteBelow = setting("whiteBelow", 1.15)
  /// … which counts this.
  static let stands = setting("stands", 0.2)
  /// A short line of its own with a number of several parts.
  static let alone = setting("alone", 0.4)
  /// It opens with a word of headings, or is one of the usual titles.
  static let worded = setting("worded", 1.6)
  /// A number of several parts before a capital …
  static let deepNumber = setting("deepNumber", 1.8)
  /// … and of one.
  static let number = setting("number", 0.8)
  /// A word and number without a title.
  static let wordAlone = setting("wordAlone", 0.2)
  /// Type below which only words, place or numbers make a heading.
  static let leastType = setting("leastType", 0.8)
  /// It begins in lower case.
  static let lowerCase = setting("lowerCase", 2.5)
  /// Up to which type is the text's.
  static let textSize = setting("textSize", 1.1)
  /// It ends like a sentence and is long or set like the text …
  static let longAndStop = setting("longAndStop", 2.5)
  /// … or only ends with a stop or colon.
  static let stop = setting("stop", 1.2)
  /// A long one must be larger than this …
  static let longSize = setting("longSize", 1.3)
  /// … or it costs this.
  static let long = setting("long", 0.8)
  /// Four lines or more in the text's size.
  static let manyLines = setting("manyLines", 1.5)
  /// Type below which it must stand alone …
  static let weakType = setting("weakType", 1.5)
  /// … by this much white on one side …
  static let leastWhite = setting("leastWhite", 1.2)
  /// … or it costs this.
  static let crowded = setting("crowded", 1.5)
  /// A row of pieces.
  static let tabular = setting("tabular", 2.5)
  /// Sizes of white between pieces of a row.
  static let pieceGap = setting("pieceGap", 2.2)
  /// Up to which a heading that holds nothing is none.
  static let emptySize = setting("emptySize", 1.08)
}

/// How much a chunk looks like a heading; 0 or less for what cannot be one.
func headingScore(_ chunk: Chunk, body: Look, words: HeadingWords, flow: Flow, measures: Measures) -> Double {
  let scalars = chunk.scalars
  guard scalars.count <= HeadingRule.longest, chunk.places.count <= 8, let first = scalars.first, let last = scalars.last else { return 0 }
  var letters = 0
  for scalar in scalars where !isDigit(scalar.value) && isWordScalar(scalar.value) { letters += 1 }
  guard letters >= 2, letters * 2 >= scalars.count || chunk.number != nil, !leads(scalars) else { return 0 }

  let set = typeScore(chunk, body: body, letters: letters)
  var score = set
  if chunk.centred { score += HeadingScore.centred }
  if chunk.above >= HeadingScore.whiteAbove { score += chunk.above.isFinite ? HeadingScore.setOff : HeadingScore.atTop }
  if chunk.below >= HeadingScore.whiteBelow { score += HeadingScore.stands }
  // A short line on its own, numbered in more than one part, hardly is anything else.
  if let number = chunk.number, number.depth > 1, number.closed, chunk.places.count == 1, scalars.count < 90 { score += HeadingScore.alone }
  let worded = addWords(of: chunk, set: set, words: words, to: &score)
  // Nothing tells it from text.
  guard
    set >= HeadingScore.leastType || worded || (chunk.centred && chunk.above >= HeadingScore.whiteAbove) || (chunk.number?.depth ?? 0) > 1
  else { return 0 }
  takeEndings(of: chunk, ratio: chunk.look.points / max(1, body.points), from: first, to: last, off: &score)
  // A full paragraph's worth of lines, then nothing below it: not a heading.
  if let end = chunk.places.last, end + 1 == flow.items.count { score -= 1 }
  // Set like text in every way but its case or place: it must stand alone.
  if set < HeadingScore.weakType, chunk.above < HeadingScore.leastWhite, chunk.below < HeadingScore.leastWhite {
    score -= HeadingScore.crowded
  }
  if sentenceInside(scalars) { score -= 1 }
  if tabular(chunk, flow: flow) { score -= HeadingScore.tabular }
  return score
}

/// What the type says: size, weight, case, colour, font.
private func typeScore(_ chunk: Chunk, body: Look, letters: Int) -> Double {
  var score = 0.0
  let ratio = chunk.look.points / max(1, body.points)
  if ratio >= HeadingScore.muchLargerSize {
    score += 3
  } else if ratio >= HeadingScore.largerSize {
    score += HeadingScore.larger
  } else if ratio >= HeadingScore.slightlyLargerSize {
    score += 1
  }
  if ratio < HeadingScore.smallerSize { score -= 2 }
  if chunk.look.bold, !body.bold { score += 2 }
  if chunk.caps { score += letters >= 5 ? HeadingScore.capitals : HeadingScore.fewCapitals }
  if differs(chunk.look.colour, body.colour) { score += 1 }
  if chunk.look.font != body.font, !chunk.look.bold, !chunk.look.italic { score += HeadingScore.otherFont }
  if chunk.look.italic, !body.italic { score += HeadingScore.italic }
  return score
}

/// What numbers and words of headings say. Gives whether it opens with such a word or is a usual title.
private func addWords(of chunk: Chunk, set: Double, words: HeadingWords, to score: inout Double) -> Bool {
  let scalars = chunk.scalars
  var worded = false
  if let number = chunk.number {
    let title = number.end < scalars.count ? scalars[number.end] : nil
    if number.kind == .word {
      score += HeadingScore.worded; worded = true
    } else if number.closed || set >= 2, title.map({ isUpper($0) || $0 == "¿" || $0 == "“" }) ?? false {
      score += number.depth > 1 ? HeadingScore.deepNumber : HeadingScore.number
    }
    if number.kind == .word, title == nil || number.end > 60 { score += HeadingScore.wordAlone }
  }
  let plain = scalars.map(folded)
  let bare = chunk.number.map { Array(plain.dropFirst($0.end)) } ?? plain
  if words.titles.isAll(of: bare) { score += HeadingScore.worded; worded = true }
  return worded
}

/// What headings do not do: they do not begin or end like sentences and items, and are not long.
private func takeEndings(
  of chunk: Chunk, ratio: Double, from first: Unicode.Scalar, to last: Unicode.Scalar, off score: inout Double
) {
  let scalars = chunk.scalars
  if isLower(first) { score -= HeadingScore.lowerCase }
  if "•·-–—*".unicodeScalars.contains(first) { score -= 3 }
  switch last {
  case ".":
    score -=
      scalars.count > 60 || ratio < HeadingScore.textSize && !chunk.look.bold
      ? HeadingScore.longAndStop : (chunk.number?.end ?? 0) >= scalars.count ? 0 : HeadingScore.stop
  case ",", ";": score -= 3
  case ":": score -= HeadingScore.stop
  default: break
  }
  if scalars.count > 160, ratio < HeadingScore.longSize { score -= HeadingScore.long }
  if chunk.places.count >= 4, ratio < HeadingScore.textSize { score -= HeadingScore.manyLines }
}

/// Leaders to a page number.
func leads(_ scalars: [Unicode.Scalar]) -> Bool {
  var run = 0
  for scalar in scalars {
    if scalar == "." || scalar.value == 0x2026 || scalar == "_" {
      run += scalar.value == 0x2026 ? 3 : 1
      if run >= 5 { return true }
    } else if scalar != " " {
      run = 0
    }
  }
  return false
}

/// A line of pieces far apart is the row of something, unless a number alone stands off its title.
func tabular(_ chunk: Chunk, flow: Flow) -> Bool {
  for place in chunk.places {
    guard case .line(let line) = flow.items[place] else { continue }
    let least = (chunk.number?.skip ?? 0) + 2
    var seen = 0
    for (word, next) in zip(line.words, line.words.dropFirst()) {
      if seen < least { seen += word.text.unicodeScalars.count }
      if next.box.x0 - word.box.x1 > line.size * HeadingScore.pieceGap, seen >= least { return true }
    }
  }
  return false
}

/// Two sentences or more are text.
private func sentenceInside(_ scalars: [Unicode.Scalar]) -> Bool {
  var count = 0
  for index in scalars.indices.dropFirst(12) where index + 2 < scalars.count {
    if scalars[index] == ".", scalars[index + 1] == " ", isUpper(scalars[index + 2]), isLower(scalars[index - 1]),
      isLower(scalars[index - 2]), isLower(scalars[index - 3])
    {
      count += 1
    }
  }
  return count >= 2
}

/// Colours that an eye tells apart: not two blacks.
func differs(_ a: UInt32, _ b: UInt32) -> Bool {
  func channel(_ colour: UInt32, _ shift: UInt32) -> Int { Int(colour >> shift & 0xFF) }
  return abs(channel(a, 16) - channel(b, 16)) + abs(channel(a, 8) - channel(b, 8)) + abs(channel(a, 0) - channel(b, 0)) > 90
}
