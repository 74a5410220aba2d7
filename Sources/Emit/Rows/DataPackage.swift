/// `datapackage.json`: resources as Frictionless tabular data (Data Package 1, Table Schema 1), with the types, keys and references of
/// ``resources``.
///
/// A resource without a row is not listed: there is nothing in its file that a reader could take for a table. References to it are left out with it.
package struct DataPackage {
  package struct Item {
    package var resource: Resource
    /// Beside the package.
    package var paths: [String]

    package init(_ resource: Resource, paths: [String]) {
      self.resource = resource
      self.paths = paths
    }
  }

  /// What the files are: JSON, one object a line, or CSV.
  package enum Format { case lines, csv }

  private let items: [Item]
  private let format: Format

  package init(_ items: [Item], format: Format) {
    self.items = items
    self.format = format
  }

  /// A whole package.
  package func bytes(name: String, title: String) -> [UInt8] {
    var out = JSONWriter()
    out.object { out in
      out.field("profile", "tabular-data-package")
      out.field("name", name)
      out.field("title", title)
      out.newline()
      out.key("resources")
      out.lines(items) { write($1, to: &$0) }
    }
    out.end()
    return out.bytes
  }

  /// One resource, for a package that has others besides.
  func write(_ item: Item, to out: inout JSONWriter) {
    out.object { out in
      out.field("profile", "tabular-data-resource")
      out.field("name", item.resource.name)
      out.field("title", item.resource.title)
      out.key("path")
      if item.paths.count == 1 { out.text(item.paths[0]) } else { out.list(item.paths) { $0.text($1) } }
      out.field("format", format == .csv ? "csv" : "ndjson")
      out.field("mediatype", format == .csv ? "text/csv" : "application/x-ndjson")
      out.field("encoding", "utf-8")
      out.key("schema")
      schema(item.resource, to: &out)
    }
  }

  private func schema(_ resource: Resource, to out: inout JSONWriter) {
    let listed = Set(items.map(\.resource.name))
    out.object { out in
      out.key("fields")
      out.list(resource.columns) { out, column in
        out.object { out in
          out.field("name", column.name)
          out.field("type", column.type.rawValue)
          out.field("description", column.note)
          if column.isRequired {
            out.key("constraints")
            out.object { $0.field("required", true) }
          }
        }
      }
      out.field("primaryKey", resource.key)
      out.key("foreignKeys")
      out.list(resource.references.filter { listed.contains($0.resource) }) { out, reference in
        out.object { out in
          out.field("fields", reference.fields)
          out.key("reference")
          out.object { out in
            out.field("resource", reference.resource)
            out.field("fields", reference.named)
          }
        }
      }
      out.field("missingValues", [""])
    }
  }
}
