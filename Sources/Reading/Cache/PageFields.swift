import Model

// The fields of pages, as Extract leaves them, for ``Transfer``: what Layout starts from when profiles, weights or words of structure have changed.
// See DocumentFields.swift.

extension Ink: Transferable {
  static var blank: Ink { Ink() }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&total)
    try transfer.field(&duplicate)
    try transfer.field(&hidden)
    try transfer.field(&unreadable)
  }
}

extension Style: Transferable {
  static var blank: Style { Style() }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&font)
    try transfer.field(&bold)
    try transfer.field(&italic)
    try transfer.field(&colour)
  }
}

extension Word: Transferable {
  static var blank: Word { Word(text: "", box: .blank, baseline: 0, size: 0, style: .blank) }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&text)
    try transfer.field(&box)
    try transfer.field(&baseline)
    try transfer.field(&size)
    try transfer.field(&style)
    try transfer.field(&spaceBefore)
    try transfer.field(&shift)
    try transfer.field(&edges)
    try transfer.field(&glyphs)
    try transfer.field(&marked)
    try transfer.field(&confidence)
  }
}

extension TextLine: Transferable {
  static var blank: TextLine { TextLine(words: [], box: .blank, baseline: 0, angle: 0, size: 0) }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&words)
    try transfer.field(&box)
    try transfer.field(&baseline)
    try transfer.field(&angle)
    try transfer.field(&size)
  }
}

extension Ruling: Transferable {
  static var blank: Ruling { Ruling(box: .blank, horizontal: true, thickness: 0) }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&box)
    try transfer.field(&horizontal)
    try transfer.field(&thickness)
    try transfer.field(&colour)
    try transfer.field(&dashed)
    try transfer.field(&joints)
  }
}

extension Fill: Transferable {
  static var blank: Fill { Fill(box: .blank, colour: 0) }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&box)
    try transfer.field(&colour)
    try transfer.field(&opacity)
  }
}

extension Drawing: Transferable {
  static var blank: Drawing { Drawing(box: .blank, stroked: false, filled: false, curved: false) }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&box)
    try transfer.field(&stroked)
    try transfer.field(&filled)
    try transfer.field(&curved)
  }
}

extension ImageBox: Transferable {
  static var blank: ImageBox { ImageBox(box: .blank, pixelWidth: 0, pixelHeight: 0) }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&box)
    try transfer.field(&pixelWidth)
    try transfer.field(&pixelHeight)
  }
}

extension MarkedContent: Transferable {
  static var blank: MarkedContent { MarkedContent(tag: "", id: 0) }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&tag)
    try transfer.field(&id)
    try transfer.field(&path)
    try transfer.field(&element)
  }
}

extension StatedTable: Transferable {
  static var blank: StatedTable { StatedTable(rows: 0, columns: 0) }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&rows)
    try transfer.field(&columns)
    try transfer.field(&cells)
  }
}

extension Page: Transferable {
  static var blank: Page { Page(number: 0, shownWidth: 0, shownHeight: 0) }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&number)
    try transfer.field(&label)
    try transfer.field(&shownWidth)
    try transfer.field(&shownHeight)
    try transfer.field(&rotation)
    try transfer.field(&turn)
    try transfer.field(&lines)
    try transfer.field(&rulings)
    try transfer.field(&fills)
    try transfer.field(&drawings)
    try transfer.field(&images)
    try transfer.field(&links)
    try transfer.field(&marked)
    try transfer.field(&statedTables)
    try transfer.field(&statesStructure)
    try transfer.field(&ink)
    try transfer.field(&findings)
  }
}

extension InfoEntry: Transferable {
  static var blank: InfoEntry { InfoEntry(key: "", value: "", origin: .info) }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&key)
    try transfer.field(&value)
    try transfer.field(&origin)
  }
}

extension OutlineItem: Transferable {
  static var blank: OutlineItem { OutlineItem(level: 0, title: "", page: nil, y: nil) }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&level)
    try transfer.field(&title)
    try transfer.field(&page)
    try transfer.field(&y)
  }
}

extension FontFacts: Transferable {
  static var blank: FontFacts { FontFacts(name: "") }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&name)
    try transfer.field(&fixedPitch)
    try transfer.field(&serif)
  }
}

extension DocumentFacts: Transferable {
  static var blank: DocumentFacts { DocumentFacts(source: .blank) }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&source)
    try transfer.field(&info)
    try transfer.field(&language)
    try transfer.field(&outline)
    try transfer.field(&fonts)
    try transfer.field(&extras)
    try transfer.field(&pageCount)
  }
}

extension Extraction: Transferable {
  static var blank: Extraction { Extraction(facts: .blank, pages: [], findings: []) }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&facts)
    try transfer.field(&pages)
    try transfer.field(&findings)
  }
}

extension StatedTable.Cell: Transferable {
  static var blank: StatedTable.Cell {
    StatedTable.Cell(row: 0, column: 0, rowSpan: 0, columnSpan: 0, isHeader: false, lines: 0..<0)
  }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&row)
    try transfer.field(&column)
    try transfer.field(&rowSpan)
    try transfer.field(&columnSpan)
    try transfer.field(&isHeader)
    var (from, to) = (lines.lowerBound, lines.upperBound)
    try transfer.field(&from)
    try transfer.field(&to)
    guard from <= to else { throw Transfer.Damaged() }
    lines = from..<to
    try transfer.field(&box)
  }
}

extension Link: Transferable {
  static var blank: Link { Link(box: .blank, target: .uri("")) }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) {
    try transfer.field(&box)
    var (address, page, y): (String?, Int, Double?)
    switch target {
    case .uri(let text): (address, page, y) = (text, 0, nil)
    case .page(let number, let place): (address, page, y) = (nil, number, place)
    }
    try transfer.field(&address)
    try transfer.field(&page)
    try transfer.field(&y)
    target = address.map { .uri($0) } ?? .page(page, y)
  }
}
