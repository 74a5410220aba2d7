/// Encodings of one byte a character, as they are met in Spanish, Portuguese and English files: Windows-1252 (which holds Latin-1), Latin-9,
/// DOS code pages 850 and 437, Mac OS Roman.
///
/// Which one it is shows in what the bytes above 7F become: in running text they are small accented letters within words, and only now and
/// then anything else. A declared encoding wins where it reads the bytes about as well as the best.
func singleByteTable(of bytes: UnsafeRawBufferPointer, declared: String?) -> [UInt32] {
  var counts = [Int](repeating: 0, count: 128)
  // Above 7F, with a letter on either side.
  var withinWords = [Int](repeating: 0, count: 128)
  let sample = UnsafeRawBufferPointer(rebasing: bytes[..<min(bytes.count, sampleSize)])
  for at in sample.indices where sample[at] >= 0x80 {
    let code = Int(sample[at]) - 0x80
    counts[code] += 1
    let before = at > 0 && isLetter(sample[at - 1])
    let after = at + 1 < sample.count && isLetter(sample[at + 1])
    if before || after { withinWords[code] += 1 }
  }
  let scores = tables.map { score($0.scalars, counts, withinWords) }
  let best = scores.max() ?? 0
  let name = declared?.lowercased()
  if let known = tables.firstIndex(where: { table in name.map(table.names.contains) ?? false }), scores[known] >= 0.9 * best {
    return tables[known].scalars
  }
  // Of equals the first: Windows.
  return tables[scores.firstIndex(of: best) ?? 0].scalars
}

/// Bytes that are looked at.
private let sampleSize = 1 << 18

/// Letters within words speak for a table, signs within words and letters of nothing against it.
private func score(_ table: [UInt32], _ counts: [Int], _ withinWords: [Int]) -> Double {
  var score = 0.0
  for code in 0..<128 where counts[code] > 0 {
    let weight: Double =
      switch table[code] {
      // What Spanish, Portuguese and English write: á é í ó ú ü ñ ç à â ê ô ã õ, and their capitals at a tenth.
      case 0xE1, 0xE9, 0xED, 0xF3, 0xFA, 0xFC, 0xF1, 0xE7, 0xE0, 0xE2, 0xEA, 0xF4, 0xE3, 0xF5: 1
      case 0xC1, 0xC9, 0xCD, 0xD3, 0xDA, 0xDC, 0xD1, 0xC7, 0xC0, 0xC2, 0xCA, 0xD4, 0xC3, 0xD5: 0.5
      case 0xC8, 0xCC, 0xD2, 0xD9, 0xC4, 0xD6, 0xE4, 0xE8, 0xEB, 0xEC, 0xEE, 0xEF, 0xF2, 0xF6, 0xF9, 0xFB: 0.2
      default: -1
      }
    if weight > 0 {
      score += weight * Double(withinWords[code])
    } else {
      score -= Double(withinWords[code])
    }
    // Quotes, dashes, ordinals, degrees stand beside words.
    let besides = Double(counts[code] - withinWords[code])
    switch table[code] {
    case 0xA1, 0xBF, 0xAA, 0xBA, 0xB0, 0xAB, 0xBB, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0xA0, 0xA7, 0x20AC, 0xB7:
      score += 0.5 * besides
    case 0xFFFD, 0x2500...0x25FF: score -= besides
    default: break
    }
  }
  return score
}

private func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }

private let tables: [(names: Set<String>, scalars: [UInt32])] = [
  (
    ["windows-1252", "cp1252", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "x-cp1252"],
    (0x80...0xFF).map { resolved($0)?.first ?? $0 }
  ),
  (["iso-8859-15", "latin-9", "latin9"], (0x80...0xFF).map { latin9[$0] ?? resolved($0)?.first ?? $0 }),
  (["cp850", "ibm850"], table(dos850)),
  (["cp437", "ibm437"], table(dos437)),
  (["macintosh", "x-mac-roman", "mac"], table(mac)),
]

private func table(_ characters: String) -> [UInt32] {
  let scalars = characters.unicodeScalars.map(\.value)
  return (0..<128).map { $0 < scalars.count ? scalars[$0] : 0xFFFD }
}

private let latin9: [UInt32: UInt32] = [
  0xA4: 0x20AC, 0xA6: 0x160, 0xA8: 0x161, 0xB4: 0x17D, 0xB8: 0x17E, 0xBC: 0x152, 0xBD: 0x153, 0xBE: 0x178,
]

private let dos850 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}"
private let dos437 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}"
private let mac =
  "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{F8FF}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ"
