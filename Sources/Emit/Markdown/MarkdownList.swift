/// Where the items of one run of list items stand: their indents and marks.
///
/// Markdown counts by itself: a numbered item is one of Markdown's (`2. `) where that count gives its printed number; else, and for letters and the
/// like, the printed marker stands in the text of a bulleted one, so that it is always what was printed.
struct MarkdownList {
  private struct Level {
    var indent: Int
    /// Where the text of its last item begins: what is below it is indented by as much.
    var content: Int
    /// Of its last item, where it was one of Markdown's numbers.
    var number: Int?
    var delimiter: UInt8 = 0
  }

  private var levels: [Level] = []

  /// The line of the next item, and whether it follows an item of the run.
  mutating func item(marker: String?, level: Int, text: (_ start: Bool) -> String) -> (line: String, follows: Bool) {
    let follows = !levels.isEmpty
    // An item is at most one level below the one before.
    let depth = max(1, min(level, levels.count + 1, 8))
    let fresh = depth > levels.count
    levels.removeLast(max(0, levels.count - depth))
    if fresh { levels.append(Level(indent: levels.last?.content ?? 0, content: 0)) }
    guard var here = levels.popLast() else { return ("", false) }
    let number = numbered(marker)
    let mark: String
    let line: String
    // A list that begins with another number than 1 would be read as more of the line above.
    if let number, fresh && (number.value == 1 || !follows) || here.number == number.value - 1 && here.delimiter == number.delimiter {
      mark = "\(number.value)\(number.delimiter == UInt8(ascii: ".") ? "." : ")") "
      line = text(true)
      here.number = number.value
      here.delimiter = number.delimiter
    } else {
      mark = "- "
      let printed = marker.flatMap { $0.unicodeScalars.contains { $0.properties.isAlphabetic || ("0"..."9").contains($0) } ? $0 : nil }
      line = (printed.map { escaped($0, start: true) + " " } ?? "") + text(printed == nil)
      here.number = nil
    }
    here.content = here.indent + mark.utf8.count
    levels.append(here)
    return (String(repeating: " ", count: here.indent) + mark + line, follows)
  }

  /// `12.`, `3)`: a number that Markdown would write in the same way.
  private func numbered(_ marker: String?) -> (value: Int, delimiter: UInt8)? {
    guard let marker, let last = marker.utf8.last, last == UInt8(ascii: ".") || last == UInt8(ascii: ")") else { return nil }
    let digits = marker.utf8.dropLast()
    guard (1...9).contains(digits.count), digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), digits.count == 1 || digits.first != 0x30 else {
      return nil
    }
    return Int(String(marker.dropLast())).map { ($0, last) }
  }
}
