import Emit
import Foundation
import GRDB

/// `records.sqlite`: the rows of the set's JSON Lines as tables, for SQL and for `foja search`.
///
/// What of each document is in it, it says itself (`foja_loaded`): an update takes out and puts in the rows of the documents that differ, in one
/// transaction, so that readers see the old rows or the new ones. A database that is missing, damaged or of another layout is made anew aside
/// and takes its place by a rename, as is one where most documents differ.
package struct SetDatabase {
  /// One file of the inbox, or record whose file is gone.
  package struct Source {
    package var path: String
    /// As the set names it, where it has a record.
    package var document: String?
    /// Digest of all that its rows are made of.
    package var digest: String
    /// The set's part that has its lines.
    package var part: String

    package init(path: String, document: String?, digest: String, part: String) {
      self.path = path
      self.document = document
      self.digest = digest
      self.part = part
    }
  }

  package enum Fault: Error { case unusable(String) }

  /// Where the set's files are, and where a new database is made.
  private let folder: String
  private let staging: String
  private var path: String { folder + "/" + SetDatabase.name }

  package static let name = "records.sqlite"
  /// The share of documents that differ from which all is made anew: taking rows out of the index of words costs as much as putting them in.
  private static let mostlyNew = 0.5

  package init(folder: String, staging: String) {
    self.folder = folder
    self.staging = staging
  }

  /// Brings it up to the set's files. `step` is called between documents and may throw to end it, with nothing changed.
  /// - Returns: how many documents' rows were written.
  @discardableResult
  package func update(_ sources: [Source], step: () throws -> Void) throws -> Int {
    if let known = try? known() {
      let due = SetDatabase.differences(sources, known)
      if due.gone.isEmpty, due.new.isEmpty { return 0 }
      if Double(due.new.count) <= SetDatabase.mostlyNew * Double(sources.count) {
        do {
          try change(due, step)
          return due.new.count
        } catch let error as DatabaseError where SetDatabase.isDamage(error) {}
      }
    }
    try makeAnew(sources, step)
    return sources.count
  }

  /// Takes it away, with all that its file may still hold of rows that were taken out.
  package func remove() {
    for end in ["", "-journal", "-wal", "-shm"] { unlink(path + end) }
  }

  // MARK: What is in it

  private struct Loaded {
    var path: String
    var document: String?
    var digest: String
  }

  /// Nil where it is not there, or of another layout.
  private func known() throws -> [Loaded]? {
    guard access(path, F_OK) == 0 else { return nil }
    let database = try open(path)
    defer { try? database.close() }
    return try database.read { db in
      guard try String.fetchOne(db, sql: "SELECT digest FROM foja_loaded WHERE path = ''") == SetDatabase.layout else { return nil }
      return try Row.fetchAll(db, sql: "SELECT path, document, digest FROM foja_loaded WHERE path <> ''").map {
        Loaded(path: $0[0], document: $0[1], digest: $0[2])
      }
    }
  }

  private static let layout = DatabaseLayout.statements.joined(separator: ";\n")

  private static func differences(_ sources: [Source], _ known: [Loaded]?) -> (gone: [Loaded], new: [Source]) {
    // By bytes: Swift holds composed and decomposed names for equal.
    var before: [[UInt8]: Loaded] = [:]
    for loaded in known ?? [] { before[Array(loaded.path.utf8)] = loaded }
    var gone: [Loaded] = []
    var new: [Source] = []
    for source in sources {
      guard let old = before.removeValue(forKey: Array(source.path.utf8)) else {
        new.append(source)
        continue
      }
      if old.digest == source.digest, old.document == source.document { continue }
      gone.append(old)
      new.append(source)
    }
    return (gone + before.values.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }, new)
  }

  // MARK: Writing

  private func change(_ due: (gone: [Loaded], new: [Source]), _ step: () throws -> Void) throws {
    let database = try open(path)
    defer { try? database.close() }
    try database.write { db in
      for loaded in due.gone {
        try step()
        try takeOut(loaded, db)
      }
      // A folder may have gone from one path to another: its rows go before they come.
      try putIn(due.new, db, step)
    }
  }

  private func makeAnew(_ sources: [Source], _ step: () throws -> Void) throws {
    let fresh = staging + "/" + SetDatabase.name
    unlink(fresh)
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let database = try DatabaseQueue(path: fresh, configuration: configuration)
    // Nobody sees it before it is whole.
    try database.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE")
      try db.inTransaction {
        for statement in DatabaseLayout.statements { try db.execute(sql: statement) }
        try db.execute(sql: "INSERT INTO foja_loaded VALUES ('', NULL, ?)", arguments: [SetDatabase.layout])
        try putIn(sources, db, step)
        return .commit
      }
    }
    try database.close()
    let descriptor = Glibc.open(fresh, O_RDONLY | O_CLOEXEC)
    fsync(descriptor)
    close(descriptor)
    // A journal of the old one must not be played back into the new one.
    unlink(path + "-journal")
    guard rename(fresh, path) == 0 else { throw Fault.unusable("\(path) cannot be written") }
  }

  private func takeOut(_ loaded: Loaded, _ db: Database) throws {
    try db.execute(sql: "DELETE FROM foja_loaded WHERE path = ?", arguments: [loaded.path])
    try db.execute(sql: "DELETE FROM inputs WHERE path = ?", arguments: [loaded.path])
    guard let document = loaded.document else { return }
    for table in ["blocks", "cells"] {
      try db.execute(
        sql: """
          INSERT INTO search_\(table) (search_\(table), rowid, text)
          SELECT 'delete', rowid, text FROM \(table) WHERE document = ? AND \(SetDatabase.isIndexed)
          """, arguments: [document])
    }
    for resource in resources { try db.execute(sql: "DELETE FROM \(resource.name) WHERE document = ?", arguments: [document]) }
  }

  /// Texts without a letter are not looked for.
  private static let isIndexed = "text GLOB '*[^-0-9 .,%()$/]*'"

  private func putIn(_ sources: [Source], _ db: Database, _ step: () throws -> Void) throws {
    var parts: [String: [Source]] = [:]
    for source in sources { parts[source.part, default: []].append(source) }
    for part in parts.keys.sorted() {
      try step()
      let sources = parts[part] ?? []
      let documents = Set(sources.compactMap { $0.document.map { Array($0.utf8) } })
      try load(inputsResource, part, for: Set(sources.map { Array($0.path.utf8) }), db)
      for resource in resources where !documents.isEmpty { try load(resource, part, for: documents, db) }
      for source in sources {
        if let document = source.document {
          for table in ["blocks", "cells"] {
            try db.execute(
              sql: """
                INSERT INTO search_\(table) (rowid, text) SELECT rowid, text FROM \(table) WHERE document = ? AND \(SetDatabase.isIndexed)
                """,
              arguments: [document])
          }
        }
        try db.execute(
          sql: "INSERT OR REPLACE INTO foja_loaded VALUES (?, ?, ?)", arguments: [source.path, source.document, source.digest])
      }
    }
  }

  /// The lines of a part whose first column names one of `keys`.
  private func load(_ resource: Resource, _ part: String, for keys: Set<[UInt8]>, _ db: Database) throws {
    let insertion = try LineInsertion(resource, db)
    try LineReader.each(of: "\(folder)/\(resource.name)-\(part).jsonl") { try insertion.put($0, keys: keys) }
  }

  private func open(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    // Somebody's query may hold it for a while.
    configuration.busyMode = .timeout(60)
    configuration.foreignKeysEnabled = false
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  private static func isDamage(_ error: DatabaseError) -> Bool {
    [.SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR, .SQLITE_CONSTRAINT].contains(error.resultCode)
  }
}
