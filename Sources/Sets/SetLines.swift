import Emit
import Foundation
import GRDB
import GRDBSQLite

/// Puts flat lines of the set into a table: their values in the order of their keys.
///
/// Values go from a line's bytes into SQLite as they stand. As values of GRDB each would become an object first, which took as long as all that
/// SQLite does.
struct LineInsertion {
  private let statement: Statement
  private let columns: Int

  init(_ resource: Resource, _ db: Database) throws {
    columns = resource.columns.count
    let marks = resource.columns.map { _ in "?" }.joined(separator: ", ")
    statement = try db.makeStatement(sql: "INSERT OR REPLACE INTO \(resource.name) VALUES (\(marks))")
  }

  /// Leaves alone a line whose first value is none of `keys`, and one that is none of ours.
  func put(_ line: [UInt8], keys: Set<[UInt8]>) throws {
    guard let tape = try? JSONTape(line), tape.nodes.first?.kind == .object else { return }
    let members = tape.children(of: 0)
    guard members.count == columns, let first = members.first, let key = tape.text(first + 1), keys.contains(Array(key.utf8)) else {
      return
    }
    let row = statement.sqliteStatement
    defer { sqlite3_reset(row) }
    try tape.bytes.withUnsafeBufferPointer { bytes in
      for (column, member) in members.enumerated() {
        let code = LineInsertion.bind(tape, member + 1, bytes, to: row, at: CInt(column + 1))
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
      }
      let code = sqlite3_step(row)
      guard code == SQLITE_DONE else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
  }

  /// `bytes` are the line's, and stay where they are until the row is in.
  private static func bind(
    _ tape: JSONTape, _ value: Int, _ bytes: UnsafeBufferPointer<UInt8>, to row: SQLiteStatement, at column: CInt
  ) -> CInt {
    let node = tape.nodes[value]
    let from = UnsafeRawPointer(bytes.baseAddress)?.advanced(by: Int(node.start)).assumingMemoryBound(to: CChar.self)
    switch node.kind {
    case .string where !node.escaped: return sqlite3_bind_text(row, column, from, node.end - node.start, nil)
    case .string:
      var text = tape.text(value) ?? ""
      return text.withUTF8 { utf8 in
        utf8.withMemoryRebound(to: CChar.self) { sqlite3_bind_text(row, column, $0.baseAddress, CInt($0.count), copied) }
      }
    case .number:
      if let whole = tape.integer(value) { return sqlite3_bind_int64(row, column, Int64(whole)) }
      // SQLite makes a number of it, as the column wants one.
      return sqlite3_bind_text(row, column, from, node.end - node.start, nil)
    case .true_: return sqlite3_bind_int64(row, column, 1)
    case .false_: return sqlite3_bind_int64(row, column, 0)
    case .null, .object, .list: return sqlite3_bind_null(row, column)
    }
  }

  /// `SQLITE_TRANSIENT`: SQLite takes a copy.
  private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}

/// Lines of a file, read in pieces. A file that is not there has none.
enum LineReader {
  /// Bytes read at once. More only costs the pages of memory that each file's buffer touches first.
  private static let pieceSize = 1 << 16

  static func each(of path: String, _ body: ([UInt8]) throws -> Void) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var rest: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: pieceSize)
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
