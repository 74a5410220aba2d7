import Model
import Text

/// A word, number or mark of a passage, with what the automata ask of it.
struct Token {
  /// Offsets in scalars.
  var start: Int32
  var end: Int32
  /// Hash of the folded word (``WordKey``); of a mark: its scalar.
  var key: UInt64
  var classes: WordClasses
  var shape: Shape
  /// The lists of words for rules that it stands in (``NameLexicon/cues``), a bit each.
  var cues: UInt64 = 0

  struct Shape: OptionSet {
    let rawValue: UInt16
    static let word = Shape(rawValue: 1)
    static let number = Shape(rawValue: 2)
    static let mark = Shape(rawValue: 4)
    /// First letter upper case.
    static let capital = Shape(rawValue: 8)
    /// Two letters or more, all upper case.
    static let allCaps = Shape(rawValue: 16)
    /// A capital after a lower-case letter or two capitals among lower-case letters: `FondoOPMAR`, `WiFi`.
    static let mixed = Shape(rawValue: 32)
    static let spaceBefore = Shape(rawValue: 64)
    static let single = Shape(rawValue: 128)
    /// Roman numeral in capitals (`XXVII`).
    static let roman = Shape(rawValue: 256)
    static let hyphened = Shape(rawValue: 512)
    /// Ends as plurals do.
    static let plural = Shape(rawValue: 1024)
  }

  var isWord: Bool { shape.contains(.word) }
  var isCapital: Bool { shape.contains(.capital) }
  var isNumber: Bool { shape.contains(.number) }
  var spaced: Bool { shape.contains(.spaceBefore) }
  func isMark(_ c: Unicode.Scalar) -> Bool { shape.contains(.mark) && key == UInt64(c.value) }
  func has(_ c: WordClasses) -> Bool { !classes.isDisjoint(with: c) }
}

/// A block's text or a cell's, cut into tokens once; every finder works on it. One place for each: handed on it is not copied.
final class Passage {
  /// Index into the document's blocks.
  let blockIndex: Int
  let block: String
  let cell: CellPlace?
  let page: Int
  let type: BlockType
  let language: String
  let scalars: [UInt32]
  let tokens: [Token]
  /// All that its words are and look like: tells a finder that nothing of its own can be here.
  let classes: WordClasses
  let shapes: Token.Shape
  /// Set in capitals altogether, so that capitals say nothing.
  let shouted: Bool
  /// Its language puts the heads of names last.
  let headsLast: Bool
  /// ``NameLexicon/isForeign(_:)``
  let foreign: Bool
  /// Whether it holds a letter at all: most cells of tables do not, and only addresses and identifiers can be in them.
  let hasWords: Bool

  init(
    blockIndex: Int, block: String, cell: CellPlace?, page: Int, type: BlockType, language: String, scalars: [UInt32], tokens: [Token],
    classes: WordClasses, shapes: Token.Shape, shouted: Bool, headsLast: Bool, foreign: Bool, hasWords: Bool
  ) {
    self.blockIndex = blockIndex
    self.block = block
    self.cell = cell
    self.page = page
    self.type = type
    self.language = language
    self.scalars = scalars
    self.tokens = tokens
    self.classes = classes
    self.shapes = shapes
    self.shouted = shouted
    self.headsLast = headsLast
    self.foreign = foreign
    self.hasWords = hasWords
  }

  func text(_ start: Int32, _ end: Int32) -> String {
    String(scalarValues: scalars[Int(start)..<Int(end)])
  }

  /// Tokens `first..<last` as printed.
  func text(of range: Range<Int>) -> String {
    guard !range.isEmpty else { return "" }
    return text(tokens[range.lowerBound].start, tokens[range.upperBound - 1].end)
  }

