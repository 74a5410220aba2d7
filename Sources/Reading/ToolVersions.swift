import Extract
import Glibc

/// What reads documents besides Foja's own code: the libraries that this process has loaded and the programs that it would start, each with size
/// and date of its file. When one of them is installed, removed or upgraded, the line is another, and documents are read again.
func toolVersions() -> String {
  var parts: [String] = []
  var seen: Set<String> = []
  for line in String(decoding: readAll("/proc/self/maps"), as: UTF8.self).split(separator: "\n") {
    guard let slash = line.firstIndex(of: "/") else { continue }
    let path = String(line[slash...])
    guard libraries.contains(where: { Files.name(path).hasPrefix($0) }), seen.insert(path).inserted else { continue }
    parts.append(described(path))
  }
  parts.sort()
  let folders = (Files.environment("PATH") ?? "").split(separator: ":").map(String.init)
  // Of our own program only that it is there: what it gives has a version as the stages have.
  if paintingProgram != nil { parts.append("foja-draw") }
  if let folder = folders.first(where: { access("\($0)/tesseract", X_OK) == 0 }) {
    parts.append(described("\(folder)/tesseract"))
    parts += languages()
  }
  return parts.joined(separator: " ")
}

private let libraries = ["libpoppler.so", "libpcre2-8.so", "libxml2.so"]

/// Tesseract's trained data.
private func languages() -> [String] {
  var folders = [Files.environment("TESSDATA_PREFIX"), "/usr/share/tessdata", "/usr/local/share/tessdata"].compactMap { $0 }
  folders += Files.names(in: "/usr/share/tesseract-ocr").map { "/usr/share/tesseract-ocr/\($0)/tessdata" }
  return folders.flatMap { folder in
    Files.names(in: folder).filter { $0.hasSuffix(".traineddata") }.map { described("\(folder)/\($0)") }
  }
}

private func described(_ path: String) -> String {
  var info = stat()
  guard stat(path, &info) == 0 else { return Files.name(path) }
  return "\(Files.name(path)):\(info.st_size):\(info.st_mtim.tv_sec)"
}

/// A file of /proc, which tells no size.
private func readAll(_ path: String) -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return [] }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65536)
  while true {
    let got = read(descriptor, &buffer, buffer.count)
    if got < 0, errno == EINTR { continue }
    guard got > 0 else { return bytes }
    bytes += buffer[..<got]
  }
}
