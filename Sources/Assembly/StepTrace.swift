package import Layout
package import Model
package import Objects
import Structure

/// Which step made what of each printed line, and what it went by, for who asks why: filled while a document is put together, where it is asked for.
package struct StepTrace: Sendable {
  /// Something measured, by its name.
  package typealias Measure = (name: String, value: String)

  package struct Line: Sendable {
    package var page: Int
    /// On the page as shown.
    package var box: Box
    package var text: String
    /// `furniture`, `table`, `figure`, `contents`, `captions`, `references`, `footnotes`, `glossary`, `headings`, `lists`, `quotes`, `corrections`; `none`: it is text.
    package var step: String
    /// What it was taken for: `heading`, `caption`, …
    package var role: String
    /// Within the step: of furniture `band`, `folio`, `rule`, ….
    package var by: String?
    package var measured: [Measure] = []
  }

  /// A figure or a list of terms.
  package struct Object: Sendable {
    package var page: Int
    /// On the page as shown.
    package var box: Box
    package var kind: String
    package var measured: [Measure]
  }

  package private(set) var lines: [Line] = []
  /// Regions that were looked at as tables.
  package private(set) var candidates: [TableCandidate] = []
  package private(set) var objects: [Object] = []
  private var roles: [Role?] = []
  private var steps: [String] = []
  /// By page and line: what made it furniture.
  private var furniture: [[(step: String, measured: [Measure])?]] = []

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

  /// Called after a step of the search for furniture: what is new is the step's.
  mutating func noteFurniture(_ step: String, _ found: Furniture, bands: [FurnitureBand], pages: [Page]) {
    if furniture.isEmpty { furniture = pages.map { [(step: String, measured: [Measure])?](repeating: nil, count: $0.lines.count) } }
    for (index, page) in pages.enumerated() {
      for number in page.lines.indices where found.lines[index][number] && furniture[index][number] == nil {
        let line = page.lines[number]
        var measured: [Measure] = []
        // In one band with a line of the step before; else where its baseline is.
        let band = bands.first { $0.holds($0.top ? line.baseline : page.height - line.baseline) }
        if let band {
          measured = [
            ("edge", band.top ? "top" : "bottom"), ("from-edge", "\(shortened(band.from))–\(shortened(band.to))"),
            ("pages-repeating", "\(band.pages)"), ("share-of-pages", "\(shortened(band.share))"),
          ]
        } else {
          let top = line.baseline < page.height / 2
          measured = [("edge", top ? "top" : "bottom"), ("from-edge", "\(shortened(top ? line.baseline : page.height - line.baseline))")]
        }
        furniture[index][number] = (step, measured)
      }
    }
  }

  /// Called when all steps are done.
  mutating func finish(_ flow: Flow, glossaries: [[PageGlossary]], settings: SegmentSettings) {
    for (place, item) in flow.items.enumerated() {
      let page = flow.pages[item.page]
      switch item {
      case .line(let line):
        lines.append(made(line, page, step: place < steps.count ? steps[place] : "none", role: "\(line.role)"))
      case .table(let table): note("table", Array(table.lines), page)
      case .figure(let figure):
        note("figure", Array(figure.lines), page)
        objects.append(Object(page: page.number, box: page.shown(figure.box), kind: figure.kind, measured: inside(figure, page)))
      }
    }
    var leavingOut = flow.pages.map { [Bool](repeating: false, count: $0.lines.count) }
    for line in flow.furniture {
      var out = made(line, flow.pages[line.page], step: "furniture", role: "furniture")
      for source in line.sources where leavingOut[line.page].indices.contains(source) { leavingOut[line.page][source] = true }
      if let source = line.sources.first, let why = furniture.indices.contains(line.page) ? furniture[line.page][source] : nil {
        out.by = why.step
        out.measured = why.measured
      }
      lines.append(out)
    }
    lines.sort { ($0.page, $0.box.y0, $0.box.x0) < ($1.page, $1.box.y0, $1.box.x0) }
    for (index, page) in flow.pages.enumerated() {
      for found in glossaries.indices.contains(index) ? glossaries[index] : [] {
        objects.append(Object(page: page.number, box: page.shown(found.box), kind: "glossary", measured: measures(of: found)))
      }
      candidates += tableCandidates(on: page, leavingOut: leavingOut[index], settings: settings)
    }
  }

  // MARK: Steps

  private func made(_ line: FlowLine, _ page: Page, step: String, role: String) -> Line {
    Line(page: page.number, box: page.shown(line.box), text: line.words.map(\.text).joined(separator: " "), step: step, role: role)
  }

  private mutating func note(_ step: String, _ numbers: [Int], _ page: Page) {
    for number in numbers.sorted() where number < page.lines.count {
      let line = page.lines[number]
      lines.append(Line(page: page.number, box: page.shown(line.box), text: line.text, step: step, role: step))
    }
  }

  /// What is painted within a figure, and how much of the page it takes.
  private func inside(_ figure: PageFigure, _ page: Page) -> [Measure] {
    func count(_ boxes: [Box]) -> String { "\(boxes.count { figure.box.containsPoint(x: $0.midX, y: $0.midY) })" }
    let share = figure.box.width * figure.box.height / max(1, page.width * page.height)
    return [
      ("pictures", count(page.images.map(\.box))), ("curves-and-slanted-lines", count(page.drawings.map(\.box))),
      ("fills", count(page.fills.map(\.box))), ("rules", count(page.rulings.map(\.box))), ("lines-of-words", "\(figure.lines.count)"),
      ("share-of-page", "\(shortened(share))"),
    ]
  }

  private func measures(of list: PageGlossary) -> [Measure] {
    func range(_ values: [Double]) -> String {
      guard let least = values.min(), let most = values.max() else { return "" }
      return most - least < 1 ? "\(shortened(least))" : "\(shortened(least))–\(shortened(most))"
    }
    let terms = list.entries.compactMap { $0.first?.box.x0 }
    let expansions = list.entries.compactMap { entry in entry.first.flatMap { $0.words.dropFirst($0.level).first?.box.x0 } }
    return [("entries", "\(list.entries.count)"), ("terms-at", range(terms)), ("meanings-at", range(expansions))]
  }

  private func shortened(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
