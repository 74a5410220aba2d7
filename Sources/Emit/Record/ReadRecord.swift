package import Model

/// The other way of ``recordJSON(_:)``: what a `record.json` of version 1 says, as the model's own types. What later minors add is passed over;
/// what is missing takes the model's defaults. Throws for what is no record.
///
/// What a record does not hold (edges of spans, marks of cells) is empty: `recordJSON(readRecord(bytes))` gives the same bytes again.
package func readRecord(_ bytes: [UInt8]) throws(JSONTape.Fault) -> Record {
  let tape = try JSONTape(bytes)
  guard tape.text(at: "schema") == "foja-record/1" else { throw JSONTape.Fault(message: "that is no record of version 1", offset: 0) }
  var reader = RecordReader(tape: tape)
  return reader.record()
}

/// One pass over the members of each object, by name.
struct RecordReader {
  let tape: JSONTape

  mutating func record() -> Record {
    var document = Document(source: Source(file: "", sha256: "", bytes: 0, mediaType: ""))
    var recognition = Recognition()
    var corrections: [CorrectionResult] = []
    var pipeline = PipelineFacts(name: "", version: "", fingerprint: "")
    for (key, at) in tape.members(0) {
      switch key {
      case "source": document.source = source(at)
      case "profile": document.profile = text(at)
      case "language": document.language = text(at)
      case "metadata": document.metadata = metadata(at)
      case "pages": document.pages = list(at, page)
      case "sections": document.sections = list(at, section)
      case "blocks": document.blocks = list(at, block)
      case "tables": document.tables = list(at, table)
      case "figures": document.figures = list(at, figure)
      case "footnotes": document.footnotes = list(at, footnote)
      case "glossary":
        document.glossary = list(at) {
          GlossaryEntry(term: named($0, "term"), expansion: named($0, "expansion"), block: named($0, "block"))
        }
      case "acronyms":
        recognition.acronyms = list(at) { Acronym(short: named($0, "short"), long: named($0, "long"), block: named($0, "block")) }
      case "mentions": recognition.mentions = list(at, mention)
      case "findings": document.findings = list(at, finding)
      case "bookmarks": document.extras.bookmarks = list(at, bookmark)
      case "attachments":
        document.extras.attachments = list(at) {
          FileExtras.Attachment(name: named($0, "name"), description: tape.member($0, "description").flatMap { tape.text($0) })
        }
      case "formFields": document.extras.fields = list(at, formField)
      case "comments": document.extras.comments = list(at, comment)
      case "corrections": corrections = list(at, correction)
      case "pipeline":
        pipeline = PipelineFacts(name: named(at, "name"), version: named(at, "version"), fingerprint: named(at, "fingerprint"))
      default: break
      }
    }
    return Record(document: document, recognition: recognition, corrections: corrections, pipeline: pipeline)
  }

  // MARK: Values

  func text(_ at: Int) -> String { tape.text(at) ?? "" }
  func integer(_ at: Int) -> Int { tape.integer(at) ?? 0 }
  func number(_ at: Int) -> Double { tape.double(at) ?? 0 }
  func named(_ at: Int, _ key: String) -> String { tape.member(at, key).map(text) ?? "" }
  func texts(_ at: Int) -> [String] { list(at, text) }
  func list<Item>(_ at: Int, _ item: (Int) -> Item) -> [Item] { tape.nodes[at].kind == .list ? tape.children(of: at).map(item) : [] }

  func box(_ at: Int) -> Box? {
    let sides = list(at, number)
    return sides.count == 4 ? Box(x0: sides[0], y0: sides[1], x1: sides[2], y1: sides[3]) : nil
  }

  func place(_ at: Int) -> CellPlace? {
    let numbers = list(at, integer)
    return numbers.count == 2 ? CellPlace(row: numbers[0], column: numbers[1]) : nil
  }

  static let nowhere = Box(x0: 0, y0: 0, x1: 0, y1: 0)

  // MARK: What is told of the whole

