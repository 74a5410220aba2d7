import Model

/// What one token must be. Read from a line such as `capital givenName/surname !common`: words between spaces must all hold, of those between
/// slashes one, `!` turns one round. A word is a class of the vocabularies (``WordClasses/named``), a sign (``TokenSigns/named``), a list of the files
/// `name-cues.yaml`, the name of a test that stands before it in the file, or something quoted: `"."` is that mark, `"y"` that word.
struct TokenTest: Sendable {
  struct Clause: Sendable {
    var classes: UInt64 = 0
    var signs: UInt32 = 0
    /// Lists of words (``NameLexicon/cues``).
    var cues: UInt64 = 0
    /// Keys of at most two quoted words or marks; 0 where there is none.
    var key: UInt64 = 0
    var otherKey: UInt64 = 0
    var negated = false

    @inline(__always)
    func holds(_ token: Token, _ signs: UInt32) -> Bool {
      (token.classes.rawValue & classes != 0 || signs & self.signs != 0 || token.cues & cues != 0
        || key != 0 && (token.key == key || token.key == otherKey))
        != negated
    }
  }

  private(set) var clauses: [Clause]

  /// nil with the word that is unknown. Words are between spaces, or what else `between` says.
  init(
    _ text: String, between space: UInt8 = 0x20, known: [String: TokenTest], cues: [String: UInt64] = [:], unknown: inout String?
  ) {
    clauses = []
    for piece in text.utf8.split(separator: space) {
      var clause = Clause()
      let negated = piece.first == UInt8(ascii: "!")
      let body = negated ? piece.dropFirst() : piece
      clause.negated = negated
      if let test = known[String(Substring(body))] {
        guard negated else {
          clauses += test.clauses
          continue
        }
        // `!name`: only a test of one clause can be turned round.
        guard test.clauses.count == 1, var only = test.clauses.first else {
          unknown = String(Substring(piece))
          return
        }
        only.negated.toggle()
        clauses.append(only)
        continue
      }
      for bytes in body.split(separator: UInt8(ascii: "/")) {
        let word = String(Substring(bytes))
        if let classes = WordClasses.byName[word] {
          clause.classes |= classes.rawValue
        } else if let sign = TokenSigns.byName[word] {
          clause.signs |= sign
        } else if let cue = cues[word] {
          clause.cues |= cue
        } else if bytes.count >= 3, bytes.first == UInt8(ascii: "\""), bytes.last == UInt8(ascii: "\"") {
          let key = TokenTest.key(Substring(bytes.dropFirst().dropLast()))
          if clause.key == 0 {
            clause.key = key
          } else if clause.otherKey == 0 {
            clause.otherKey = key
          } else {
            unknown = word
            return
          }
        } else {
          unknown = word
          return
        }
      }
      clauses.append(clause)
    }
  }

  /// A word's key, or a mark's.
  private static func key(_ quoted: Substring) -> UInt64 {
    guard let first = quoted.unicodeScalars.first else { return 0 }
    return Letters.isLetter(first.value) ? WordKey.of(quoted) : UInt64(first.value)
  }
}

/// What a token looks like and what the document tells of it, one bit each; the lower 16 are ``Token/Shape``.
enum TokenSigns {
  /// The document prints it in small letters too.
  static let plain: UInt32 = 1 << 16
  /// A place of the gazetteer begins here; one of several words.
  static let place: UInt32 = 1 << 17
  static let longPlace: UInt32 = 1 << 18
  /// First word of a sentence.
  static let opens: UInt32 = 1 << 19
  /// First surname, further surname of a person whom the document names in full.
  static let surnameHere: UInt32 = 1 << 20
  static let surnameNext: UInt32 = 1 << 21
  /// Part of a find of this passage.
  static let found: UInt32 = 1 << 22
  /// Belongs to no find of another kind.
  static let free: UInt32 = 1 << 23
  /// A place that the document puts where places stand (`en Lima`, `Lima, Perú`).
  static let located: UInt32 = 1 << 26
  /// Ends like a form of a verb (``NameLexicon/isVerbal(_:_:)``).
  static let verbal: UInt32 = 1 << 25
  /// A verb in small letters whose subject is a body (keys `acts`).
  static let acts: UInt32 = 1 << 27
  /// Part of a body that is found already.
  static let body: UInt32 = 1 << 28
  /// What is called after a person (`disease`, `theorem`), in small letters (keys `eponym`).
  static let eponym: UInt32 = 1 << 29
  /// In a cell of a table.
  static let cell: UInt32 = 1 << 24
  /// In a cell of a column of persons (``ColumnClass``).
  static let nameCell: UInt32 = 1 << 30

  /// A surname that the document also puts in the midst of a sentence.
  static let upheld: UInt32 = 1 << 31

  static let byName: [String: UInt32] = [
    "word": UInt32(Token.Shape.word.rawValue), "number": UInt32(Token.Shape.number.rawValue), "mark": UInt32(Token.Shape.mark.rawValue),
    "capital": UInt32(Token.Shape.capital.rawValue), "allCaps": UInt32(Token.Shape.allCaps.rawValue),
    "mixed": UInt32(Token.Shape.mixed.rawValue), "spaced": UInt32(Token.Shape.spaceBefore.rawValue),
    "single": UInt32(Token.Shape.single.rawValue), "roman": UInt32(Token.Shape.roman.rawValue),
    "hyphened": UInt32(Token.Shape.hyphened.rawValue), "plain": plain, "place": place, "longPlace": longPlace, "opens": opens,
    "surnameHere": surnameHere, "surnameNext": surnameNext, "found": found, "free": free, "cell": cell, "verbal": verbal,
    "located": located, "acts": acts, "body": body, "eponym": eponym, "nameCell": nameCell, "upheld": upheld,
    "plural": UInt32(Token.Shape.plural.rawValue),
  ]
}

extension WordClasses {
  static let byName = Dictionary(uniqueKeysWithValues: named)
}
