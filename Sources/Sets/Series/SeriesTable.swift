import Foundation
import GRDB
import Text

/// A table as series need it: what it is called, what names its rows and columns, and its values.
struct SeriesTable {
  var document: String
  var file: String
  var id: String
  var label: String?
  var caption: String?
  /// Of the document: when it was issued.
  var year: Int?
  var page: Int?
  var columns: [Column] = []
  var values: [Value] = []

  struct Column {
    var index: Int
    /// As printed, heads from the top.
    var name: String
    /// The name without what it says of time, and that: one series goes over the columns of several years.
    var measure: String
    var period: String?
    var type: String
  }

  struct Value {
    var row: Int
    var column: Int
    var label: String
    var text: String
    var type: String
    var value: String?
    var unit: String?
    var page: Int?
    var box: [Double]
    var link: String?
  }

  /// The names of rows, in their order, each once.
  var rowLabels: [String] {
    var seen: Set<String> = []
    return values.map(\.label).filter { seen.insert($0).inserted }
  }

  var measures: [String] {
    var seen: Set<String> = []
    return columns.map(\.measure).filter { seen.insert($0).inserted }
  }

  /// Label and caption, for people.
  var title: String { [label, caption].compactMap { $0 }.joined(separator: " ") }

  // MARK: Reading

  /// All tables by label and caption, without columns and values.
  static func all(_ db: Database) throws -> [SeriesTable] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT t.document, d.file, t.id, t.label, t.caption, d.year, t.page FROM tables t JOIN documents d ON d.document = t.document
        ORDER BY t.document, t.position
        """
    ).map {
      SeriesTable(
        document: $0["document"], file: $0["file"], id: $0["id"], label: $0["label"], caption: $0["caption"], year: $0["year"],
        page: $0["page"])
    }
  }

  /// With its columns.
  mutating func readColumns(_ db: Database) throws {
    guard columns.isEmpty else { return }
    columns = try Row.fetchAll(
      db, sql: "SELECT \"column\", name, type FROM columns WHERE document = ? AND \"table\" = ? ORDER BY \"column\"",
      arguments: [document, id]
    ).map { row in
      let name: String = row["name"] ?? ""
      let (measure, period) = periodParted(name)
      return Column(index: row["column"], name: name, measure: measure, period: period, type: row["type"] ?? "text")
    }
  }

  /// With its values: cells of the body right of what names their rows.
  mutating func readValues(_ db: Database) throws {
    guard values.isEmpty else { return }
    let rows = try Row.fetchAll(
      db, sql: "SELECT * FROM table_values WHERE document = ? AND \"table\" = ? ORDER BY row, \"column\"", arguments: [document, id])
    let stub = columns.prefix { $0.index == 0 || $0.type == "text" }.count
    let hasValues = columns.contains { $0.type != "text" && $0.index > 0 }
    values = rows.compactMap { row in
      let column: Int = row["column"]
      guard column >= (hasValues ? stub : 1) else { return nil }
      let box: [Double] = ["x0", "y0", "x1", "y1"].compactMap { row[$0] }
      return Value(
        row: row["row"], column: column, label: row["row_label"] ?? "", text: row["text"] ?? "", type: row["value_type"] ?? "text",
        value: decimal(row["value"]), unit: row["unit"], page: row["page"], box: box, link: row["source_link"])
    }
    columns = columns.filter { $0.index >= (hasValues ? stub : 1) }
    qualifyRepeated(rows)
  }

  /// Rows that are named alike are told apart by the last row before them that has a name and nothing else.
  private mutating func qualifyRepeated(_ rows: [Row]) {
    var labels: [Int: String] = [:]
    for value in values { labels[value.row] = value.label }
    let counts = Dictionary(labels.values.map { ($0, 1) }, uniquingKeysWith: +)
    guard counts.values.contains(where: { $0 > 1 }) else { return }
    var groups: [(row: Int, name: String)] = []
    for row in rows {
      let (at, column): (Int, Int) = (row["row"], row["column"])
      if labels[at] == nil, column == 0 { groups.append((at, row["text"] ?? "")) }
    }
    for index in values.indices where counts[values[index].label, default: 0] > 1 {
      guard let group = groups.last(where: { $0.row < values[index].row }) else { continue }
      values[index].label = "\(group.name) / \(values[index].label)"
    }
  }

  private func decimal(_ value: DatabaseValue) -> String? {
    switch value.storage {
    case .int64(let number): "\(number)"
    case .double(let number): number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
    case .string(let text): text
    default: nil
    }
  }
}

/// A head without its years (`2023`, `2023-2024`, `2022/23`), and those.
func periodParted(_ name: String) -> (measure: String, period: String?) {
  var kept: [String] = []
  var periods: [String] = []
  for part in name.split(separator: "/", omittingEmptySubsequences: false).map({ $0.trimmingCharacters(in: .whitespaces) }) {
    var words: [String] = []
    for word in part.split(separator: " ").map(String.init) {
      let bare = word.trimmingCharacters(in: CharacterSet(charactersIn: "()[],.;:"))
      if isYears(bare) { periods.append(bare) } else { words.append(word) }
    }
    // A year within a fraction of years: `2022/23`.
    let text = words.joined(separator: " ").trimmingCharacters(in: CharacterSet(charactersIn: " ,.;:-–"))
    if !text.isEmpty { kept.append(text) }
  }
  return (kept.joined(separator: " / "), periods.isEmpty ? nil : periods.joined(separator: " "))
}

/// `1998`, `2023-2024`, `2023–24`.
private func isYears(_ word: String) -> Bool {
  let parts = word.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "–" || $0 == "—" }
  guard let first = parts.first, isYear(first), parts.count <= 2 else { return false }
  return parts.count == 1 || isYear(parts[1]) || parts[1].count == 2 && parts[1].allSatisfy(\.isNumber)
}

private func isYear(_ text: Substring) -> Bool {
  text.utf8.count == 4 && text.allSatisfy { $0.isASCII && $0.isNumber } && (text.hasPrefix("19") || text.hasPrefix("20"))
}
