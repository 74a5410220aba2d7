import Model
import Text

/// What a word can be in a name; the vocabularies say which word is what (a file's keys are the names below).
struct WordClasses: OptionSet {
  let rawValue: UInt64
  init(rawValue: UInt64) { self.rawValue = rawValue }
  private init(bit: UInt64) { rawValue = 1 << bit }

  // Heads of organisations.
  /// With a complement it is a body: `Instituto`, `Ministry`.
  static let orgHead = WordClasses(bit: 0)
  /// Capitalised and alone it stands for one body of the document: `el Instituto`.
  static let orgBare = WordClasses(bit: 1)
  /// A body only if an acronym, the gazetteer or a body inside says so: `Grupo`, `Fondo`.
  static let orgWeak = WordClasses(bit: 2)
  /// Stands at the end of its name, in English: `World Forestry Organization`.
  static let orgRight = WordClasses(bit: 3)
  /// Takes numbers and quoted names: `Hospital General No. 5 “…”`.
  static let facility = WordClasses(bit: 4)
  /// Belongs to the name before a head: `Honorable`, `Real`, `Suprema`.
  static let orgPrefix = WordClasses(bit: 5)
  /// Heads that are the matter of other bodies too, so that `y` may lead to them: `Administración`.
  static let orgMatter = WordClasses(bit: 6)

  // Joints of names.
  static let article = WordClasses(bit: 7)
  static let of = WordClasses(bit: 8)
  static let ofThe = WordClasses(bit: 9)
  static let and = WordClasses(bit: 10)
  static let purpose = WordClasses(bit: 11)
  static let inside = WordClasses(bit: 12)
  static let toward = WordClasses(bit: 13)
  /// Never (part of) a name, capitalised or not: `Asimismo`, `The`.
  static let function = WordClasses(bit: 14)
  /// Before a short form: `su`, `dicho`, `its`.
  static let determiner = WordClasses(bit: 15)
  static let month = WordClasses(bit: 16)
  static let ordinal = WordClasses(bit: 17)

  // Events, laws, works.
  static let eventHead = WordClasses(bit: 18)
  /// Names an event without an ordinal: `Foro`, `Cumbre`.
  static let eventNamed = WordClasses(bit: 19)
  static let lawHead = WordClasses(bit: 20)
  /// A law by its number: `Resolución`, `Decreto`.
  static let lawNumbered = WordClasses(bit: 21)
  /// Alone it stands for one text: `Constitución`, `Estatutos`.
  static let lawBare = WordClasses(bit: 22)
  static let lawArticle = WordClasses(bit: 23)
  /// `núm.`, `No.`, `n.º`.
  static let numberMark = WordClasses(bit: 24)
  /// First word of a title: `Informe`, `Memoria`.
  static let workHead = WordClasses(bit: 25)
  /// The noun before a title: `libro`, `revista`.
  static let workNoun = WordClasses(bit: 26)
  /// `titulado`, `entitled`.
  static let titled = WordClasses(bit: 27)

  // Persons and places.
  static let honorific = WordClasses(bit: 28)
  static let role = WordClasses(bit: 29)
  static let givenName = WordClasses(bit: 30)
  static let surname = WordClasses(bit: 31)
  static let nobiliary = WordClasses(bit: 32)
  /// What follows is named after somebody: `avenida`, `plaza`, `premio`.
  static let namedAfter = WordClasses(bit: 33)
  /// The next name is a place: `municipio de`, `río`.
  static let placeHead = WordClasses(bit: 34)
  /// A name of programmes, systems, surveys: no body, and what follows belongs to it.
  static let programme = WordClasses(bit: 35)
  static let abbreviation = WordClasses(bit: 36)
  /// Closes a firm's name: `S.A.`, `Inc`.
  static let company = WordClasses(bit: 37)

