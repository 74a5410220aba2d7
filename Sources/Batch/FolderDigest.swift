import Foundation

/// What tells whether the files of a published folder are still those that were written.
struct FolderDigest: Equatable {
  /// Of names, sizes and times: costs a look at each file, taken on each run.
  var listing: String
  /// Of names and contents: costs reading all of it.
  var contents: String

  /// Nil where a file cannot be read, or there is none.
  init?(_ folder: String, interruptible: Bool = true) throws(RunFailure) {
    guard let listing = FolderDigest.listing(of: folder),
      let contents = try FolderDigest.contents(of: folder, interruptible: interruptible)
    else { return nil }
    self.listing = listing
    self.contents = contents
  }

  static func listing(of folder: String) -> String? {
    guard let files = files(in: folder), !files.isEmpty else { return nil }
    return digest(files.map { "\($0.path)\0\($0.size)\0\($0.time)\n" })
  }

  static func contents(of folder: String, interruptible: Bool = true) throws(RunFailure) -> String? {
    guard let files = files(in: folder), !files.isEmpty else { return nil }
    var lines: [String] = []
    for file in files {
      guard let hash = try sha256(ofFile: Array((folder + "/" + file.path).utf8), interruptible: interruptible) else { return nil }
      lines.append("\(file.path)\0\(hash)\n")
    }
    return digest(lines)
  }

  static func digest(_ lines: [String]) -> String { String(sha256(of: lines.flatMap { Array($0.utf8) }).prefix(32)) }

  private struct File { var path: String, size: Int, time: Int }

  /// In the order of their paths. Nil where there is no such folder.
  private static func files(in folder: String) -> [File]? {
    var found: [File] = []
    guard walk(folder, "", &found) else { return nil }
    return found.sorted { PathKey($0.path) < PathKey($1.path) }
  }

  private static func walk(_ folder: String, _ below: String, _ found: inout [File]) -> Bool {
    guard let names = names(in: folder + "/" + below) else { return false }
    for name in names {
      var info = stat()
      guard lstat(folder + "/" + below + name, &info) == 0 else { return false }
      if info.st_mode & S_IFMT == S_IFDIR {
        guard walk(folder, below + name + "/", &found) else { return false }
      } else {
        found.append(
          File(path: below + name, size: Int(info.st_size), time: Int(info.st_mtim.tv_sec) &* 1_000_000_000 &+ Int(info.st_mtim.tv_nsec)))
      }
    }
    return true
  }

  /// Names in a folder of ours; nil where it cannot be read.
  static func names(in folder: String) -> [String]? {
    guard let handle = opendir(folder) else { return nil }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return nil }
      let name = String(cString: UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self))
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
