/// Rows as bytes: lines of JSON, every column in each, null where nothing is known; and CSV (RFC 4180, UTF-8, `\n`), empty where nothing is known.
package struct RowLines {
  private let columns: [Column]
  /// What stands before each column's value in a line of JSON.
  private let keys: [[UInt8]]

  package init(_ resource: Resource) {
    columns = resource.columns
    keys = columns.enumerated().map { place, column in Array("\(place == 0 ? "{" : ",")\"\(column.name)\":".utf8) }
  }

  package func json(_ row: RowContext, into out: inout [UInt8]) {
    let tape = row.tape
    // By place: a copy of each column would cost more than its value.
    for place in columns.indices {
      out += keys[place]
      add(row.value(columns[place].source), columns[place].type, tape, to: &out)
    }
    out += end
  }

  /// A row whose values are given, in the order of the columns.
  package func json(_ values: [RowValue], into out: inout [UInt8]) {
    for (key, value) in zip(keys, values) {
      out += key
      switch value {
      case .null, .node: out += null
      case .text(let text): quote(text, into: &out)
      case .integer(let number): out += Array("\(number)".utf8)
      case .number(let number): out += Array(number.utf8)
      case .bool(let holds): out += Array("\(holds)".utf8)
      }
    }
    out += end
  }

  package func csvHead(into out: inout [UInt8]) {
    out += Array(columns.map(\.name).joined(separator: ",").utf8)
    out.append(0x0a)
  }

  package func csv(_ row: RowContext, defusing: Bool = true, into out: inout [UInt8]) {
    for (place, column) in columns.enumerated() {
      if place > 0 { out.append(UInt8(ascii: ",")) }
      let value = row.value(column.source)
      if column.type == .string {
        switch value {
        case .text(let text): csvField(defusing ? defused(text) : text, into: &out)
        case .node(let node):
          let text = row.tape.text(node) ?? ""
          csvField(defusing ? defused(text) : text, into: &out)
        default: add(value, column.type, row.tape, to: &out)
        }
        continue
      }
      let from = out.count
      add(value, column.type, row.tape, to: &out)
      if out[from...].elementsEqual(null) { out.removeSubrange(from...) }
      if column.type == .date, out.count > from {
        out.removeLast()
        out.remove(at: from)
      }
    }
    out.append(0x0a)
  }

  // MARK: Steps

  private func add(_ value: RowValue, _ type: ColumnType, _ tape: JSONTape, to out: inout [UInt8]) {
    switch value {
    case .null: out += null
    case .integer(let number): out += Array("\(number)".utf8)
    case .bool(let holds): out += Array("\(holds)".utf8)
    case .number(let number): out += isDecimal(Array(number.utf8)[...]) ? Array(number.utf8) : null
    case .text(let text): if type == .date && !isDay(text.utf8) { out += null } else { quote(text, into: &out) }
    case .node(let node): out += piece(tape, node, type)
    }
  }

  /// A value of the record as the column's type has it; null where it is of another.
  private func piece(_ tape: JSONTape, _ index: Int, _ type: ColumnType) -> ArraySlice<UInt8> {
    let node = tape.nodes[index]
    let inner = tape.bytes[Int(node.start)..<Int(node.end)]
    switch (type, node.kind) {
    case (.string, .string): return tape.slice(index)
    case (.date, .string): return isDay(inner) ? tape.slice(index) : null[...]
    case (.number, .string): return isDecimal(inner) ? inner : null[...]
    case (.number, .number): return inner
    case (.integer, .number): return node.whole ? inner : null[...]
    case (.boolean, .true_), (.boolean, .false_): return inner
    case (.string, .number), (.string, .true_), (.string, .false_): return (quoteMark + inner + quoteMark)[...]
    default: return null[...]
    }
  }
}

private let null = Array("null".utf8)
private let end = Array("}\n".utf8)
private let quoteMark = Array("\"".utf8)

private func quote(_ text: String, into out: inout [UInt8]) {
  // Names and links, row for row: as they stand, but for the few that need escapes.
  if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
    out += quoteMark
    out += text.utf8
    out += quoteMark
  } else {
    var escaped = JSONWriter()
    escaped.text(text)
    out += escaped.bytes
  }
}

/// A number as JSON writes it.
private func isDecimal(_ bytes: ArraySlice<UInt8>) -> Bool {
  var rest = bytes
  if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
  let whole = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
  guard !whole.isEmpty, whole.count == 1 || whole.first != 0x30 else { return false }
  rest = rest.dropFirst(whole.count)
  guard rest.first == UInt8(ascii: ".") else { return rest.isEmpty }
  return rest.count > 1 && rest.dropFirst().allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
}

/// `2024-05-31`.
private func isDay(_ bytes: some Collection<UInt8>) -> Bool {
  bytes.count == 10 && zip(bytes, 0...).allSatisfy { byte, place in place == 4 || place == 7 ? byte == 0x2d : byte >= 0x30 && byte <= 0x39 }
}

/// A field of CSV, in quotes where it needs them.
package func csvField(_ text: String, into out: inout [UInt8]) {
  let utf8 = text.utf8
  guard utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 0x0a || $0 == 0x0d }) else {
    out.append(contentsOf: utf8)
    return
  }
  out.append(UInt8(ascii: "\""))
  for byte in utf8 {
    if byte == UInt8(ascii: "\"") { out.append(byte) }
    out.append(byte)
  }
  out.append(UInt8(ascii: "\""))
}
