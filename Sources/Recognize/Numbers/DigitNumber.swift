/// Numbers in digits, in any of the styles that documents use: `1,234.56`, `1.234,56`, `1 234,56`, `11 000`, `57,022'943,250.91`, `1'200,000`.
///
/// A lone mark with three digits behind it (`11.875`, `1,234`) can be either; the document's own style says which, else it groups thousands.

/// Which mark a document writes before decimals; nil where it shows none.
enum DecimalMark: UInt8, Sendable {
  case point = 0x2E
  case comma = 0x2C
}

func digitNumber(_ text: [UInt8], mark: DecimalMark?) -> Decimal? {
  var body = text[...]
  var negative = false
  if body.first == UInt8(ascii: "-") || body.first == UInt8(ascii: "+") {
    negative = body.first == UInt8(ascii: "-")
    body = body.dropFirst()
  }
  if body.starts(with: [0xE2, 0x88, 0x92]) {
    negative = true
    body = body.dropFirst(3)
  }
  guard let groups = Groups(body), let (whole, decimals) = groups.split(mark: mark) else { return nil }
  var plain = negative ? "-" : ""
  plain += whole.isEmpty ? "0" : String(decoding: whole, as: UTF8.self)
  if !decimals.isEmpty { plain += "." + String(decoding: decimals, as: UTF8.self) }
  return Decimal(plain: plain)
}

/// Runs of digits and the marks between them.
private struct Groups {
  var runs: [[UInt8]] = [[]]
  var marks: [UInt8] = []

  init?(_ body: ArraySlice<UInt8>) {
    for byte in body {
      switch byte {
      case 0x30...0x39: runs[runs.count - 1].append(byte)
      case 0x2E, 0x2C, 0x27, 0x20:
        marks.append(byte)
        runs.append([])
      // U+00B4 and U+00B7 (C2 B4, C2 B7) stand for the apostrophe and the raised point.
      case 0xC2: continue
      case 0xB4, 0xB7:
        marks.append(byte == 0xB7 ? 0x2E : 0x27)
        runs.append([])
      default: return nil
      }
    }
    guard !body.isEmpty, runs.dropFirst().allSatisfy({ !$0.isEmpty }) else { return nil }
  }

  /// Digits before and after the decimal mark.
  func split(mark: DecimalMark?) -> (whole: [UInt8], decimals: [UInt8])? {
    guard let last = marks.last, let tail = runs.last else { return (runs[0], []) }
    if decides(last, tail: tail, mark: mark) { return (Array(runs.dropLast().joined()), tail) }
    return (Array(runs.joined()), [])
  }

  /// Whether the last mark stands before decimals.
  private func decides(_ last: UInt8, tail: [UInt8], mark: DecimalMark?) -> Bool {
    if last == 0x20 { return false }
    let same = marks.filter { $0 == last }.count
    if tail.count != 3 { return same == 1 || marks.dropLast().allSatisfy { $0 != last } }
    if last == 0x27 { return false }
    if same > 1 { return false }
    if marks.count > 1 { return marks.contains(0x27) && marks.count == 2 ? mark?.rawValue == last : true }
    if runs[0].isEmpty || runs[0] == [0x30] || runs[0].count > 3 { return true }
    return mark?.rawValue == last
  }
}

/// Evidence of a document's decimal mark, gathered from all its text: what can only be read one way.
struct MarkEvidence {
  var point = 0
  var comma = 0

  var mark: DecimalMark? { point == comma ? nil : point > comma ? .point : .comma }

  mutating func read(_ bytes: [UInt8]) {
    var at = 0
    let count = bytes.count
    while at < count {
      guard bytes[at] >= 0x30 && bytes[at] <= 0x39 else {
        at += 1
        continue
      }
      at = run(bytes, at)
    }
  }

  /// One number: digits with single marks between; dotted numbering (`1.2.3`), dates and law numbers say nothing.
  private mutating func run(_ bytes: [UInt8], _ start: Int) -> Int {
    var at = start, marks = 0, tail = 0, head = 0
    var first: UInt8 = 0, last: UInt8 = 0
    var regular = true
    while at < bytes.count {
      let byte = bytes[at]
      if byte >= 0x30 && byte <= 0x39 {
        if marks == 0 { head += 1 } else { tail += 1 }
        at += 1
      } else if byte == 0x2E || byte == 0x2C || byte == 0x27, at + 1 < bytes.count, bytes[at + 1] >= 0x30, bytes[at + 1] <= 0x39 {
        if marks > 0 && tail != 3 { regular = false }
        if byte != 0x27 {
          if marks == 0 || first == 0 { first = byte }
          last = byte
        }
        marks += 1
        tail = 0
        at += 1
      } else {
        break
      }
    }
    guard marks > 0, regular, head <= 3 || marks == 1, last != 0 else { return at }
    let percent = at < bytes.count && (bytes[at] == 0x25 || bytes[at] == 0x20 && at + 1 < bytes.count && bytes[at + 1] == 0x25)
    if tail != 3 && (tail <= 2 || percent) {
      vote(last, decimal: true)
    } else if tail == 3 && marks > 1 && first == last {
      vote(last, decimal: false)
    } else if tail == 3 && first != last {
      vote(last, decimal: true)
    }
    return at
  }

  private mutating func vote(_ byte: UInt8, decimal: Bool) {
    if (byte == 0x2E) == decimal { point += 1 } else { comma += 1 }
  }
}
