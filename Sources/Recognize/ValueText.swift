package import Model

/// A mention's value in one line, as cases files and traces write it: `2024-05`, `8000000 MXN`, `41.6 %`, `3 programas`, an organisation's id, a name.
package func valueText(_ value: MentionValue?) -> String {
  switch value {
  case .date(let edtf, _, _): edtf
  case .money(let amount, let currency): currency.map { "\(amount) \($0)" } ?? amount
  case .percent(let number, let unit): "\(number) \(unit)"
  case .quantity(let number, let unit): unit.isEmpty ? number : "\(number) \(unit)"
  case .organization(let id, _, _): id
  case .person(let name), .event(let name): name
  case .place(let name, _): name
  case .law(nil, nil): "-"
  case .law(let number, let year): [number, year].compactMap { $0 }.joined(separator: " ")
  case .work(let title): title
  case .citation(let key, let pages): pages.map { "\(key), \($0)" } ?? key
  case .acronym(let short, let long): "\(short) = \(long)"
  case .url(let href): href
  case .identifier(let scheme, let id): "\(scheme) \(id)"
  case nil: ""
  }
}
