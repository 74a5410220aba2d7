import Model
import Text

/// `[12]`, `[3, 5–7]` in the text of a document whose reference list is numbered → citations of these entries.
///
/// Only numbers that an entry has are taken, so that years and remarks in brackets are none; of a range the two numbers that are printed.
struct NumberedCitations {
  static let rule = "citations/any/numbered"

  /// Number of an entry → its block.
  private var entries: [Int: String] = [:]

  init(_ document: Document) {
    for block in document.blocks where block.type == .reference {
      guard let marker = block.marker, let number = Int(marker.filter(\.isNumber)), entries[number] == nil else { continue }
      entries[number] = block.id
    }
    if entries.count < NumberedCitations.leastEntries { entries = [:] }
  }

  /// Adds a candidate for each number. Outside of the list itself.
  func addCandidates(_ found: inout [[Candidate]], units: [TextUnit], document: Document) {
    guard !entries.isEmpty else { return }
    for index in units.indices where document.blocks[units[index].block].type != .reference {
      let bytes = units[index].bytes
      var at = 0
      while let open = bytes[at...].firstIndex(of: UInt8(ascii: "[")) {
        at = open + 1
        guard let (numbers, close) = numbers(in: bytes, after: open), numbers.allSatisfy({ entries[$0.value] != nil }) else { continue }
        at = close
        for number in numbers {
          // A number alone is cited with its brackets.
          let range = numbers.count == 1 ? open..<close : number.range
          found[index].append(
            Candidate(
              type: .citation, start: range.lowerBound, end: range.upperBound, rule: NumberedCitations.rule, priority: 90,
              value: .citation(key: "\(number.value)", pages: nil)))
        }
      }
    }
  }

  /// The block that a citation of this rule means.
  func target(of mention: Mention) -> String? {
    guard mention.rule == NumberedCitations.rule, case .citation(let key, _)? = mention.value else { return nil }
    return Int(key).flatMap { entries[$0] }
  }

  /// Numbers with commas, semicolons and dashes between them up to a closing bracket, and where that ends.
  private func numbers(in bytes: [UInt8], after open: Int) -> (numbers: [(value: Int, range: Range<Int>)], end: Int)? {
    var out: [(value: Int, range: Range<Int>)] = []
    var at = open + 1
    while at < bytes.count, at - open < NumberedCitations.longest {
      let start = at
      var value = 0
      while at < bytes.count, isDigit(UInt32(bytes[at])), at - start < 4 {
        value = value * 10 + Int(bytes[at] - 0x30)
        at += 1
      }
      if at > start { out.append((value, start..<at)) }
      guard at < bytes.count else { return nil }
      switch bytes[at] {
      case UInt8(ascii: "]"): return out.isEmpty ? nil : (out, at + 1)
      // A comma, a semicolon, a space, a hyphen, and the bytes of a dash (U+2010 to U+2015).
      case 0x2C, 0x3B, 0x20, 0x2D, 0xE2, 0x80, 0x90...0x95: at += 1
      default: return nil
      }
    }
    return nil
  }

  /// Entries that make a numbered list; bytes between brackets.
  private static let leastEntries = 3
  private static let longest = 60
}
