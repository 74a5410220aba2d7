import Model

/// The parts of a record that stand on pages, as ``RecordReader`` reads them.
extension RecordReader {
  func block(_ at: Int) -> Block {
    var out = Block(id: "", type: .paragraph, text: "", page: 0)
    for (key, value) in tape.members(at) {
      switch key {
      case "id": out.id = text(value)
      case "type": out.type = BlockType(rawValue: text(value)) ?? .paragraph
      case "text": out.text = text(value)
      case "section": out.section = tape.text(value)
      case "page": out.page = integer(value)
      case "marker": out.marker = tape.text(value)
      case "level": out.level = tape.integer(value)
      case "spans": out.spans = list(value, span)
      case "language": out.language = tape.text(value)
      case "target": out.target = tape.text(value)
      case "confidence": out.confidence = number(value)
      default: break
      }
    }
    return out
  }

  private func span(_ at: Int) -> Span {
    var out = Span(page: 0, box: RecordReader.nowhere, start: 0, end: 0)
    for (key, value) in tape.members(at) {
      switch key {
      case "page": out.page = integer(value)
      case "box": out.box = box(value) ?? out.box
      case "start": out.start = integer(value)
      case "end": out.end = integer(value)
      default: break
      }
    }
    return out
  }

  func table(_ at: Int) -> Table {
    var out = Table(id: "", block: "", rows: 0, columns: 0)
    for (key, value) in tape.members(at) {
      switch key {
      case "id": out.id = text(value)
      case "block": out.block = text(value)
      case "label": out.label = tape.text(value)
      case "caption": out.caption = tape.text(value)
      case "units": out.units = tape.text(value)
      case "pages": out.pages = list(value, integer)
      case "rows": out.rows = integer(value)
      case "columns": out.columns = integer(value)
      case "headerRows": out.headerRows = integer(value)
      case "cells": out.cells = list(value, cell)
      case "notes":
        out.notes = list(value) { note in
          TableNote(
            marker: named(note, "marker"), text: named(note, "text"),
            cells: tape.member(note, "cells").map { list($0) { place($0) ?? CellPlace(row: 0, column: 0) } } ?? [])
        }
      case "source": out.source = tape.text(value)
      case "checks": out.checks = list(value, check)
      case "confidence": out.confidence = number(value)
      default: break
      }
    }
    return out
  }

  private func check(_ at: Int) -> TableCheck {
    TableCheck(
      kind: named(at, "kind"), row: tape.member(at, "row").map(integer) ?? 0, column: tape.member(at, "column").map(integer) ?? 0,
      stated: named(at, "stated"), computed: named(at, "computed"), holds: tape.member(at, "holds").flatMap(tape.bool) ?? false)
  }

  private func cell(_ at: Int) -> Cell {
    var out = Cell(row: 0, column: 0, text: "", page: 0, box: RecordReader.nowhere)
    for (key, value) in tape.members(at) {
      switch key {
      case "row": out.row = integer(value)
      case "column": out.column = integer(value)
      case "rowSpan": out.rowSpan = integer(value)
      case "columnSpan": out.columnSpan = integer(value)
      case "text": out.text = text(value)
      case "header": out.header = tape.bool(value) ?? false
      case "value": out.value = cellValue(value)
      case "page": out.page = integer(value)
      case "box": out.box = box(value) ?? out.box
      default: break
      }
    }
    return out
  }

  private func cellValue(_ at: Int) -> CellValue? {
    guard tape.nodes[at].kind == .object else { return nil }
    var out = CellValue(type: "")
    for (key, value) in tape.members(at) {
      switch key {
      case "type": out.type = text(value)
      case "number": out.number = tape.text(value)
      case "unit": out.unit = tape.text(value)
      case "scale": out.scale = tape.text(value)
      case "amount": out.amount = tape.text(value)
      case "currency": out.currency = tape.text(value)
      case "start": out.start = tape.text(value)
      case "end": out.end = tape.text(value)
      case "edtf": out.edtf = tape.text(value)
      case "flag": out.flag = tape.text(value)
      case "flags": out.flags = texts(value)
      default: break
      }
    }
    return out
  }

  func figure(_ at: Int) -> Figure {
    var out = Figure(id: "", block: "", kind: "", page: 0, box: RecordReader.nowhere)
    for (key, value) in tape.members(at) {
      switch key {
      case "id": out.id = text(value)
      case "block": out.block = text(value)
      case "kind": out.kind = text(value)
      case "label": out.label = tape.text(value)
      case "caption": out.caption = tape.text(value)
      case "units": out.units = tape.text(value)
      case "source": out.source = tape.text(value)
      case "page": out.page = integer(value)
      case "box": out.box = box(value) ?? out.box
      case "texts": out.texts = texts(value)
      default: break
      }
    }
    return out
  }

  func footnote(_ at: Int) -> Footnote {
    var out = Footnote(id: "", block: "", marker: "", text: "", page: 0, box: RecordReader.nowhere)
    for (key, value) in tape.members(at) {
      switch key {
      case "id": out.id = text(value)
      case "block": out.block = text(value)
      case "marker": out.marker = text(value)
      case "text": out.text = text(value)
      case "page": out.page = integer(value)
      case "box": out.box = box(value) ?? out.box
      case "anchors": out.anchors = list(value, anchor)
      default: break
      }
    }
    return out
  }

  private func anchor(_ at: Int) -> Anchor {
    var out = Anchor(block: "", offset: 0, page: 0, box: RecordReader.nowhere)
    for (key, value) in tape.members(at) {
      switch key {
      case "block": out.block = text(value)
      case "cell": out.cell = place(value)
      case "offset": out.offset = integer(value)
      case "page": out.page = integer(value)
      case "box": out.box = box(value) ?? out.box
      default: break
      }
    }
    return out
  }

  func mention(_ at: Int) -> Mention {
    var out = Mention(type: .date, text: "", block: "", start: 0, end: 0, value: nil, rule: "")
    var valueAt: Int?
    for (key, value) in tape.members(at) {
      switch key {
      case "id": out.id = text(value)
      case "type": out.type = MentionType(rawValue: text(value)) ?? .identifier
      case "text": out.text = text(value)
      case "block": out.block = text(value)
      case "cell": out.cell = place(value)
      case "start": out.start = integer(value)
      case "end": out.end = integer(value)
      case "value": valueAt = value
      case "flags": out.flags = texts(value)
      case "rule": out.rule = text(value)
      case "page": out.page = integer(value)
      case "box": out.box = box(value)
      case "target": out.target = tape.text(value)
      default: break
      }
    }
    if let valueAt, tape.nodes[valueAt].kind == .object {
      let fields = Dictionary(tape.members(valueAt).map { ($0.key, tape.text($0.value)) }, uniquingKeysWith: { $1 })
      out.value = MentionValue(out.type) { fields[$0] ?? nil }
      out.ucum = fields["ucum"] ?? nil
    }
    return out
  }
}
