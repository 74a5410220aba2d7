import Glibc
package import Model

/// All of Pipelines/ as plain trees: what the stages build their settings from.
///
/// A folder `local` beside Pipelines/ (where Foja is installed, a link to /etc/foja) holds files of the same tree: pipelines, rules and words of
/// those who run it, and such as stand in place of the ones of the same path.
package struct DataFolder: Sendable {
  /// By path below Pipelines/ (`rules/es/dates.yaml`), in the order of the paths' bytes.
  package var files: [DataFile]
  /// SHA-256 over a list of all files, schemas included: each one's path and SHA-256, as `sha256sum` would.
  package var fingerprint: String
  /// Each file's path and SHA-256.
  private let hashes: [(path: String, sha256: String)]
  /// Files that are no YAML.
  package var faults: [DataFault]
  /// The folder itself. Never part of any output.
  package var path: String

  /// - Parameter cases: whether the examples beside the rules are read: who reads documents has no use for them.
  package init(path: String, cases: Bool = true) {
    self.path = path
    let raw = DataFolder.gather(path)
    hashes = raw.map { ($0.path, sha256Hex($0.bytes)) }
    fingerprint = DataFolder.fingerprint(hashes)
    files = []
    faults = []
    for (path, bytes) in raw where path.hasSuffix(".yaml") && (cases || !path.hasSuffix(".cases.yaml")) {
      do throws(DataFault) {
        files.append(DataFile(path: path, tree: try parseYAML(bytes, path: path)))
      } catch {
        faults.append(error)
      }
    }
  }

  /// The same as ``fingerprint`` over some of the files.
  func fingerprint(where isMeant: (String) -> Bool) -> String { DataFolder.fingerprint(hashes.filter { isMeant($0.path) }) }

  package func file(_ path: String) -> DataTree? { files.first { $0.path == path }?.tree }

  /// Bytes of a file that is no YAML (a schema).
  package func bytes(_ name: String) -> [UInt8]? {
    Files.read(DataFolder.local(path) + "/" + name) ?? Files.read(path + "/" + name)
  }

  /// The folder whose files stand before those of a Pipelines/; it need not be there.
  package static func local(_ pipelines: String) -> String { Files.parent(pipelines) + "/local" }

  /// A file as people find it: below Pipelines/, or where it is in its place.
  package static func shown(_ name: String) -> String {
    guard let pipelines = find() else { return "Pipelines/" + name }
    let own = local(pipelines) + "/" + name
    if Files.exists(own) { return own }
    return isInstalled(pipelines) ? pipelines + "/" + name : "Pipelines/" + name
  }

  /// Whether a Pipelines/ is part of an installed Foja, into which nothing is written.
  package static func isInstalled(_ pipelines: String) -> Bool { pipelines.hasSuffix(installed + "/Pipelines") }

  /// Below the prefix that Foja was installed to.
  private static let installed = "/share/foja"

  /// Where Pipelines/ is: `$FOJA_HOME/Pipelines`, else beside or above the running program, or in `share/foja` there.
  package static func find() -> String? {
    if let home = Files.environment("FOJA_HOME") { return Files.isFolder(home + "/Pipelines") ? home + "/Pipelines" : nil }
    guard let program = Files.target(of: "/proc/self/exe") else { return nil }
    var folder = Files.parent(program)
    while !folder.isEmpty {
      for place in [folder, folder + installed] where Files.exists(place + "/Pipelines/default.yaml") { return place + "/Pipelines" }
      if folder == "/" { break }
      folder = Files.parent(folder)
    }
    return nil
  }

  // MARK: Steps

  private static func gather(_ root: String) -> [(path: String, bytes: [UInt8])] {
    let own = filesBelow(local(root))
    let names = Set(own.map(\.path))
    return (own + filesBelow(root).filter { !names.contains($0.path) }).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private static func filesBelow(_ root: String) -> [(path: String, bytes: [UInt8])] {
    var found: [(path: String, bytes: [UInt8])] = []
    func walk(_ below: String) {
      for name in Files.names(in: root + below) where !name.hasPrefix(".") {
        let path = below + "/" + name
        // What people said of single documents is part of their stamps alone.
        if path == "/corrections" { continue }
        if Files.isFolder(root + path) {
          walk(path)
        } else if name.hasSuffix(".yaml") || name.hasSuffix(".json"), let bytes = Files.read(root + path) {
          found.append((String(path.dropFirst()), bytes))
        }
      }
    }
    walk("")
    return found
  }

  private static func fingerprint(_ files: [(path: String, sha256: String)]) -> String {
    let lines = files.map { "\($0.path)\t\($0.sha256)\n" }
    return sha256Hex(Array(lines.joined().utf8))
  }
}
