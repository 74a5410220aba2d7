import Foundation

/// A file that waits in the folder of inputs.
package struct InboxFile: Equatable, Sendable {
  /// Below the folder.
  package var path: String
  package var size: Int
  /// Nanoseconds since 1970.
  package var modified: Int
  package var inode: Int

  package init(path: String, size: Int, modified: Int, inode: Int) {
    self.path = path
    self.size = size
    self.modified = modified
    self.inode = inode
  }
}

/// What is to be read in a folder, in the order of the paths' bytes.
package struct Inbox: Sendable {
  package var folder: String
  /// Lower case, with the dot.
  package var suffixes: [String]
  /// Names of folders that are not looked into; those that begin with `.` or `_` never are.
  package var skip: [String]

  package init(folder: String, suffixes: [String], skip: [String]) {
    self.folder = folder
    self.suffixes = suffixes
    self.skip = skip
  }

  package func scan() -> [InboxFile] {
    var files: [InboxFile] = []
    func walk(_ below: String, _ depth: Int) {
      guard depth < 32, let handle = opendir(below.isEmpty ? folder : folder + "/" + below) else { return }
      defer { closedir(handle) }
      while let entry = readdir(handle) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        guard !name.hasPrefix("."), !name.hasPrefix("_") else { continue }
        let path = below.isEmpty ? name : below + "/" + name
        var info = stat()
        guard stat(folder + "/" + path, &info) == 0 else { continue }
        if info.st_mode & S_IFMT == S_IFDIR {
          if !skip.contains(name) { walk(path, depth + 1) }
        } else if info.st_mode & S_IFMT == S_IFREG, hasSuffix(name) {
          files.append(InboxFile(path: path, info: info))
        }
      }
    }
    walk("", 0)
    return files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// The file as it is now; nil where it is gone.
  package func look(_ path: String) -> InboxFile? {
    var info = stat()
    guard stat(folder + "/" + path, &info) == 0 else { return nil }
    return InboxFile(path: path, info: info)
  }

  private func hasSuffix(_ name: String) -> Bool {
    let lower = name.lowercased()
    return suffixes.contains { lower.hasSuffix($0) && lower.utf8.count > $0.utf8.count }
  }
}

extension InboxFile {
  fileprivate init(path: String, info: stat) {
    self.init(
      path: path, size: Int(info.st_size), modified: Int(info.st_mtim.tv_sec) * 1_000_000_000 + Int(info.st_mtim.tv_nsec),
      inode: Int(truncatingIfNeeded: info.st_ino))
  }
}
