import Model

/// The tree as JSON.
extension DoclingTree {
  func bytes() -> [UInt8] {
    let source = record.document.source
    var out = JSONWriter(capacity: 4096 + texts.count * 400)
    out.object { out in
      out.field("schema_name", "DoclingDocument")
      out.field("version", "1.8.0")
      out.field("name", source.file)
      out.newline()
      out.key("origin")
      out.object { out in
        out.field("mimetype", source.mediaType)
        out.key("binary_hash")
        out.integer(hash(source.sha256))
        out.field("filename", source.file)
      }
      out.newline()
      out.key("furniture")
      out.root("#/furniture", layer: "furniture", [])
      out.newline()
      out.key("body")
      out.root("#/body", layer: "body", body)
      out.newline()
      out.key("groups")
      out.lines(groups.indices) { out, index in out.group(groups[index], "#/groups/\(index)") }
      out.newline()
      out.key("texts")
      out.lines(texts.indices) { out, index in out.text(texts[index], "#/texts/\(index)") }
      out.newline()
      out.key("pictures")
      out.lines(pictures.indices) { out, index in out.float(pictures[index], "#/pictures/\(index)") }
      out.newline()
      out.key("tables")
      out.lines(tables.indices) { out, index in out.float(tables[index], "#/tables/\(index)") }
      out.newline()
      for key in ["key_value_items", "form_items"] {
        out.key(text: key)
        out.list([Int]()) { $0.integer($1) }
      }
      out.newline()
      out.key("pages")
      out.object { out in
        for page in record.document.pages {
          out.newline()
          out.key(text: String(page.number))
          out.object { out in
            out.key("size")
            out.object { out in
              out.field("width", page.width)
              out.field("height", page.height)
            }
            out.field("page_no", page.number)
          }
        }
      }
    }
    out.end()
    return out.bytes
  }

  /// Docling wants a number of 64 bits without sign; the first 63 bits of the hash are one that all readers of JSON in whole numbers know.
  private func hash(_ sha256: String) -> Int { Int(truncatingIfNeeded: (UInt64(sha256.prefix(16), radix: 16) ?? 0) >> 1) }
}

extension JSONWriter {
  fileprivate mutating func root(_ reference: String, layer: String, _ children: [String]) {
    object { out in
      out.field("self_ref", reference)
      out.references("children", children)
      out.field("content_layer", layer)
      out.field("name", "_root_")
      out.field("label", "unspecified")
    }
  }

  fileprivate mutating func group(_ group: DoclingTree.Group, _ reference: String) {
    object { out in
      out.head(reference, parent: group.parent, group.children)
      out.field("name", group.name)
      out.field("label", group.label)
    }
  }

  fileprivate mutating func text(_ text: DoclingTree.Text, _ reference: String) {
    object { out in
      out.head(reference, parent: text.parent, [], layer: text.furniture ? "furniture" : "body")
      out.field("label", text.label)
      out.provs(text.prov)
      out.field("orig", text.text)
      out.field("text", text.text)
      if let level = text.level { out.field("level", level) }
      if let marker = text.marker {
        out.field("enumerated", marker.unicodeScalars.contains { $0.properties.isAlphabetic || ("0"..."9").contains($0) })
        out.field("marker", marker)
      }
    }
  }

  fileprivate mutating func float(_ float: DoclingTree.Float, _ reference: String) {
    object { out in
      out.head(reference, parent: "#/body", float.children)
      if case .table = float.thing { out.field("label", "table") } else { out.field("label", "picture") }
      out.provs(float.prov)
      out.references("captions", float.captions)
      out.references("references", [])
      out.references("footnotes", float.footnotes)
      if case .table(let table) = float.thing {
        out.key("data")
        out.object { out in
          out.key("table_cells")
          out.list(table.cells) { out, cell in out.cell(cell, of: table) }
          out.field("num_rows", table.rows)
          out.field("num_cols", table.columns)
        }
      }
      out.key("annotations")
      out.list([Int]()) { $0.integer($1) }
    }
  }

  private mutating func cell(_ cell: Cell, of table: Table) {
    object { out in
      out.key("bbox")
      out.bbox(cell.box)
      out.field("row_span", cell.rowSpan)
      out.field("col_span", cell.columnSpan)
      out.field("start_row_offset_idx", cell.row)
      out.field("end_row_offset_idx", min(cell.row + cell.rowSpan, table.rows))
      out.field("start_col_offset_idx", cell.column)
      out.field("end_col_offset_idx", min(cell.column + cell.columnSpan, table.columns))
      out.field("text", cell.text)
      out.field("column_header", cell.header && cell.row < table.headerRows)
      out.field("row_header", cell.header && cell.row >= table.headerRows)
      out.field("row_section", false)
    }
  }

  private mutating func head(_ reference: String, parent: String, _ children: [String], layer: String = "body") {
    field("self_ref", reference)
    key("parent")
    object { $0.field("$ref", parent) }
    references("children", children)
    field("content_layer", layer)
  }

  private mutating func references(_ name: String, _ references: [String]) {
    key(text: name)
    list(references) { out, reference in out.object { $0.field("$ref", reference) } }
  }

  private mutating func provs(_ provs: [DoclingTree.Prov]) {
    key("prov")
    list(provs) { out, prov in
      out.object { out in
        out.field("page_no", prov.page)
        out.key("bbox")
        out.bbox(prov.box)
        out.key("charspan")
        out.list([prov.start, prov.end]) { $0.integer($1) }
      }
    }
  }

  private mutating func bbox(_ box: Box) {
    object { out in
      out.field("l", box.x0)
      out.field("t", box.y0)
      out.field("r", box.x1)
      out.field("b", box.y1)
      out.field("coord_origin", "TOPLEFT")
    }
  }
}
