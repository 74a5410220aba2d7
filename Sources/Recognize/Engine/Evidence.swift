import Model
import Text

/// What a document says about itself that values depend on: its number style, the order of day and month, the country whose peso or dollar it means.
struct Evidence: Sendable {
  /// By the language's place among the rules' languages; nil where nothing shows the style.
  var styles: [NumberStyle?] = []
  /// Numeric dates as month/day/year.
  var monthFirst = false
  /// Family (`peso`, `dollar`, `sign`) → ISO 4217.
  var currencies: [String: Money] = [:]
  /// Families of signs that are money only where the document shows their country.
  var local: Set<String> = []

  struct Money: Sendable, Equatable {
    var code: String
    var isSure: Bool
  }

  /// Whether a sign is no money in this document.
  func isForeign(_ value: String) -> Bool {
    value.hasSuffix("?") && local.contains(String(value.dropLast())) && currency(value)?.isSure != true
  }

  /// A currency's code; families (`peso?`) by what the document shows.
  func currency(_ value: String) -> Money? {
    guard value.hasSuffix("?") else { return Money(code: value, isSure: true) }
    return currencies[String(value.dropLast())]
  }
}
