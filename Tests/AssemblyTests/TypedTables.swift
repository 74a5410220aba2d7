import Model

@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

/// What suites about tables type their pages with, and how they look at what was found.
protocol TypedTables {}

extension TypedTables {
  var settings: SegmentSettings {
    SegmentSettings(vocabularies: [
      StructureWords(
        language: "es", lists: [("caption-table", ["cuadro", "tabla"]), ("source", ["fuente"]), ("units", ["miles de táleros"])])
    ])
  }

  func drawn(_ table: Table) -> [String] {
    (0..<table.rows).map { row in table.cells.filter { $0.row == row }.map(\.text).joined(separator: "|") }
  }

  func found(_ text: String) -> [Table] { tables(in: pages(text), settings: settings) }

  /// Rows of cells at these places, one under another; numbers end at theirs if `right`.
  func rows(_ rows: [[String]], at places: [Double], from y: Double = 60, step: Double = 16, right: Set<Int> = []) -> String {
    var text = ""
    for (row, cells) in rows.enumerated() {
      for (column, cell) in cells.enumerated() where !cell.isEmpty {
        let x = right.contains(column) ? places[column] - 5 * Double(cell.count) : places[column]
        text += "\(x) \(y + Double(row) * step) 10 - \(cell)\n"
      }
    }
    return text
  }

  /// A grid of drawn cells from `xs` and `ys`.
  func grid(_ xs: [Double], _ ys: [Double]) -> String {
    let (left, right, top, bottom) = (xs[0], xs[xs.count - 1], ys[0], ys[ys.count - 1])
    return ys.map { "rule \(left) \($0) \(right) \($0)\n" }.joined() + xs.map { "rule \($0) \(top) \($0) \(bottom)\n" }.joined()
  }
}