  /// `'s`, which belongs to no name but may stand within one (`Children's Fund`).
  func isPossessive(_ i: Int) -> Bool { i >= 0 && i < tokens.count && tokens[i].isMark("'") && tokens[i].end - tokens[i].start == 2 }
  /// `Workers' Compensation`: the sign of what many own, before a capital.
  func isPluralPossessive(_ i: Int) -> Bool {
    i > 0 && i + 1 < tokens.count && (tokens[i].isMark("'") || tokens[i].isMark("’")) && tokens[i].end - tokens[i].start == 1
      && !tokens[i].spaced && tokens[i - 1].isWord && tokens[i - 1].shape.contains(.plural) && tokens[i + 1].isCapital
      && tokens[i + 1].isWord && tokens[i + 1].spaced
  }
  func isMark(_ i: Int, _ c: Unicode.Scalar) -> Bool { i >= 0 && i < tokens.count && tokens[i].isMark(c) }
  func isCapital(_ i: Int) -> Bool { i >= 0 && i < tokens.count && tokens[i].isCapital }
  func has(_ i: Int, _ classes: WordClasses) -> Bool { i >= 0 && i < tokens.count && tokens[i].has(classes) }
  func holds(_ any: WordClasses) -> Bool { !classes.isDisjoint(with: any) }
  var hasCapitals: Bool { shapes.contains(.capital) }
  /// Nothing but a space between `i - 1` and `i`.
  func joined(_ i: Int) -> Bool { i > 0 && i < tokens.count }

  /// Whether token `i` begins a sentence: first of the passage, or after `.`, `?`, `!`, `:`, an opening quote at the start, a bullet.
  func beginsSentence(_ i: Int) -> Bool {
    guard i > 0 else { return true }
    let before = tokens[i - 1]
    guard before.shape.contains(.mark) else { return false }
    switch UInt32(truncatingIfNeeded: before.key) {
    case 0x2E:  // a full stop, unless it closes an initial or an abbreviation
      return !(i > 1 && tokens[i - 2].isWord && (tokens[i - 2].shape.contains(.single) || tokens[i - 2].has(.abbreviation)))
    case 0x3F, 0x21, 0x3A, 0xBF, 0xA1, 0x2022: return true
    case 0x201C, 0x22, 0xAB, 0x28, 0x2014: return i == 1
    default: return false
    }
  }
}

/// Text → tokens. A word is letters and digits, with hyphens and apostrophes inside; a number is digits with `.`, `,`, `/`, `-` left apart.
func passage(
  of text: String, blockIndex: Int, block: String, cell: CellPlace?, page: Int, type: BlockType, language: String, lexicon: NameLexicon
) -> Passage {
  let scalars = text.scalarValues
  var tokens: [Token] = []
  tokens.reserveCapacity(scalars.count / 5 + 4)
  let plurals = lexicon.pluralEndings(language)
  var capitals = 0
  var smalls = 0
  var classes: WordClasses = []
  var shapes: Token.Shape = []
  var i = 0
  let n = scalars.count
  var spaced = false
  while i < n {
    let c = scalars[i]
    if Letters.isSpace(c) {
      spaced = true
      i += 1
      continue
    }
    let start = i
    var shape: Token.Shape = spaced ? [.spaceBefore] : []
    spaced = false
    if Letters.isLetter(c) || isDigit(c) {
      var word = WordScan()
      i = word.read(scalars, from: start, lexicon)
      capitals += word.upper
      smalls += word.lower
      shape.formUnion(word.shape(of: scalars[start..<i], plurals: plurals))
      var known = word.letters == 0 ? (classes: [], cues: 0) : lexicon.look(word.hash.value)
      if shape.contains(.hyphened), known.classes.isEmpty { known.classes = lexicon.hyphenedName(scalars[start..<i]) }
      classes.formUnion(known.classes)
      shapes.formUnion(shape)
      tokens.append(
        Token(start: Int32(start), end: Int32(i), key: word.hash.value, classes: known.classes, shape: shape, cues: known.cues))
    } else {
      // A possessive's `'s` is one mark, by the scalar of the straight apostrophe.
      let possessive = Letters.isApostrophe(c) && !tokens.isEmpty && !shape.contains(.spaceBefore) && isPossessive(scalars, i)
      i += possessive ? 2 : 1
      shape.insert(.mark)
      tokens.append(Token(start: Int32(start), end: Int32(i), key: possessive ? 0x27 : UInt64(c), classes: [], shape: shape))
    }
  }
  return Passage(
    blockIndex: blockIndex, block: block, cell: cell, page: page, type: type, language: language, scalars: scalars, tokens: tokens,
    classes: classes, shapes: shapes, shouted: capitals >= 12 && smalls * 6 < capitals, headsLast: lexicon.hasHeadsLast(language),
    foreign: lexicon.isForeign(language),
    hasWords: capitals + smalls > 0)
}