  // Acronyms and citations.
  /// `siglas`, `acronym`, `en adelante`.
  static let acronymCue = WordClasses(bit: 38)
  static let pages = WordClasses(bit: 39)
  /// `et al`, `y otros`, `cols`.
  static let others = WordClasses(bit: 40)
  /// `véase`, `cf`, `citado en`: before the author within the brackets.
  static let seeAlso = WordClasses(bit: 41)
  static let undated = WordClasses(bit: 42)
  /// An adjective that follows a bare head: `General`, `Permanente`, `Técnico`.
  static let orgAdjective = WordClasses(bit: 43)
  /// Common nouns and adjectives that are capitalised in names of things, never in names of persons.
  static let common = WordClasses(bit: 44)
  /// Lower-case letters of lawful acronyms that are ordinary words (`a`, `no`) or never acronyms (`SA`, `II`).
  static let notAcronym = WordClasses(bit: 45)
  static let edition = WordClasses(bit: 46)
  static let quotedTitle = WordClasses(bit: 47)
  /// `gobierno de`, `sexenio de`: a person or a place follows.
  static let rule = WordClasses(bit: 48)

  /// Texts that one calls by their kind in lower case too: `los estatutos`.
  static let lawLower = WordClasses(bit: 49)

  /// Heads that are plain matter (`Administración de Riesgos`): a body only with an article before them or an acronym behind.
  static let orgAbstract = WordClasses(bit: 50)
  /// Stands at the end of a law's name, in English: `Social Security Act`.
  static let lawRight = WordClasses(bit: 51)

  /// Acronyms that are printed as words (`Pemex`, `Cepal`).
  static let acronymWord = WordClasses(bit: 52)
  /// Heads of organs that every body has (`Consejo de Administración`, `Junta de Gobierno`).
  static let organHead = WordClasses(bit: 53)
  /// Takes its place's name at once: `río Bravo`.
  static let placeBare = WordClasses(bit: 54)

  /// Stands at the end of a title, in English: `World Development Report`.
  static let workRight = WordClasses(bit: 55)
  /// `Fuente:`, `Source:`.
  static let sourceWord = WordClasses(bit: 56)
  /// Verbs of saying, whose subject acts: `dijo`, `said`.
  static let says = WordClasses(bit: 57)
  /// Initials that stand for a person (`JFK`).
  static let personAcronym = WordClasses(bit: 58)
  /// Heads that take an ordinal before them: `LXXI Legislatura`.
  static let ranked = WordClasses(bit: 59)
  /// Kinds of law that are ordinary papers too (`Declaración Jurada`): a text's name only with a joint (`Declaración de Cartagena`).
  static let lawJoined = WordClasses(bit: 60)
  /// Nouns that a body's proper name follows: `la empresa Odebrecht`, `Grupo Carso`.
  static let orgNoun = WordClasses(bit: 61)
  /// Before one out of a class: `cada Dirección`.
  static let distributive = WordClasses(bit: 62)
  /// Surnames that are towns first: only behind another part of a name (`Silva Lima`).
  static let townSurname = WordClasses(bit: 63)

  static let named: [(String, WordClasses)] = [
    ("orgHead", orgHead), ("orgBare", orgBare), ("orgWeak", orgWeak), ("orgRight", orgRight), ("facility", facility),
    ("orgPrefix", orgPrefix),
    ("orgMatter", orgMatter), ("article", article), ("of", of), ("ofThe", ofThe), ("and", and), ("purpose", purpose), ("inside", inside),
    ("toward", toward), ("function", function), ("determiner", determiner), ("month", month), ("ordinal", ordinal),
    ("eventHead", eventHead),
    ("eventNamed", eventNamed), ("lawHead", lawHead), ("lawNumbered", lawNumbered), ("lawBare", lawBare), ("lawArticle", lawArticle),
    ("numberMark", numberMark), ("workHead", workHead), ("workNoun", workNoun), ("titled", titled), ("honorific", honorific),
    ("role", role),
    ("givenName", givenName), ("surname", surname), ("nobiliary", nobiliary), ("namedAfter", namedAfter), ("placeHead", placeHead),
    ("programme", programme), ("abbreviation", abbreviation), ("company", company), ("acronymCue", acronymCue), ("pages", pages),
    ("others", others), ("seeAlso", seeAlso), ("undated", undated), ("orgAdjective", orgAdjective), ("common", common),
    ("notAcronym", notAcronym), ("edition", edition), ("quotedTitle", quotedTitle), ("rule", rule), ("lawLower", lawLower),
    ("orgAbstract", orgAbstract), ("lawRight", lawRight), ("acronymWord", acronymWord), ("organHead", organHead), ("placeBare", placeBare),
    ("workRight", workRight), ("sourceWord", sourceWord), ("says", says), ("personAcronym", personAcronym), ("ranked", ranked),
    ("lawJoined", lawJoined), ("orgNoun", orgNoun), ("distributive", distributive), ("townSurname", townSurname),
  ]

