import Foundation
import GRDB
import Text

/// The same table over the reports of several years, joined: values with their places, and what did not match.
///
/// The table is named by its label (`CUADRO VII.1`) or words of its caption. Of the tables that fit, the newest is the *reference*; in each other
/// document the table is taken that is most like it in label, caption, heads and rows. Columns are matched by their heads without the years in them,
/// which become the period of the value; rows by their names. What is in one document only stays in the series under its own name, and is listed.
package struct Series {
  package struct Value {
    /// As the reference has them.
    package var row: String
    package var measure: String
    package var period: String?
    package var year: Int?
    package var document: String
    package var table: String
    package var label: String?
    package var rowPrinted: String
    package var columnPrinted: String
    package var text: String
    package var type: String
    package var value: String?
    package var unit: String?
    package var page: Int?
    package var box: [Double]
    package var link: String?
    /// How alike the names of row and column are to those of the series: 1 where they are the same.
    package var likeness: Double
  }

  package struct Unmatched {
    package var document: String
    package var table: String?
    /// `table`, `column`, `row`.
    package var what: String
    package var name: String
    package var reason: String
  }

  package private(set) var values: [Value] = []
  package private(set) var unmatched: [Unmatched] = []
  /// Documents whose table is in the series, oldest first.
  package private(set) var documents: [String] = []

  /// Least likeness of two tables, of two heads, of two names of rows. Set on made tables: heads are few and differ by a word, rows are many and
  /// differ by a letter.
  private static let table = 0.5
  private static let head = 0.5
  /// Least likeness of heads that no other is like, where the columns under them are alike in number, periods and type.
  private static let headOfLikeColumns = 0.3
  private static let row = 0.75

  /// Empty where no table fits. `document`: the one whose table is the reference.
  package init(_ name: String, in path: String, document: String? = nil) throws {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    let database = try DatabaseQueue(path: path, configuration: configuration)
    defer { try? database.close() }
    let chosen: [SeriesTable] = try database.read { db in
      let all = try SeriesTable.all(db)
      guard let reference = try Series.reference(name, all, document, db) else { return [] }
      return try [reference] + choose(like: reference, of: all, db)
    }
    guard let reference = chosen.first else { return }
    join(reference, chosen)
  }

  // MARK: Which tables

  /// The table that is meant: of the newest document, by label before caption.
  private static func reference(_ name: String, _ all: [SeriesTable], _ document: String?, _ db: Database) throws -> SeriesTable? {
    let key = labelKey(name)
    let within = all.filter { document == nil || $0.document == document || $0.file == document }
    var fitting = within.filter { $0.label.map { labelKey($0) == key } ?? false }
    if fitting.isEmpty { fitting = within.filter { likeness($0.title, name) >= Series.table } }
    // Labels of other bodies' reports may be the same: the table that most documents have is meant.
    let votes = fitting.map { table in fitting.count { captions(table, $0) ?? 0 >= Series.table } }
    let best = fitting.indices.max { a, b in
      (votes[a], fitting[a].year ?? 0, fitting[b].document) < (votes[b], fitting[b].year ?? 0, fitting[a].document)
    }
    guard let best else { return nil }
    var table = fitting[best]
    try table.readColumns(db)
    try table.readValues(db)
    return table
  }

  private mutating func choose(like reference: SeriesTable, of all: [SeriesTable], _ db: Database) throws -> [SeriesTable] {
    var chosen: [SeriesTable] = []
    var byDocument: [String: [SeriesTable]] = [:]
    for table in all where table.document != reference.document { byDocument[table.document, default: []].append(table) }
    for document in byDocument.keys.sorted() {
      var best: (table: SeriesTable, score: Double)?
      for candidate in byDocument[document] ?? [] {
        let label = Series.sameLabel(candidate, reference)
        guard label || Series.captions(candidate, reference) ?? 0 >= Series.table else { continue }
        var table = candidate
        try table.readColumns(db)
        try table.readValues(db)
        let score = Series.score(table, reference)
        if best.map({ score > $0.score }) ?? true { best = (table, score) }
      }
      guard let best else { continue }
      if best.score >= Series.table {
        chosen.append(best.table)
      } else if Series.sameLabel(best.table, reference) {
        unmatched.append(
          Unmatched(
            document: document, table: best.table.id, what: "table", name: best.table.title,
            reason: "has the label, but other captions, heads or rows (likeness \(Series.rounded(best.score)))"))
      }
    }
    return chosen
  }

  /// Label, caption, heads and rows, by what they tell: captions are kept over the years, numbers of tables less so. Where one has no caption,
  /// the rest decides.
  private static func score(_ a: SeriesTable, _ b: SeriesTable) -> Double {
    let parts: [(weight: Double, likeness: Double?)] = [
      (0.35, captions(a, b)), (0.3, share(a.measures, b.measures, from: head)), (0.25, share(a.rowLabels, b.rowLabels, from: row)),
      (0.1, sameLabel(a, b) ? 1 : 0),
    ]
    var sum = 0.0
    var weights = 0.0
    for part in parts {
      guard let likeness = part.likeness else { continue }
      sum += part.weight * likeness
      weights += part.weight
    }
    return weights > 0 ? sum / weights : 0
  }

  private static func share(_ a: [String], _ b: [String], from least: Double) -> Double? {
    guard !a.isEmpty, !b.isEmpty else { return 0 }
    return Double(pairs(a, b, from: least).count) / Double(min(a.count, b.count))
  }

  private static func captions(_ a: SeriesTable, _ b: SeriesTable) -> Double? {
    a.caption == nil || b.caption == nil ? nil : likeness(plain(a.caption), plain(b.caption))
  }

  /// Without years.
  private static func plain(_ caption: String?) -> String { periodParted(caption ?? "").measure }

  private static func sameLabel(_ a: SeriesTable, _ b: SeriesTable) -> Bool {
    guard let x = a.label, let y = b.label else { return false }
    return labelKey(x) == labelKey(y)
  }

  /// Folded, signs at the ends aside: `CUADRO VII.1.` is `cuadro vii.1`.
  private static func labelKey(_ label: String) -> String {
    let trimmed = label.trimmingCharacters(in: CharacterSet.alphanumerics.inverted)
    let words = trimmed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return String(String.UnicodeScalarView(folded(words).compactMap(Unicode.Scalar.init)))
  }

  // MARK: Joining

  private mutating func join(_ reference: SeriesTable, _ tables: [SeriesTable]) {
    var measures = reference.measures
    var rows = reference.rowLabels
    let ordered = tables.enumerated().sorted { ($0.element.year ?? 0, $0.offset) < ($1.element.year ?? 0, $1.offset) }.map(\.element)
    // From the newest back: a name that the reference lacks is called as the newest document that has it calls it.
    var placed: [(value: Value, order: (Int, Int, Int))] = []
    for table in ordered.reversed() {
      let measureOf = match(table.measures, &measures, table, reference, "column", least: Series.head)
      let rowOf = match(table.rowLabels, &rows, table, reference, "row", least: Series.row)
      let columns = Dictionary(table.columns.map { ($0.index, $0) }, uniquingKeysWith: { first, _ in first })
      for value in table.values {
        guard let column = columns[value.column], let measure = measureOf[column.measure], let row = rowOf[value.label] else { continue }
        placed.append(
          (
            Value(
              row: rows[row], measure: measures[measure], period: column.period, year: table.year, document: table.document,
              table: table.id,
              label: table.label, rowPrinted: value.label, columnPrinted: column.name, text: value.text, type: value.type,
              value: value.value, unit: value.unit, page: value.page, box: value.box, link: value.link,
              likeness: min(likeness(rows[row], value.label), likeness(measures[measure], column.measure))), (row, measure, column.index)
          ))
      }
    }
    placed.sort { a, b in
      let x = (a.order.0, a.order.1, a.value.year ?? 0, a.value.period ?? "")
      let y = (b.order.0, b.order.1, b.value.year ?? 0, b.value.period ?? "")
      return x != y ? x < y : (a.value.document, a.order.2) < (b.value.document, b.order.2)
    }
    values = placed.map(\.value)
    documents = ordered.map(\.document)
  }

  /// Which of the known names each of a table's names is. What has none is added, and what is missing told, as seen from the reference.
  private mutating func match(
    _ names: [String], _ known: inout [String], _ table: SeriesTable, _ reference: SeriesTable, _ what: String, least: Double
  ) -> [String: Int] {
    var out: [String: Int] = [:]
    for pair in pairs(names, known, from: least) { out[names[pair.a]] = pair.b }
    if table.document == reference.document { return out }
    let ofReference = what == "column" ? reference.measures : reference.rowLabels
    if what == "column" { pairLikeColumns(names, known, ofReference.count, &out, table, reference) }
    if what == "column", let last = onlyOneLeft(names, known, ofReference.count, out, table, reference) { out[names[last.a]] = last.b }
    let found = Set(out.values)
    for (place, name) in ofReference.enumerated() where !found.contains(place) {
      unmatched.append(
        Unmatched(document: table.document, table: table.id, what: what, name: name, reason: "is not in this document's table"))
    }
    for name in names where out[name] == nil {
      known.append(name)
      out[name] = known.count - 1
      unmatched.append(
        Unmatched(document: table.document, table: table.id, what: what, name: name, reason: "is not in the table of \(reference.document)")
      )
    }
    return out
  }

  /// Columns that were given another name: of those left on both sides, the ones that share a word of it, and are as many, of the same type.
  private func pairLikeColumns(
    _ names: [String], _ known: [String], _ count: Int, _ matched: inout [String: Int], _ table: SeriesTable, _ reference: SeriesTable
  ) {
    let found = Set(matched.values)
    let left = names.filter { matched[$0] == nil }
    let right = (0..<count).filter { !found.contains($0) }
    for pair in pairs(left, right.map { known[$0] }, from: Series.headOfLikeColumns) {
      let (name, place) = (left[pair.a], right[pair.b])
      let (a, b) = (table.columns.filter { $0.measure == name }, reference.columns.filter { $0.measure == known[place] })
      if a.map(\.type) == b.map(\.type), a.map({ $0.period == nil }) == b.map({ $0.period == nil }) { matched[name] = place }
    }
  }

  /// A column that was given another name: the only one left on both sides, between the same neighbours, with values of the same type.
  private func onlyOneLeft(
    _ names: [String], _ known: [String], _ count: Int, _ matched: [String: Int], _ table: SeriesTable, _ reference: SeriesTable
  ) -> (a: Int, b: Int)? {
    let left = names.indices.filter { matched[names[$0]] == nil }
    let found = Set(matched.values)
    let right = (0..<count).filter { !found.contains($0) }
    guard left.count == 1, right.count == 1, let a = left.first, let b = right.first else { return nil }
    let before = a > 0 ? matched[names[a - 1]] : -1
    let after = a + 1 < names.count ? matched[names[a + 1]] : count
    guard before == b - 1, after == b + 1, before != -1 || after != count else { return nil }
    let type = table.columns.first { $0.measure == names[a] }?.type
    return type == reference.columns.first { $0.measure == known[b] }?.type ? (a, b) : nil
  }

  private static func rounded(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
}
