package import Model

/// What differs between two readings of a document, kind by kind; ids do not count, nor does what the readings were made with.
package struct DocumentDiff: Sendable {
  package enum Kind: String, CaseIterable, Sendable { case metadata, sections, blocks, tables, cells, notes, figures, mentions, findings }

  package struct Change: Equatable, Sendable {
    package enum What: String, Sendable { case added, removed, changed }
    package var what: What
    package var page: Int?
    /// Of what was changed: which part of it.
    package var field: String?
    package var before: String?
    package var after: String?
  }

  package var changes: [(kind: Kind, changes: [Change])] = []

  package var isEmpty: Bool { changes.allSatisfy(\.changes.isEmpty) }
  package var count: Int { changes.reduce(0) { $0 + $1.changes.count } }
}

/// Compares two records.
///
/// Things of a kind are matched in steps: the same in every way; the same text on the same page; the same place. What was matched and differs is changed, field by
/// field; what was not is removed or added. Cells are compared within tables that were matched. What was matched and stands in another order is changed in its order.
package func diff(_ a: Record, _ b: Record) -> DocumentDiff {
  var out = DocumentDiff()
  out.changes.append((.metadata, metadata(a.document, b.document)))
  out.changes.append((.sections, compared(sections(a.document), sections(b.document))))
  out.changes.append((.blocks, compared(blocks(a.document), blocks(b.document))))
  let (left, right) = (a.document.tables, b.document.tables)
  let tables = Matching(left.map { table($0, a.document) }, right.map { table($0, b.document) })
  out.changes.append((.tables, tables.changes))
  out.changes.append((.cells, tables.pairs.flatMap { compared(cells(left[$0.0]), cells(right[$0.1]), ordered: false) }))
  out.changes.append((.notes, compared(notes(a.document), notes(b.document))))
  out.changes.append((.figures, compared(figures(a.document), figures(b.document))))
  out.changes.append((.mentions, compared(mentions(a), mentions(b))))
  out.changes.append((.findings, compared(findings(a), findings(b), ordered: false)))
  return out
}

/// A thing with its place, as it is compared: what it is called, where it is, what else is told of it.
struct DiffItem {
  var text: String
  var page: Int?
  var box: Box?
  var fields: [(name: String, value: String)]

  /// All of it but the place, which moves by a hair where lines are joined in another way.
  var whole: String { "\(page ?? 0)\u{1}\(text)\u{1}" + fields.map { "\($0.name)\u{2}\($0.value)" }.joined(separator: "\u{1}") }
  var named: String { "\(page ?? 0)\u{1}\(text)" }

  var summary: String {
    let told = fields.filter { !$0.value.isEmpty }.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
    return told.isEmpty ? "«\(text)»" : "«\(text)» (\(told))"
  }
}

func compared(_ a: [DiffItem], _ b: [DiffItem], ordered: Bool = true) -> [DocumentDiff.Change] {
  Matching(a, b, ordered: ordered).changes
}

// MARK: What is compared

private func metadata(_ a: Document, _ b: Document) -> [DocumentDiff.Change] {
  func fields(_ document: Document) -> [(String, String)] {
    let it = document.metadata
    let ids = it.identifiers.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return [
      ("profile", document.profile), ("language", document.language), ("title", it.title ?? ""), ("subtitle", it.subtitle ?? ""),
      ("authors", it.authors.joined(separator: "; ")), ("publisher", it.publisher ?? ""), ("issued", it.issued ?? ""),
      ("keywords", it.keywords.joined(separator: "; ")), ("identifiers", ids.joined(separator: "; ")), ("pages", "\(document.pages.count)"),
    ]
  }
  return zip(fields(a), fields(b)).filter { $0.1 != $1.1 }.map {
    DocumentDiff.Change(what: .changed, page: nil, field: $0.0, before: $0.1, after: $1.1)
  }
}

private func sections(_ document: Document) -> [DiffItem] {
  document.sections.map { section in
    DiffItem(text: section.title, page: section.page, fields: [("level", "\(section.level)"), ("number", section.number ?? "")])
  }
}

