import Testing

@testable import Emit

/// Rows of a record, flat and typed.
struct RowTests {
  private static let record = """
    {"schema":"foja-record/1","version":"1.1","id":"sha256:00","source":{"file":"a b.pdf","sha256":"00","bytes":9,"mediaType":"application/pdf","pages":3},
    "metadata":{"title":"Informe 2019-2020 y programa 2021","authors":["Ana","Eva"],"issued":null,"identifiers":{"isbn":"1"}},
    "blocks":[{"id":"b1","type":"paragraph","text":"Uno \\"dos\\", tres","section":null,"page":2,"marker":null,"level":null,
      "spans":[{"page":2,"box":[10,20,30,40],"start":0,"end":3},{"page":2,"box":[8,40,28.5,52],"start":4,"end":8},
      {"page":3,"box":[1,1,2,2],"start":9,"end":16}],"confidence":1}],
    "tables":[{"id":"t1","block":"b2","pages":[3,4],"rows":3,"columns":3,"headerRows":1,"cells":[
      {"row":0,"column":0,"rowSpan":1,"columnSpan":1,"text":"Zona","header":true,"value":null,"page":3,"box":[0,0,1,1]},
      {"row":0,"column":1,"rowSpan":1,"columnSpan":2,"text":"Pago","header":true,"value":null,"page":3,"box":[0,0,1,1]},
      {"row":1,"column":0,"rowSpan":2,"columnSpan":1,"text":"Sur","header":false,"value":null,"page":3,"box":[0,0,1,1]},
      {"row":1,"column":1,"rowSpan":1,"columnSpan":1,"text":"$1.50","header":false,
        "value":{"type":"money","number":"1.50","amount":"1.50","currency":"MXN"},"page":3,"box":[0,0,1,1]},
      {"row":2,"column":1,"rowSpan":1,"columnSpan":1,"text":"2021","header":false,"value":{"type":"date","edtf":"2021"},"page":3,"box":[0,0,1,1]}],
      "notes":[{"marker":"a","text":"Nota","cells":[[1,1],[2,1]]},{"marker":"b","text":"Otra","cells":[]}],"checks":[{"holds":false}]}],
    "acronyms":[{"short":"A","long":"Alfa","block":"b1"}],
    "bookmarks":[{"title":"Uno","level":1,"page":2},{"title":"Fuera","level":2,"page":null}],
    "attachments":[{"name":"datos.ods","description":null}],
    "formFields":[{"name":"persona.nombre","type":"text","value":"Eva","page":1,"box":[1,2,3,4]}],
    "comments":[{"kind":"highlight","author":null,"text":"¿Seguro?","page":3,"box":[5,6,7,8]}],
    "mentions":[{"id":"m1","type":"law","text":"Ley 7","block":"b1","cell":null,"start":0,"end":5,"value":{"number":"7","year":"1999"},
      "flags":["x","y"],"page":2,"box":null}]}
    """

  /// Values of a resource's rows by column, as JSON writes them.
  private func rows(_ name: String) throws -> [[String: String]] {
    let tape = try JSONTape(Array(RowTests.record.utf8))
    let rows = RecordRows(tape, of: RowDocument(name: "2023/a b.pdf", path: "2023/a b.pdf", outcome: "complete"))
    let wanted = resource(name)
    let kind = try #require(wanted)
    var bytes: [UInt8] = []
    let lines = RowLines(kind)
    rows.forEach(of: kind) { lines.json($0, into: &bytes) }
    return try String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { line in
      let tape = try JSONTape(Array(line.utf8))
      #expect(tape.members(0).map(\.key) == kind.columns.map(\.name))
      return Dictionary(uniqueKeysWithValues: tape.members(0).map { ($0.key, String(decoding: tape.slice($0.value), as: UTF8.self)) })
    }
  }

  @Test func aDocumentIsOneRow() throws {
    let row = try #require(try rows("documents").first)
    #expect(row["document"] == "\"2023/a b.pdf\"")
    #expect(row["authors"] == "\"Ana; Eva\"")
    #expect(row["year"] == "2020")
    #expect(row["identifiers"] == "\"isbn:1\"")
    #expect(row["blocks"] == "1")
    #expect(row["source_link"] == "\"2023/a%20b.pdf\"")
  }

