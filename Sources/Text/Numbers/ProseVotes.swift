extension MarkVotes {
  /// Adds what the numbers of a paragraph prove: two kinds of mark, repeated groups, decimals before a percent sign or behind a sign of money. Words are
  /// not looked at; numbers within codes, dates and numberings have no vote.
  package mutating func read(prose text: String) {
    let bytes = Array(text.utf8)
    var at = 0
    while at < bytes.count {
      guard isDigit(bytes[at]) else {
        at += 1
        continue
      }
      guard let run = DigitRun(bytes, at: at) else { return }
      let start = at
      at = max(at + 1, run.end)
      guard let mark = run.proves, stands(bytes, start, run.end) else { continue }
      if run.provesAlone || isPercent(bytes, run.end) || isMoney(bytes, start) { proof.add(mark) }
    }
  }

  private func stands(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
    if start > 0 {
      switch bytes[start - 1] {
      case 0x20, 0x24, 0x28, 0x2D, 0xA0, 0xAC, 0xA3, 0xAF, 0x92, 0x93: break
      default: return false
      }
    }
    guard end < bytes.count else { return true }
    if bytes[end] == 0x2F || bytes[end] == 0x2D || bytes[end] == 0x3A { return false }
    return !(bytes[end] == 0x2E || bytes[end] == 0x2C) || end + 1 >= bytes.count || !isDigit(bytes[end + 1])
  }

  private func isPercent(_ bytes: [UInt8], _ end: Int) -> Bool {
    var at = end
    if at < bytes.count, bytes[at] == 0x20 { at += 1 } else if at + 1 < bytes.count, bytes[at] == 0xC2, bytes[at + 1] == 0xA0 { at += 2 }
    return at < bytes.count && bytes[at] == 0x25
  }

  private func isMoney(_ bytes: [UInt8], _ start: Int) -> Bool {
    let before = start > 0 && bytes[start - 1] == 0x20 ? start - 2 : start - 1
    guard before >= 0 else { return false }
    // $, and the last bytes of £ and €.
    return bytes[before] == 0x24
      || before > 0 && (bytes[before] == 0xA3 && bytes[before - 1] == 0xC2 || bytes[before] == 0xAC && bytes[before - 1] == 0x82)
  }
}
