import Model

/// Numbers whose noun the text leaves out: dropped until a noun is found for them.
extension Recognizer {
  func settleQuantities(_ found: inout [[Candidate]], units: [TextUnit], document: Document) {
    for index in found.indices { found[index].removeAll { $0.needs.contains("noun") } }
  }
}
