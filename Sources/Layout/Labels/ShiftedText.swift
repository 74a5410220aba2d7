package import Model
import Text

extension Word {
  /// The text as it is printed in text and cells: raised and lowered figures as the characters that Unicode has for them (`10⁶`, `CO₂`), one
  /// for one, so that places in the text stay the same. A word with anything else in it (`1er`, `nº`) stays as it is.
  package var printedText: String {
    guard shift != .none else { return text }
    let table = shift == .superscript ? raisedForms : loweredForms
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard let value = table[scalar] else { return text }
      out.append(value)
    }
    return String(out)
  }
}

/// Unicode's superscripts and subscripts (block 2070, and three of Latin-1).
private let raisedForms: [Unicode.Scalar: Unicode.Scalar] = [
  "0": "\u{2070}", "1": "\u{B9}", "2": "\u{B2}", "3": "\u{B3}", "4": "\u{2074}", "5": "\u{2075}",
  "6": "\u{2076}", "7": "\u{2077}",
  "8": "\u{2078}", "9": "\u{2079}", "+": "\u{207A}", "-": "\u{207B}", "\u{2212}": "\u{207B}",
  "\u{2013}": "\u{207B}",
]
private let loweredForms: [Unicode.Scalar: Unicode.Scalar] = [
  "0": "\u{2080}", "1": "\u{2081}", "2": "\u{2082}", "3": "\u{2083}", "4": "\u{2084}",
  "5": "\u{2085}", "6": "\u{2086}",
  "7": "\u{2087}", "8": "\u{2088}", "9": "\u{2089}", "+": "\u{208A}", "-": "\u{208B}",
  "\u{2212}": "\u{208B}",
]
