/// What the private code points of symbol fonts stand for, by the kind of font: Adobe's Symbol, pictures in the manner of Wingdings, letters.

/// Bullets and ticks that word processors take from Symbol and Wingdings, where the font does not say which of them it is.
let symbolFontScalars: [UInt32: UInt32] = [
  0xF02D: 0x2212, 0xF06C: 0x25CF, 0xF06E: 0x25A0, 0xF06F: 0x25A1, 0xF071: 0x2751, 0xF075: 0x25C6, 0xF076: 0x2756, 0xF09F: 0x2022,
  0xF0A7: 0x25AA, 0xF0A8: 0x25FB, 0xF0B7: 0x2022, 0xF0D8: 0x27A2, 0xF0E0: 0x2192, 0xF0FC: 0x2713, 0xF0FE: 0x2611,
]

extension FontEntry {
  /// What `scalar` is in this font, where it is not what it says.
  ///
  /// - Parameter isAlone: no letter of its kind stands next to it: bullets do, letters do not.
  func symbol(of scalar: UInt32, isAlone: Bool) -> UInt32? {
    if isAlone, kind == .text, let bullet = symbolFontScalars[scalar] { return bullet }
    if scalar >= 0xF020, scalar <= 0xF0FF { return Extract.scalar(ofPrivate: scalar, in: kind) }
    // Without a table poppler takes the codes of such a font for letters: `l` is a disc, `a` an alpha.
    guard kind != .text, !isMapped, scalar >= 0x20, scalar <= 0xFF else { return nil }
    return Extract.scalar(ofPrivate: 0xF000 + scalar, in: kind)
  }
}

/// `scalar` of the range F020…F0FF in a font of this kind; nil where that is not known.
func scalar(ofPrivate scalar: UInt32, in kind: FontEntry.Kind) -> UInt32? {
  guard scalar >= 0xF020, scalar <= 0xF0FF else { return nil }
  let code = Int(scalar - 0xF000)
  switch kind {
  case .text:
    // Fonts without a Unicode of their own have the codes of Windows there.
    return code >= 0x7F && code < 0xA0 ? resolved(UInt32(code))?.first : UInt32(code)
  case .symbol:
    let sign = code < 0x7F ? symbolLow[code - 0x20] : code >= 0xA0 ? symbolHigh[code - 0xA0] : " "
    return sign == " " ? symbolFontScalars[scalar] : sign.value
  case .pictures: return wingdings[UInt32(code)] ?? symbolFontScalars[scalar]
  }
}

/// Adobe's Symbol encoding (PDF 32000-1, annex D.5) from 20 and from A0 on; a blank where there is nothing.
private let symbolLow = Array(
  "\u{20}!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼ ".unicodeScalars)
private let symbolHigh = Array(
  "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ ⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭ ".unicodeScalars)

/// What Wingdings is used for in running text: bullets, boxes, ticks, arrows, and the hands and telephones of letterheads.
private let wingdings: [UInt32: UInt32] = [
  0x28: 0x260E, 0x2A: 0x2709, 0x46: 0x261E, 0x6C: 0x25CF, 0x6D: 0x25CB, 0x6E: 0x25A0, 0x6F: 0x25A1, 0x70: 0x25A1, 0x71: 0x2751,
  0x72: 0x2752, 0x73: 0x2B27, 0x74: 0x29EB, 0x75: 0x25C6, 0x76: 0x2756, 0x77: 0x2B25, 0x78: 0x2612, 0x9E: 0x00B7, 0x9F: 0x2022,
  0xA0: 0x25AA, 0xA1: 0x25CB, 0xA4: 0x25C9, 0xA7: 0x25AA, 0xA8: 0x25FB, 0xAB: 0x2605, 0xD8: 0x27A2, 0xDC: 0x27B2, 0xDF: 0x2190,
  0xE0: 0x2192, 0xE1: 0x2191, 0xE2: 0x2193, 0xE8: 0x2794, 0xF0: 0x21E8, 0xFB: 0x2717, 0xFC: 0x2713, 0xFD: 0x2612, 0xFE: 0x2611,
]

/// Adobe's private code points: small capitals and old style figures are letters and figures, pieces of braces have places of their own.
func adobeScalars(_ scalar: UInt32) -> [UInt32]? {
  switch scalar {
  case 0xF730...0xF739, 0xF724, 0xF726, 0xF721, 0xF73F: [scalar - 0xF700]
  case 0xF761...0xF77A: [scalar - 0xF700]
  case 0xF7E0...0xF7F6, 0xF7F8...0xF7FE: [scalar - 0xF700]
  case 0xF7A1, 0xF7BF: [scalar - 0xF700]
  case 0xF8E7: [0x23AF]
  case 0xF8E8: [0xAE]
  case 0xF8E9: [0xA9]
  case 0xF8EA: [0x2122]
  case 0xF8EB...0xF8F4, 0xF8F6...0xF8FE:
    [
      [
        0x239B, 0x239C, 0x239D, 0x23A1, 0x23A2, 0x23A3, 0x23A7, 0x23A8, 0x23A9, 0x23AA, 0x23AE, 0x239E, 0x239F, 0x23A0, 0x23A4, 0x23A5,
        0x23A6, 0x23AB, 0x23AC, 0x23AD,
      ][Int(scalar - 0xF8EB)]
    ]
  case 0xF8F5: [0x23AE]
  default: nil
  }
}
