import Glibc

/// Files without Foundation, which would cost the worker a third of its start. Paths are as the system takes them.
package enum Files {
  /// The bytes of a file, or nil where it cannot be read.
  package static func read(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var info = stat()
    guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { return nil }
    let size = Int(info.st_size)
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let got = Glibc.read(descriptor, buffer.baseAddress! + count, size - count)
        if got < 0, errno == EINTR { continue }
        if got <= 0 {
          failed = got < 0
          break
        }
        count += got
      }
    }
    return failed ? nil : bytes
  }

  /// What comes from a pipe until its end.
  static func readAll(_ descriptor: Int32) -> [UInt8] {
    var out: [UInt8] = []
    while true {
      var got = 0
      let piece = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
        got = Glibc.read(descriptor, buffer.baseAddress, 1 << 16)
        count = max(got, 0)
      }
      if got < 0, errno == EINTR { continue }
      if got <= 0 { return out }
      out += piece
    }
  }

  /// Writes all bytes or nothing: a neighbour first, then one rename. False where that cannot be done.
  @discardableResult
  package static func write(_ bytes: [UInt8], to path: String) -> Bool {
    let draft = "\(path).\(getpid()).part"
    guard writePlain(bytes, to: draft) else {
      unlink(draft)
      return false
    }
    guard rename(draft, path) == 0 else {
      unlink(draft)
      return false
    }
    return true
  }

  /// Writes in place: for folders that nobody reads before they are published.
  @discardableResult
  package static func writePlain(_ bytes: [UInt8], to path: String) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return writeAll(bytes, to: descriptor)
  }

  @discardableResult
  package static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var sent = 0
      while sent < buffer.count {
        let wrote = Glibc.write(descriptor, buffer.baseAddress! + sent, buffer.count - sent)
        if wrote < 0, errno == EINTR { continue }
        if wrote <= 0 { return false }
        sent += wrote
      }
      return true
    }
  }

  /// Names in a folder, sorted by their bytes; without `.` and `..`; empty where there is no such folder.
  package static func names(in folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  package static func isFolder(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
  }

  /// Seconds since 1970; 0 where there is no such file.
  static func modified(_ path: String) -> Int {
    var info = stat()
    return stat(path, &info) == 0 ? Int(info.st_mtim.tv_sec) : 0
  }

  /// Size and date of a file, which tell builds of a program apart.
  static func stampOfFile(_ path: String) -> String {
    var info = stat()
    return stat(path, &info) == 0 ? "\(info.st_size)-\(info.st_mtim.tv_sec).\(info.st_mtim.tv_nsec)" : "?"
  }

  /// Where a link leads.
  static func target(of link: String) -> String? {
    var buffer = [CChar](repeating: 0, count: 4096)
    let length = readlink(link, &buffer, buffer.count - 1)
    return length > 0 ? String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
  }

  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Makes a folder and those above it. False where that cannot be done.
  @discardableResult
  package static func makeFolder(_ path: String) -> Bool {
    if isFolder(path) || path.isEmpty { return true }
    guard makeFolder(parent(path)) else { return false }
    return mkdir(path, 0o755) == 0 || isFolder(path)
  }

  /// The folder that a path is in: `""` for a bare name, `/` for what stands at the root.
  package static func parent(_ path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  package static func name(_ path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }

  package static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }
}
