import CSystem
import Foundation

/// Moves what a worker wrote to where readers look, each document by one rename, so that nobody ever sees half of it.
struct Publisher {
  let outputs: String
  /// Where workers write: on the same disk, out of the way, gone after the run.
  var staging: String { outputs + "/.staging" }

  init(outputs: String) { self.outputs = outputs }

  /// False where the outputs cannot be written.
  func prepare() -> Bool {
    clear()
    return makeFolder(staging)
  }

  func clear() { remove(staging) }

  /// The staged folder takes the place of the published one, if there is one.
  func publish(_ staged: String, as folder: String) -> Bool {
    let target = outputs + "/" + folder
    guard makeFolder((target as NSString).deletingLastPathComponent) else { return false }
    if rename(staged, target) == 0 { return true }
    if swap(staged, target) {
      remove(staged)
      return true
    }
    // A disk that cannot exchange two names: for a moment there is none.
    let old = staged + ".old"
    guard rename(target, old) == 0, rename(staged, target) == 0 else { return false }
    remove(old)
    return true
  }

  /// Each file of the staged folder by a rename of its own.
  func publishFiles(_ staged: String, into folder: String) -> Bool {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: staged)) ?? []
    guard !names.isEmpty, makeFolder(outputs + "/" + folder) else { return false }
    for name in names where rename(staged + "/" + name, outputs + "/" + folder + "/" + name) != 0 { return false }
    remove(staged)
    return true
  }

  /// Takes away what was published of a document that has no record any more.
  func withdraw(_ folder: String) {
    let target = outputs + "/" + folder
    let old = staging + "/withdrawn"
    guard access(target, F_OK) == 0 else { return }
    remove(old)
    if rename(target, old) == 0 { remove(old) }
  }

  private func swap(_ a: String, _ b: String) -> Bool { foja_exchange(a, b) == 0 }
}

func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

func makeFolder(_ path: String) -> Bool {
  (try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)) != nil
}

/// One run at a time in a folder: an advisory lock on the folder itself, which ends with the process however it ends.
final class FolderLock {
  private let descriptor: Int32

  /// Nil where somebody else holds it.
  init?(_ folder: String) {
    descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      if descriptor >= 0 { close(descriptor) }
      return nil
    }
  }

  deinit { close(descriptor) }
}
