/// Values of mentions by the names that their fields have in a record.
extension MentionValue {
  /// The value of a mention from the fields of a record (or of a correction): nil where one that it cannot be without is missing.
  package init?(_ type: MentionType, field: (String) -> String?) {
    switch type {
    case .date:
      guard let edtf = field("edtf"), let start = field("start"), let end = field("end") else { return nil }
      self = .date(edtf: edtf, start: start, end: end)
    case .money:
      guard let amount = field("amount") else { return nil }
      self = .money(amount: amount, currency: field("currency"))
    case .percent, .quantity:
      guard let number = field("number"), let unit = field("unit") else { return nil }
      self = type == .percent ? .percent(number: number, unit: unit) : .quantity(number: number, unit: unit)
    case .organization:
      guard let id = field("id"), let name = field("name") else { return nil }
      self = .organization(id: id, name: name, ref: field("ref"))
    case .person, .event:
      guard let name = field("name") else { return nil }
      self = type == .person ? .person(name: name) : .event(name: name)
    case .place:
      guard let name = field("name") else { return nil }
      self = .place(name: name, ref: field("ref"))
    case .law: self = .law(number: field("number"), year: field("year"))
    case .work:
      guard let title = field("title") else { return nil }
      self = .work(title: title)
    case .citation:
      guard let key = field("key") else { return nil }
      self = .citation(key: key, pages: field("pages"))
    case .acronym:
      guard let short = field("short"), let long = field("long") else { return nil }
      self = .acronym(short: short, long: long)
    case .url:
      guard let href = field("href") else { return nil }
      self = .url(href: href)
    case .identifier:
      guard let scheme = field("scheme"), let id = field("id") else { return nil }
      self = .identifier(scheme: scheme, id: id)
    }
  }
}
