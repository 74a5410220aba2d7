import Model

/// `datapackage.json` of one document: its normalised tables as Frictionless tabular resources (Data Package 1, Table Schema 1).
/// Columns are called as in the files' first rows.
func tablePackage(_ document: Document, defusing: Bool = true) -> [UInt8] {
  var out = JSONWriter()
  out.object { out in
    out.field("profile", "tabular-data-package")
    out.field("name", "tables")
    if let title = document.metadata.title { out.field("title", title) }
    out.newline()
    out.key("resources")
    out.lines(document.tables) { out, table in
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
