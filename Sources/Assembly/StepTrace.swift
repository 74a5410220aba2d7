import Layout
package import Model
import Objects
import Structure

/// Which step made what of each printed line, for who asks why: filled while a document is put together, where it is asked for.
package struct StepTrace: Sendable {
  package struct Line: Sendable {
    package var page: Int
    /// On the page as shown.
    package var box: Box
    package var text: String
    /// `furniture`, `table`, `figure`, `contents`, `captions`, `references`, `footnotes`, `glossary`, `headings`, `lists`, `quotes`, `corrections`; `none`: it is text.
    package var step: String
    /// What it was taken for: `heading`, `caption`, …
    package var role: String
  }

  /// A region that looked like a table and was refused.
  package struct Refusal: Sendable {
    package var page: Int
    package var box: Box
    package var kind: String
    package var reason: String
  }

  package private(set) var lines: [Line] = []
  package private(set) var refused: [Refusal] = []
  private var roles: [Role?] = []
  private var steps: [String] = []

  package init() {}

  /// Called after a step: what changed its role is the step's.
  mutating func note(_ step: String, _ flow: Flow) {
    if steps.count != flow.items.count {
      steps = flow.items.map { _ in "none" }
      roles = flow.items.map { _ in .text }
    }
    for (place, item) in flow.items.enumerated() {
      guard case .line(let line) = item, roles[place] != line.role else { continue }
      roles[place] = line.role
      steps[place] = step
    }
  }

  /// Called when all steps are done.
  mutating func finish(_ flow: Flow, settings: SegmentSettings) {
    func text(_ line: FlowLine) -> String { line.words.map(\.text).joined(separator: " ") }
    for (place, item) in flow.items.enumerated() {
      let page = flow.pages[item.page]
      switch item {
      case .line(let line):
        lines.append(
          Line(
            page: page.number, box: page.shown(line.box), text: text(line), step: place < steps.count ? steps[place] : "none",
            role: "\(line.role)"))
      case .table(let table): note("table", Array(table.lines), page)
      case .figure(let figure): note("figure", Array(figure.lines), page)
      }
    }
    for line in flow.furniture {
      let page = flow.pages[line.page]
      lines.append(Line(page: page.number, box: page.shown(line.box), text: text(line), step: "furniture", role: "furniture"))
    }
    lines.sort { ($0.page, $0.box.y0, $0.box.x0) < ($1.page, $1.box.y0, $1.box.x0) }
    for page in flow.pages {
      for (box, kind, reason) in refusedTables(on: page, settings: settings) {
        refused.append(Refusal(page: page.number, box: page.shown(box), kind: kind, reason: reason))
      }
    }
  }

  private mutating func note(_ step: String, _ numbers: [Int], _ page: Page) {
    for number in numbers.sorted() where number < page.lines.count {
      let line = page.lines[number]
      lines.append(Line(page: page.number, box: page.shown(line.box), text: line.text, step: step, role: step))
    }
  }
}
