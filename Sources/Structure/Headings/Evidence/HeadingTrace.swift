import Layout
package import Model
import Text

/// What was weighed for each chunk that might have been a heading: for `explain` and for fitting the weights.
package struct HeadingTrace: Sendable {
  package struct Entry: Sendable {
    /// 1-based.
    package var page: Int
    package var box: Box
    package var text: String
    package var values: [Double]
    /// Logarithm of the odds, with what the file states.
    package var score: Double
    package var taken: Bool
    /// Its lines on the page as shown.
    package var lines: [Box]
    /// Why no weight could make it a heading: `long`, `letters`, `goes-on`, `leaders`, `interrupts`, `sentence`, `date`, `name`,
    /// `address`, `formula`, `goes-over`, `aside`, `item`.
    package var barred: String?
    /// Which look at all headings together took it out again: `cover`, `subtitle`, `empty`, `contents`.
    package var dropped: String?
    /// What made it a heading though it weighs less than one: `series`, `label`.
    package var raised: String?
    var chunk: Chunk
  }

  package var entries: [Entry] = []
  var model = EvidenceModel()

  package init() {}

  /// Notes what was weighed for a chunk; one without lines of its own has no place to be shown at.
  mutating func weighed(_ chunk: Chunk, values: [Double], score: Double, taken: Bool, barred: String?, flow: Flow) {
    let page = flow.pages[chunk.page]
    let boxes = chunk.places.compactMap { place in
      if case .line(let line) = flow.items[place] { line.box } else { nil }
    }
    guard let first = boxes.first else { return }
    entries.append(
      Entry(
        page: page.number, box: first, text: String(scalars: chunk.scalars[...]), values: values, score: score, taken: taken,
        lines: boxes.map(page.shown), barred: barred, chunk: chunk))
  }

  /// Notes which of some candidates did not outlast a step.
  mutating func left(_ before: [HeadingCandidate], _ after: [HeadingCandidate], _ step: String, chunks: [Chunk]) {
    let kept = Set(after.map(\.chunk))
    let gone = Set(before.map(\.chunk).filter { !kept.contains($0) }.compactMap { chunks[$0].places.first })
    guard !gone.isEmpty else { return }
    for index in entries.indices where entries[index].chunk.places.first.map(gone.contains) ?? false {
      entries[index].dropped = step
      entries[index].taken = false
    }
  }

  /// Notes which candidates a step took though they weigh too little.
  mutating func raised(_ candidates: [HeadingCandidate], _ step: String, chunks: [Chunk]) {
    let places = Set(candidates.compactMap { chunks[$0.chunk].places.first })
    for index in entries.indices where entries[index].chunk.places.first.map(places.contains) ?? false {
      entries[index].raised = step
      entries[index].taken = true
    }
  }

  /// The score from which a chunk is a heading.
  package var threshold: Double { model.threshold }

  /// What weighed in an entry, the heaviest first: evidences (of a tree those that it asked together) with what was measured.
  package func parts(of entry: Entry) -> [(name: String, measured: String, adds: Double)] {
    model.parts(entry.values).filter { abs($0.weight) >= 0.005 }.map { part in
      let known = part.what.filter { headingEvidences.indices.contains($0) && entry.values.indices.contains($0) }
      return (
        known.map { headingEvidences[$0].name }.joined(separator: " + "),
        known.map { "\((entry.values[$0] * 100).rounded() / 100)" }.joined(separator: ", "), part.weight
      )
    }
  }

  /// Names and signs, then a line a chunk, as JSON: what Tests/Fit reads.
  package func dump() -> [String] {
    let names = headingEvidences.map { "\"\($0.name)\"" }.joined(separator: ",")
    let signs = headingEvidences.map { "\($0.sign)" }.joined(separator: ",")
    return ["{\"names\":[\(names)],\"signs\":[\(signs)]}"]
      + entries.filter { $0.barred == nil }.map { entry in
        let chunk = entry.chunk
        let look =
          "[\(chunk.look.size),\(chunk.look.bold),\(chunk.look.italic),\(chunk.look.colour),\(chunk.look.font),\(chunk.caps),\(chunk.centred)]"
        let number = chunk.number.map { number in
          "[\"\(number.kind)\",\(number.depth),\(number.values),\(quoted(number.text)),\(number.roman)]"
        }
        let values = entry.values.map { "\((($0 * 1e4).rounded() / 1e4))" }.joined(separator: ",")
        return
          "{\"page\":\(entry.page),\"text\":\(quoted(entry.text)),\"taken\":\(entry.taken),\"score\":\((entry.score * 1e4).rounded() / 1e4),\"look\":\(look),\"x\":\(Int(entry.box.x0)),\"y\":\(Int(entry.box.y0)),\"place\":\(chunk.places.first ?? 0),\"lines\":\(chunk.places.count),\"number\":\(number ?? "null"),\"values\":[\(values)]}"
      }
  }

  private func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      default: if scalar.value < 0x20 { out += " " } else { out.unicodeScalars.append(scalar) }
      }
    }
    return out + "\""
  }
}