  /// What makes a capitalised word no name of an author that is in no list.
  static let neverSurname: WordClasses = [
    .orgHead, .orgWeak, .orgRight, .facility, .article, .of, .ofThe, .and, .function, .month, .ordinal, .eventHead, .eventNamed, .lawHead,
    .lawNumbered, .lawBare, .workHead, .workNoun, .honorific, .role, .namedAfter, .placeHead, .programme, .common, .orgAdjective, .company,
  ]

  /// Small words that join the parts of a name and never tell two bodies apart.
  static let joint: WordClasses = [.article, .of, .ofThe, .and, .purpose, .inside, .toward]
}

/// The words of all languages' vocabularies with their classes, in one open-addressing table: a look-up for every word of a document.
struct NameLexicon {
  private var keys: [UInt64]
  private var values: [UInt64]
  /// Beside the classes, the lists of ``cues``.
  private var cueValues: [UInt64]
  private var mask: Int
  private var count = 0
  /// Endings of verb forms that no name has (`-aron`, `-ó`), by language: keys `verbEnding`.
  private var verbEndings: [String: [[UInt32]]] = [:]
  /// Those of all languages together, for texts whose language is not known.
  private var anyVerbEndings: [[UInt32]] = []

  /// Last letters of plurals, by language: keys `pluralEnding`.
  private var pluralEndings: [String: [UInt32]] = [:]
  private var anyPluralEndings: [UInt32] = []
  /// Languages whose names end with their heads (`World Health Organization`): keys `headsLast: yes`.
  private var headsLast: Set<String> = []
  /// Languages whose acronyms texts of all languages use (`WHO`): keys `acronymsEverywhere: yes`.
  private(set) var acronymsEverywhere: Set<String> = []
  /// What is glued to digits to count an order (`21st`, `3ra`): keys `ordinalEnding`.
  private(set) var ordinalEndings: Set<[UInt32]> = []
  /// `a`, `an`: before what is one of many: keys `indefinite`.
  private(set) var indefinites: Set<UInt64> = []
  /// Words as they are printed, with their accents: keys `officerByAccent`.
  private(set) var officers: Set<String> = []
  /// Verbs whose subject is a body (`organizó`, `issued`): keys `acts`.
  private(set) var acts = KeySet(capacity: 256)
  /// What only bodies have (`budget`, `headquarters`): keys `owned`.
  private(set) var owned = KeySet(capacity: 64)
  /// Forms of firms that are printed with stops (`S. A.`; never `M. E.`, which are initials): keys `companyLetters`.
  private(set) var lettered = KeySet(capacity: 64)
  /// Who is only of bodies (`officers`, `staff`), behind their acronym: keys `crew`.
  private(set) var crews = KeySet(capacity: 64)
  /// What is called after a person (`disease`, `theorem`): keys `eponym`.
  private(set) var eponyms = KeySet(capacity: 64)
  /// Joints with an article in them (`no`, `na`): keys `insideThe`.
  private var insideThe: Set<UInt64> = []
  /// Bare heads (keys `orgBare`) by language: `Office` is none in a Spanish text.
  private var bareHeads: [String: Set<UInt64>] = [:]
  /// Last parts of hosts (`com`, `mx`): keys `domain`.
  private(set) var domains: Set<UInt64> = []
  /// Forms of firms whose letters stand for other things too (`CO`): keys `companyWeak`.
  private(set) var weakForms = KeySet(capacity: 64)
  /// Heads at the end of a name that end names of things as well (`Board`, `Network`): keys `thingHead`.
  private(set) var thingHeads = KeySet(capacity: 64)
  /// First words of the heads of columns whose cells are bodies (`Escuela`): keys `bodyColumn`.
  private(set) var bodyColumns = KeySet(capacity: 64)
  /// Words in the heads of columns whose cells are persons (`Apellidos`): keys `personColumn`.
  private(set) var personColumns = KeySet(capacity: 64)
  /// Languages that have rules for names.
  private var ruled: Set<String> = []
  /// Lists of words that rules over tokens ask for by their name, each with its bit: the keys of the files `name-cues.yaml`, whatever they are called. So a
  /// rule gets a new list without a line of code. The languages share a name and its words.
  private(set) var cues: [String: UInt64] = [:]
  /// Lists that no bit was left for: Swift asks for some by their name, and would take them for empty. Loading refuses them.
  private(set) var surplusCues: [String] = []
  /// A bit each in ``Token/cues``.
  static let mostCues = UInt64.bitWidth

