import CXLSX
import Glibc
import Model

/// A document's tables and amounts as a workbook (Office Open XML, through libxlsxwriter): sheet `tables` lists them; a sheet for each, as printed, with
/// numbers as numbers and days as days; sheet `amounts` has every sum, percentage and quantity of the text with its page.
///
/// Pages are links into the file that was read, where it lies beside the workbook. Nothing in it depends on the clock. Nil where the system gives no
/// room for it. `scratch`: the folder in which libxlsxwriter puts the parts together; none stays there.
func workbook(_ record: Record, scratch: String? = nil) -> [UInt8]? {
  let file = xlsxMemoryFile()
  guard file >= 0 else { return nil }
  defer { close(file) }
  let path = "/proc/self/fd/\(file)"
  let folder = scratch.map { strdup($0) }
  defer { free(folder ?? nil) }
  var options = lxw_workbook_options()
  options.tmpdir = folder ?? nil
  guard let book = path.withCString({ workbook_new_opt($0, &options) }) else { return nil }
  var writer = WorkbookWriter(book, record)
  writer.write()
  guard workbook_close(book) == LXW_NO_ERROR else { return nil }
  let bytes = contents(of: file)
  return bytes.isEmpty ? nil : bytes
}

private func contents(of file: Int32) -> [UInt8] {
  let size = Int(lseek(file, 0, SEEK_END))
  guard size > 0 else { return [] }
  var done = 0
  let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
    while done < size {
      let got = pread(file, buffer.baseAddress.map { $0 + done }, size - done, off_t(done))
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { break }
      done += got
    }
    count = done
  }
  return bytes
}

struct WorkbookWriter {
  private let book: UnsafeMutablePointer<lxw_workbook>
  private let record: Record
  private var formats: [String: UnsafeMutablePointer<lxw_format>] = [:]

  init(_ book: UnsafeMutablePointer<lxw_workbook>, _ record: Record) {
    self.book = book
    self.record = record
  }

  mutating func write() {
    var properties = lxw_doc_properties()
    // Without a time the clock's would be written: 2000-01-01 stands for none.
    properties.created = 946_684_800
    let title = strdup(written(record.document.metadata.title ?? record.document.source.file))
    properties.title = title
    _ = workbook_set_properties(book, &properties)
    free(title)
    index()
    for table in record.document.tables { sheet(table) }
    amounts()
  }

  // MARK: Sheets

  private mutating func index() {
    guard let sheet = workbook_add_worksheet(book, "tables") else { return }
    head(sheet, ["table", "label", "caption", "units", "source", "page", "rows", "columns"], widths: [8, 16, 60, 20, 30, 8, 8, 8])
    for (index, table) in record.document.tables.enumerated() {
      let row = index + 1
      link(sheet, row, 0, "internal:'\(table.id)'!A1", table.id)
      for (column, text) in [table.label, table.caption, table.units, table.source].enumerated() {
        if let text { put(sheet, row, column + 1, text) }
      }
      if let page = table.pages.first { pageLink(sheet, row, 5, page) }
      _ = worksheet_write_number(sheet, lxw_row_t(row), 6, Double(table.rows), nil)
      _ = worksheet_write_number(sheet, lxw_row_t(row), 7, Double(table.columns), nil)
    }
  }

  private mutating func sheet(_ table: Table) {
    guard let sheet = workbook_add_worksheet(book, table.id) else { return }
    for cell in table.cells where cell.row < sheetRows && cell.column < sheetColumns {
      let lastRow = min(cell.row + max(1, cell.rowSpan), table.rows, sheetRows) - 1
      let lastColumn = min(cell.column + max(1, cell.columnSpan), table.columns, sheetColumns) - 1
      if lastRow > cell.row || lastColumn > cell.column {
        _ = worksheet_merge_range(
          sheet, lxw_row_t(cell.row), lxw_col_t(cell.column), lxw_row_t(lastRow), lxw_col_t(lastColumn), "",
          format(cell.header ? "head" : ""))
      }
      put(sheet, cell)
    }
    let heads = min(table.headerRows, table.rows, sheetRows)
    if heads > 0 { worksheet_freeze_panes(sheet, lxw_row_t(heads), 0) }
  }

