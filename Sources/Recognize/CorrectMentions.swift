package import Model

/// What people said of mentions, after all rules: another value or name, or that it is none. One that no rule finds (any more) is made where its
/// text stands; its rule is `corrections`.
package func correctMentions(_ recognition: inout Recognition, in document: Document, _ corrections: inout Corrections) {
  var changed = false
  for index in corrections.of(.value, .name, .mention) {
    let correction = corrections.all[index]
    guard let type = correction.type.flatMap(MentionType.init(rawValue:)) else { continue }
    let found = recognition.mentions.firstIndex { mention in
      mention.type == type && mention.page == correction.place.page && mention.text == correction.place.text
        && mention.box.map(correction.place.isMostly) == true
    }
    if correction.kind == .mention {
      corrections.settle(index, found == nil ? .agrees : .applied)
      if let found { recognition.mentions.remove(at: found) }
      changed = changed || found != nil
      continue
    }
    if let found {
      let value = corrected(recognition.mentions[found], by: correction)
      let agrees = recognition.mentions[found].value == value
      corrections.settle(index, agrees ? .agrees : .applied, target: recognition.mentions[found].id)
      if !agrees {
        recognition.mentions[found].value = value
        recognition.mentions[found].flags = []
      }
    } else if let made = mention(type, at: correction.place, in: document) {
      corrections.settle(index, .applied)
      var made = made
      made.value = corrected(made, by: correction)
      insert(made, into: &recognition.mentions, in: document)
      changed = true
    }
  }
  if changed { number(&recognition.mentions, &corrections) }
}

/// Its value as the correction has it; of an organization the id stays.
private func corrected(_ mention: Mention, by correction: Correction) -> MentionValue? {
  if correction.kind == .name, let name = correction.says {
    switch mention.value {
    case .organization(let id, _, let ref): return .organization(id: id, name: name, ref: ref)
    case .place(_, let ref): return .place(name: name, ref: ref)
    default: return MentionValue(mention.type) { ["name": name, "id": name][$0] }
    }
  }
  guard let fields = correction.value else { return nil }
  if mention.type == .date { return fields["edtf"].flatMap(finishedDate) }
  return MentionValue(mention.type) { fields[$0] }
}

/// A mention of a text in the block that stands at its place.
private func mention(_ type: MentionType, at place: Correction.Place, in document: Document) -> Mention? {
  let wanted = Array(place.text.unicodeScalars)
  guard !wanted.isEmpty else { return nil }
  func offsets(in text: String) -> [Int] {
    let scalars = Array(text.unicodeScalars)
    guard scalars.count >= wanted.count else { return [] }
    return (0...(scalars.count - wanted.count)).filter {
      scalars[$0] == wanted[0] && scalars[$0..<($0 + wanted.count)].elementsEqual(wanted)
    }
  }
  for block in document.blocks where block.type != .furniture {
    for span in block.spans where span.page == place.page && span.box.intersection(place.box).height > 0 && span.box.overlapX(place.box) > 0
    {
      if let start = offsets(in: block.text).first(where: { $0 >= span.start && $0 < span.end }) {
        return Mention(
          type: type, text: place.text, block: block.id, start: start, end: start + wanted.count, value: nil, rule: "corrections",
          page: place.page, box: place.box)
      }
    }
  }
  for table in document.tables where table.pages.contains(place.page) {
    for cell in table.cells where cell.page == place.page && cell.box.intersection(place.box).area > 0 {
      if let start = offsets(in: cell.text).first {
        return Mention(
          type: type, text: place.text, block: table.block, cell: CellPlace(row: cell.row, column: cell.column), start: start,
          end: start + wanted.count, value: nil, rule: "corrections", page: place.page, box: place.box)
      }
    }
  }
  return nil
}

/// In the order of the text; what the rules have at its place gives way.
private func insert(_ made: Mention, into mentions: inout [Mention], in document: Document) {
  mentions.removeAll { $0.block == made.block && $0.cell == made.cell && $0.start < made.end && made.start < $0.end }
  var order: [String: Int] = [:]
  for (number, block) in document.blocks.enumerated() { order[block.id] = number }
  func key(_ mention: Mention) -> (Int, Int, Int, Int) {
    (order[mention.block] ?? 0, mention.cell?.row ?? -1, mention.cell?.column ?? -1, mention.start)
  }
  mentions.insert(made, at: mentions.firstIndex { key($0) > key(made) } ?? mentions.count)
}

/// Ids again in order, and those that corrections point to with them.
private func number(_ mentions: inout [Mention], _ corrections: inout Corrections) {
  var ids: [String: String] = [:]
  for index in mentions.indices {
    let id = "m\(index + 1)"
    if !mentions[index].id.isEmpty { ids[mentions[index].id] = id }
    mentions[index].id = id
  }
  corrections.renumber { ids[$0] }
}

/// Whether a text is a date as records have them.
package func isDate(edtf: String) -> Bool { finishedDate(edtf) != nil }
