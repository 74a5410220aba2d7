import Foundation
import GRDB

/// The ledger of runs, in SQLite: which files were seen, with which pipeline they were read, what came of it, and what the set was made of.
///
/// One connection, a rollback journal, so that nothing lies beside the file when it is closed. Older layouts are brought forward when a run
/// opens them; a newer one is refused; a damaged one is set aside, for the run to build again from the records. Who only reads changes
/// nothing on the disk.
package final class Catalogue {
  /// Why a ledger cannot be used, for people.
  package enum Fault: Error, Equatable {
    case newer(found: Int)
    case damaged(String)
    case unusable(String)
  }

  private let database: DatabaseQueue
  /// Where a damaged ledger was moved to.
  package private(set) var setAside: String?
  /// No ledger was there, or it was set aside.
  package private(set) var isNew = false
  /// The layout in which it was found.
  package private(set) var foundLayout = Catalogue.layout

  /// For writing: opens or makes the ledger.
  package init(path: String) throws(Fault) {
    isNew = !FileManager.default.fileExists(atPath: path)
    do throws(Fault) {
      database = try Catalogue.open(path, writing: true)
    } catch {
      guard case .damaged = error else { throw error }
      let aside = try Catalogue.moveAside(path)
      setAside = aside
      isNew = true
      database = try Catalogue.open(path, writing: true)
    }
    do {
      foundLayout = try database.write { db in
        let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        for step in found..<max(found, Catalogue.layout) { try db.execute(sql: Catalogue.steps[step]) }
        if found < Catalogue.layout { try db.execute(sql: "PRAGMA user_version = \(Catalogue.layout)") }
        return found
      }
      // A file without tables, cut down to nothing, is as good as none.
      if foundLayout == 0 { isNew = true }
    } catch { throw Catalogue.fault(error) }
  }

  /// For reading: never makes, moves or changes anything. A journal that a killed run left is played back in a copy.
  package init(reading path: String) throws(Fault) {
    do throws(Fault) {
      database = try Catalogue.open(path, writing: false)
    } catch {
      guard case .unusable = error, let copy = Catalogue.copy(path) else { throw error }
      database = try Catalogue.open(copy, writing: true)
      unlink(copy)
    }
  }

  /// All entries of a pipeline, by the paths of their documents.
  package func entries(of pipeline: String) throws -> [CatalogueEntry] {
    try database.read { db in
      try CatalogueEntry.fetchAll(db, sql: "SELECT * FROM document WHERE pipeline = ? ORDER BY path", arguments: [pipeline])
    }
  }

  package func allEntries() throws -> [CatalogueEntry] {
    try database.read { db in
      // One of an older layout is read as it is.
      guard try Int.fetchOne(db, sql: "PRAGMA user_version") == Catalogue.layout else { return try Catalogue.olderEntries(db) }
      return try CatalogueEntry.fetchAll(db, sql: "SELECT * FROM document ORDER BY pipeline, path")
    }
  }

  /// How many runs there were; 0 where none was counted.
  package func runs(of pipeline: String) throws -> Int {
    try database.read { try Int.fetchOne($0, sql: "SELECT number FROM run WHERE pipeline = ?", arguments: [pipeline]) ?? 0 }
  }

  /// Which share of an inbox the folder holds, if it holds one.
  package func shard(of pipeline: String) throws -> CatalogueShard? {
    try database.read { try CatalogueShard.fetchOne($0, sql: "SELECT * FROM shard WHERE pipeline = ?", arguments: [pipeline]) }
  }

  package func save(_ shard: CatalogueShard) throws { try database.write { try shard.save($0, onConflict: .replace) } }

  /// Files of other machines whose hashes are known.
  package func seen(of pipeline: String) throws -> [CatalogueSeen] {
    try database.read { try CatalogueSeen.fetchAll($0, sql: "SELECT * FROM seen WHERE pipeline = ? ORDER BY path", arguments: [pipeline]) }
  }

  package func save(seen: [CatalogueSeen], dropping paths: [String], of pipeline: String) throws {
    try database.write { db in
      for path in paths { try db.execute(sql: "DELETE FROM seen WHERE pipeline = ? AND path = ?", arguments: [pipeline, path]) }
      for file in seen { try file.save(db, onConflict: .replace) }
    }
  }

  package func parts(of pipeline: String) throws -> [CataloguePart] {
    try database.read {
      try CataloguePart.fetchAll($0, sql: "SELECT * FROM part WHERE pipeline = ? ORDER BY number", arguments: [pipeline])
    }
  }

  /// Writes entries, each in place of what was there for its document, takes others out, and counts the run where it is given. All or none.
  package func save(_ entries: [CatalogueEntry], dropping paths: [String] = [], run: Int? = nil, of pipeline: String = "") throws {
    guard !entries.isEmpty || !paths.isEmpty || run != nil else { return }
    try database.write { db in
      if let run { try db.execute(sql: "INSERT OR REPLACE INTO run VALUES (?, ?)", arguments: [pipeline, run]) }
      for path in paths { try db.execute(sql: "DELETE FROM document WHERE pipeline = ? AND path = ?", arguments: [pipeline, path]) }
      for entry in entries { try entry.save(db, onConflict: .replace) }
    }
  }

  /// What the set is made of now, all parts of it. Only what differs is written: a set of many documents has many parts, and a night changes few.
  package func save(_ parts: [CataloguePart], of pipeline: String) throws {
    let known = Dictionary(uniqueKeysWithValues: try self.parts(of: pipeline).map { ($0.number, $0) })
    let numbers = Set(parts.map(\.number))
    let gone = known.keys.filter { !numbers.contains($0) }.sorted()
    let changed = parts.filter { known[$0.number] != $0 }
    guard !gone.isEmpty || !changed.isEmpty else { return }
    try database.write { db in
      for number in gone { try db.execute(sql: "DELETE FROM part WHERE pipeline = ? AND number = ?", arguments: [pipeline, number]) }
      for part in changed { try part.save(db, onConflict: .replace) }
    }
  }

  /// Leaves nothing of what was taken out in the file.
  package func wipe() throws { try database.vacuum() }

  package func close() { try? database.close() }

  // MARK: Layouts

  package static let layout = steps.count

  /// From each layout to the next.
  private static let steps = [
    """
    CREATE TABLE document (
      pipeline TEXT NOT NULL, path TEXT NOT NULL, folder TEXT NOT NULL,
      size INTEGER NOT NULL, modified INTEGER NOT NULL, inode INTEGER NOT NULL, sha256 TEXT,
      stamp TEXT NOT NULL, outcome TEXT NOT NULL, code TEXT, message TEXT,
      pages INTEGER NOT NULL, findings INTEGER NOT NULL, gone INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (pipeline, path)
    ) WITHOUT ROWID
    """,
    """
    ALTER TABLE document ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE document ADD COLUMN passing INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE document ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE document ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE document ADD COLUMN sameAs TEXT;
    ALTER TABLE document ADD COLUMN recordOf TEXT;
    ALTER TABLE document ADD COLUMN listing TEXT;
    ALTER TABLE document ADD COLUMN contents TEXT;
    CREATE TABLE part (
      pipeline TEXT NOT NULL, number INTEGER NOT NULL, madeOf TEXT NOT NULL, files TEXT NOT NULL, PRIMARY KEY (pipeline, number)
    ) WITHOUT ROWID
    """,
    """
    ALTER TABLE document ADD COLUMN news INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE run (pipeline TEXT PRIMARY KEY NOT NULL, number INTEGER NOT NULL) WITHOUT ROWID
    """,
    """
    CREATE TABLE shard (
      pipeline TEXT PRIMARY KEY NOT NULL, number INTEGER NOT NULL, total INTEGER NOT NULL, stamp TEXT NOT NULL, isDone INTEGER NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE seen (
      pipeline TEXT NOT NULL, path TEXT NOT NULL, size INTEGER NOT NULL, modified INTEGER NOT NULL, changed INTEGER NOT NULL,
      inode INTEGER NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (pipeline, path)
    ) WITHOUT ROWID
    """,
  ]

  private static func olderEntries(_ db: Database) throws -> [CatalogueEntry] {
    try Row.fetchAll(db, sql: "SELECT * FROM document ORDER BY pipeline, path").map { row in
      CatalogueEntry(
        pipeline: row["pipeline"], path: row["path"], folder: row["folder"], size: row["size"], modified: row["modified"],
        inode: row["inode"], sha256: row["sha256"], stamp: row["stamp"], outcome: row["outcome"], code: row["code"],
        message: row["message"], pages: row["pages"], findings: row["findings"], gone: row["gone"])
    }
  }

  // MARK: Opening

  private static func open(_ path: String, writing: Bool) throws(Fault) -> DatabaseQueue {
    var configuration = Configuration()
    // A backup or somebody's query may hold it for a while.
    configuration.busyMode = .timeout(writing ? 60 : 5)
    configuration.readonly = !writing
    do {
      let database = try DatabaseQueue(path: path, configuration: configuration)
      try database.read { db in
        let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard found <= layout else { throw Fault.newer(found: found) }
        let verdict = try String.fetchOne(db, sql: "PRAGMA quick_check(1)") ?? "no answer"
        guard verdict == "ok" else { throw Fault.damaged(verdict) }
        if found > 0 { _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM document") }
      }
      return database
    } catch let fault as Fault {
      throw fault
    } catch {
      throw fault(error)
    }
  }

  private static func fault(_ error: any Error) -> Fault {
    guard let error = error as? DatabaseError else { return .unusable("\(error)") }
    switch error.resultCode {
    case .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_ERROR: return .damaged(error.message ?? "\(error)")
    default: return .unusable(error.message ?? "\(error)")
    }
  }

  /// Beside it, under a name that is free; its journal with it.
  private static func moveAside(_ path: String) throws(Fault) -> String {
    for number in 1...1000 {
      let aside = "\(path).damaged-\(number)"
      guard !FileManager.default.fileExists(atPath: aside) else { continue }
      guard rename(path, aside) == 0 else { break }
      if FileManager.default.fileExists(atPath: path + "-journal") { rename(path + "-journal", aside + "-journal") }
      return aside
    }
    throw .unusable("it is damaged and cannot be moved out of the way")
  }

  /// A copy of ledger and journal in the folder for such things.
  private static func copy(_ path: String) -> String? {
    guard FileManager.default.fileExists(atPath: path + "-journal") else { return nil }
    let copy = NSTemporaryDirectory() + "/foja-catalogue-\(getpid()).sqlite"
    for end in ["", "-journal"] {
      unlink(copy + end)
      guard (try? FileManager.default.copyItem(atPath: path + end, toPath: copy + end)) != nil else { return nil }
    }
    return copy
  }
}
