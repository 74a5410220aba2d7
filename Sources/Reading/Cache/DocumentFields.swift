import Model

// The fields of a document, as Assembly leaves it, for ``Transfer``: what Recognize and Emit start from when rules have changed. A type that gets
// a field gets it here too (Tests/ReadingTests/TransferTests says so when it is forgotten).

extension Box: Transferable {
  static var blank: Box { Box(x0: 0, y0: 0, x1: 0, y1: 0) }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&x0)
    try transfer.field(&y0)
    try transfer.field(&x1)
    try transfer.field(&y1)
  }
}

extension Source: Transferable {
  static var blank: Source { Source(file: "", sha256: "", bytes: 0, mediaType: "") }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&file)
    try transfer.field(&sha256)
    try transfer.field(&bytes)
    try transfer.field(&mediaType)
    try transfer.field(&pages)
    try transfer.field(&pdfVersion)
    try transfer.field(&producer)
    try transfer.field(&tagged)
    try transfer.field(&encrypted)
  }
}

extension Metadata: Transferable {
  static var blank: Metadata { Metadata() }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&title)
    try transfer.field(&subtitle)
    try transfer.field(&authors)
    try transfer.field(&publisher)
    try transfer.field(&issued)
    try transfer.field(&keywords)
    try transfer.field(&identifiers)
  }
}

extension GlyphLedger: Transferable {
  static var blank: GlyphLedger { GlyphLedger() }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&total)
    try transfer.field(&body)
    try transfer.field(&table)
    try transfer.field(&note)
    try transfer.field(&figure)
    try transfer.field(&furniture)
    try transfer.field(&duplicate)
    try transfer.field(&hidden)
    try transfer.field(&unplaced)
  }
}

extension PageFacts: Transferable {
  static var blank: PageFacts { PageFacts(number: 0, label: nil, width: 0, height: 0, rotation: 0, glyphs: .blank) }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&number)
    try transfer.field(&label)
    try transfer.field(&width)
    try transfer.field(&height)
    try transfer.field(&rotation)
    try transfer.field(&glyphs)
  }
}

extension Section: Transferable {
  static var blank: Section { Section(id: "", parent: nil, level: 0, number: nil, title: "", page: 0, block: "") }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&id)
    try transfer.field(&parent)
    try transfer.field(&level)
    try transfer.field(&number)
    try transfer.field(&title)
    try transfer.field(&page)
    try transfer.field(&block)
  }
}

extension Block: Transferable {
  static var blank: Block { Block(id: "", type: .paragraph, text: "", page: 0) }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&id)
    try transfer.field(&type)
    try transfer.field(&text)
    try transfer.field(&section)
    try transfer.field(&page)
    try transfer.field(&marker)
    try transfer.field(&level)
    try transfer.field(&spans)
    try transfer.field(&confidence)
    try transfer.field(&language)
    try transfer.field(&target)
  }
}

extension Span: Transferable {
  static var blank: Span { Span(page: 0, box: .blank, start: 0, end: 0) }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&page)
    try transfer.field(&box)
    try transfer.field(&start)
    try transfer.field(&end)
    try transfer.field(&edges)
  }
}

extension CellPlace: Transferable {
  static var blank: CellPlace { CellPlace(row: 0, column: 0) }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&row)
    try transfer.field(&column)
  }
}

extension NoteMark: Transferable {
  static var blank: NoteMark { NoteMark(marker: "", offset: 0, box: .blank) }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&marker)
    try transfer.field(&offset)
    try transfer.field(&box)
  }
}

extension CellValue: Transferable {
  static var blank: CellValue { CellValue(type: "") }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&type)
    try transfer.field(&number)
    try transfer.field(&unit)
    try transfer.field(&scale)
    try transfer.field(&amount)
    try transfer.field(&currency)
    try transfer.field(&edtf)
    try transfer.field(&start)
    try transfer.field(&end)
    try transfer.field(&flag)
    try transfer.field(&flags)
  }
}

extension Cell: Transferable {
  static var blank: Cell { Cell(row: 0, column: 0, text: "", page: 0, box: .blank) }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&row)
    try transfer.field(&column)
    try transfer.field(&rowSpan)
    try transfer.field(&columnSpan)
    try transfer.field(&text)
    try transfer.field(&header)
    try transfer.field(&value)
    try transfer.field(&page)
    try transfer.field(&box)
    try transfer.field(&marks)
  }
}

