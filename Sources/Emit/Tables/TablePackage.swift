import Model

/// `datapackage.json` of one document: its normalised tables as Frictionless tabular resources (Data Package 1, Table Schema 1), after its rows by
/// kinds of thing where there are any. Columns are called as in the files' first rows.
func tablePackage(_ document: Document, defusing: Bool = true, tables: Bool = true, rows: [DataPackage.Item] = []) -> [UInt8] {
  let package = DataPackage(rows, format: .csv)
  var out = JSONWriter()
  out.object { out in
    out.field("profile", "tabular-data-package")
    out.field("name", "tables")
    if let title = document.metadata.title { out.field("title", title) }
    out.newline()
    out.key("resources")
    let all: [Listed] = rows.map { .rows($0) } + (tables ? document.tables.map { .table($0) } : [])
    out.lines(all) { out, listed in
      guard case .table(let table) = listed else {
        if case .rows(let item) = listed { package.write(item, to: &out) }
        return
      }
      out.object { out in
        out.field("profile", "tabular-data-resource")
        out.field("name", table.id)
        let title = [table.label, table.caption].compactMap { $0 }.joined(separator: " ")
        if !title.isEmpty { out.field("title", title) }
        if let units = table.units { out.field("description", units) }
        out.field("path", "tables/\(table.id).values.csv")
        out.field("format", "csv")
        out.field("mediatype", "text/csv")
        out.field("encoding", "utf-8")
        out.key("schema")
        out.object { out in
          out.key("fields")
          out.list(zip(columnNames(table), numericColumns(table))) { out, column in
            out.object { out in
              out.field("name", defusing ? defused(column.0) : column.0)
              out.field("type", column.1 ? "number" : "string")
            }
          }
          out.field("missingValues", [""])
        }
        if let source = table.source {
          out.key("sources")
          out.list([source]) { out, source in out.object { $0.field("title", source) } }
        }
      }
    }
  }
  out.end()
  return out.bytes
}

private enum Listed {
  case rows(DataPackage.Item)
  case table(Table)
}
