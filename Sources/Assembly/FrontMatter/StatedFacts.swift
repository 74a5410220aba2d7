package import Model
import Text
import Layout
import Objects
import Structure

/// What info dictionary, XMP or HTML head state, less what programs left there by themselves. XMP (and HTML) go before info.
package struct StatedFacts {
  package var title: String?
  var authors: [String] = []
  var publisher: String?
  var issued: String?
  package var keywords: [String] = []
  /// Stated in an HTML head, where title and author are written for readers.
  var isHTML = false

  init(_ info: [InfoEntry], words phrases: FrontMatterWords) {
    func values(_ key: String) -> [String] {
      let entries = info.filter { $0.key == key && !$0.value.isEmpty }
      let better = entries.filter { $0.origin != .info }
      return (better.isEmpty ? entries : better).map { trimmed($0.value) }.filter { !$0.isEmpty }
    }
    isHTML = info.contains { $0.origin == .html && ($0.key == "title" || $0.key == "author") }
    title = values("title").first { isTitle($0, phrases.titleJunk) }
    var names: [String] = []
    for value in values("author") where !isAccount(value, phrases.authorJunk) {
      // A body's name may hold commas: `Agencia de Caminos, Puentes y Vados`.
      let isBody = phrases.bodyHeads.match(folded(value), at: 0) != nil
      for name in isBody ? [value] : splitNames(value) where !names.contains(name) { names.append(name) }
    }
    authors = names
    publisher = values("publisher").first
    // The file's own date counts only from XMP or HTML, where it is set on purpose.
    issued = info.filter { $0.key == "date" && $0.origin == .html }.compactMap { edtf($0.value) }.first
    var words: [String] = []
    for value in values("keywords") {
      let separator: Character = value.contains(";") ? ";" : ","
      for part in value.split(separator: separator) {
        let word = trimmed(String(part))
        if !word.isEmpty, !words.contains(word) { words.append(word) }
      }
    }
    keywords = words
  }
}

/// Not the name of a file, of a template, or of nothing.
private func isTitle(_ value: String, _ junk: Phrases) -> Bool {
  let text = folded(value)
  guard text.filter(isWordScalar).count >= 4 else { return false }
  for ending in [
    ".doc", ".docx", ".pdf", ".indd", ".odt", ".rtf", ".qxd", ".qxp", ".xls", ".xlsx", ".ppt", ".pptx", ".tex", ".dvi", ".p65", ".html",
    ".htm", ".txt", ".pub", ".ai",
  ]
  where text.count > ending.utf8.count && text.suffix(ending.utf8.count).elementsEqual(folded(ending)) { return false }
  if let length = junk.match(text, at: 0) {
    // The word alone (or with a dash or number after it) is what a program wrote; "Documento de trabajo 5" is a title.
    let rest = text.dropFirst(length)
    if rest.allSatisfy({ !isWordScalar($0) || isDigit($0) }) || rest.starts(with: [0x20, 0x2D]) { return false }
  }
  // One word with underscores or digits is a file's name: "informe_final_v3".
  if !text.contains(0x20), text.contains(0x5F) || text.contains(where: isDigit) || text.contains(0x2D) { return false }
  return true
}

/// A login or a program rather than a person: one word in small letters or with digits.
private func isAccount(_ value: String, _ junk: Phrases) -> Bool {
  let text = folded(value)
  if junk.match(text, at: 0) != nil { return true }
  if text.contains(0x20) { return false }
  guard let first = value.unicodeScalars.first else { return true }
  return text.contains(where: isDigit) || isLower(first)
}

/// `A. Pérez; B. Ruiz` → two names. Commas part names only if every part is a name of two words or more.
func splitNames(_ value: String) -> [String] {
  func parts(_ separator: Character) -> [String] { value.split(separator: separator).map { trimmed(String($0)) }.filter { !$0.isEmpty } }
  if value.contains(";") { return parts(";") }
  let byComma = parts(",")
  func isName(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    // "A. C." is no second name.
    guard words.contains(where: { $0.unicodeScalars.count >= 3 && !$0.hasSuffix(".") }) else { return false }
    return (2...6).contains(words.count)
      && words.allSatisfy { word in
        guard let first = word.unicodeScalars.first else { return false }
        return isUpper(first) || word.unicodeScalars.count <= 3
      }
  }
  return byComma.count > 1 && byComma.allSatisfy(isName) ? byComma : [trimmed(value)]
}

/// `2024`, `2024-05`, `2024-05-01T…`, `D:20240501…` → EDTF.
package func edtf(_ value: String) -> String? {
  var digits = Array(trimmed(value).utf8)
  if digits.starts(with: [0x44, 0x3A]) { digits.removeFirst(2) }
  var plain: [UInt8] = []
  for byte in digits {
    if byte >= 0x30, byte <= 0x39 {
      plain.append(byte)
    } else if byte != 0x2D {
      break
    }
  }
  func number(_ from: Int, _ to: Int) -> Int? {
    plain.count >= to ? plain[from..<to].reduce(0) { $0 * 10 + Int($1 - 0x30) } : nil
  }
  guard let year = number(0, 4), (1400...2200).contains(year) else { return nil }
  var out = String(year)
  guard let month = number(4, 6), (1...12).contains(month) else { return out }
  out += month < 10 ? "-0\(month)" : "-\(month)"
  guard let day = number(6, 8), (1...31).contains(day) else { return out }
  return out + (day < 10 ? "-0\(day)" : "-\(day)")
}