  /// From every vocabulary file that has keys named in ``WordClasses/named``: `key: words between spaces`, or a list of such.
  init(files: [DataFile]) {
    keys = [UInt64](repeating: 0, count: 1 << 14)
    values = keys
    cueValues = [UInt64](repeating: 0, count: keys.count)
    mask = keys.count - 1
    ruled = Set(
      files.filter { $0.path.hasPrefix("rules/") && $0.path.hasSuffix("/organizations.yaml") }.compactMap {
        $0.path.split(separator: "/").dropLast().last.map(String.init)
      })
    let classes = Dictionary(uniqueKeysWithValues: WordClasses.named)
    for file in files where file.path.hasPrefix("vocabularies/") {
      let language = file.path.split(separator: "/").dropLast().last.map(String.init) ?? ""
      let holdsCues = file.path.hasSuffix("/name-cues.yaml")
      for entry in file.tree.entries {
        if holdsCues {
          takeCue(entry.key, entry.value.texts)
          continue
        }
        takeTrait(entry.key, entry.value.texts.flatMap { $0.split(separator: " ").map(String.init) }, language)
        guard let found = classes[entry.key] else { continue }
        for text in entry.value.texts { add(words: text, found) }
      }
    }
  }

  /// Whether a token's word stands in a list for rules; in none where no file has that list.
  func has(_ token: Token, _ cue: String) -> Bool { token.cues != 0 && token.cues & (cues[cue] ?? 0) != 0 }

  /// A list beyond the last bit is remembered in ``surplusCues``.
  private mutating func takeCue(_ name: String, _ texts: [String]) {
    guard let bit = cues[name] ?? (cues.count < Self.mostCues ? 1 << UInt64(cues.count) : nil) else {
      surplusCues.append(name)
      return
    }
    cues[name] = bit
    for text in texts { add(words: text, [], cue: bit) }
  }

  /// What a file tells of its language as a whole.
  private mutating func takeTrait(_ key: String, _ words: @autoclosure () -> [String], _ language: String) {
    switch key {
    case "verbEnding":
      let endings = words().map(\.scalarValues)
      verbEndings[language] = endings
      anyVerbEndings += endings
    case "pluralEnding":
      let endings = words().compactMap(\.scalarValues.first)
      pluralEndings[language] = endings
      anyPluralEndings += endings
    case "headsLast": if words() == ["yes"] { headsLast.insert(language) }
    case "acronymsEverywhere": if words() == ["yes"] { acronymsEverywhere.insert(language) }
    case "ordinalEnding": ordinalEndings.formUnion(words().map { $0.scalarValues.map { folded($0) } })
    case "indefinite": indefinites.formUnion(words().map { WordKey.of($0) })
    case "officerByAccent": officers.formUnion(words().map { $0.lowercased() })
    case "acts": for word in words() { acts.insert(WordKey.of(word)) }
    case "owned": for word in words() { owned.insert(WordKey.of(word)) }
    case "companyLetters": for word in words() { lettered.insert(WordKey.of(word)) }
    case "crew": for word in words() { crews.insert(WordKey.of(word)) }
    case "companyWeak": for word in words() { weakForms.insert(WordKey.of(word)) }
    case "thingHead": for word in words() { thingHeads.insert(WordKey.of(word)) }
    case "personColumn": for word in words() { personColumns.insert(WordKey.of(word)) }
    case "bodyColumn": for word in words() { bodyColumns.insert(WordKey.of(word)) }
    case "eponym": for word in words() { eponyms.insert(WordKey.of(word)) }
    case "insideThe": insideThe.formUnion(words().map { WordKey.of($0) })
    case "orgBare": bareHeads[language, default: []].formUnion(words().map { WordKey.of($0) })
    case "domain": domains.formUnion(words().map { WordKey.of($0) })
    default: break
    }
  }