/// A word or number while it is read, letter by letter.
private struct WordScan {
  var hash = WordKey()
  var upper = 0
  var lower = 0
  private var digits = 0
  private var hyphened = false
  private var humps = false

  var letters: Int { upper + lower }

  /// Where what begins at `start` ends.
  @inline(__always)
  mutating func read(_ scalars: [UInt32], from start: Int, _ lexicon: NameLexicon) -> Int {
    var i = start
    while i < scalars.count {
      let d = scalars[i]
      if d >= 0x61 && d <= 0x7A {
        // Most letters are these, and each is its own folded form.
        lower += 1
        hash.add(d)
        i += 1
        continue
      }
      if isDigit(d) {
        digits += 1
      } else if Letters.isLetter(d) {
        if Letters.isUpper(d) {
          if lower > 0, !hyphened || !(isHyphen(scalars[i - 1])) { humps = true }
          upper += 1
        } else {
          lower += 1
        }
      } else if Letters.isApostrophe(d), isPossessive(scalars, i) {
        break
      } else if (isHyphen(d) || Letters.isApostrophe(d)), i + 1 < scalars.count, Letters.isLetter(scalars[i + 1]), letters > 0 {
        if isHyphen(d) {
          if lower > 2, beginsHead(scalars, i + 1, lexicon) { break }
          hyphened = true
        }
        i += 1
        continue
      } else if isHyphen(d), upper > 0, lower == 0 || hyphened, digits == 0, shortNumber(scalars, i + 1) {
        i += 1  // `COVID-19`, `IL-6`
        continue
      } else {
        break
      }
      hash.add(folded(d))
      i += 1
    }
    return i
  }

  /// What it looks like, of the scalars that were read.
  @inline(__always)
  func shape(of scalars: ArraySlice<UInt32>, plurals: [UInt32]) -> Token.Shape {
    guard letters > 0, let first = scalars.first, let last = scalars.last else { return [.number] }
    var shape: Token.Shape = [.word]
    if Letters.isUpper(first) { shape.insert(.capital) }
    if lower == 0, letters >= 2 { shape.insert(.allCaps) }
    if humps || (upper >= 2 && lower > 0 && !hyphened) { shape.insert(.mixed) }
    if letters == 1, digits == 0 { shape.insert(.single) }
    if hyphened { shape.insert(.hyphened) }
    if letters > 1, plurals.contains(folded(last)) { shape.insert(.plural) }
    if lower == 0, digits == 0, isRoman(scalars) { shape.insert(.roman) }
    return shape
  }
}

/// `'s` at the end of a word.
private func isPossessive(_ scalars: [UInt32], _ at: Int) -> Bool {
  at + 1 < scalars.count && scalars[at + 1] == 0x73
    && (at + 2 >= scalars.count || !Letters.isLetter(scalars[at + 2]) && !isDigit(scalars[at + 2]))
}

/// One to three digits, and nothing more of a number behind them.
private func shortNumber(_ scalars: [UInt32], _ at: Int) -> Bool {
  var i = at
  while i < scalars.count, isDigit(scalars[i]) { i += 1 }
  guard i > at, i - at <= 3 else { return false }
  guard i < scalars.count else { return true }
  let next = scalars[i]
  if isHyphen(next) || next == 0x2F || next == 0x2013 { return false }
  return !((next == 0x2E || next == 0x2C) && i + 1 < scalars.count && isDigit(scalars[i + 1])) && !Letters.isLetter(next)
}

/// Whether the word that begins here is the head of a body: `Puertos-Organización …` are two names.
private func beginsHead(_ scalars: [UInt32], _ at: Int, _ lexicon: NameLexicon) -> Bool {
  guard Letters.isUpper(scalars[at]) else { return false }
  var hash = WordKey()
  var i = at
  while i < scalars.count, Letters.isLetter(scalars[i]) {
    hash.add(folded(scalars[i]))
    i += 1
  }
  return lexicon.classes(hash.value).contains(.orgHead)
}

private func isRoman(_ text: ArraySlice<UInt32>) -> Bool {
  guard text.count <= 8 else { return false }
  return text.allSatisfy { $0 == 0x49 || $0 == 0x56 || $0 == 0x58 || $0 == 0x4C || $0 == 0x43 || $0 == 0x4D || $0 == 0x44 }
}
