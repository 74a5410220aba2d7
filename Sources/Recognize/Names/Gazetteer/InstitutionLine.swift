/// A line of `institutions.yaml`, taken apart: `slug | name; variant | ACRONYM; OTHER`.
struct InstitutionLine {
  private(set) var slug = ""
  /// As spelled, the first of its names.
  private(set) var name: String?
  /// Content words of every name: folded, without joints.
  private(set) var words: [[UInt64]] = []
  /// Keys of the acronyms without their spaces and full stops.
  private(set) var acronyms: [UInt64] = []

  /// nil where it has another shape.
  init?(_ text: String, lexicon: NameLexicon) {
    var text = text
    let count = text.withUTF8 { utf8 in
      let fields = utf8.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
      for (place, field) in fields.enumerated() {
        for part in field.split(separator: UInt8(ascii: ";")) {
          guard let first = part.firstIndex(where: { $0 != 0x20 }), let last = part.lastIndex(where: { $0 != 0x20 }) else { continue }
          read(UnsafeBufferPointer(rebasing: part[first...last]), field: place, lexicon)
        }
      }
      return fields.count
    }
    guard count == 2 || count == 3, !slug.isEmpty else { return nil }
  }

  private mutating func read(_ item: UnsafeBufferPointer<UInt8>, field: Int, _ lexicon: NameLexicon) {
    switch field {
    case 0: if slug.isEmpty { slug = String(decoding: item, as: UTF8.self) }
    case 1:
      if name == nil { name = String(decoding: item, as: UTF8.self) }
      words.append(WordKey.words(of: item, ends: endsWord).filter { lexicon.classes($0).isDisjoint(with: .joint) })
    default: acronyms.append(WordKey.of(String(decoding: item.filter { $0 != 0x20 && $0 != 0x2E }, as: UTF8.self)))
    }
  }
}

/// `, . & “ ” ( ) /`
private func endsWord(_ c: UInt32) -> Bool {
  c == 0x2C || c == 0x2E || c == 0x26 || c == 0x201C || c == 0x201D || c == 0x28 || c == 0x29 || c == 0x2F
}
