import Foundation

/// One walk through a folder of inputs; see ``Inbox/scan()``.
final class InboxWalk {
  private(set) var scan = InboxScan()
  private let inbox: Inbox
  private let root: String?
  /// Folders that were entered through links, with all above them: none is entered twice.
  private var entered: Set<Place> = []
  /// Links to folders, looked into after all else: a document that has a path without links is known by that.
  private var links: [(parent: [UInt8], name: [UInt8])] = []

  private struct Place: Hashable { var device: UInt, inode: UInt }

  /// Each folder on the way down holds a descriptor.
  private static let deepest = 300

  init(_ inbox: Inbox) {
    self.inbox = inbox
    root = realpath(inbox.folder, nil).map { path in
      defer { free(path) }
      return String(cString: path)
    }
  }

  func run() throws(RunFailure) {
    let descriptor = open(inbox.folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return scan.unreadable.append(("", reason())) }
    try walk(descriptor, below: [], depth: 0)
    var at = 0
    while at < links.count {
      let link = links[at]
      at += 1
      let path = link.parent + link.name
      let target = openFile(inbox.place(of: PathText.text(path)), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      if target >= 0 {
        try walk(target, below: path + [UInt8(ascii: "/")], depth: 1)
      } else {
        scan.unreadable.append((PathText.text(path), reason()))
      }
    }
  }

  // MARK: Steps

  /// Takes the descriptor over. `below` is the folder's path, empty or with a slash at its end.
  private func walk(_ descriptor: Int32, below: [UInt8], depth: Int) throws(RunFailure) {
    var info = stat()
    guard fstat(descriptor, &info) == 0, entered.insert(Place(device: UInt(info.st_dev), inode: UInt(info.st_ino))).inserted,
      let handle = fdopendir(descriptor)
    else {
      close(descriptor)
      return
    }
    defer { closedir(handle) }
    var names: [[UInt8]] = []
    errno = 0
    while let entry = readdir(handle) {
      if let name = InboxWalk.name(entry), name.first != UInt8(ascii: "."), name.first != UInt8(ascii: "_") { names.append(name) }
      errno = 0
    }
    if errno != 0 { scan.unreadable.append((PathText.text(below.dropLast()), reason())) }
    for name in names.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      try Interrupt.check()
      try look(name, in: descriptor, below: below, depth: depth)
    }
  }

  private func look(_ name: [UInt8], in folder: Int32, below: [UInt8], depth: Int) throws(RunFailure) {
    let path = PathText.text(below + name)
    var info = stat()
    guard at(name, { fstatat(folder, $0, &info, AT_SYMLINK_NOFOLLOW) }) == 0 else {
      // Gone since the folder was listed, or in a folder that may be listed and not entered.
      if errno != ENOENT { scan.unreadable.append((PathText.text(below.dropLast()), reason())) }
      return
    }
    switch info.st_mode & S_IFMT {
    case S_IFDIR:
      guard !inbox.skip.contains(where: { $0.utf8.elementsEqual(name) }) else { return }
      guard depth < InboxWalk.deepest else { return scan.unreadable.append((path, "too many folders within each other")) }
      let descriptor = at(name) { openat(folder, $0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
      if descriptor >= 0 {
        try walk(descriptor, below: below + name + [UInt8(ascii: "/")], depth: depth + 1)
      } else if errno != ENOENT {
        scan.unreadable.append((path, reason()))
      }
    case S_IFREG:
      if inbox.isDocument(path) { scan.files.append(InboxFile(path: path, info: info)) }
    case S_IFLNK: follow(name, in: folder, below: below, path: path)
    default:
      if inbox.isDocument(path) { refuse(path, "not-a-file", "it is a pipe, a device or a socket") }
    }
  }

  private func follow(_ name: [UInt8], in folder: Int32, below: [UInt8], path: String) {
    var info = stat()
    guard at(name, { fstatat(folder, $0, &info, 0) }) == 0 else {
      if inbox.isDocument(path) { refuse(path, "link-broken", "it is a link that leads nowhere") }
      return
    }
    switch info.st_mode & S_IFMT {
    case S_IFDIR:
      if inbox.followsLinks, !inbox.skip.contains(where: { $0.utf8.elementsEqual(name) }) { links.append((below, name)) }
    case S_IFREG:
      guard inbox.isDocument(path) else { return }
      if inbox.followsLinks || isWithin(path) {
        scan.files.append(InboxFile(path: path, info: info))
      } else {
        refuse(path, "link-outside", "it is a link out of the folder of inputs (follow-links in the pipeline would follow it)")
      }
    default:
      if inbox.isDocument(path) { refuse(path, "not-a-file", "it is a link to a pipe, a device or a socket") }
    }
  }

  private func isWithin(_ path: String) -> Bool {
    guard let root else { return false }
    return (inbox.place(of: path) + [0]).withUnsafeBytes { bytes in
      guard let name = bytes.bindMemory(to: CChar.self).baseAddress, let real = realpath(name, nil) else { return false }
      defer { free(real) }
      let prefix = root == "/" ? "/" : root + "/"
      return strncmp(real, prefix, prefix.utf8.count) == 0
    }
  }

  private func refuse(_ path: String, _ code: String, _ message: String) {
    scan.odd.append((path, Outcome(.refused, code: code, message: message)))
  }

  private func reason() -> String { String(cString: strerror(errno)) }

  private func at(_ name: [UInt8], _ call: (UnsafePointer<CChar>) -> Int32) -> Int32 {
    (name + [0]).withUnsafeBytes { bytes in
      guard let name = bytes.bindMemory(to: CChar.self).baseAddress else { return -1 }
      return call(name)
    }
  }

  private static func name(_ entry: UnsafeMutablePointer<dirent>) -> [UInt8]? {
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return nil }
    let start = UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
    return Array(UnsafeRawBufferPointer(start: start, count: strlen(start)))
  }
}
