import Emit

/// The layout of `records.sqlite`: a table for each resource, with its key and references; two indexes of words; views that people ask for.
enum DatabaseLayout {
  /// All statements, in order.
  static var statements: [String] { all.map(table) + indexes + words + views + [loaded] }

  static let all = [inputsResource] + resources

  static func quoted(_ name: String) -> String { "\"\(name)\"" }

  private static func table(_ resource: Resource) -> String {
    var lines = resource.columns.map { "  \(quoted($0.name)) \(type($0.type))\($0.isRequired ? " NOT NULL" : "")" }
    lines.append("  PRIMARY KEY (\(list(resource.key)))")
    for reference in resource.references {
      lines.append("  FOREIGN KEY (\(list(reference.fields))) REFERENCES \(quoted(reference.resource)) (\(list(reference.named)))")
    }
    return "CREATE TABLE \(quoted(resource.name)) (\n\(lines.joined(separator: ",\n"))\n)"
  }

  private static func list(_ names: [String]) -> String { names.map(quoted).joined(separator: ", ") }

  private static func type(_ type: ColumnType) -> String {
    switch type {
    case .string: "TEXT"
    case .integer: "INTEGER"
    case .number: "NUMERIC"
    case .boolean: "BOOLEAN"
    case .date: "DATE"
    }
  }

  private static let indexes = [
    "CREATE INDEX mentions_of_block ON mentions (document, block, type)",
    "CREATE INDEX mentions_by_type ON mentions (type, name)",
    "CREATE INDEX documents_by_year ON documents (year)",
  ]

  /// Words without their accents. The texts themselves stand in the tables: after a VACUUM, which may number rows anew, the indexes are to be built
  /// again (INSERT INTO search_blocks(search_blocks) VALUES ('rebuild')).
  private static let words = ["blocks", "cells"].map {
    "CREATE VIRTUAL TABLE search_\($0) USING fts5(text, content='\($0)', content_rowid='rowid', tokenize='unicode61 remove_diacritics 2')"
  }

  /// What of each document is in the tables: a digest of all that its rows are made of.
  private static let loaded = "CREATE TABLE foja_loaded (path TEXT PRIMARY KEY NOT NULL, document TEXT, digest TEXT NOT NULL) WITHOUT ROWID"

  private static let views = [
    // A document's headings, each set in by its level.
    """
    CREATE VIEW outline AS
    SELECT document, position, level, number, title,
      printf('%*s', 2 * (level - 1), '') || CASE WHEN number IS NULL THEN title ELSE number || ' ' || title END AS line, page, source_link
    FROM sections ORDER BY document, position
    """,
    // Tables in long form: a row for each cell of a body that has something in it.
    """
    CREATE VIEW table_values AS
    SELECT c.document, c."table", t.label, t.caption, c.row, c."column", c.row_label, c.header_path, c.text, c.value_type,
      coalesce(c.amount, c.number, c.edtf) AS value, coalesce(c.currency, c.unit) AS unit, c.page, c.x0, c.y0, c.x1, c.y1, c.source_link
    FROM cells c JOIN tables t ON t.document = c.document AND t.id = c."table"
    WHERE NOT c.header AND c.row >= t.header_rows AND c.text <> ''
    """,
    // Each amount of money with the year and the body named nearest to it in its block, else those of the document. (An ORDER BY of SQLite's cannot
    // look out of its subquery.)
    """
    CREATE VIEW amounts AS
    SELECT m.document, m.id, m.amount, m.currency,
      coalesce((SELECT year FROM (SELECT CAST(substr(n.date_start, 1, 4) AS INTEGER) AS year, abs(n.start - m.start) AS far, n.position
        FROM mentions n
        WHERE n.document = m.document AND n.block = m.block AND n.type = 'date' AND n.row IS m.row AND n.date_start IS NOT NULL)
        ORDER BY far, position LIMIT 1), d.year) AS year,
      coalesce((SELECT name FROM (SELECT n.name, abs(n.start - m.start) AS far, n.position FROM mentions n
        WHERE n.document = m.document AND n.block = m.block AND n.type = 'organization' AND n.row IS m.row AND n.name IS NOT NULL)
        ORDER BY far, position LIMIT 1), d.publisher) AS body,
      m.text, m.block, m.page, m.source_link
    FROM mentions m JOIN documents d ON d.document = m.document
    WHERE m.type = 'money' AND m.amount IS NOT NULL
    """,
    // How many amounts a year and a body have, and the largest. Reports say an amount more than once: a total would count it twice.
    """
    CREATE VIEW amounts_by_year_and_body AS
    SELECT year, body, currency, count(*) AS amounts, max(amount) AS largest, count(DISTINCT document) AS documents
    FROM amounts GROUP BY year, body, currency ORDER BY year, body, currency
    """,
  ]
}
