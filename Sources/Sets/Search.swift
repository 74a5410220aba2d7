import Foundation
import GRDB

/// Finds passages of the set by their words, accents and case aside: blocks, and cells of tables.
package struct Search {
  /// What is looked for. Words in straight quotes belong together, `inspec*` is the beginning of a word; passages must have all of them.
  package var words: String
  /// A type of block, `cell`, or a type of mention: passages that have one.
  package var type: String?
  /// Of documents issued in these years. Documents without a date are in none.
  package var from: Int?
  package var to: Int?
  /// Of documents whose name fits (`2023/*`).
  package var document: String?
  package var limit = 20

  package init(words: String) { self.words = words }

  package struct Hit: Encodable {
    package var document: String
    package var file: String
    package var title: String?
    package var year: Int?
    package var page: Int?
    package var section: String?
    package var heading: String?
    package var block: String?
    package var table: String?
    package var row: Int?
    package var column: Int?
    package var type: String
    package var snippet: String
    package var box: [Double]?
    package var sourceLink: String?

    enum CodingKeys: String, CodingKey {
      case document, file, title, year, page, section, heading, block, table, row, column, type, snippet, box
      case sourceLink = "source_link"
    }
  }

  /// Marks around the words that were found, in snippets.
  package static let opening = "\u{2}"
  package static let closing = "\u{3}"
  /// Words of a snippet.
  private static let length = 24

  /// The best first. Nil where there is nothing to look for.
  package func hits(in path: String) throws -> [Hit]? {
    guard let query = Search.query(words) else { return nil }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    let database = try DatabaseQueue(path: path, configuration: configuration)
    defer { try? database.close() }
    return try database.read { db in
      var rows: [Row] = []
      if type != "cell" { rows += try Row.fetchAll(db, sql: blocks, arguments: arguments(query, hasType: type != nil)) }
      if type == nil || type == "cell" || isMention {
        rows += try Row.fetchAll(db, sql: cells, arguments: arguments(query, hasType: isMention))
      }
      let order = rows.indices.sorted { (rank(rows[$0]), $0) < (rank(rows[$1]), $1) }
      return order.prefix(limit).map { hit(rows[$0]) }
    }
  }

  /// FTS5: all words, and before others the passages where they stand one after the other.
  static func query(_ words: String) -> String? {
    var pieces: [String] = []
    for (place, piece) in words.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
      if place % 2 == 1 {
        if !piece.isEmpty { pieces.append("\"\(piece)\"") }
        continue
      }
      for word in piece.split(whereSeparator: \.isWhitespace) where word.contains(where: { $0.isLetter || $0.isNumber }) {
        pieces.append(word.hasSuffix("*") ? "\"\(word.dropLast())\" *" : "\"\(word)\"")
      }
    }
    guard !pieces.isEmpty else { return nil }
    let all = pieces.joined(separator: " AND ")
    guard pieces.count > 1, !words.contains("\""), !words.contains("*") else { return all }
    return "\"\(words.split(whereSeparator: \.isWhitespace).joined(separator: " "))\" OR (\(all))"
  }

  // MARK: Steps

  private var isMention: Bool { type.map { Search.mentionTypes.contains($0) } ?? false }

  /// What a mention can be; everything else that is named is a type of block.
  package static let mentionTypes = [
    "date", "money", "percent", "quantity", "organization", "person", "place", "law", "event", "work", "citation", "acronym", "url",
    "identifier",
  ]

  private var ofDocuments: String {
    """
    AND (:from IS NULL OR d.year >= :from) AND (:to IS NULL OR d.year <= :to) AND (:document IS NULL OR d.document GLOB :document)
    """
  }

  private var blocks: String {
    let kind =
      isMention
      ? "AND EXISTS (SELECT 1 FROM mentions m WHERE m.document = b.document AND m.block = b.id AND m.type = :type)"
      : type == nil ? "AND b.type <> 'furniture'" : "AND b.type = :type"
    return """
      SELECT b.document, d.file, d.title, d.year, b.page, b.section, s.title AS heading, b.id AS block, NULL AS "table", NULL AS row,
        NULL AS "column", b.type, snippet(search_blocks, 0, char(2), char(3), '…', \(Search.length)) AS snippet, b.x0, b.y0, b.x1, b.y1,
        b.source_link, bm25(search_blocks) AS rank
      FROM search_blocks JOIN blocks b ON b.rowid = search_blocks.rowid JOIN documents d ON d.document = b.document
        LEFT JOIN sections s ON s.document = b.document AND s.id = b.section
      WHERE search_blocks MATCH :query \(kind) \(ofDocuments) ORDER BY rank LIMIT :limit
      """
  }

  private var cells: String {
    let kind =
      isMention
      ? """
      AND EXISTS (SELECT 1 FROM mentions m WHERE m.document = c.document AND m.block = t.block AND m.row = c.row AND m."column" = c."column"
        AND m.type = :type)
      """ : ""
    return """
      SELECT c.document, d.file, d.title, d.year, c.page, b.section, s.title AS heading, t.block, c."table", c.row, c."column", 'cell' AS type,
        snippet(search_cells, 0, char(2), char(3), '…', \(Search.length)) AS snippet, c.x0, c.y0, c.x1, c.y1, c.source_link,
        bm25(search_cells) AS rank
      FROM search_cells JOIN cells c ON c.rowid = search_cells.rowid JOIN documents d ON d.document = c.document
        JOIN tables t ON t.document = c.document AND t.id = c."table" LEFT JOIN blocks b ON b.document = t.document AND b.id = t.block
        LEFT JOIN sections s ON s.document = b.document AND s.id = b.section
      WHERE search_cells MATCH :query \(kind) \(ofDocuments) ORDER BY rank LIMIT :limit
      """
  }

  private func arguments(_ query: String, hasType: Bool) -> StatementArguments {
    var all: [String: (any DatabaseValueConvertible)?] = ["query": query, "from": from, "to": to, "document": document, "limit": limit]
    if hasType { all["type"] = type }
    return StatementArguments(all)
  }

  private func rank(_ row: Row) -> Double { row["rank"] ?? 0 }

  private func hit(_ row: Row) -> Hit {
    let box: [Double] = ["x0", "y0", "x1", "y1"].compactMap { row[$0] }
    return Hit(
      document: row["document"] ?? "", file: row["file"] ?? "", title: row["title"], year: row["year"], page: row["page"],
      section: row["section"], heading: row["heading"], block: row["block"], table: row["table"], row: row["row"], column: row["column"],
      type: row["type"] ?? "", snippet: row["snippet"] ?? "", box: box.count == 4 ? box : nil, sourceLink: row["source_link"])
  }
}
