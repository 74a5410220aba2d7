import Model

/// The names of a document: what needs more than one rule and one text unit (gazetteers, acronyms, short forms, reference lists).
struct NameRecognition {
  let settings: RecognizeSettings
  let document: Document
  let units: [TextUnit]

  /// Adds to the rules' candidates of each unit, before overlaps are resolved.
  func addCandidates(_ found: inout [[Candidate]]) {}

  /// After overlaps are resolved: ids, references, short forms. Gives the document's acronyms.
  func settle(_ found: inout [[Candidate]]) -> [Acronym] { [] }
}