  @Test func aBlockHasTheBoxOfItsFirstPage() throws {
    let row = try #require(try rows("blocks").first)
    #expect(["x0", "y0", "x1", "y1"].map { row[$0] } == ["8", "20", "30", "52"])
    #expect(row["last_page"] == "3")
    #expect(row["text"] == "\"Uno \\\"dos\\\", tres\"")
    #expect(row["source_link"] == "\"2023/a%20b.pdf#page=2\"")
  }

  @Test func cellsAreInLongForm() throws {
    let rows = try rows("cells")
    #expect(rows.map { $0["row_label"] } == ["null", "null", "\"Sur\"", "\"Sur\"", "\"Sur\""])
    #expect(rows.map { $0["header_path"] } == ["null", "null", "\"Zona\"", "\"Pago\"", "\"Pago\""])
    #expect(rows.map { $0["amount"] } == ["null", "null", "null", "1.50", "null"])
    #expect(rows.map { $0["currency"] }[3] == "\"MXN\"")
    #expect(rows.map { $0["date_end"] }[4] == "\"2021-12-31\"")
  }

  @Test func columnsAndNotesAreRows() throws {
    let columns = try rows("columns")
    #expect(columns.map { $0["name"] } == ["\"Zona\"", "\"Pago\"", "\"Pago (2)\""])
    #expect(columns.map { $0["type"] } == ["\"text\"", "\"mixed\"", "\"text\""])
    let notes = try rows("table_notes")
    #expect(notes.map { $0["row"] } == ["1", "2", "null"])
    #expect(notes.map { $0["note"] } == ["1", "1", "2"])
    #expect(notes.map { $0["table"] } == ["\"t1\"", "\"t1\"", "\"t1\""])
    #expect(try rows("tables").first?["checks_failed"] == "1")
    for kind in ["columns", "table_notes", "table_checks", "cells"] {
      #expect(try rows(kind).allSatisfy { $0["source_link"] == "\"2023/a%20b.pdf#page=3\"" }, "\(kind)")
    }
    #expect(try rows("acronyms").map { $0["source_link"] } == ["\"2023/a%20b.pdf#page=2\""])
  }

  @Test func whatAFileHoldsBesidesItsPagesAreRows() throws {
    let bookmarks = try rows("bookmarks")
    #expect(bookmarks.map { $0["title"] } == ["\"Uno\"", "\"Fuera\""])
    #expect(bookmarks.map { $0["page"] } == ["2", "null"])
    #expect(bookmarks.map { $0["source_link"] } == ["\"2023/a%20b.pdf#page=2\"", "\"2023/a%20b.pdf\""])
    #expect(
      try rows("form_fields").map { [$0["position"], $0["name"], $0["value"], $0["y1"]] } == [["1", "\"persona.nombre\"", "\"Eva\"", "4"]])
    #expect(try rows("comments").map { [$0["kind"], $0["author"], $0["page"]] } == [["\"highlight\"", "null", "3"]])
    #expect(try rows("attachments").map { [$0["name"], $0["description"]] } == [["\"datos.ods\"", "null"]])
  }

  @Test func aValueIsSpreadByItsType() throws {
    let row = try #require(try rows("mentions").first)
    #expect(row["law"] == "\"7\"")
    #expect(row["year"] == "\"1999\"")
    #expect(row["number"] == "null")
    #expect(row["flags"] == "\"x; y\"")
    #expect(row["x0"] == "null")
  }

  @Test func everyValueOfAMentionHasAColumn() {
    // What ``JSONWriter`` writes of each value, by type.
    let values: [(String, [JSONKey])] = [
      ("date", ["edtf", "start", "end"]), ("money", ["amount", "currency"]), ("percent", ["number", "unit"]),
      ("quantity", ["number", "unit", "ucum"]), ("organization", ["id", "name", "ref"]), ("person", ["name"]), ("event", ["name"]),
      ("place", ["name", "ref"]), ("law", ["number", "year"]), ("work", ["title"]), ("citation", ["key", "pages"]),
      ("acronym", ["short", "long"]), ("url", ["href"]), ("identifier", ["scheme", "id"]),
    ]
    for (type, keys) in values {
      for key in keys {
        let found = mentionsResource.columns.filter {
          if case .value(let name, let types) = $0.source {
            name.bytes == key.bytes && types.contains { $0.bytes == Array(type.utf8) }
          } else {
            false
          }
        }
        #expect(found.count == 1, "\(type).\(String(decoding: key.bytes, as: UTF8.self))")
      }
    }
  }
}
