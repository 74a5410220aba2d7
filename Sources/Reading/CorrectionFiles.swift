package import Model
import Recognize

/// The corrections of a pipeline: `<document>.corrections.yaml` files, as the review page writes them, in a folder and those below it.
///
///     document: "sha256:…"
///     file: "informe.pdf"
///     corrections:
///       - {kind: heading, says: 2, page: 3, box: [72, 120.5, 300, 134], text: "Resultados"}
///
/// All of them are looked at when they are loaded: a kind, a field or a value that cannot be is answered with what can be, by file and place. Two files may
/// speak of one document; two corrections of one kind and place may not.
package struct CorrectionFiles: Sendable {
  /// By the SHA-256 of the document, files in the order of their names.
  package private(set) var files: [File] = []
  private var byDocument: [String: [Correction]] = [:]

  package struct File: Sendable {
    package var path: String
    package var sha256: String
    /// The document's name when it was corrected.
    package var name: String
    package var corrections: [Correction]
    var bytes: [UInt8]
  }

  package init(folder: String) throws(DataFault) {
    for path in CorrectionFiles.paths(folder) {
      let file = try CorrectionFiles.read(folder + "/" + path, name: path)
      for correction in file.corrections {
        let known = byDocument[file.sha256, default: []]
        if known.contains(where: { $0.kind == correction.kind && $0.place == correction.place && $0.type == correction.type }) {
          throw DataFault(
            path: path, place: "corrections",
            message:
              "«\(correction.place.text.prefix(60))» on page \(correction.place.page) is corrected twice as \(correction.kind.rawValue)")
        }
        byDocument[file.sha256, default: []].append(correction)
      }
      files.append(file)
    }
  }

  package func of(_ sha256: String) -> [Correction] { byDocument[sha256] ?? [] }

  /// Of each document that has corrections, a digest of them: what its reading depends on besides the pipeline.
  package var stamps: [String: String] {
    var bytes: [String: [UInt8]] = [:]
    for file in files { bytes[file.sha256, default: []] += file.bytes + [0] }
    return bytes.mapValues(sha256Hex)
  }

  // MARK: Steps

  private static let suffix = ".corrections.yaml"

  private static func paths(_ folder: String) -> [String] {
    var found: [String] = []
    func walk(_ below: String, _ depth: Int) {
      // A folder that leads back to itself ends somewhere.
      guard depth < 16 else { return }
      for name in Files.names(in: folder + below) where !name.hasPrefix(".") {
        if Files.isFolder(folder + below + "/" + name) {
          walk(below + "/" + name, depth + 1)
        } else if name.hasSuffix(suffix) {
          found.append(String((below + "/" + name).dropFirst()))
        }
      }
    }
    walk("", 0)
    return found
  }

  private static func read(_ path: String, name: String) throws(DataFault) -> File {
    guard let bytes = Files.read(path) else { throw DataFault(path: name, place: "", message: "cannot be read") }
    let tree = try parseYAML(bytes, path: name)
    for entry in tree.entries where !["document", "file", "corrections"].contains(entry.key) {
      throw DataFault(path: name, place: entry.key, message: "is not known here; known are document, file, corrections")
    }
    guard let document = tree["document"]?.text, document.hasPrefix("sha256:"), document.utf8.count == 71 else {
      throw DataFault(path: name, place: "document", message: "'sha256:' and the 64 digits of the document are expected")
    }
    var corrections: [Correction] = []
    for (index, item) in (tree["corrections"]?.items ?? []).enumerated() {
      corrections.append(try CorrectionItem(item, path: name, place: "corrections[\(index + 1)]").correction())
    }
    return File(
      path: name, sha256: String(document.dropFirst("sha256:".count)), name: tree["file"]?.text ?? "", corrections: corrections,
      bytes: bytes)
  }
}

/// One item of a file.
private struct CorrectionItem {
  let tree: DataTree
  let path: String
  let place: String

  init(_ tree: DataTree, path: String, place: String) {
    self.tree = tree
    self.path = path
    self.place = place
  }