  private mutating func amounts() {
    guard let sheet = workbook_add_worksheet(book, "amounts") else { return }
    head(sheet, ["mention", "type", "text", "number", "unit", "page", "block", "section"], widths: [10, 10, 40, 20, 12, 8, 8, 40])
    let sections = Dictionary(record.document.sections.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
    let blocks = Dictionary(record.document.blocks.map { ($0.id, $0.section) }, uniquingKeysWith: { first, _ in first })
    var row = 0
    for mention in record.recognition.mentions {
      guard let amount = mention.amount, row + 1 < sheetRows else { continue }
      row += 1
      put(sheet, row, 0, mention.id)
      put(sheet, row, 1, mention.type.rawValue)
      put(sheet, row, 2, mention.text)
      put(sheet, row, 3, number: amount.number, format: "")
      if let unit = amount.unit { put(sheet, row, 4, unit) }
      pageLink(sheet, row, 5, mention.page)
      put(sheet, row, 6, mention.block)
      if let section = blocks[mention.block] ?? nil, let title = sections[section] { put(sheet, row, 7, title) }
    }
    if row > 0 { _ = worksheet_autofilter(sheet, 0, 0, lxw_row_t(row), 7) }
  }

  private mutating func head(_ sheet: UnsafeMutablePointer<lxw_worksheet>, _ names: [String], widths: [Double]) {
    for (column, name) in names.enumerated() {
      _ = worksheet_write_string(sheet, 0, lxw_col_t(column), name, format("head"))
      if column < widths.count { _ = worksheet_set_column(sheet, lxw_col_t(column), lxw_col_t(column), widths[column], nil) }
    }
    worksheet_freeze_panes(sheet, 1, 0)
  }

  // MARK: Cells

  private mutating func put(_ sheet: UnsafeMutablePointer<lxw_worksheet>, _ cell: Cell) {
    let row = lxw_row_t(cell.row)
    let column = lxw_col_t(cell.column)
    if !cell.header, let value = cell.value {
      if let number = value.number {
        return put(sheet, cell.row, cell.column, number: number, format: value.type == "percent" ? "\"%\"" : "")
      }
      if let edtf = value.edtf, let day = day(edtf) {
        var time = lxw_datetime(year: day.year, month: day.month, day: day.day, hour: 0, min: 0, sec: 0)
        _ = worksheet_write_datetime(sheet, row, column, &time, format("yyyy-mm-dd"))
        return
      }
    }
    if !cell.text.isEmpty { put(sheet, cell.row, cell.column, cell.text, format: cell.header ? "head" : "") }
  }

  private mutating func put(
    _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: Int, _ column: Int, _ text: String, format name: String = ""
  ) {
    _ = worksheet_write_string(sheet, lxw_row_t(row), lxw_col_t(column), written(text), format(name))
  }

  /// Numbers of more digits than a cell can hold stay text, so that none is changed.
  private mutating func put(
    _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: Int, _ column: Int, number: String, format unit: String
  ) {
    let digits = number.utf8.filter { (0x30...0x39).contains($0) }.drop { $0 == 0x30 }
    guard digits.count <= exactDigits, let value = Double(number) else { return put(sheet, row, column, number) }
    let decimals = number.utf8.firstIndex(of: UInt8(ascii: ".")).map { number.utf8.distance(from: $0, to: number.utf8.endIndex) - 1 } ?? 0
    let style = "#,##0" + (decimals > 0 ? "." + String(repeating: "0", count: min(decimals, exactDigits)) : "") + unit
    _ = worksheet_write_number(sheet, lxw_row_t(row), lxw_col_t(column), value, format(style))
  }

  private func pageLink(_ sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: Int, _ column: Int, _ page: Int) {
    link(sheet, row, column, "external:\(written(record.document.source.file))#page=\(page)", nil)
    _ = worksheet_write_number(sheet, lxw_row_t(row), lxw_col_t(column), Double(page), workbook_get_default_url_format(book))
  }

  private func link(_ sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: Int, _ column: Int, _ target: String, _ text: String?) {
    let done = worksheet_write_url_opt(sheet, lxw_row_t(row), lxw_col_t(column), target, nil, text, nil)
    if done != LXW_NO_ERROR, let text { _ = worksheet_write_string(sheet, lxw_row_t(row), lxw_col_t(column), text, nil) }
  }

  /// By name: `head`, or a number format; each is made once.
  private mutating func format(_ name: String) -> UnsafeMutablePointer<lxw_format>? {
    if name.isEmpty { return nil }
    if let known = formats[name] { return known }
    guard let made = workbook_add_format(book) else { return nil }
    if name == "head" {
      format_set_bold(made)
      format_set_text_wrap(made)
    } else {
      format_set_num_format(made, name)
    }
    formats[name] = made
    return made
  }
}

/// Digits that a double always gives back.
private let exactDigits = 15
/// Of a sheet, by the format.
private let sheetRows = 1_048_576
private let sheetColumns = 16_384
/// Scalars that a cell's text may have.
private let cellLength = 32_767

/// Text as a cell can hold it.
private func written(_ text: String) -> String {
  String(String.UnicodeScalarView(text.unicodeScalars.lazy.filter { isWritable($0) }.prefix(cellLength)))
}

/// A day that sheets can count: from 1900-03-01 on, before which they believe in a 29 February that never was.
private func day(_ edtf: String) -> (year: Int32, month: Int32, day: Int32)? {
  let parts = edtf.split(separator: "-").compactMap { Int32($0) }
  guard isDateTime(edtf), parts.count == 3, parts[0] > 1900 || parts[0] == 1900 && parts[1] > 2, (1...31).contains(parts[2]) else {
    return nil
  }
  return (parts[0], parts[1], parts[2])
}

extension Mention {
  fileprivate var amount: (number: String, unit: String?)? {
    switch value {
    case .money(let amount, let currency): (amount, currency)
    case .percent(let number, _): (number, "%")
    case .quantity(let number, let unit): (number, unit)
    default: nil
    }
  }
}
