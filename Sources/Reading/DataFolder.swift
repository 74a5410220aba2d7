import CSystem
import Glibc
package import Model
import Yams

/// All of Pipelines/ as plain trees: what the stages build their settings from.
///
/// YAML takes a second a megabyte, so the parsed trees are kept in `$XDG_CACHE_HOME/foja` (or `~/.cache/foja`) under the fingerprint of the
/// files' bytes. The copy is only ever a shortcut: where it is missing, damaged or unwritable, the files are parsed.
package struct DataFolder: Sendable {
  /// By path below Pipelines/ (`rules/es/dates.yaml`), in the order of the paths' bytes.
  package var files: [DataFile]
  /// SHA-256 over a list of all files, schemas included: each one's path and SHA-256, as `sha256sum` would.
  package var fingerprint: String
  /// Files that are no YAML.
  package var faults: [DataFault]
  /// The folder itself. Never part of any output.
  package var path: String

  package init(path: String, cached: Bool = true) {
    self.path = path
    let raw = DataFolder.gather(path)
    fingerprint = DataFolder.fingerprint(raw)
    let copy = DataFolder.cachePath(fingerprint)
    if cached, let copy, let bytes = Files.read(copy), let files = DataCache.decode(bytes) {
      self.files = files
      faults = []
      return
    }
    files = []
    faults = []
    for (path, bytes) in raw where path.hasSuffix(".yaml") {
      do throws(DataFault) {
        files.append(DataFile(path: path, tree: try parseYAML(bytes, path: path)))
      } catch {
        faults.append(error)
      }
    }
    if cached, faults.isEmpty, let copy, Files.makeFolder(Files.parent(copy)) {
      Files.write(DataCache.encode(files), to: copy)
      DataFolder.prune(Files.parent(copy))
    }
  }

  package func file(_ path: String) -> DataTree? { files.first { $0.path == path }?.tree }

  /// Bytes of a file that is no YAML (a schema).
  package func bytes(_ name: String) -> [UInt8]? { Files.read(path + "/" + name) }

  /// Where Pipelines/ is: `$FOJA_HOME/Pipelines`, else beside or above the running program.
  package static func find() -> String? {
    if let home = Files.environment("FOJA_HOME") { return Files.isFolder(home + "/Pipelines") ? home + "/Pipelines" : nil }
    var buffer = [CChar](repeating: 0, count: 4096)
    let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    guard length > 0 else { return nil }
    var folder = Files.parent(String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self))
    while !folder.isEmpty {
      if Files.exists(folder + "/Pipelines/default.yaml") { return folder + "/Pipelines" }
      if folder == "/" { break }
      folder = Files.parent(folder)
    }
    return nil
  }

  // MARK: Steps

  private static func gather(_ root: String) -> [(path: String, bytes: [UInt8])] {
    var found: [(path: String, bytes: [UInt8])] = []
    func walk(_ below: String) {
      for name in Files.names(in: root + below) where !name.hasPrefix(".") {
        let path = below + "/" + name
        if Files.isFolder(root + path) {
          walk(path)
        } else if name.hasSuffix(".yaml") || name.hasSuffix(".json"), let bytes = Files.read(root + path) {
          found.append((String(path.dropFirst()), bytes))
        }
      }
    }
    walk("")
    return found.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private static func fingerprint(_ files: [(path: String, bytes: [UInt8])]) -> String {
    let lines = files.map { "\($0.path)\t\(sha256Hex($0.bytes))\n" }
    return sha256Hex(Array(lines.joined().utf8))
  }

  /// Copies of data that has changed since are of no use: the eight youngest stay.
  private static func prune(_ folder: String) {
    let copies = Files.names(in: folder).filter { $0.hasPrefix("data-") }.map { ($0, Files.modified(folder + "/" + $0)) }
    for (name, _) in copies.sorted(by: { $0.1 > $1.1 }).dropFirst(8) { unlink(folder + "/" + name) }
  }

  private static func cachePath(_ fingerprint: String) -> String? {
    let base = Files.environment("XDG_CACHE_HOME") ?? Files.environment("HOME").map { $0 + "/.cache" }
    return base.map { "\($0)/foja/data-\(DataCache.version)-\(fingerprint.prefix(32))" }
  }
}

/// One YAML file as a tree. Types are not looked at: scalars stay text.
package func parseYAML(_ bytes: [UInt8], path: String) throws(DataFault) -> DataTree {
  guard let text = String(validatingUTF8: bytes) else { throw DataFault(path: path, place: "", message: "is not UTF-8") }
  do {
    guard let node = try Yams.compose(yaml: text) else { return .map([]) }
    return tree(node)
  } catch let error as YamlError {
    throw DataFault(path: path, place: "", message: "is not YAML: \(error)")
  } catch {
    throw DataFault(path: path, place: "", message: "cannot be read: \(error)")
  }
}

private func tree(_ node: Node) -> DataTree {
  switch node {
  case .scalar(let scalar): .scalar(scalar.string)
  case .sequence(let sequence): .list(sequence.map(tree))
  case .mapping(let mapping): .map(mapping.map { DataTree.Entry(key: $0.key.string ?? "", value: tree($0.value)) })
  case .alias(let alias): .scalar("*\(alias.anchor)")
  }
}

extension String {
  fileprivate init?(validatingUTF8 bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    self = text
  }
}

private func sha256Hex(_ bytes: [UInt8]) -> String {
  withUnsafeTemporaryAllocation(of: CChar.self, capacity: 65) { digits in
    bytes.withUnsafeBytes { foja_sha256($0.baseAddress, $0.count, false, digits.baseAddress) }
    return String(cString: digits.baseAddress!)
  }
}