private func blocks(_ document: Document) -> [DiffItem] {
  document.blocks.map { block in
    DiffItem(
      text: block.text, page: block.page, box: outline(block),
      fields: [
        ("type", block.type.rawValue), ("level", block.level.map { "\($0)" } ?? ""), ("marker", block.marker ?? ""),
        ("language", block.language ?? ""),
      ])
  }
}

private func table(_ table: Table, _ document: Document) -> DiffItem {
  DiffItem(
    text: [table.label, table.caption].compactMap { $0 }.joined(separator: " "), page: table.pages.first,
    box: document.blocks.first { $0.id == table.block }.flatMap(outline),
    fields: [
      ("rows", "\(table.rows)"), ("columns", "\(table.columns)"), ("headerRows", "\(table.headerRows)"), ("units", table.units ?? ""),
      ("source", table.source ?? ""), ("pages", table.pages.map { "\($0)" }.joined(separator: " ")),
      ("notes", table.notes.map { "\($0.marker) \($0.text)" }.joined(separator: "; ")),
      ("checks", table.checks.map { "\($0.kind) \($0.row):\($0.column) \($0.holds)" }.joined(separator: " ")),
    ])
}

private func cells(_ table: Table) -> [DiffItem] {
  table.cells.map { cell in
    DiffItem(
      text: cell.text, page: cell.page, box: cell.box,
      fields: [
        ("place", "\(cell.row):\(cell.column)"), ("spans", "\(cell.rowSpan)x\(cell.columnSpan)"), ("header", cell.header ? "yes" : "no"),
        ("value", cell.value.map(text) ?? ""),
      ])
  }
}

private func notes(_ document: Document) -> [DiffItem] {
  document.footnotes.map { note in
    DiffItem(
      text: note.text, page: note.page, box: note.box,
      fields: [("marker", note.marker), ("calls", note.anchors.map { "p\($0.page)+\($0.offset)" }.joined(separator: " "))])
  }
}

private func figures(_ document: Document) -> [DiffItem] {
  document.figures.map { figure in
    DiffItem(
      text: [figure.label, figure.caption].compactMap { $0 }.joined(separator: " "), page: figure.page, box: figure.box,
      fields: [
        ("kind", figure.kind), ("units", figure.units ?? ""), ("source", figure.source ?? ""),
        ("texts", figure.texts.joined(separator: " / ")),
      ])
  }
}

private func mentions(_ record: Record) -> [DiffItem] {
  record.recognition.mentions.map { mention in
    DiffItem(
      text: mention.text, page: mention.page, box: mention.box,
      fields: [
        ("type", mention.type.rawValue), ("value", mention.value.map(text) ?? ""), ("rule", mention.rule),
        ("flags", mention.flags.joined(separator: " ")),
      ])
  }
}

private func findings(_ record: Record) -> [DiffItem] {
  (record.document.findings + record.recognition.findings).map {
    DiffItem(text: $0.message, page: $0.page, box: $0.box, fields: [("code", $0.code), ("severity", $0.severity.rawValue)])
  }
}

private func outline(_ block: Block) -> Box? {
  block.spans.filter { $0.page == block.page }.map(\.box).reduce(nil) { $0?.union($1) ?? $1 }
}

func text(_ value: CellValue) -> String {
  [value.type, value.amount ?? value.number, value.currency ?? value.unit, value.edtf, value.flag].compactMap { $0 }.joined(separator: " ")
    + value.flags.map { " \($0)" }.joined()
}

package func text(_ value: MentionValue) -> String {
  let parts: [String?] =
    switch value {
    case .date(let edtf, _, _): [edtf]
    case .money(let amount, let currency): [amount, currency ?? "¤"]
    case .percent(let number, let unit), .quantity(let number, let unit): [number, unit]
    case .organization(let id, let name, let ref): [id, name == id ? nil : name, ref]
    case .person(let name), .event(let name): [name]
    case .place(let name, let ref): [name, ref]
    case .law(let number, let year): [number, year]
    case .work(let title): [title]
    case .citation(let key, let pages): [key, pages]
    case .acronym(let short, let long): [short, long]
    case .url(let href): [href]
    case .identifier(let scheme, let id): [scheme, id]
    }
  return parts.compactMap { $0 }.joined(separator: " ")
}
