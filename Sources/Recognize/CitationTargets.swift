import Model
import Text

/// Citations and reference lists → ``Mention/target``: the block of the entry that a citation means.
///
/// `Ruiz & Gil 2003` means the entry that begins with its first name and holds its year; where two do, the one that holds its second name
/// too, and where that does not tell them apart, neither.
func linkCitations(_ mentions: inout [Mention], document: Document) {
  let entries = document.blocks.filter { $0.type == .reference }.map(ReferenceEntry.init)
  guard !entries.isEmpty else { return }
  var byYear: [String: [Int]] = [:]
  for (index, entry) in entries.enumerated() {
    for year in entry.years { byYear[year, default: []].append(index) }
  }
  let own = Set(entries.map(\.block))
  for index in mentions.indices
  where mentions[index].type == .citation && !own.contains(mentions[index].block) {
    guard case .citation(let key, _)? = mentions[index].value else { continue }
    let parts = Text.folded(key).split { !isWordScalar($0) }.map(Array.init)
    guard let year = parts.last, year.count >= 4, parts.count > 1 else { continue }
    // `2003a` tells two works of a year apart.
    let exact = byYear[text(year)] ?? []
    var found = exact.isEmpty ? byYear[text(year.prefix(4))] ?? [] : exact
    let names = parts.dropLast().filter { $0.count > 2 }
    found = found.filter { entry in names.first.map { entries[entry].opening.contains($0) } ?? false
    }
    if found.count > 1, let second = names.dropFirst().first {
      let both = found.filter { entries[$0].opening.contains(second) }
      if !both.isEmpty { found = both }
    }
    if found.count == 1 { mentions[index].target = entries[found[0]].block }
  }
}

/// What a citation is compared with.
private struct ReferenceEntry {
  let block: String
  /// The entry's first words: its authors.
  let opening: Set<[UInt32]>
  /// As printed, with a letter behind them where there is one; and without.
  let years: [String]

  init(_ block: Block) {
    self.block = block.id
    let parts = Text.folded(block.text).split { !isWordScalar($0) }.map(Array.init)
    // Authors stand before the first year, twenty words at most.
    var opening: Set<[UInt32]> = []
    var years: [String] = []
    for part in parts {
      let digits = part.prefix(while: isDigit).count
      if digits == 4, part.count <= 5, part[0] == 0x31 || part[0] == 0x32 {
        for year in [text(part), text(part.prefix(4))] where !years.contains(year) {
          years.append(year)
        }
      } else if years.isEmpty, opening.count < 20 {
        opening.insert(part)
      }
    }
    self.opening = opening
    self.years = years
  }
}

private func text(_ scalars: some Sequence<UInt32>) -> String {
  String(String.UnicodeScalarView(scalars.compactMap(Unicode.Scalar.init)))
}
