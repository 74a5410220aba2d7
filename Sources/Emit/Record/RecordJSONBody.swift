package import Model

/// The parts of a record that stand on pages: blocks, tables, figures, footnotes, mentions.
extension JSONWriter {
  package mutating func box(_ box: Box?) {
    guard let box else { return null() }
    list([box.x0, box.y0, box.x1, box.y1]) { $0.number($1) }
  }

  mutating func place(_ place: CellPlace?) {
    guard let place else { return null() }
    list([place.row, place.column]) { $0.integer($1) }
  }

  mutating func block(_ block: Block) {
    object { out in
      out.field("id", block.id)
      out.field("type", block.type.rawValue)
      out.field("text", block.text)
      out.field("section", block.section)
      out.field("page", block.page)
      out.field("marker", block.marker)
      out.field("level", block.level)
      out.key("spans")
      out.list(block.spans) { out, span in
        out.object { out in
          out.field("page", span.page)
          out.key("box")
          out.box(span.box)
          out.field("start", span.start)
          out.field("end", span.end)
        }
      }
      out.field("language", block.language)
      if block.type == .contents { out.field("target", block.target) }
      out.field("confidence", block.confidence)
    }
  }

  mutating func table(_ table: Table) {
    object { out in
      out.field("id", table.id)
      out.field("block", table.block)
      out.field("label", table.label)
      out.field("caption", table.caption)
      out.field("units", table.units)
      out.key("pages")
      out.list(table.pages) { $0.integer($1) }
      out.field("rows", table.rows)
      out.field("columns", table.columns)
      out.field("headerRows", table.headerRows)
      out.key("cells")
      out.list(table.cells) { $0.cell($1) }
      out.key("notes")
      out.list(table.notes) { out, note in
        out.object { out in
          out.field("marker", note.marker)
          out.field("text", note.text)
          out.key("cells")
          out.list(note.cells) { $0.place($1) }
        }
      }
      out.field("source", table.source)
      out.key("checks")
      out.list(table.checks) { out, check in
        out.object { out in
          out.field("kind", check.kind)
          out.field("column", check.column)
          out.field("row", check.row)
          out.field("stated", check.stated)
          out.field("computed", check.computed)
          out.field("holds", check.holds)
        }
      }
      out.field("confidence", table.confidence)
    }
  }

  private mutating func cell(_ cell: Cell) {
    object { out in
      out.field("row", cell.row)
      out.field("column", cell.column)
      out.field("rowSpan", cell.rowSpan)
      out.field("columnSpan", cell.columnSpan)
      out.field("text", cell.text)
      out.field("header", cell.header)
      out.key("value")
      if let value = cell.value { out.cellValue(value) } else { out.null() }
      out.field("page", cell.page)
      out.key("box")
      out.box(cell.box)
    }
  }

  package mutating func cellValue(_ value: CellValue) {
    object { out in
      out.field("type", value.type)
      if let number = value.number { out.field("number", number) }
      if let unit = value.unit { out.field("unit", unit) }
      if let scale = value.scale { out.field("scale", scale) }
      if let amount = value.amount { out.field("amount", amount) }
      if let currency = value.currency { out.field("currency", currency) }
      if let edtf = value.edtf { out.field("edtf", edtf) }
      if let start = value.start { out.field("start", start) }
      if let end = value.end { out.field("end", end) }
      if let flag = value.flag { out.field("flag", flag) }
      if !value.flags.isEmpty { out.field("flags", value.flags) }
    }
  }

  mutating func figure(_ figure: Figure) {
    object { out in
      out.field("id", figure.id)
      out.field("block", figure.block)
      out.field("kind", figure.kind)
      out.field("label", figure.label)
      out.field("caption", figure.caption)
      out.field("units", figure.units)
      out.field("source", figure.source)
      out.field("page", figure.page)
      out.key("box")
      out.box(figure.box)
      out.field("texts", figure.texts)
    }
  }

  mutating func footnote(_ note: Footnote) {
    object { out in
      out.field("id", note.id)
      out.field("block", note.block)
      out.field("marker", note.marker)
      out.field("text", note.text)
      out.field("page", note.page)
      out.key("box")
      out.box(note.box)
      out.key("anchors")
      out.list(note.anchors) { out, anchor in
        out.object { out in
          out.field("block", anchor.block)
          out.key("cell")
          out.place(anchor.cell)
          out.field("offset", anchor.offset)
          out.field("page", anchor.page)
          out.key("box")
          out.box(anchor.box)
        }
      }
    }
  }

  mutating func mention(_ mention: Mention) {
    object { out in
      out.field("id", mention.id)
      out.field("type", mention.type.rawValue)
      out.field("text", mention.text)
      out.field("block", mention.block)
      out.key("cell")
      out.place(mention.cell)
      out.field("start", mention.start)
      out.field("end", mention.end)
      out.key("value")
      out.value(mention.value, ucum: mention.ucum)
      if !mention.flags.isEmpty { out.field("flags", mention.flags) }
      out.field("rule", mention.rule)
      out.field("page", mention.page)
      out.key("box")
      out.box(mention.box)
      if let target = mention.target { out.field("target", target) }
    }
  }

  package mutating func value(_ value: MentionValue?, ucum: String?) {
    guard let value else { return null() }
    object { out in
      switch value {
      case .date(let edtf, let start, let end):
        out.field("edtf", edtf)
        out.field("start", start)
        out.field("end", end)
      case .money(let amount, let currency):
        out.field("amount", amount)
        out.field("currency", currency)
      case .percent(let number, let unit), .quantity(let number, let unit):
        out.field("number", number)
        out.field("unit", unit)
        if let ucum { out.field("ucum", ucum) }
      case .organization(let id, let name, let ref):
        out.field("id", id)
        out.field("name", name)
        out.field("ref", ref)
      case .person(let name), .event(let name):
        out.field("name", name)
      case .place(let name, let ref):
        out.field("name", name)
        out.field("ref", ref)
      case .law(let number, let year):
        out.field("number", number)
        out.field("year", year)
      case .work(let title):
        out.field("title", title)
      case .citation(let key, let pages):
        out.field("key", key)
        out.field("pages", pages)
      case .acronym(let short, let long):
        out.field("short", short)
        out.field("long", long)
      case .url(let href):
        out.field("href", href)
      case .identifier(let scheme, let id):
        out.field("scheme", scheme)
        out.field("id", id)
      }
    }
  }
}
