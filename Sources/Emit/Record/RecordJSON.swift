package import Model

/// The canonical bytes of `record.json`, version 1: the shape of Pipelines/schemas/record-1.schema.json, every key always there, in the
/// schema's order, `null` where nothing is known; one page, block, table, mention … a line.
package func recordJSON(_ record: Record) -> [UInt8] {
  var out = JSONWriter(capacity: record.likelySize)
  out.record(record)
  return out.bytes
}

/// The same with its tape, for who checks it against the schema. Throws where it is larger than a gigabyte.
package func recordTape(_ record: Record) throws(JSONTape.Fault) -> JSONTape {
  var out = JSONWriter(capacity: record.likelySize, taping: true)
  out.record(record)
  return try out.tape()
}

extension Record {
  fileprivate var likelySize: Int { 4096 + document.blocks.count * 512 + recognition.mentions.count * 256 }
}

extension JSONWriter {
  /// Longer than our functions are: it is the list of the record's keys in the schema's order, each of which is written by a function of its own.
  fileprivate mutating func record(_ record: Record) {
    let document = record.document
    object { out in
      out.field("schema", "foja-record/1")
      out.newline()
      out.field("version", recordVersion)
      out.newline()
      out.field("id", "sha256:" + document.source.sha256)
      out.newline()
      out.key("source")
      out.source(document.source)
      out.newline()
      out.field("profile", document.profile)
      out.newline()
      out.field("language", document.language)
      out.newline()
      out.key("metadata")
      out.metadata(document.metadata)
      out.newline()
      out.key("pages")
      out.lines(document.pages) { $0.page($1) }
      out.newline()
      out.key("sections")
      out.lines(document.sections) { $0.section($1) }
      out.newline()
      out.key("blocks")
      out.lines(document.blocks) { $0.block($1) }
      out.newline()
      out.key("tables")
      out.lines(document.tables) { $0.table($1) }
      out.newline()
      out.key("figures")
      out.lines(document.figures) { $0.figure($1) }
      out.newline()
      out.key("footnotes")
      out.lines(document.footnotes) { $0.footnote($1) }
      out.newline()
      out.key("glossary")
      out.lines(document.glossary) { $0.entry($1) }
      out.newline()
      out.key("acronyms")
      out.lines(record.recognition.acronyms) { $0.acronym($1) }
      out.newline()
      out.key("mentions")
      out.lines(record.recognition.mentions) { $0.mention($1) }
      out.newline()
      out.key("findings")
      out.lines(document.findings + record.recognition.findings) { $0.finding($1) }
      out.extras(document.extras)
      if !record.corrections.isEmpty {
        out.newline()
        out.key("corrections")
        out.lines(record.corrections) { $0.correction($1) }
      }
      out.newline()
      out.key("pipeline")
      out.object { out in
        out.field("name", record.pipeline.name)
        out.field("version", record.pipeline.version)
        out.field("fingerprint", record.pipeline.fingerprint)
      }
    }
    end()
  }

  fileprivate mutating func entry(_ entry: GlossaryEntry) {
    object { out in
      out.field("term", entry.term)
      out.field("expansion", entry.expansion)
      out.field("block", entry.block)
    }
  }

  fileprivate mutating func acronym(_ acronym: Acronym) {
    object { out in
      out.field("short", acronym.short)
      out.field("long", acronym.long)
      out.field("block", acronym.block)
    }
  }

  fileprivate mutating func source(_ source: Source) {
    object { out in
      out.field("file", source.file)
      out.field("sha256", source.sha256)
      out.field("bytes", source.bytes)
      out.field("mediaType", source.mediaType)
      out.field("pages", source.pages)
      out.field("pdfVersion", source.pdfVersion)
      out.field("producer", source.producer)
      out.field("tagged", source.tagged)
      out.field("encrypted", source.encrypted)
    }
  }

  fileprivate mutating func metadata(_ metadata: Metadata) {
    object { out in
      out.field("title", metadata.title)
      out.field("subtitle", metadata.subtitle)
      out.field("authors", metadata.authors)
      out.field("publisher", metadata.publisher)
      out.field("issued", metadata.issued)
      out.field("keywords", metadata.keywords)
      out.key("identifiers")
      out.object { out in
        for (scheme, id) in metadata.identifiers.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
          out.key(text: scheme)
          out.text(id)
        }
      }
    }
  }

  fileprivate mutating func page(_ page: PageFacts) {
    object { out in
      out.field("number", page.number)
      out.field("label", page.label)
      out.field("width", page.width)
      out.field("height", page.height)
      out.field("rotation", page.rotation)
      out.key("glyphs")
      out.object { out in
        let glyphs = page.glyphs
        out.field("total", glyphs.total)
        out.field("body", glyphs.body)
        out.field("table", glyphs.table)
        out.field("note", glyphs.note)
        out.field("figure", glyphs.figure)
        out.field("furniture", glyphs.furniture)
        out.field("duplicate", glyphs.duplicate)
        out.field("hidden", glyphs.hidden)
        out.field("unplaced", glyphs.unplaced)
      }
    }
  }

  fileprivate mutating func section(_ section: Section) {
    object { out in
      out.field("id", section.id)
      out.field("parent", section.parent)
      out.field("level", section.level)
      out.field("number", section.number)
      out.field("title", section.title)
      out.field("page", section.page)
      out.field("block", section.block)
    }
  }

  fileprivate mutating func finding(_ finding: Finding) {
    object { out in
      out.field("code", finding.code)
      out.field("severity", finding.severity.rawValue)
      out.field("message", finding.message)
      out.field("page", finding.page)
      out.key("box")
      out.box(finding.box)
    }
  }

  fileprivate mutating func correction(_ result: CorrectionResult) {
    let it = result.correction
    object { out in
      out.field("kind", it.kind.rawValue)
      if let type = it.type { out.field("type", type) }
      if let says = it.says { out.field("says", says) }
      if it.kind == .value || it.kind == .cell {
        out.key("value")
        if let value = it.value {
          out.object { out in
            for (name, text) in value.sorted(by: { $0.key < $1.key }) {
              out.key(text: name)
              out.text(text)
            }
          }
        } else {
          out.null()
        }
      }
      out.place(it.place)
      if let with = it.with {
        out.key("with")
        out.object { $0.place(with) }
      }
      out.field("outcome", result.outcome.rawValue)
      out.field("target", result.target)
    }
  }

  private mutating func place(_ place: Correction.Place) {
    field("page", place.page)
    key("box")
    box(place.box)
    field("text", place.text)
  }
}
