import Text

/// Numbers in words: `treinta y cinco mil`, `two hundred and five`, `mil doscientos millones`.
///
/// The words and their values are a vocabulary; the sum is the same in Spanish, Portuguese and English: units add up below a thousand (`hundred`
/// multiplies), a thousand multiplies what is before it, each larger scale closes what is before it.
///
/// A `decimal` word parts a number from its decimals (`three point five`, `three point two five`).
func wordNumber(_ text: String, vocabulary: Vocabulary, decimal: Vocabulary? = nil) -> Decimal? {
  let pieces = text.split(whereSeparator: { $0 == " " || $0 == "-" }).map(String.init)
  guard let decimal, let mark = pieces.firstIndex(where: { decimal.value(of: $0) != nil }) else { return sum(pieces, vocabulary) }
  guard let whole = sum(Array(pieces[..<mark]), vocabulary) else { return nil }
  let tail = pieces[(mark + 1)...].compactMap { vocabulary.value(of: $0) }
  let decimals = tail.allSatisfy { $0.utf8.count == 1 } ? tail.joined() : sum(Array(pieces[(mark + 1)...]), vocabulary)?.text ?? ""
  return Decimal(plain: "\(whole.text).\(decimals)")
}

private func sum(_ pieces: [String], _ vocabulary: Vocabulary) -> Decimal? {
  var total: Int128 = 0
  var thousands: Int128 = 0
  var group: Int128 = 0
  var any = false
  for piece in pieces {
    guard let word = vocabulary.value(of: piece) else { continue }
    let multiplies = word.hasPrefix("*")
    guard let value = Int128(word.drop { $0 == "*" }) else { return nil }
    any = true
    if value >= 1_000_000 {
      let base = thousands + group
      let (product, over) = (base == 0 ? 1 : base).multipliedReportingOverflow(by: value)
      let (sum, over2) = total.addingReportingOverflow(product)
      if over || over2 { return nil }
      total = sum
      thousands = 0
      group = 0
    } else if value == 1000 {
      thousands += (group == 0 ? 1 : group) * 1000
      group = 0
    } else if multiplies {
      group = (group == 0 ? 1 : group) * value
    } else {
      group += value
    }
    if group > 1_000_000 || thousands > 1_000_000_000 { return nil }
  }
  return any ? Decimal(total + thousands + group) : nil
}
