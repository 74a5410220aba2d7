/// Numbers in words: `treinta y cinco mil`, `two hundred and five`, `mil doscientos millones`.
///
/// The words and their values are a vocabulary; the sum is the same in Spanish, Portuguese and English: units add up below a thousand (`hundred`
/// multiplies), a thousand multiplies what is before it, each larger scale closes what is before it.
func wordNumber(_ text: String, vocabulary: Vocabulary) -> Decimal? {
  var total: Int128 = 0
  var thousands: Int128 = 0
  var group: Int128 = 0
  var any = false
  for piece in text.split(whereSeparator: { $0 == " " || $0 == "-" }) {
    guard let word = vocabulary.value(of: String(piece)) else { continue }
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
