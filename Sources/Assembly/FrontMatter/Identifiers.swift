import Model
import Text
import Layout
import Objects
import Structure

/// ISBN, ISSN and DOI, from the file's facts and from the first and last pages, normalised: `9786071234568`, `1405-1435`, `10.1234/abc`.
///
/// Check digits must hold (ISO 2108, ISO 3297); a DOI is taken as ISO 26324 writes it, up to white space or closing punctuation.
func identifiers(_ draft: Draft, furniture: [String] = [], facts: DocumentFacts) -> [String: String] {
  var out: [String: String] = [:]
  for entry in facts.info where entry.key == "identifier" || entry.key == "subject" {
    scan(entry.value, bare: entry.key == "identifier", &out)
  }
  let last = facts.pageCount
  for block in draft.blocks where !block.dropped && (block.page <= 6 || block.page >= last - 1) {
    scan(block.text, bare: false, &out)
    if out.count >= 3 { break }
  }
  // Journals print their DOI at the head or foot.
  for text in furniture { scan(text, bare: false, &out) }
  return out
}

/// `bare`: the text is an identifier by itself, so that no word needs to announce it.
private func scan(_ text: String, bare: Bool, _ out: inout [String: String]) {
  guard text.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return }
  let scalars = folded(text)
  for start in scalars.indices {
    if scalars[start] == 0x31, out["doi"] == nil, let doi = doi(scalars, text, start) { out["doi"] = doi }
    guard bare || start + 4 <= scalars.count, scalars[start] == 0x69 || bare && start == 0 else { continue }
    if out["isbn"] == nil, bare || word(scalars, start, [0x69, 0x73, 0x62, 0x6E]), let isbn = isbn(scalars, bare ? start : start + 4) {
      out["isbn"] = isbn
    }
    if out["issn"] == nil, bare || word(scalars, start, [0x69, 0x73, 0x73, 0x6E]), let issn = issn(scalars, bare ? start : start + 4) {
      out["issn"] = issn
    }
  }
}

private func word(_ text: [UInt32], _ start: Int, _ word: [UInt32]) -> Bool {
  start + word.count <= text.count && text[start..<(start + word.count)].elementsEqual(word)
}

/// The digits (and `x`) behind the word, hyphens and spaces between them dropped; up to 12 scalars of other things in front.
private func digits(_ text: [UInt32], _ start: Int, limit: Int) -> [UInt32] {
  var at = start
  while at < text.count, at - start < 14, !isDigit(text[at]) { at += 1 }
  // "ISBN-13: 978…": the 13 is no part of it.
  if at + 2 < text.count, text[at] == 0x31, text[at + 1] == 0x30 || text[at + 1] == 0x33, !isDigit(text[at + 2]), text[at + 2] != 0x2D {
    at += 2
    while at < text.count, !isDigit(text[at]) { at += 1 }
  }
  var out: [UInt32] = []
  while at < text.count, out.count < limit {
    let value = text[at]
    if isDigit(value) || (value == 0x78 && !out.isEmpty) {
      out.append(value)
    } else if value != 0x2D, value != 0x20, value != 0x2010, value != 0x2011, value != 0x2013 {
      break
    }
    at += 1
  }
  return out
}

private func isbn(_ text: [UInt32], _ start: Int) -> String? {
  let found = digits(text, start, limit: 13)
  if found.count == 13, found.starts(with: [0x39, 0x37]), !found.contains(0x78) {
    let sum = found.enumerated().reduce(0) { $0 + Int($1.element - 0x30) * ($1.offset % 2 == 0 ? 1 : 3) }
    if sum % 10 == 0 { return string(found) }
  }
  let ten = Array(found.prefix(10))
  if ten.count == 10, !ten.dropLast().contains(0x78) {
    let sum = ten.enumerated().reduce(0) { $0 + ($1.element == 0x78 ? 10 : Int($1.element - 0x30)) * (10 - $1.offset) }
    if sum % 11 == 0 { return string(ten) }
  }
  return nil
}

private func issn(_ text: [UInt32], _ start: Int) -> String? {
  let found = digits(text, start, limit: 8)
  guard found.count == 8, !found.dropLast().contains(0x78) else { return nil }
  let sum = found.enumerated().reduce(0) { $0 + ($1.element == 0x78 ? 10 : Int($1.element - 0x30)) * (8 - $1.offset) }
  return sum % 11 == 0 ? string(Array(found[0..<4])) + "-" + string(Array(found[4...])) : nil
}

private func doi(_ text: [UInt32], _ whole: String, _ start: Int) -> String? {
  guard start + 8 < text.count, text[start + 1] == 0x30, text[start + 2] == 0x2E,
    start == 0 || !isDigit(text[start - 1]) && text[start - 1] != 0x2E
  else { return nil }
  var at = start + 3
  while at < text.count, isDigit(text[at]) || text[at] == 0x2E { at += 1 }
  guard at - start - 3 >= 4, at < text.count, text[at] == 0x2F else { return nil }
  while at < text.count, text[at] != 0x20, text[at] != 0x3E, text[at] != 0x22 { at += 1 }
  while at > start, [0x2E, 0x2C, 0x3B, 0x29, 0x5D].contains(text[at - 1]) { at -= 1 }
  let printed = Array(whole.unicodeScalars)
  return printed.count == text.count ? String(String.UnicodeScalarView(printed[start..<at])) : nil
}

private func string(_ values: [UInt32]) -> String {
  String(String.UnicodeScalarView(values.compactMap { Unicode.Scalar($0 == 0x78 ? 0x58 : $0) }))
}
