import Catalogue

/// The hashes of files that other machines read, kept from night to night: see ``CatalogueSeen``. Empty where there are no shares.
///
/// A hash is asked for, or told, once for each file of a night; what was neither is of no use any more and goes.
final class SeenFiles {
  private let pipeline: String
  private let before: [PathKey: CatalogueSeen]
  private var used: Set<PathKey> = []
  private var new: [CatalogueSeen] = []
  private var isComplete = false

  init(_ catalogue: Catalogue, pipeline: String) throws {
    self.pipeline = pipeline
    before = Dictionary(try catalogue.seen(of: pipeline).map { (PathKey($0.path), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Nil where the file is another than it was.
  func sha256(of file: InboxFile) -> String? {
    let key = PathKey(file.path)
    guard let known = before[key], known.size == file.size, known.modified == file.modified, known.changed == file.changed,
      known.inode == file.inode
    else { return nil }
    used.insert(key)
    return known.sha256
  }

  func take(_ file: InboxFile, sha256: String) {
    used.insert(PathKey(file.path))
    new.append(
      CatalogueSeen(
        pipeline: pipeline, path: file.path, size: file.size, modified: file.modified, changed: file.changed, inode: file.inode,
        sha256: sha256))
  }

  /// Every file was looked at: what was not asked for may go.
  func complete() { isComplete = true }

  /// False where it cannot be written.
  func flush(_ catalogue: Catalogue) -> Bool {
    let gone = isComplete ? before.keys.filter { !used.contains($0) }.sorted().map(\.text) : []
    guard !new.isEmpty || !gone.isEmpty else { return true }
    do { try catalogue.save(seen: new, dropping: gone, of: pipeline) } catch { return false }
    new = []
    isComplete = false
    return true
  }
}
