import CSystem
import Foundation

/// Moves what a worker wrote to where readers look, each document by one rename, so that nobody ever sees half of it, or none.
struct Publisher {
  let outputs: String
  let pipeline: String
  /// Where workers write: on the same disk, out of the way, gone after the run.
  var staging: String { outputs + "/.staging" }
  /// Where the documents' folders are.
  var documents: String { setFolder + "/documents" }
  /// Where the files of the set are.
  var setFolder: String { outputs + "/" + pipeline }

  /// False where the outputs cannot be written.
  func prepare() -> Bool {
    clear()
    return makeFolder(staging)
  }

  func clear() { remove(staging) }

  func place(of folder: String) -> String { documents + "/" + folder }

  /// Puts on the disk what was staged, before it takes its place.
  func sync() -> Bool {
    let descriptor = open(outputs, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return foja_sync_disk(descriptor) == 0
  }

  /// Puts the names in folders on the disk, after what they name took its place.
  func sync(foldersOf folders: some Sequence<String>) {
    for parent in Set(folders.map { parentFolder(place(of: $0)) }).sorted() { syncFolder(parent) }
  }

  /// The staged folder takes the place of the published one, if there is one.
  func publish(_ staged: String, as folder: String) -> Bool {
    let target = place(of: folder)
    guard makeFolder(parentFolder(target)) else { return false }
    if rename(staged, target) == 0 { return true }
    guard exchange(staged, target) else { return false }
    remove(staged)
    return true
  }

  /// A document's folder goes along with its document. What stood in the new place is gone afterwards.
  func move(_ folder: String, to other: String) -> Bool {
    guard publish(place(of: folder), as: other) else { return false }
    removeEmpty(above: folder)
    return true
  }

  /// Takes away what was published of a document.
  func withdraw(_ folder: String) -> Bool {
    let aside = staging + "/withdrawn-\(UUID().uuidString)"
    guard rename(place(of: folder), aside) == 0 || errno == ENOENT else { return false }
    remove(aside)
    removeEmpty(above: folder)
    return true
  }

  /// Folders of the path that hold nothing any more.
  private func removeEmpty(above folder: String) {
    var above = parentFolder(folder)
    while !above.isEmpty, rmdir(place(of: above)) == 0 { above = parentFolder(above) }
  }

  private func exchange(_ a: String, _ b: String) -> Bool {
    if foja_exchange(a, b) == 0 { return true }
    guard errno == EINVAL || errno == ENOSYS || errno == ENOTSUP else { return false }
    // A disk that cannot exchange two names: for a moment there is none.
    let old = staging + "/old-\(UUID().uuidString)"
    guard rename(b, old) == 0 else { return false }
    guard rename(a, b) == 0 else {
      rename(old, b)
      return false
    }
    return rename(old, a) == 0
  }
}

func syncFolder(_ folder: String) {
  let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard descriptor >= 0 else { return }
  fsync(descriptor)
  close(descriptor)
}

func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

func makeFolder(_ path: String) -> Bool {
  (try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)) != nil
}

/// The path without its last name; empty where there is only one.
func parentFolder(_ path: String) -> String { path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "" }
