/// One logical table, over as many pages as it takes. Rows and columns count from 0.
package struct Table: Sendable {
  package var id: String
  package var block: String
  /// As printed: `CUADRO IX.9.`, `Tabla 3.`
  package var label: String?
  package var caption: String?
  package var units: String?
  package var pages: [Int]
  package var rows: Int
  package var columns: Int
  package var headerRows: Int
  /// By row, then column. Every place of the grid is covered by one cell; blank ones have empty text.
  package var cells: [Cell]
  package var notes: [TableNote]
  package var source: String?
  package var checks: [TableCheck]
  package var confidence: Double

  package init(id: String, block: String, rows: Int, columns: Int) {
    self.id = id
    self.block = block
    self.rows = rows
    self.columns = columns
    label = nil
    caption = nil
    units = nil
    pages = []
    headerRows = 0
    cells = []
    notes = []
    source = nil
    checks = []
    confidence = 1
  }
}

package struct CellPlace: Hashable, Sendable, Comparable {
  package var row: Int
  package var column: Int

  package init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  package static func < (a: CellPlace, b: CellPlace) -> Bool { (a.row, a.column) < (b.row, b.column) }
}

package struct Cell: Sendable {
  package var row: Int
  package var column: Int
  package var rowSpan: Int
  package var columnSpan: Int
  /// Lines joined, as printed; only the call of a page's footnote is taken out. See ``marks``.
  package var text: String
  package var header: Bool
  package var value: CellValue?
  package var page: Int
  /// On the page as shown; of a cell broken over pages: its first part.
  package var box: Box
  /// What may call a note in the cell, each with its offset in `text`. Not part of the record's cell.
  package var marks: [NoteMark]

  package init(row: Int, column: Int, rowSpan: Int = 1, columnSpan: Int = 1, text: String, header: Bool = false, page: Int, box: Box) {
    self.row = row
    self.column = column
    self.rowSpan = rowSpan
    self.columnSpan = columnSpan
    self.text = text
    self.header = header
    self.page = page
    self.box = box
    value = nil
    marks = []
  }
}

package struct NoteMark: Equatable, Sendable {
  package var marker: String
  package var offset: Int
  /// On the page as shown.
  package var box: Box

  package init(marker: String, offset: Int, box: Box) {
    self.marker = marker
    self.offset = offset
    self.box = box
  }
}

/// The typed value of a cell. `number` is an exact decimal as text. `flag` is one of `estimated preliminary revised not-available
/// not-applicable nil-or-negligible`.
package struct CellValue: Equatable, Sendable {
  /// `number`, `percent`, `money`, `date`, `missing`.
  package var type: String
  package var number: String?
  package var unit: String?
  /// What the number is multiplied with, as the table states it (`1000`: its heads say `miles de pesos`); nil where it states none.
  package var scale: String?
  /// Of money: exact, with the scale multiplied in, and the ISO 4217 code where it is known.
  package var amount: String?
  package var currency: String?
  package var edtf: String?
  /// First and last day (`YYYY-MM-DD`) that a date covers.
  package var start: String?
  package var end: String?
  package var flag: String?
  /// What the number rests on where it rests on little: `weak-number-style`.
  package var flags: [String] = []

  package init(type: String, number: String? = nil, unit: String? = nil, edtf: String? = nil, flag: String? = nil) {
    self.type = type
    self.number = number
    self.unit = unit
    self.edtf = edtf
    self.flag = flag
  }
}

package struct TableNote: Equatable, Sendable {
  package var marker: String
  package var text: String
  /// Places of the cells that call it.
  package var cells: [CellPlace]

  package init(marker: String, text: String, cells: [CellPlace] = []) {
    self.marker = marker
    self.text = text
    self.cells = cells
  }
}

/// A total that the table states, computed again. Numbers are exact decimals as text.
package struct TableCheck: Equatable, Sendable {
  /// `columnTotal`, `rowTotal`, `percentOfTotal`, `difference`.
  package var kind: String
  package var row: Int
  package var column: Int
  package var stated: String
  package var computed: String
  package var holds: Bool

  package init(kind: String, row: Int, column: Int, stated: String, computed: String, holds: Bool) {
    self.kind = kind
    self.row = row
    self.column = column
    self.stated = stated
    self.computed = computed
    self.holds = holds
  }
}
