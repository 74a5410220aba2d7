package import Model

/// Document → mentions and acronyms, by compiled rule sets. Immutable: one serves any number of documents.
///
/// Steps: the text units (blocks, table cells) → what the document says about itself (languages, number style, currencies) → candidates of all rules and
/// name lists → overlaps resolved → what depends on other mentions settled (years from context, nouns left out, names) → mentions with boxes, in text order.
package final class Recognizer: Sendable {
  let settings: RecognizeSettings
  let files: [DataFile]

  /// Reads rules and vocabularies of the given files; patterns are compiled when a text first needs them. Throws the first fault found.
  package init(files: [DataFile]) throws(DataFault) {
    settings = try RecognizeSettings(files: files)
    self.files = files
  }

  package func recognize(_ document: Document) -> Recognition {
    var trace = Trace(.none)
    return recognize(document, trace: &trace)
  }

  func recognize(_ document: Document, trace: inout Trace) -> Recognition {
    var units = textUnits(document)
    setLanguages(&units, document: document)
    for index in units.indices where units[index].language < settings.languages.count {
      units[index].readNumerals(settings.languages[units[index].language].numbers)
    }
    let evidence = evidence(units, document: document)
    var findings: [Finding] = []
    var found = units.map { _ in [Candidate]() }
    for (language, rules) in settings.languages.enumerated() {
      var matching = Matching(rules: rules, evidence: evidence)
      for (index, unit) in units.enumerated() where unit.language == language {
        matching.tracing = trace.follows(index)
        found[index] = matching.candidates(unit)
        if matching.tracing {
          trace.verdicts[index] = matching.rejected
          matching.rejected = []
        }
      }
      for name in Set(matching.limited).sorted() {
        findings.append(Finding("rule-limit", .warning, "rule \(name) could not be carried through: its matching ran into the limit"))
      }
    }
    let names = NameRecognition(settings: settings, document: document, units: units)
    names.addCandidates(&found)
    let numbered = NumberedCitations(document)
    numbered.addCandidates(&found, units: units, document: document)
    for index in found.indices {
      found[index] = resolveOverlaps(found[index], length: units[index].bytes.count, nesting: settings.nesting) { loser, winner in
        if trace.follows(index) { trace.lost(loser, to: winner, in: index) }
      }
    }
    leaveOutCounts(&found, units: units, document: document)
    for unit in found.indices where trace.follows(unit) { trace.stood[unit] = found[unit] }
    settleDates(&found, units: units, document: document)
    settleQuantities(&found, units: units, document: document, evidence: evidence)
    let witnesses = askWitnesses(&found, units: units)
    let acronyms = names.settle(&found)
    for unit in found.indices where trace.follows(unit) { trace.settled[unit] = found[unit] }
    var mentions = mentions(found, units: units, document: document, findings: &findings)
    linkCitations(&mentions, document: document)
    for index in mentions.indices { mentions[index].target = numbered.target(of: mentions[index]) ?? mentions[index].target }
    findings += placed(witnesses, mentions: mentions, units: units, document: document)
    var recognition = Recognition(mentions: mentions, acronyms: acronyms, findings: findings)
    recognition.currencies = unitCurrencies(document, evidence: evidence)
    return recognition
  }

  func evidence(_ units: [TextUnit], document: Document) -> Evidence {
    var votes = CountryMoney.Votes()
    for unit in units { settings.countries.count(unit, isFirst: document.blocks[unit.block].page <= 1, into: &votes) }
    return Evidence(
      styles: numberStyles(units, document: document, countries: votes), monthFirst: settings.monthFirst.contains(document.language),
      currencies: settings.countries.currencies(votes, language: document.language), local: settings.countries.local)
  }
}
