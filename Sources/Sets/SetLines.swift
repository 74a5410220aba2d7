import Emit
import Foundation
import GRDB

/// A flat line of the set as values for SQLite, in the order of its keys.
struct FlatLine {
  let values: [(any DatabaseValueConvertible)?]

  /// Nil where the first value is none of `keys`, or the line is none of ours.
  init?(_ line: [UInt8], keys: Set<[UInt8]>) {
    guard let tape = try? JSONTape(line), tape.nodes.first?.kind == .object else { return nil }
    let members = tape.children(of: 0)
    guard let first = members.first, let key = tape.text(first + 1), keys.contains(Array(key.utf8)) else { return nil }
    values = members.map { member -> (any DatabaseValueConvertible)? in
      let value = member + 1
      switch tape.nodes[value].kind {
      case .string: return tape.text(value)
      // SQLite makes a number of it, as the column wants one.
      case .number: return tape.integer(value) ?? String(decoding: tape.slice(value), as: UTF8.self)
      case .true_: return 1
      case .false_: return 0
      case .null, .object, .list: return nil
      }
    }
  }
}

/// Lines of a file, read in pieces. A file that is not there has none.
enum LineReader {
  static func each(of path: String, _ body: ([UInt8]) throws -> Void) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var rest: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let got = read(descriptor, &buffer, buffer.count)
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { break }
      var from = 0
      while let end = buffer[from..<got].firstIndex(of: 0x0a) {
        if rest.isEmpty {
          try body(Array(buffer[from..<end]))
        } else {
          rest += buffer[from..<end]
          try body(rest)
          rest.removeAll(keepingCapacity: true)
        }
        from = end + 1
      }
      rest += buffer[from..<got]
    }
    if !rest.isEmpty { try body(rest) }
  }
}
