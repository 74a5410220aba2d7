import Model
import Text

extension Recognizer {
  /// The currency that each text of units names which the cells of tables have (`Miles de pesos`, `US$ million`), as the document settles what its
  /// `pesos` and `$` are; texts that name none are left out.
  func unitCurrencies(_ document: Document, evidence: Evidence) -> [String: Recognition.Currency] {
    let known = Dictionary(settings.languages.enumerated().map { ($1.code, $0) }) { first, _ in first }
    guard let language = known[document.language] ?? known[undeterminedLanguage] else { return [:] }
    let words = settings.languages[language].words
    var currencies: [String: Recognition.Currency] = [:]
    var seen: Set<String> = []
    for table in document.tables {
      for cell in table.cells {
        guard let unit = cell.value?.unit, unit.utf8.count <= longestUnit, seen.insert(unit).inserted,
          let money = money(in: unit, words, evidence)
        else { continue }
        currencies[unit] = Recognition.Currency(code: money.code, isAssumed: !money.isSure)
      }
    }
    return currencies
  }

  /// The first run of words, the longest at its place, that is a sign or a name of money.
  private func money(in unit: String, _ words: Words, _ evidence: Evidence) -> Evidence.Money? {
    let pieces = unit.split { " ()[],;:".contains($0) }
    for start in pieces.indices {
      for end in (start + 1...min(pieces.count, start + mostWords)).reversed() {
        let name = pieces[start..<end].joined(separator: " ")
        if let code = words.vocabularies["currency"]?.value(of: name) ?? words.vocabularies["sign"]?.value(of: name) {
          return evidence.isForeign(code) ? nil : evidence.currency(code)
        }
      }
    }
    return nil
  }
}

/// Bytes of the longest text of units that is looked at, and words of the longest name of a currency.
private let longestUnit = 120
private let mostWords = 3
