import Catalogue
import Foundation
import Sets

/// Brings what is made of the set's lines up to them: `records.sqlite`, of which only the rows of documents that differ from what is in it are
/// written, and Parquet, of which only the parts are written that changed. Gives the reason where there is no Parquet.
@discardableResult
func updateTables(_ session: Session, of parts: [SetPart], progress: any RunProgress) throws(RunFailure) -> String? {
  let database = SetDatabase(folder: session.publisher.setFolder, staging: session.publisher.staging)
  let sources = parts.flatMap { part in
    part.entries.map {
      SetDatabase.Source(
        path: $0.path, document: $0.hasRecord ? $0.folder : nil, digest: FolderDigest.digest([SetPart.version, $0.lineOfSet]),
        part: part.name)
    }
  }
  do {
    try database.update(sources) {
      try Interrupt.check()
      progress.tick()
    }
    guard !session.settings.python.isEmpty else { return nil }
    let parquet = ParquetFiles(folder: session.publisher.setFolder, staging: session.publisher.staging, python: session.settings.python)
    if case .missing(let reason) = try parquet.update(parts: parts.map(\.name)) { return reason }
    return nil
  } catch let failure as RunFailure {
    throw failure
  } catch {
    throw RunFailure(73, "\(SetDatabase.name) and Parquet cannot be brought up to the set, the next run tries again: \(error)")
  }
}

extension CatalogueEntry {
  /// All that the set tells of a document hangs on this.
  var lineOfSet: String {
    [
      path, folder, contents ?? "", recordOf ?? "", sha256 ?? "", outcome, code ?? "", message ?? "", "\(pages)", sameAs ?? "", "\(gone)",
    ].joined(separator: "\0")
  }
}
