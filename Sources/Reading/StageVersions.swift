/// The version of each stage: raised when its results change for some document, so that what was read before is read again from that stage on.
/// `Tests/Golden/stages` compares results of small documents with those that it wrote down for these versions, and fails where they differ and
/// the version is the same; `FOJA_RECORD=1 Tests/Golden/stages` raises what must be raised.
package let stageVersions: [(name: String, version: Int)] = [
  ("extract", 7),
  ("layout", 4),
  ("objects", 7),
  ("structure", 4),
  ("assembly", 4),
  ("recognize", 5),
  ("emit", 5),
]

/// What stands for the program in stamps and keys: the versions of its stages, up to one of them. While somebody works on a stage its version
/// stays behind what it does: a program that is still where Swift builds it counts with its file's size and date.
package func programVersion(of path: String, upTo stage: String = "emit") -> String {
  var parts: [String] = []
  for (name, version) in stageVersions {
    parts.append("\(name).\(version)")
    if name == stage { break }
  }
  if path.contains("/.build/") { parts.append(Files.stampOfFile(path)) }
  return parts.joined(separator: " ")
}