  /// Last letters of plurals; of all languages where nothing is known of this one.
  func pluralEndings(_ language: String) -> [UInt32] { pluralEndings[language] ?? anyPluralEndings }

  /// Whether a word stands for a body by itself in texts of a language; of all languages where nothing is known of this one.
  func isBareHead(_ key: UInt64, _ language: String) -> Bool { bareHeads[language]?.contains(key) ?? true }

  func joinsArticle(_ key: UInt64) -> Bool { insideThe.contains(key) }

  /// Whether a text's language is known and has no rules for names: what its capitals mean is not known then (in German every noun has one).
  func isForeign(_ language: String) -> Bool {
    language != undeterminedLanguage && !ruled.contains(language)
  }

  func hasHeadsLast(_ language: String) -> Bool { headsLast.contains(language) }

  private mutating func add(words text: String, _ found: WordClasses, cue: UInt64 = 0) {
    var hash = WordKey()
    var open = false
    for c in text.unicodeScalars {
      if Letters.isSpace(c.value) {
        if open { insert(hash.value, found, cue) }
        hash = WordKey()
        open = false
      } else if !isHyphen(c.value) && !Letters.isApostrophe(c.value) {
        hash.add(folded(c.value))
        open = true
      }
    }
    if open { insert(hash.value, found, cue) }
  }

  private mutating func insert(_ key: UInt64, _ found: WordClasses, _ cue: UInt64) {
    if count * 2 > keys.count { grow() }
    var i = Int(truncatingIfNeeded: key) & mask
    while keys[i] != 0, keys[i] != key { i = (i + 1) & mask }
    if keys[i] == 0 { count += 1 }
    keys[i] = key
    values[i] |= found.rawValue
    cueValues[i] |= cue
  }

  private mutating func grow() {
    let oldKeys = keys
    let oldValues = values
    let oldCues = cueValues
    keys = [UInt64](repeating: 0, count: oldKeys.count * 2)
    values = keys
    cueValues = [UInt64](repeating: 0, count: keys.count)
    mask = keys.count - 1
    for (old, key) in oldKeys.enumerated() where key != 0 {
      var i = Int(truncatingIfNeeded: key) & mask
      while keys[i] != 0 { i = (i + 1) & mask }
      keys[i] = key
      values[i] = oldValues[old]
      cueValues[i] = oldCues[old]
    }
  }

  /// Whether a word of a text looks like a form of a verb (`Ganaron`, `Abrió`) in its language, accents minded.
  func isVerbal(_ p: Passage, _ i: Int) -> Bool {
    guard i >= 0, i < p.tokens.count else { return false }
    let endings = verbEndings[p.language] ?? anyVerbEndings
    let word = p.scalars[Int(p.tokens[i].start)..<Int(p.tokens[i].end)]
    guard word.count > 3, !p.tokens[i].shape.contains(.allCaps), !p.tokens[i].has([.surname, .givenName]) else { return false }
    return endings.contains { ending in ending.count < word.count && word.suffix(ending.count).elementsEqual(ending) }
  }

  func classes(_ key: UInt64) -> WordClasses { look(key).classes }

  /// `Olmos-Vrescu`: of two names that a hyphen joins, where the list has them apart, the second tells what both are.
  func hyphenedName(_ word: ArraySlice<UInt32>) -> WordClasses {
    var hash = WordKey()
    var last = word.startIndex
    for (i, c) in zip(word.indices, word) where isHyphen(c) { last = i + 1 }
    guard last < word.endIndex, word[last...].allSatisfy({ Letters.isLetter($0) }), Letters.isUpper(word[last]) else { return [] }
    for c in word[last...] { hash.add(folded(c)) }
    let found = classes(hash.value)
    return found.contains(.common) ? [] : found.intersection([.surname, .givenName])
  }

  func look(_ key: UInt64) -> (classes: WordClasses, cues: UInt64) {
    var i = Int(truncatingIfNeeded: key) & mask
    while keys[i] != 0 {
      if keys[i] == key { return (WordClasses(rawValue: values[i]), cueValues[i]) }
      i = (i + 1) & mask
    }
    return ([], 0)
  }
}
