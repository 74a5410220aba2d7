import Foundation
import GRDB

/// The ledger of runs, in SQLite: which files were seen, with which pipeline they were read, and what came of it.
///
/// One connection, a rollback journal, so that nothing lies beside the file when it is closed. A ledger of another layout is set aside: it
/// holds nothing that a run cannot find out again.
package final class Catalogue {
  private let database: DatabaseQueue

  /// Opens or makes the ledger. Errors are SQLite's.
  package init(path: String) throws {
    do {
      database = try Catalogue.open(path)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB || error.resultCode == .SQLITE_CORRUPT {
      try? FileManager.default.removeItem(atPath: path)
      database = try Catalogue.open(path)
    }
  }

  /// All entries of a pipeline, by the paths of their documents.
  package func entries(of pipeline: String) throws -> [CatalogueEntry] {
    try database.read { db in
      try CatalogueEntry.fetchAll(db, sql: "SELECT * FROM document WHERE pipeline = ? ORDER BY path", arguments: [pipeline])
    }
  }

  package func allEntries() throws -> [CatalogueEntry] {
    try database.read { try CatalogueEntry.fetchAll($0, sql: "SELECT * FROM document ORDER BY pipeline, path") }
  }

  /// Writes entries, each in place of what was there for its document. All or none.
  package func save(_ entries: [CatalogueEntry]) throws {
    guard !entries.isEmpty else { return }
    try database.write { db in
      for entry in entries { try entry.save(db, onConflict: .replace) }
    }
  }

  /// Notes that documents are no longer among the inputs.
  package func markGone(_ paths: [String], of pipeline: String) throws {
    guard !paths.isEmpty else { return }
    try database.write { db in
      for path in paths {
        try db.execute(sql: "UPDATE document SET gone = 1 WHERE pipeline = ? AND path = ?", arguments: [pipeline, path])
      }
    }
  }

  package func close() { try? database.close() }

  private static let layout = 1

  private static func open(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    let database = try DatabaseQueue(path: path, configuration: configuration)
    try database.write { db in
      let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
      guard found != layout else { return }
      try db.execute(sql: "DROP TABLE IF EXISTS document")
      try db.execute(
        sql: """
          CREATE TABLE document (
            pipeline TEXT NOT NULL, path TEXT NOT NULL, folder TEXT NOT NULL,
            size INTEGER NOT NULL, modified INTEGER NOT NULL, inode INTEGER NOT NULL, sha256 TEXT,
            stamp TEXT NOT NULL, outcome TEXT NOT NULL, code TEXT, message TEXT,
            pages INTEGER NOT NULL, findings INTEGER NOT NULL, gone INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (pipeline, path)
          ) WITHOUT ROWID
          """)
      try db.execute(sql: "PRAGMA user_version = \(layout)")
    }
    return database
  }
}
