import CSystem
import Glibc
import Model

/// What Extract gives of a file.
struct Extraction: Sendable {
  var facts: DocumentFacts
  var pages: [Page]
  /// Of the file as a whole.
  var findings: [Finding]
}

/// What the stages gave for a document, as it lies in the cache: its pages (after Extract) or the whole of it (after Assembly).
///
/// A file is a line `foja-stage KEY NAME-HASH SHA-256 SHA-256` (what it was made with, the document's file name, the document's bytes, the rest),
/// then the value by ``Transfer``. Whatever does not match is as good as not there: the document is read from its bytes.
struct StageEntry {
  /// What it was made with: see ``StageKeys``.
  var key: String
  /// The document's file name, which has a say in what kind of document it is.
  var name: String
  /// Of the document's bytes.
  var sha256: String

  func read<T: Transferable>(_ type: T.Type, from path: String) -> T? {
    guard let bytes = Files.read(path), let end = bytes.prefix(StageEntry.longestHead).firstIndex(of: 0x0A) else { return nil }
    let body = bytes[(end + 1)...]
    guard bytes[...end].elementsEqual(head(body).utf8) else { return nil }
    return Transfer.read(type, body)
  }

  func write(_ value: some Transferable, to path: String) {
    let body = Transfer.write(value)
    if !Files.writePlain(Array(head(body[...]).utf8) + body, to: path) { unlink(path) }
  }

  private func head(_ body: ArraySlice<UInt8>) -> String {
    "foja-stage \(key) \(sha256Hex(Array(name.utf8))) \(sha256) \(sha256Hex(body))\n"
  }

  private static let longestHead = 512
}

/// Where entries of a document's stages are looked for, and where new ones are put; neither, where there is no cache.
package struct StagePlaces: Sendable {
  /// The path without its end (`.pages`, `.document`), and the document's bytes that entries there must be of.
  package var from: String?
  package var sha256: String?
  package var keep: String?

  package init(from: String? = nil, sha256: String? = nil, keep: String? = nil) {
    self.from = from
    self.sha256 = sha256
    self.keep = keep
  }

  func read<T: Transferable>(_ type: T.Type, _ end: String, key: String, name: String) -> T? {
    guard let from, let sha256 else { return nil }
    return StageEntry(key: key, name: name, sha256: sha256).read(type, from: from + end)
  }

  func keep(_ value: some Transferable, _ end: String, key: String, name: String, sha256: String) {
    guard let keep else { return }
    StageEntry(key: key, name: name, sha256: sha256).write(value, to: keep + end)
  }
}

/// What results of stages rest on besides the document: while a key stays the same, so do they.
struct StageKeys {
  /// Of pages, and of whole documents.
  var pages: String
  var document: String

  /// `tools` is what reads documents besides Foja itself.
  init(data: DataFolder, pipeline: String, ocr: String, tools: String) {
    let program = Files.target(of: "/proc/self/exe") ?? ""
    pages = sha256Hex(Array("pages \(programVersion(of: program, upTo: "extract")) \(tools) \(ocr)".utf8))
    let profiles = data.file("\(pipeline).yaml")?["profiles"]?.texts.joined(separator: " ") ?? "all"
    document = sha256Hex(
      Array(
        "document \(programVersion(of: program, upTo: "assembly")) \(pages) \(profiles) \(data.fingerprint(where: StageKeys.isOfStructure))"
          .utf8))
  }

  /// Whether a data file is one that the stages up to Assembly may read. They are given no others, so none is left out by mistake; of
  /// vocabularies those are named here that only Recognize reads, so that a new one counts until somebody says that it need not.
  static func isOfStructure(_ path: String) -> Bool {
    if path.hasPrefix("rules/") || path.hasPrefix("schemas/") || path.hasSuffix(".cases.yaml") || !path.contains("/") { return false }
    return !(path.hasPrefix("vocabularies/") && onlyForRecognize.contains(Files.name(path)))
  }

  private static let onlyForRecognize: Set<String> = [
    "adjective-endings.yaml", "change-words.yaml", "cities.yaml", "common-words.yaml", "compound-units.yaml", "countries.yaml",
    "decimal-words.yaml", "event-words.yaml", "halves.yaml", "institutions.yaml", "irregular-plurals.yaml",
    "joints.yaml",
    "law-words.yaml", "measure-words.yaml", "measures.yaml", "month-names.yaml", "months.yaml", "number-joints.yaml", "number-leads.yaml",
    "ordinals.yaml", "org-heads.yaml", "participle-nouns.yaml", "percent-words.yaml", "person-acronyms.yaml", "place-abbreviations.yaml",
    "plural-determiners.yaml", "preadjectives.yaml", "regions.yaml", "seasons.yaml", "states.yaml",
    "surnames.yaml", "tens.yaml", "titles.yaml", "towns.yaml", "ucum.yaml", "weekdays.yaml", "work-words.yaml",
  ]
}

extension DataFolder {
  /// The files that stages up to Assembly are given.
  var structure: [DataFile] { files.filter { StageKeys.isOfStructure($0.path) } }
}

/// As 64 lower-case hexadecimal digits.
package func sha256Hex(_ bytes: [UInt8]) -> String { sha256Hex(bytes[...]) }

func sha256Hex(_ bytes: ArraySlice<UInt8>) -> String {
  withUnsafeTemporaryAllocation(of: CChar.self, capacity: 65) { digits in
    bytes.withUnsafeBytes { foja_sha256($0.baseAddress, $0.count, false, digits.baseAddress) }
    return String(decoding: digits.prefix(64).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
