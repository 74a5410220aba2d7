package import Model
package import Text

/// The language of the text: the vocabulary whose common words (`common-words`) it uses most; of none, the first.
func languageOf(_ flow: Flow, settings: SegmentSettings) -> String {
  guard !settings.vocabularies.isEmpty else { return "es" }
  let common = settings.commonWords
  var counts = [Int](repeating: 0, count: settings.vocabularies.count)
  var seen = 0
  for case .line(let line) in flow.items {
    for word in line.words.indices where line.words[word].text.utf8.count <= 5 {
      for index in common[line.words[word].text.lowercased()] ?? [] { counts[index] += 1 }
      seen += 1
    }
    if seen > 3000 { break }
  }
  var best = 0
  for index in counts.indices where counts[index] > counts[best] { best = index }
  return settings.vocabularies[best].language
}
