/// A cell that a spreadsheet would take for a formula when it opens the CSV (`=HYPERLINK(…)`, `@SUM(…)`, `+cmd|…`), with an apostrophe before it,
/// which spreadsheets do not show. Numbers (`-3.5`, `+4,2 %`), and signs and dashes alone (`-`, `+/-`), stay as they are.
///
/// What begins a formula: OWASP, "CSV Injection", with the wide forms that East Asian settings read alike.
func defused(_ text: String) -> String {
  guard let first = text.unicodeScalars.first, beginners.contains(first) else { return text }
  return isHarmless(text.unicodeScalars, first) ? text : "'" + text
}

private let beginners: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"]

private func isHarmless(_ scalars: String.UnicodeScalarView, _ first: Unicode.Scalar) -> Bool {
  var hasDigits = false
  for scalar in scalars {
    switch scalar.properties.generalCategory {
    case .decimalNumber: hasDigits = true
    case .dashPunctuation, .mathSymbol, .currencySymbol, .spaceSeparator: break
    default: guard betweenDigits.contains(scalar) || scalar == first else { return false }
    }
  }
  return !hasDigits || first == "-" || first == "+"
}

/// Signs that numbers are written with, besides those of money and mathematics.
private let betweenDigits: Set<Unicode.Scalar> = [".", ",", "'", "’", "/", "%", "‰", "*", "°"]
