/// What single code points of PDF fonts stand for: ligatures, private code points of symbol fonts, stray control codes,
/// Arabic presentation forms, spacing accents, and the canonical compositions of Latin letters.

enum ScalarKind {
  case ink
  case space
  /// Takes no room and shows nothing: joiners, byte order marks, bidirectional controls.
  case nothing
}

func kind(of scalar: UInt32) -> ScalarKind {
  switch scalar {
  case 0x21...0x7E, 0xA1...0xAC, 0xAE...0x17FF: .ink
  case 0...0x20, 0x7F, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: .space
  case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFEFF, 0xFE00...0xFE0F: .nothing
  default: .ink
  }
}

/// What `scalar` stands for, where it is not itself; nil leaves it.
func resolved(_ scalar: UInt32) -> [UInt32]? {
  switch scalar {
  case 0...0x7F, 0xA0...0x17F: nil
  case 0x80...0x9F: [windows1252[Int(scalar - 0x80)]]
  case 0xFB00: [0x66, 0x66]
  case 0xFB01: [0x66, 0x69]
  case 0xFB02: [0x66, 0x6C]
  case 0xFB03: [0x66, 0x66, 0x69]
  case 0xFB04: [0x66, 0x66, 0x6C]
  case 0xFB05, 0xFB06: [0x73, 0x74]
  case 0xFE70...0xFEFC: arabicLetters(ofForm: scalar)
  case 0xF020...0xF0FF: symbolFontScalars[scalar].map { [$0] }
  case 0xF700...0xF7FF, 0xF8E5...0xF8FE: adobeScalars(scalar)
  case 0x212B: [0xC5]
  case 0x2126: [0x3A9]
  case 0xD800...0xDFFF: [0xFFFD]
  default: scalar > 0x10FFFF ? [0xFFFD] : nil
  }
}

/// Stray C1 codes are what Windows-1252 has there.
private let windows1252: [UInt32] = [
  0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
  0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
]

/// The letters behind Arabic Presentation Forms-B, in the block's order: each letter has so many forms in a row.
private func arabicLetters(ofForm form: UInt32) -> [UInt32]? {
  if form >= 0xFEF5 {
    let alefs: [UInt32] = [0x622, 0x623, 0x625, 0x627]
    return [0x644, alefs[min(3, Int(form - 0xFEF5) / 2)]]
  }
  if form < 0xFE80 {
    let marks: [UInt32] = [0x64B, 0x64C, 0x64D, 0x64E, 0x64F, 0x650, 0x651, 0x652]
    return [marks[Int(form - 0xFE70) / 2]]
  }
  var at: UInt32 = 0xFE80
  for (letter, forms) in arabicForms {
    if form < at + forms { return [letter] }
    at += forms
  }
  return nil
}

private let arabicForms: [(UInt32, UInt32)] = [
  (0x621, 1), (0x622, 2), (0x623, 2), (0x624, 2), (0x625, 2), (0x626, 4), (0x627, 2), (0x628, 4), (0x629, 2), (0x62A, 4), (0x62B, 4),
  (0x62C, 4), (0x62D, 4), (0x62E, 4), (0x62F, 2), (0x630, 2), (0x631, 2), (0x632, 2), (0x633, 4), (0x634, 4), (0x635, 4), (0x636, 4),
  (0x637, 4), (0x638, 4), (0x639, 4), (0x63A, 4), (0x641, 4), (0x642, 4), (0x643, 4), (0x644, 4), (0x645, 4), (0x646, 4), (0x647, 4),
  (0x648, 2), (0x649, 2), (0x64A, 4),
]

/// The combining mark that a spacing accent painted over a letter stands for.
func combiningMark(ofAccent scalar: UInt32) -> UInt32? {
  switch scalar {
  case 0x60, 0x2CB: 0x300
  case 0xB4, 0x2CA: 0x301
  case 0x5E, 0x2C6: 0x302
  case 0x7E, 0x2DC: 0x303
  case 0xAF, 0x2C9: 0x304
  case 0x2D8: 0x306
  case 0x2D9: 0x307
  case 0xA8: 0x308
  case 0x2DA: 0x30A
  case 0x2DD: 0x30B
  case 0x2C7: 0x30C
  case 0xB8: 0x327
  case 0x2DB: 0x328
  case 0x300...0x36F: scalar
  default: nil
  }
}

/// The precomposed letter, where Unicode has one (canonical composition of Latin letters).
func composed(_ base: UInt32, _ mark: UInt32) -> UInt32? {
  guard mark >= 0x300, mark <= 0x328 else { return nil }
  let plain: UInt32 = base == 0x131 ? 0x69 : base == 0x237 ? 0x6A : base
  return compositions[UInt64(plain) << 32 | UInt64(mark)]
}

/// The accent of a precomposed letter.
func accentMark(of scalar: UInt32) -> UInt32? { accentMarks[scalar] }

private let accentMarks: [UInt32: UInt32] = compositions.reduce(into: [:]) { $0[$1.value] = UInt32(truncatingIfNeeded: $1.key) }

private let compositions: [UInt64: UInt32] = {
  let rows: [(mark: UInt32, letters: String, composed: String)] = [
    (0x300, "AEIOUaeiouNnWwYy", "ÀÈÌÒÙàèìòùǸǹẀẁỲỳ"),
    (0x301, "AEIOUYaeiouyCcLlNnRrSsZzGgKkMmPpWw", "ÁÉÍÓÚÝáéíóúýĆćĹĺŃńŔŕŚśŹźǴǵḰḱḾḿṔṕẂẃ"),
    (0x302, "AEIOUaeiouCcGgHhJjSsWwYy", "ÂÊÎÔÛâêîôûĈĉĜĝĤĥĴĵŜŝŴŵŶŷ"),
    (0x303, "ANOanoIiUuEeYy", "ÃÑÕãñõĨĩŨũẼẽỸỹ"),
    (0x304, "AaEeIiOoUu", "ĀāĒēĪīŌōŪū"),
    (0x306, "AaEeGgIiOoUu", "ĂăĔĕĞğĬĭŎŏŬŭ"),
    (0x307, "CcEeGgIZz", "ĊċĖėĠġİŻż"),
    (0x308, "AEIOUaeiouyYWw", "ÄËÏÖÜäëïöüÿŸẄẅ"),
    (0x30A, "AaUu", "ÅåŮů"),
    (0x30B, "OoUu", "ŐőŰű"),
    (0x30C, "CcDdEeNnRrSsTtZzAaGg", "ČčĎďĚěŇňŘřŠšŤťŽžǍǎǦǧ"),
    (0x327, "CcGKkLlNnRrSsTt", "ÇçĢĶķĻļŅņŖŗŞşŢţ"),
    (0x328, "AaEeIiUu", "ĄąĘęĮįŲų"),
  ]
  var table: [UInt64: UInt32] = [:]
  for row in rows {
    for (letter, whole) in zip(row.letters.unicodeScalars, row.composed.unicodeScalars) {
      table[UInt64(letter.value) << 32 | UInt64(row.mark)] = whole.value
    }
  }
  return table
}()
