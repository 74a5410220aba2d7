import Layout
import Model
import Text

// How far a figure reaches from its caption: up or down to the next running text, within the caption's column.

/// A page as the search for figures sees it.
struct Scene {
  let page: Page
  let leavingOut: [Bool]
  let captions: PageCaptions
  let art: Art
  let bodySize: Double
  /// Lines of running text: not inside anything drawn, of body size, and wide.
  let prose: [Int]
  /// All lines that are captions (or units under them), sources or notes.
  let reserved: Set<Int>
  /// Extents of the text columns, from prose lines; widest last.
  let columns: [TextColumn]

  init(page: Page, leavingOut: [Bool], captions: PageCaptions, art: Art, bodySize: Double) {
    self.page = page
    self.leavingOut = leavingOut
    self.captions = captions
    self.art = art
    self.bodySize = bodySize
    reserved = Set(captions.starts.flatMap(\.lines) + captions.closings)
    var prose: [Int] = []
    for (index, line) in page.lines.enumerated() where !leavingOut[index] && !reserved.contains(index) && isUpright(line) {
      guard line.size >= FigureRule.textSize * bodySize, line.box.width > FigureRule.textWidth * page.width || line.words.count >= 6 else {
        continue
      }
      if art.holders.contains(where: { $0.contains(line.box, slack: 2) && $0.area < FigureRule.holder * page.width * page.height }) {
        continue
      }
      prose.append(index)
    }
    self.prose = prose
    var columns: [TextColumn] = []
    for index in prose {
      let box = page.lines[index].box
      if let place = columns.firstIndex(where: {
        min($0.x1, box.x1) - max($0.x0, box.x0) > FigureRule.sameColumn * max($0.x1 - $0.x0, box.width)
      }) {
        columns[place] = TextColumn(
          x0: min(columns[place].x0, box.x0), x1: max(columns[place].x1, box.x1), lines: columns[place].lines + 1)
      } else {
        columns.append(TextColumn(x0: box.x0, x1: box.x1, lines: 1))
      }
    }
    self.columns = columns.sorted { ($0.x1 - $0.x0, $0.x0) < ($1.x1 - $1.x0, $1.x0) }
  }

  /// The column that a caption stands in; the whole width where none holds it.
  func column(of box: Box) -> (x0: Double, x1: Double) {
    for column in columns
    where box.x0 >= column.x0 - 6 && box.x1 <= column.x1 + 6 && column.x1 - column.x0 > FigureRule.columnWidth * page.width {
      // A short last line is no column: take the widest that begins with it, but no lone line across several.
      let wide = columns.last { abs($0.x0 - column.x0) < 30 && $0.x1 >= column.x1 && $0.lines * 3 >= column.lines } ?? column
      return (wide.x0, wide.x1)
    }
    return (0, page.width)
  }
}

extension Scene {
  /// Between the columns of running text that stand to the left and to the right of a line.
  fileprivate func room(beside box: Box) -> (x0: Double, x1: Double) {
    var room = (x0: 0.0, x1: page.width)
    for index in prose {
      let text = page.lines[index].box
      guard text.overlapY(box) > FigureRule.sameHeight * min(text.height, box.height) else { continue }
      if text.x1 <= box.x0 { room.x0 = max(room.x0, text.x1) }
      if text.x0 >= box.x1 { room.x1 = min(room.x1, text.x0) }
    }
    return room
  }
}

/// The extent of lines of running text under one another, and how many they are.
struct TextColumn {
  var x0: Double
  var x1: Double
  var lines: Int
}

/// What one caption may have on one side of it.
struct Reach {
  var box: Box
  /// Nothing but art and loose words lies between the caption and this `y`.
  var from: Double
  var to: Double
  /// A source or note line closes it.
  var closed: Bool
  var strength: Double
}

enum Side { case below, above }

/// What is drawn on one side of a caption, up to the next running text, caption, source line, or the paper's edge.
func reach(_ scene: Scene, _ caption: CaptionStart, _ side: Side) -> Reach? {
  let (x0, x1) = lateral(scene, caption)
  let start = side == .below ? caption.box.y1 : caption.box.y0
  var stop = side == .below ? scene.page.height : 0
  var closed = false
  func consider(_ box: Box, closes: Bool) {
    guard min(box.x1, x1) - max(box.x0, x0) > FigureRule.beside * min(box.width, x1 - x0) else { return }
    switch side {
    case .below where box.midY > start && box.y0 < stop:
      stop = box.y0
      closed = closes
    case .above where box.midY < start && box.y1 > stop:
      stop = box.y1
      closed = closes
    default: break
    }
  }
  for other in scene.captions.starts where other.line != caption.line { consider(other.box, closes: false) }
  for index in scene.captions.closings { consider(scene.page.lines[index].box, closes: side == .below) }
  for index in scene.prose { consider(scene.page.lines[index].box, closes: false) }
  let (low, high) = (min(start, stop), max(start, stop))
  guard high - low > 12 else { return nil }

  func within(_ box: Box) -> Bool {
    box.midY > low - 1 && box.midY < high + 1 && box.y0 > low - 14 && box.y1 < high + 14 && box.midX > x0 - 20 && box.midX < x1 + 20
  }
  var box: Box?
  var strength = 0.0
  for item in scene.art.strong where within(item) {
    box = box?.union(item) ?? item
    strength += 1
  }
  var weak: Box?
  var height = 0.0
  for item in scene.art.weak where within(item) {
    weak = weak?.union(item) ?? item
    height = max(height, item.height)
  }
  // Boxes and rulings alone make a diagram only if they are more than a line or two across the column.
  if let found = weak, box != nil || (found.height > 25 && height > 8) {
    box = box?.union(found) ?? found
    strength += FigureRule.weakDrawing
  }
  guard var found = box else { return nil }
  found = found.intersection(Box(x0: 0, y0: low, x1: scene.page.width, y1: high))
  guard found.height > 10 || strength >= 1 else { return nil }
  let gap = side == .below ? found.y0 - start : start - found.y1
  guard gap < FigureRule.captionGap * scene.page.height else { return nil }
  return Reach(box: found, from: start, to: stop, closed: closed, strength: strength)
}

/// The width that belongs to a caption: its column, less what captions beside it take; where no text tells its column, what the text beside it leaves.
func lateral(_ scene: Scene, _ caption: CaptionStart) -> (Double, Double) {
  var (x0, x1) = scene.column(of: caption.box)
  if x0 <= 0, x1 >= scene.page.width { (x0, x1) = scene.room(beside: caption.box) }
  for other in scene.captions.starts
  where other.line != caption.line && other.box.overlapY(caption.box) > FigureRule.sameHeight * min(other.box.height, caption.box.height) {
    let middle = (max(other.box.x0, caption.box.x0) + min(other.box.x1, caption.box.x1)) / 2
    if other.box.midX > caption.box.midX { x1 = min(x1, middle) } else { x0 = max(x0, middle) }
  }
  return (x0, x1)
}
