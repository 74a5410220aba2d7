import Model

/// What stands in a line: text, notes, names and values, page breaks.
extension TEIWriter {
  mutating func inline(_ block: Block) {
    let pages = marks.inside(block)
    inline(pieces(block.text, calls: walk.calls(in: block.id), mentions: walk.mentions(in: block.id), pages: pages))
  }

  mutating func inline(_ pieces: [Piece]) {
    for piece in pieces {
      switch piece {
      case .text(let text): out.text(text)
      case .page(let page): pageMark(page)
      case .call(let call): self.call(call)
      case .open(let mention): open(mention)
      case .close: out.end()
      }
    }
  }

  mutating func pageMark(_ page: Int) {
    let label = document.pages.first { $0.number == page }?.label
    out.empty("pb", ["xml:id": "page-\(page)", "n": label ?? String(page)])
  }

  private mutating func open(_ mention: Mention) {
    let id = mention.id
    let type = mention.type.rawValue
    switch mention.value {
    case .date(let edtf, let start, let end):
      let one = isDateTime(edtf)
      out.start("date", ["xml:id": id, "when": one ? edtf : nil, "from": one ? nil : start, "to": one ? nil : end])
    case .money(let amount, let currency): out.start("measure", ["xml:id": id, "type": type, "quantity": amount, "unit": currency])
    case .percent(let number, _): out.start("measure", ["xml:id": id, "type": type, "quantity": number, "unit": "%"])
    case .quantity(let number, let unit): out.start("measure", ["xml:id": id, "type": type, "quantity": number, "unit": words(unit)])
    case .organization(let key, _, let ref): out.start("orgName", ["xml:id": id, "key": key, "ref": ref.map(pointer)])
    case .person: out.start("persName", ["xml:id": id])
    case .place(_, let ref): out.start("placeName", ["xml:id": id, "ref": ref.map(pointer)])
    case .work: out.start("title", ["xml:id": id])
    case .citation: out.start("ref", ["xml:id": id, "type": type, "target": mention.target.map { "#" + $0 }])
    case .acronym: out.start("abbr", ["xml:id": id])
    case .url(let href): out.start("ref", ["xml:id": id, "type": type, "target": pointer(href)])
    case .identifier(let scheme, _): out.start("idno", ["xml:id": id, "type": scheme])
    case .law, .event, nil: out.start("name", ["xml:id": id, "type": type])
    }
  }

  /// A pointer has no white space in it, nor what no address allows.
  private func pointer(_ text: String) -> String {
    webAddress(text) ?? String(text.map { $0.isWhitespace || "<>\"{}|\\^`".contains($0) ? "_" : $0 })
  }

  /// Units are words without spaces between them.
  private func words(_ text: String) -> String? { text.isEmpty ? nil : String(text.map { $0.isWhitespace ? "_" : $0 }) }
}
