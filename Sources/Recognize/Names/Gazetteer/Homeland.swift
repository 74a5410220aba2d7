/// The country that a document is about: the one whose name, states and cities it names most.
///
/// Bodies go by it: `Cámara de Diputados` is that of the document's own country, and a name is linked to another country's body only where the document
/// speaks of that country nearly as much.
struct Homeland {
  /// ISO 3166 code; nil where the document tells none.
  private(set) var code: String?
  private var votes: [String: Int] = [:]

  /// A country that is named at least this share of the times of the first is spoken of too.
  private static let share = 5

  init() {}

  init(_ passages: [Passage], places: PlaceNames) {
    for p in passages where p.hasCapitals {
      var i = 0
      while i < p.tokens.count {
        guard p.tokens[i].isWord, let place = places.longest(in: p, at: i) else {
          i += 1
          continue
        }
        let entry = places.entries[place.entry]
        // A surname or a word of one piece tells nothing (`Hidalgo`, `Victoria`).
        let doubtful = place.end == i + 1 && entry.kind != .country && p.tokens[i].has([.surname, .givenName, .common])
        if entry.kind != .region, !doubtful { votes[entry.country, default: 0] += entry.kind == .country ? 2 : 1 }
        i = place.end
      }
    }
    // Of equals the first by its code, so that the order of a dictionary never shows.
    code = votes.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  /// Whether a body's ref (`mx/imss`) may be meant here.
  func allows(_ ref: String?) -> Bool {
    guard let ref, code != nil else { return true }
    return ["int", "world"].contains(ref.prefix { $0 != "/" }) || speaks(of: ref)
  }

  /// Whether the document speaks of the country that a body's ref names; never of all countries.
  func speaks(of ref: String?) -> Bool {
    guard let ref, let code else { return false }
    let country = String(ref.prefix { $0 != "/" })
    return country == code || (votes[country] ?? 0) * Homeland.share >= (votes[code] ?? 0) && votes[country] ?? 0 > 0
  }

  /// Of entries that share a name or an acronym: the document's country's, one of no country, one that may be meant, in this order.
  func choose(_ candidates: [Int], _ institutions: Institutions) -> Int? {
    func country(_ entry: Int) -> Substring? { institutions.entries[entry].ref?.prefix { $0 != "/" } }
    guard let code else { return candidates.first }
    return candidates.first { country($0).map { $0 == code } ?? false } ?? candidates.first { country($0).map { $0 == "int" } ?? true }
      ?? candidates.first { allows(institutions.entries[$0].ref) } ?? candidates.first
  }
}