extension TableNote: Transferable {
  static var blank: TableNote { TableNote(marker: "", text: "") }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&marker)
    try transfer.field(&text)
    try transfer.field(&cells)
  }
}

extension TableCheck: Transferable {
  static var blank: TableCheck { TableCheck(kind: "", row: 0, column: 0, stated: "", computed: "", holds: false) }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&kind)
    try transfer.field(&row)
    try transfer.field(&column)
    try transfer.field(&stated)
    try transfer.field(&computed)
    try transfer.field(&holds)
  }
}

extension Table: Transferable {
  static var blank: Table { Table(id: "", block: "", rows: 0, columns: 0) }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&id)
    try transfer.field(&block)
    try transfer.field(&label)
    try transfer.field(&caption)
    try transfer.field(&units)
    try transfer.field(&pages)
    try transfer.field(&rows)
    try transfer.field(&columns)
    try transfer.field(&headerRows)
    try transfer.field(&cells)
    try transfer.field(&notes)
    try transfer.field(&source)
    try transfer.field(&checks)
    try transfer.field(&confidence)
  }
}

extension Figure: Transferable {
  static var blank: Figure { Figure(id: "", block: "", kind: "", page: 0, box: .blank) }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&id)
    try transfer.field(&block)
    try transfer.field(&kind)
    try transfer.field(&label)
    try transfer.field(&caption)
    try transfer.field(&units)
    try transfer.field(&source)
    try transfer.field(&page)
    try transfer.field(&box)
    try transfer.field(&texts)
  }
}

extension Anchor: Transferable {
  static var blank: Anchor { Anchor(block: "", offset: 0, page: 0, box: .blank) }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&block)
    try transfer.field(&cell)
    try transfer.field(&offset)
    try transfer.field(&page)
    try transfer.field(&box)
  }
}

extension Footnote: Transferable {
  static var blank: Footnote { Footnote(id: "", block: "", marker: "", text: "", page: 0, box: .blank) }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&id)
    try transfer.field(&block)
    try transfer.field(&marker)
    try transfer.field(&text)
    try transfer.field(&page)
    try transfer.field(&box)
    try transfer.field(&anchors)
  }
}

extension GlossaryEntry: Transferable {
  static var blank: GlossaryEntry { GlossaryEntry(term: "", expansion: "", block: "") }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&term)
    try transfer.field(&expansion)
    try transfer.field(&block)
  }
}

extension Finding: Transferable {
  static var blank: Finding { Finding("", .info, "") }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&code)
    try transfer.field(&severity)
    try transfer.field(&message)
    try transfer.field(&page)
    try transfer.field(&box)
  }
}

extension Document: Transferable {
  static var blank: Document { Document(source: .blank) }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&source)
    try transfer.field(&profile)
    try transfer.field(&language)
    try transfer.field(&metadata)
    try transfer.field(&pages)
    try transfer.field(&sections)
    try transfer.field(&blocks)
    try transfer.field(&tables)
    try transfer.field(&figures)
    try transfer.field(&footnotes)
    try transfer.field(&glossary)
    try transfer.field(&findings)
    try transfer.field(&extras)
  }
}

extension FileExtras: Transferable {
  static var blank: FileExtras { FileExtras() }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&bookmarks)
    try transfer.field(&attachments)
    try transfer.field(&fields)
    try transfer.field(&comments)
  }
}

extension FileExtras.Bookmark: Transferable {
  static var blank: FileExtras.Bookmark { FileExtras.Bookmark(title: "", level: 0, page: nil) }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&title)
    try transfer.field(&level)
    try transfer.field(&page)
  }
}

extension FileExtras.Attachment: Transferable {
  static var blank: FileExtras.Attachment { FileExtras.Attachment(name: "", description: nil) }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&name)
    try transfer.field(&description)
  }
}

extension FileExtras.FormField: Transferable {
  static var blank: FileExtras.FormField { FileExtras.FormField(name: "", type: "", value: nil, page: 0, box: .blank) }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&name)
    try transfer.field(&type)
    try transfer.field(&value)
    try transfer.field(&page)
    try transfer.field(&box)
  }
}

extension FileExtras.Comment: Transferable {
  static var blank: FileExtras.Comment { FileExtras.Comment(kind: "", author: nil, text: "", page: 0, box: .blank) }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&kind)
    try transfer.field(&author)
    try transfer.field(&text)
    try transfer.field(&page)
    try transfer.field(&box)
  }
}
