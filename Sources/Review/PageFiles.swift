import Emit
package import Foundation

/// The files of which pages are made: HTML, style and scripts, as they stand under Pipelines/review. Pages need no server: what they show
/// comes as a script beside them, since a page that was opened as a file may read nothing else.
package struct PageFiles: Sendable {
  /// Pipelines/review.
  package let folder: String

  package init(folder: String) { self.folder = folder }

  private struct Missing: Error {}

  /// What is shared by all pages of a folder, into its `files/`; the words (``Words``) as `words.js`.
  package func copy(into target: String) throws {
    try FileManager.default.createDirectory(atPath: target + "/files", withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where name.hasSuffix(".css") || name.hasSuffix(".js") {
      guard let bytes = FileManager.default.contents(atPath: folder + "/" + name) else { throw CocoaError(.fileReadNoSuchFile) }
      try bytes.write(to: URL(fileURLWithPath: target + "/files/" + name))
    }
    try Data(script("words", Words.all(folder: folder))).write(to: URL(fileURLWithPath: target + "/files/words.js"))
  }

  /// Writes `index.html` of a kind (`review`, `index`, `sample`, `diff`) and the `data.js` that it shows. `up` leads from the page's folder to
  /// the one that holds `files/`: `""`, `../../`.
  package func write(_ kind: String, data: [UInt8], into target: String, up: String = "") throws {
    guard let template = FileManager.default.contents(atPath: folder + "/\(kind).html") else { throw CocoaError(.fileReadNoSuchFile) }
    try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
    let page = String(decoding: template, as: UTF8.self).replacingOccurrences(of: "{{files}}", with: up + "files")
    try Data(page.utf8).write(to: URL(fileURLWithPath: target + "/index.html"))
    try Data(script("data", data)).write(to: URL(fileURLWithPath: target + "/data.js"))
  }

  /// JSON as a script that can hold nothing but data: one string, which the page parses. As an object in the script's own language a key
  /// `__proto__` would be more than a key.
  private func script(_ name: String, _ json: [UInt8]) -> [UInt8] {
    var out = JSONWriter(capacity: json.count + json.count / 4)
    out.text(String(decoding: json, as: UTF8.self))
    return Array("'use strict';\nwindow.foja = window.foja || {};\nfoja.\(name) = JSON.parse(".utf8) + out.bytes + Array(");\n".utf8)
  }
}

/// A path below a folder as a link: each name escaped as in a URL.
package func link(_ path: String) -> String {
  let plain = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~")
  return path.split(separator: "/", omittingEmptySubsequences: false)
    .map { $0.addingPercentEncoding(withAllowedCharacters: plain) ?? "" }.joined(separator: "/")
}
