import Model

/// A piece as one line of JSON.
func chunkLine(_ chunk: Chunk, number: Int, of record: Record, _ index: ChunkIndex) -> [UInt8] {
  var out = JSONWriter(capacity: chunk.scalars.count * 2 + 512)
  out.object { out in
    out.field("id", "c\(number)")
    out.field("document", "sha256:" + record.document.source.sha256)
    out.field("file", record.document.source.file)
    out.field("kind", chunk.kind.rawValue)
    out.field("text", String(scalars: chunk.scalars[...]))
    out.field("tokens", tokenCount(chunk.scalars))
    out.field("tokenizer", "words-and-marks")
    out.field("overlap", chunk.overlap)
    out.field("section", index.path(chunk.section))
    let boxes = chunk.boxes()
    out.key("pages")
    out.list(boxes.map(\.page).reduce(into: [Int]()) { if !$0.contains($1) { $0.append($1) } }.sorted()) { $0.integer($1) }
    out.key("boxes")
    out.list(boxes) { out, box in
      out.object { out in
        out.field("page", box.page)
        out.key("box")
        out.box(box.box)
      }
    }
    out.field("blocks", chunk.stretches.map(\.block.id).reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } })
    out.field("table", chunk.table)
    out.key("rows")
    if let rows = chunk.rows { out.list([rows.lowerBound, rows.upperBound]) { $0.integer($1) } } else { out.null() }
    out.key("notes")
    out.list(index.notes(chunk)) { out, note in
      out.object { out in
        out.field("id", note.note.id)
        out.field("marker", note.note.marker)
        out.field("offset", note.offset)
        out.field("text", note.note.text)
      }
    }
    out.key("mentions")
    out.list(index.mentions(chunk)) { out, found in
      out.object { out in
        out.field("id", found.mention.id)
        out.field("type", found.mention.type.rawValue)
        out.field("text", found.mention.text)
        out.field("start", found.start)
        out.field("end", found.start + found.mention.end - found.mention.start)
        out.key("value")
        out.value(found.mention.value, ucum: found.mention.ucum)
      }
    }
  }
  out.end()
  return out.bytes
}
