import Model
import Text

extension Recognizer {
  /// Every piece of text that may name something: blocks but furniture and tables of contents, and the cells of tables, in reading order.
  func textUnits(_ document: Document) -> [TextUnit] {
    var tables: [String: Int] = [:]
    for (index, table) in document.tables.enumerated() { tables[table.block] = index }
    var units: [TextUnit] = []
    for (index, block) in document.blocks.enumerated() where block.type != .furniture && block.type != .contents {
      if block.type == .table, let table = tables[block.id] {
        let isTyped = document.tables[table].cells.contains { $0.value != nil }
        for (place, cell) in document.tables[table].cells.enumerated() where !cell.text.isEmpty {
          var unit = TextUnit(cell.text, block: index, cell: place)
          unit.cellNumber = cell.value?.number.flatMap { Decimal(plain: $0) }
          unit.cellScale = cell.value?.scale.flatMap { Decimal(plain: $0) }
          unit.isTyped = isTyped
          units.append(unit)
        }
      } else if !block.text.isEmpty {
        units.append(TextUnit(block.text, block: index))
      }
    }
    return units
  }

  /// A block's own language where it is given, else the document's; one that no data is known for has the rules of all languages alone.
  func setLanguages(_ units: inout [TextUnit], document: Document) {
    let known = Dictionary(settings.languages.enumerated().map { ($1.code, $0) }) { first, _ in first }
    let none = known[undeterminedLanguage] ?? 0
    let main = known[document.language] ?? none
    for index in units.indices {
      units[index].language = document.blocks[units[index].block].language.map { known[$0] ?? none } ?? main
    }
  }
}

/// The folder of rules and vocabularies that serve all languages.
let sharedFolder = "any"