  private func source(_ at: Int) -> Source {
    var out = Source(file: named(at, "file"), sha256: named(at, "sha256"), bytes: 0, mediaType: named(at, "mediaType"))
    for (key, value) in tape.members(at) {
      switch key {
      case "bytes": out.bytes = integer(value)
      case "pages": out.pages = integer(value)
      case "pdfVersion": out.pdfVersion = tape.text(value)
      case "producer": out.producer = tape.text(value)
      case "tagged": out.tagged = tape.bool(value) ?? false
      case "encrypted": out.encrypted = tape.bool(value) ?? false
      default: break
      }
    }
    return out
  }

  private func metadata(_ at: Int) -> Metadata {
    var out = Metadata()
    for (key, value) in tape.members(at) {
      switch key {
      case "title": out.title = tape.text(value)
      case "subtitle": out.subtitle = tape.text(value)
      case "authors": out.authors = texts(value)
      case "publisher": out.publisher = tape.text(value)
      case "issued": out.issued = tape.text(value)
      case "keywords": out.keywords = texts(value)
      case "identifiers": for (scheme, id) in tape.members(value) { out.identifiers[scheme] = text(id) }
      default: break
      }
    }
    return out
  }

  private func page(_ at: Int) -> PageFacts {
    var out = PageFacts(number: 0, label: nil, width: 0, height: 0, rotation: 0, glyphs: GlyphLedger())
    for (key, value) in tape.members(at) {
      switch key {
      case "number": out.number = integer(value)
      case "label": out.label = tape.text(value)
      case "width": out.width = number(value)
      case "height": out.height = number(value)
      case "rotation": out.rotation = integer(value)
      case "glyphs": out.glyphs = ledger(value)
      default: break
      }
    }
    return out
  }

  private func ledger(_ at: Int) -> GlyphLedger {
    var out = GlyphLedger()
    for (key, value) in tape.members(at) {
      switch key {
      case "total": out.total = integer(value)
      case "body": out.body = integer(value)
      case "table": out.table = integer(value)
      case "note": out.note = integer(value)
      case "figure": out.figure = integer(value)
      case "furniture": out.furniture = integer(value)
      case "duplicate": out.duplicate = integer(value)
      case "hidden": out.hidden = integer(value)
      case "unplaced": out.unplaced = integer(value)
      default: break
      }
    }
    return out
  }

  private func section(_ at: Int) -> Section {
    var out = Section(id: "", parent: nil, level: 1, number: nil, title: "", page: 0, block: "")
    for (key, value) in tape.members(at) {
      switch key {
      case "id": out.id = text(value)
      case "parent": out.parent = tape.text(value)
      case "level": out.level = integer(value)
      case "number": out.number = tape.text(value)
      case "title": out.title = text(value)
      case "page": out.page = integer(value)
      case "block": out.block = text(value)
      default: break
      }
    }
    return out
  }

  private func finding(_ at: Int) -> Finding {
    var out = Finding("", .info, "")
    for (key, value) in tape.members(at) {
      switch key {
      case "code": out.code = text(value)
      case "severity": out.severity = Finding.Severity(rawValue: text(value)) ?? .info
      case "message": out.message = text(value)
      case "page": out.page = tape.integer(value)
      case "box": out.box = box(value)
      default: break
      }
    }
    return out
  }

  private func correction(_ at: Int) -> CorrectionResult {
    func place(_ at: Int) -> Correction.Place {
      Correction.Place(
        page: tape.member(at, "page").map(integer) ?? 0, box: tape.member(at, "box").flatMap(box) ?? RecordReader.nowhere,
        text: named(at, "text"))
    }
    var out = Correction(Correction.Kind(rawValue: named(at, "kind")) ?? .mention, at: place(at))
    out.with = tape.member(at, "with").map(place)
    out.says = tape.member(at, "says").flatMap { tape.text($0) }
    out.type = tape.member(at, "type").flatMap { tape.text($0) }
    if let value = tape.member(at, "value"), tape.nodes[value].kind == .object {
      out.value = Dictionary(tape.members(value).map { ($0.key, text($0.value)) }, uniquingKeysWith: { $1 })
    }
    return CorrectionResult(
      out, Correction.Outcome(rawValue: named(at, "outcome")) ?? .unfit, target: tape.member(at, "target").flatMap { tape.text($0) })
  }
}
