import Foundation

/// A file that waits in the folder of inputs.
package struct InboxFile: Equatable, Sendable {
  /// Below the folder, as ``PathText`` writes it.
  package var path: String
  package var size: Int
  /// Nanoseconds since 1970.
  package var modified: Int
  /// When its bytes, name or rights last changed, in nanoseconds since 1970: unlike `modified` nobody can set it back.
  package var changed: Int
  package var inode: Int

  package init(path: String, size: Int, modified: Int, changed: Int, inode: Int) {
    self.path = path
    self.size = size
    self.modified = modified
    self.changed = changed
    self.inode = inode
  }

  init(path: String, info: stat) {
    self.init(
      path: path, size: Int(info.st_size), modified: InboxFile.nanoseconds(info.st_mtim), changed: InboxFile.nanoseconds(info.st_ctim),
      inode: Int(truncatingIfNeeded: info.st_ino))
  }

  private static func nanoseconds(_ time: timespec) -> Int { Int(time.tv_sec) &* 1_000_000_000 &+ Int(time.tv_nsec) }
}

/// What a folder of inputs holds.
package struct InboxScan: Sendable {
  /// In the order of the paths' bytes.
  package var files: [InboxFile] = []
  /// Names of documents that are no files, or lead out of the folder: each is refused with a code.
  package var odd: [(path: String, outcome: Outcome)] = []
  /// Folders that could not be read, with the reason: what is known of documents below them stays as it is. `""`: the folder itself.
  package var unreadable: [(path: String, reason: String)] = []

  package init() {}

  /// Whether a path lies below a folder that could not be read.
  package func isHidden(_ path: String) -> Bool {
    unreadable.contains { $0.path.isEmpty || path.utf8.starts(with: ($0.path + "/").utf8) }
  }

}

/// What is to be read in a folder.
package struct Inbox: Sendable {
  package var folder: String
  /// Lower case, with the dot.
  package var suffixes: [String]
  /// Names of folders that are not looked into; those that begin with `.` or `_` never are.
  package var skip: [String]
  /// Follow links to folders, and links that lead out of the folder. Else a link is read where it points to a file within.
  package var followsLinks = false

  package init(folder: String, suffixes: [String], skip: [String]) {
    self.folder = folder
    self.suffixes = suffixes
    self.skip = skip
  }

  /// Folders are opened one from the other, so that paths may be longer than the system takes, and nothing moves under the feet. Only an
  /// interruption ends a scan early.
  package func scan() throws(RunFailure) -> InboxScan {
    let walk = InboxWalk(self)
    try walk.run()
    var scan = walk.scan
    scan.files = scan.files.map { (PathKey($0.path), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    scan.odd = scan.odd.map { (PathKey($0.path), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    scan.unreadable.sort { PathKey($0.path) < PathKey($1.path) }
    return scan
  }

  /// The file as it is now; nil where it is gone.
  package func look(_ path: String) -> InboxFile? {
    var info = stat()
    guard status(of: place(of: path), &info) == 0, info.st_mode & S_IFMT == S_IFREG else { return nil }
    return InboxFile(path: path, info: info)
  }

  /// Whether its first bytes can be read.
  func isReadable(_ path: String) -> Bool {
    let descriptor = openFile(place(of: path), O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var byte: UInt8 = 0
    return read(descriptor, &byte, 1) >= 0
  }

  /// Where it is, in the system's bytes.
  package func place(of path: String) -> [UInt8] { Array(folder.utf8) + [UInt8(ascii: "/")] + PathText.bytes(path) }

  private func status(of path: [UInt8], _ info: inout stat) -> Int32 {
    (path + [0]).withUnsafeBytes { bytes in
      guard let name = bytes.bindMemory(to: CChar.self).baseAddress else { return -1 }
      return fstatat(AT_FDCWD, name, &info, 0)
    }
  }

  func isDocument(_ name: String) -> Bool {
    let lower = name.lowercased()
    return suffixes.contains { lower.utf8.count > $0.utf8.count && lower.utf8.reversed().starts(with: $0.utf8.reversed()) }
  }
}