  func correction() throws(DataFault) -> Correction {
    let kinds = Correction.Kind.allCases.map(\.rawValue)
    guard let kind = tree["kind"]?.text.flatMap(Correction.Kind.init(rawValue:)) else {
      throw fault("kind", "'\(tree["kind"]?.text ?? "")' is no kind of correction; known are \(kinds.joined(separator: ", "))")
    }
    for entry in tree.entries where !fields(of: kind).contains(entry.key) {
      throw fault(entry.key, "is not known for \(kind.rawValue); known are \(fields(of: kind).joined(separator: ", "))")
    }
    var out = Correction(kind, at: try spot(tree, ""))
    out.type = tree["type"]?.text
    switch kind {
    case .heading: out.says = try word(["no", "1", "2", "3", "4", "5", "6"])
    case .header: out.says = try word(["yes", "no"])
    case .table:
      out.says = try word(["joined"])
      guard let with = tree["with"] else { throw fault("with", "page, box and text of the other table are expected") }
      out.with = try spot(with, "with.")
    case .mention:
      out.says = try word(["no"])
      _ = try mentionType()
    case .title, .name:
      guard let words = tree["says"]?.text, !words.isEmpty else { throw fault("says", "words are expected") }
      out.says = words
      if kind == .name, !["person", "organization", "place"].contains(try mentionType().rawValue) {
        throw fault("type", "person, organization or place is expected")
      }
    case .cell, .value: out.value = try value(kind)
    }
    return out
  }

  private func fields(of kind: Correction.Kind) -> [String] {
    let all = ["kind", "page", "box", "text"]
    switch kind {
    case .heading, .header, .title: return all + ["says"]
    case .table: return all + ["says", "with"]
    case .mention, .name: return all + ["says", "type"]
    case .cell, .value: return all + ["type", "value"]
    }
  }

  private func value(_ kind: Correction.Kind) throws(DataFault) -> [String: String]? {
    if kind == .cell {
      let types = ["number", "percent", "money", "date", "missing"]
      guard types.contains(tree["type"]?.text ?? "") else { throw fault("type", "one of \(types.joined(separator: ", ")) is expected") }
    } else {
      _ = try mentionType()
    }
    guard let tree = tree["value"] else { throw fault("value", "fields are expected, or null") }
    if let text = tree.text, ["null", "~", ""].contains(text) { return nil }
    guard case .map(let entries) = tree else { throw fault("value", "fields are expected, or null") }
    var value: [String: String] = [:]
    for entry in entries { value[entry.key] = entry.value.text }
    let known = kind == .cell ? ["number", "unit", "edtf", "flag"] : mentionFields
    if let other = value.keys.sorted().first(where: { !known.contains($0) }) {
      throw fault("value.\(other)", "is no field of a value; known are \(known.joined(separator: ", "))")
    }
    for name in ["number", "amount"] where value[name].map(isDecimal) == false {
      throw fault("value.\(name)", "'\(value[name] ?? "")' is no exact decimal, as 1234.50")
    }
    if let edtf = value["edtf"], !isDate(edtf: edtf) {
      throw fault("value.edtf", "'\(edtf)' is no date in EDTF, as 2023-07 or 2023-07/2024-06")
    }
    if kind == .value, let type = MentionType(rawValue: self.tree["type"]?.text ?? ""), type != .date,
      MentionValue(type, field: { value[$0] }) == nil
    {
      throw fault("value", "a \(type.rawValue) has other fields")
    }
    return value
  }

  private let mentionFields = [
    "edtf", "amount", "currency", "number", "unit", "id", "name", "ref", "year", "title", "key", "pages", "short", "long", "href", "scheme",
    "start", "end",
  ]

  private func isDecimal(_ text: String) -> Bool {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    return (1...2).contains(parts.count) && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
  }

  private func mentionType() throws(DataFault) -> MentionType {
    guard let type = tree["type"]?.text.flatMap(MentionType.init(rawValue:)) else {
      throw fault("type", "one of \(MentionType.allCases.map(\.rawValue).joined(separator: ", ")) is expected")
    }
    return type
  }

  private func word(_ known: [String]) throws(DataFault) -> String {
    // YAML 1.1's own words for yes and no count as well.
    let said = tree["says"]?.text ?? ""
    let word = ["false", "off"].contains(said) ? "no" : ["true", "on"].contains(said) ? "yes" : said
    guard known.contains(word) else { throw fault("says", "'\(said)' is not known here; known are \(known.joined(separator: ", "))") }
    return word
  }

  private func spot(_ tree: DataTree, _ above: String) throws(DataFault) -> Correction.Place {
    guard let page = tree["page"]?.text.flatMap({ Int($0) }), page > 0 else { throw fault(above + "page", "a number from 1 is expected") }
    let sides = tree["box"]?.texts.compactMap { Double($0) } ?? []
    guard sides.count == 4, sides.allSatisfy(\.isFinite) else { throw fault(above + "box", "four numbers are expected: x0, y0, x1, y1") }
    return Correction.Place(page: page, box: Box(x0: sides[0], y0: sides[1], x1: sides[2], y1: sides[3]), text: tree["text"]?.text ?? "")
  }

  private func fault(_ field: String, _ message: String) -> DataFault {
    DataFault(path: path, place: "\(place).\(field)", message: message)
  }
}
