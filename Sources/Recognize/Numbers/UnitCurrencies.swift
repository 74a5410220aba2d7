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
          let found = money(in: unit, words, evidence)
        else { continue }
        currencies[unit] = Recognition.Currency(code: found.money.code, isAssumed: !found.money.isSure, isWhole: found.isWhole)
      }
    }
    return currencies
  }

  /// The first run of words, the longest at its place, that is a sign or a name of money, and whether it is all of them.
  private func money(in unit: String, _ words: Words, _ evidence: Evidence) -> (money: Evidence.Money, isWhole: Bool)? {
    let pieces = unit.split { " ()[],;:".contains($0) }
    for start in pieces.indices {
      for end in (start + 1...min(pieces.count, start + mostWords)).reversed() {
        let name = pieces[start..<end].joined(separator: " ")
        if let code = words.vocabularies["currency"]?.value(of: name) ?? words.vocabularies["sign"]?.value(of: name) {
          guard !evidence.isForeign(code), let money = evidence.currency(code) else { return nil }
          return (money, end - start == pieces.count)
        }
      }
    }
    return nil
  }
}

/// Bytes of the longest text of units that is looked at, and words of the longest name of a currency.
private let longestUnit = 120
private let mostWords = 3
