package import Model
import Text
package import Layout

/// The pictures, charts and diagrams of all pages, with the lines that are words inside them.
///
/// 1. Captions of figures (``captionStarts(on:leavingOut:bodySize:words:)``) and what is drawn (``Art``) on every page.
/// 2. Each caption looks below and above itself as far as the next running text, caption or source line; what is drawn there is its
///    figure, and all words there but running text are words of it. Where both sides have something, the document's habit decides.
/// 3. Pictures, and groups of strokes that are large enough, without a caption.
///
/// Departs from the usual "cluster the paths, then look for a caption near": a diagram whose parts stand far apart, and a chart whose
/// labels stand outside, are held together by the caption and the source line around them.
///
/// - Parameter leavingOut: `[p][l]`: line `l` of page `p` is furniture or taken.
package func findFigures(_ pages: [Page], leavingOut: [[Bool]], settings: SegmentSettings) -> [[PageFigure]] {
  let drawn = pages.contains { !$0.images.isEmpty || !$0.drawings.isEmpty || !$0.fills.isEmpty || !$0.rulings.isEmpty }
  guard drawn else { return pages.map { _ in [] } }
  let words = settings.captionWords
  let bodySize = commonSize(pages, leavingOut: leavingOut)
  let ornaments = repeatedArt(pages)
  var scenes: [Scene] = []
  for (index, page) in pages.enumerated() {
    let captions = captionStarts(on: page, leavingOut: leavingOut[index], bodySize: bodySize, words: words)
    scenes.append(
      Scene(page: page, leavingOut: leavingOut[index], captions: captions, art: art(of: page, ornaments: ornaments), bodySize: bodySize))
  }
  let habit = captionHabit(scenes)
  var out: [[PageFigure]] = []
  var waiting: CaptionStart?
  for (index, scene) in scenes.enumerated() {
    out.append(figures(in: scene, index: index, habit: habit, waiting: waiting))
    waiting = captionAtFoot(scene, found: out[index], habit: habit)
  }
  return out
}

/// Drawings without words within a table are its shading.
package func withoutShading(_ figures: [PageFigure], tables: [PageTable]) -> [PageFigure] {
  figures.filter { figure in
    figure.kind == "image" || !figure.lines.isEmpty || !tables.contains { $0.box.contains(figure.box, slack: FigureRule.shadingSlack) }
  }
}

/// Where figures and their words are. Parts are of the page unless said otherwise.
enum FigureRule {
  /// Body sizes from which a line is running text.
  static let textSize = setting("textSize", 0.93)
  /// Of the width, from which a line is running text whatever its words.
  static let textWidth = setting("textWidth", 0.22)
  /// Of the area, up to which a drawn box with text is a part of a figure.
  static let holder = setting("holder", 0.35)
  /// Of the wider column's width that two lines of one column share.
  static let sameColumn = setting("sameColumn", 0.6)
  /// Of the width that a column has.
  static let columnWidth = setting("columnWidth", 0.2)
  /// Of the narrower one's width that what stands in a figure's way shares with it.
  static let beside = setting("beside", 0.1)
  /// What a thin drawing counts for a figure; a picture counts 1.
  static let weakDrawing = setting("weakDrawing", 0.5)
  /// Of the height: white between a figure and its caption.
  static let captionGap = setting("captionGap", 0.2)
  /// Of the lower one's height that captions side by side share.
  static let sameHeight = setting("sameHeight", 0.3)
  /// Of the smaller one's area that two figures share which are one.
  static let covered = setting("covered", 0.5)
  /// Sizes of white beside a drawing within which its labels stand …
  static let labelGapX = setting("labelGapX", 2.2)
  /// … and above and below.
  static let labelGapY = setting("labelGapY", 1.6)
  /// Body sizes that labels are smaller than …
  static let labelSize = setting("labelSize", 0.97)
  /// … or, of few words, no larger than.
  static let fewWordsSize = setting("fewWordsSize", 1.05)
  /// Of the area that a picture without a caption has.
  static let leastPicture = setting("leastPicture", 0.006)
  /// Points by which a table's shading may stick out of it.
  static let shadingSlack = setting("shadingSlack", 2.0)
  /// Points by which strokes may stick out of their group.
  static let slack = setting("slack", 0.5)
  /// Of the area that a figure without a caption may share with one that has one.
  static let overlap = setting("overlap", 0.3)
}

/// A figure's caption that stands last on its page with no drawing on it: the drawing opens the next page.
private func captionAtFoot(_ scene: Scene, found: [PageFigure], habit: CaptionHabit) -> CaptionStart? {
  guard let last = scene.captions.starts.last, last.kind != .table, habit.side(for: last.kind) == .below else { return nil }
  guard reach(scene, last, .below) == nil, reach(scene, last, .above) == nil else { return nil }
  let below = scene.prose + scene.captions.closings
  return below.contains { scene.page.lines[$0].box.midY > last.box.y1 + 20 } ? nil : last
}

/// The size that most scalars have.
func commonSize(_ pages: [Page], leavingOut: [[Bool]]) -> Double {
  var count: [Int: Int] = [:]
  for (index, page) in pages.enumerated() {
    for (number, line) in page.lines.enumerated() where !leavingOut[index][number] && line.size > 0 && line.size < 1000 {
      count[Int((line.size * 10).rounded()), default: 0] += line.words.reduce(0) { $0 + Int($1.glyphs) + 1 }
    }
  }
  let best = count.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
  return best.map { Double($0.key) / 10 } ?? 10
}

/// Boxes of pictures and drawings that come back at the same place: logos, borders.
private func repeatedArt(_ pages: [Page]) -> Set<Box> {
  guard pages.count >= 3 else { return [] }
  var seen: [Box: Int] = [:]
  for page in pages {
    var own = Set<Box>()
    for image in page.images { own.insert(rounded(image.box)) }
    if page.drawings.count < 400 { for drawing in page.drawings { own.insert(rounded(drawing.box)) } }
    for box in own { seen[box, default: 0] += 1 }
  }
  let enough = max(3, pages.count / 4)
  return Set(seen.filter { $0.value >= enough }.keys)
}

/// On which side of its figure a caption stands in this document, by kind: counted where only one side has something drawn, or a source
/// line closes one.
struct CaptionHabit {
  var photosAbove = 0
  var photosBelow = 0
  var chartsAbove = 0
  var chartsBelow = 0

  /// The side of the caption on which the figure lies.
  func side(for kind: CaptionLabel.Kind) -> Side {
    let photo = kind == .photo
    let (above, below) = photo ? (photosAbove, photosBelow) : (chartsAbove, chartsBelow)
    if above != below { return above > below ? .above : .below }
    let (otherAbove, otherBelow) = photo ? (chartsAbove, chartsBelow) : (photosAbove, photosBelow)
    if otherAbove != otherBelow { return otherAbove > otherBelow ? .above : .below }
    return photo ? .above : .below
  }
}

private func captionHabit(_ scenes: [Scene]) -> CaptionHabit {
  var habit = CaptionHabit()
  for scene in scenes {
    for caption in scene.captions.starts where caption.kind != .table {
      let side: Side
      switch (reach(scene, caption, .below), reach(scene, caption, .above)) {
      case (.some, nil): side = .below
      case (nil, .some): side = .above
      case (.some(let below), .some(let above)):
        // A source line right under the caption ends a figure that lies above it; one under the drawing ends that.
        if below.closed, !above.closed { side = .below } else { continue }
      default: continue
      }
      switch (caption.kind == .photo, side) {
      case (true, .above): habit.photosAbove += 1
      case (true, .below): habit.photosBelow += 1
      case (false, .above): habit.chartsAbove += 1
      case (false, .below): habit.chartsBelow += 1
      }
    }
  }
  return habit
}

private func figures(in scene: Scene, index: Int, habit: CaptionHabit, waiting: CaptionStart?) -> [PageFigure] {
  var out: [PageFigure] = []
  var taken = Set<Int>()
  if let waiting {
    // As if the caption stood over the page.
    var caption = waiting
    caption.line = -1
    caption.box = Box(x0: 0, y0: -20, x1: scene.page.width, y1: 0)
    if let found = reach(scene, caption, .below), found.strength >= 1 {
      let (box, lines) = grown(scene, found, lateral(scene, caption), labels: wordsOfLabels.captioned, taken: taken)
      taken.formUnion(lines)
      out.append(PageFigure(page: index, box: box, kind: kind(of: caption.kind, scene, box), lines: lines))
    }
  }
  for caption in scene.captions.starts where caption.kind != .table {
    let below = reach(scene, caption, .below)
    let above = reach(scene, caption, .above)
    guard let chosen = choose(below, above, habit.side(for: caption.kind)) else { continue }
    if out.contains(where: {
      $0.box.intersection(chosen.box).area > FigureRule.covered * min($0.box.area, chosen.box.area) && chosen.box.area > 0
    }) {
      continue
    }
    let (box, lines) = grown(scene, chosen, lateral(scene, caption), labels: wordsOfLabels.captioned, taken: taken)
    taken.formUnion(lines)
    out.append(PageFigure(page: index, box: box, kind: kind(of: caption.kind, scene, box), lines: lines))
  }
  out += loose(scene, index: index, beside: out)
  return out
}

private func choose(_ below: Reach?, _ above: Reach?, _ habit: Side) -> Reach? {
  guard let below else { return above }
  guard let above else { return below }
  if below.strength < 1, above.strength >= 1 { return above }
  if above.strength < 1, below.strength >= 1 { return below }
  return habit == .below ? below : above
}

/// Most words of a label set in the size of running text: under a caption, and where nothing but the drawing tells.
private let wordsOfLabels = (captioned: 4, loose: 2)

/// The figure with its words: all that stands between the caption and a source line; else what is in or close to the drawing.
private func grown(_ scene: Scene, _ reach: Reach, _ lateral: (Double, Double), labels: Int, taken: Set<Int>) -> (Box, Set<Int>) {
  var box = reach.box
  var lines = Set<Int>()
  let (low, high) = (min(reach.from, reach.to), max(reach.from, reach.to))
  let prose = Set(scene.prose)
  var left: [Int] = []
  for (index, line) in scene.page.lines.enumerated() {
    guard !scene.leavingOut[index], !scene.reserved.contains(index), !taken.contains(index) else { continue }
    guard line.box.midY > low, line.box.midY < high, line.box.midX > lateral.0 - 20, line.box.midX < lateral.1 + 20 else { continue }
    if prose.contains(index), !box.contains(line.box, slack: 2) { continue }
    left.append(index)
  }
  if reach.closed {
    lines = Set(left)
    for index in left { box = box.union(scene.page.lines[index].box) }
    return (box, lines)
  }
  // Labels of axes and legends stand within two lines of what is drawn, and are smaller than the running text or short.
  var grew = true
  while grew {
    grew = false
    var rest: [Int] = []
    for index in left {
      let line = scene.page.lines[index]
      let near = box.inset(dx: -FigureRule.labelGapX * line.size, dy: -FigureRule.labelGapY * line.size)
      let inside = box.containsPoint(x: line.box.midX, y: line.box.midY)
      let small =
        line.size < FigureRule.labelSize * scene.bodySize
        || line.words.count <= labels && line.size < FigureRule.fewWordsSize * scene.bodySize
      if inside || (small && near.intersection(line.box).width > 0 && near.intersection(line.box).height > 0) {
        lines.insert(index)
        box = box.union(line.box)
        grew = true
      } else {
        rest.append(index)
      }
    }
    left = rest
  }
  for index in legendLines(of: box, scene: scene, among: left).sorted() {
    lines.insert(index)
    box = box.union(scene.page.lines[index].box)
  }
  return (box, lines)
}

private func kind(of caption: CaptionLabel.Kind, _ scene: Scene, _ box: Box) -> String {
  switch caption {
  case .photo: return "photo"
  case .map: return "map"
  case .diagram: return "diagram"
  case .chart: return "chart"
  case .image, .table:
    if scene.art.images.contains(where: { box.containsPoint(x: $0.midX, y: $0.midY) }) { return "image" }
    return scene.art.bars > 0 || scene.art.curves > 0 ? "chart" : "diagram"
  }
}

/// Pictures and groups of strokes that no caption claimed.
private func loose(_ scene: Scene, index: Int, beside: [PageFigure]) -> [PageFigure] {
  let page = scene.page
  let area = max(1, page.width * page.height)
  var out: [PageFigure] = []
  var candidates: [(Box, String)] = scene.art.images.filter { $0.area > FigureRule.leastPicture * area && min($0.width, $0.height) >= 36 }
    .map {
      ($0, "image")
    }
  let strokes = scene.art.strong.filter { box in !scene.art.images.contains(box) }
  for group in clusters(strokes, width: page.width, height: page.height, reach: 8) where group.width >= 80 && group.height >= 50 {
    let members = strokes.reduce(0) { $0 + (group.contains($1, slack: FigureRule.slack) ? 1 : 0) }
    if members >= 4 { candidates.append((group, scene.art.bars > 0 ? "chart" : "diagram")) }
  }
  candidates += scene.art.plots.map { ($0, "chart") }
  candidates.sort { ($0.0.y0, $0.0.x0, $0.1) < ($1.0.y0, $1.0.x0, $1.1) }
  for (box, kind) in candidates {
    if (beside + out).contains(where: {
      $0.box.intersection(box).height > 0 && $0.box.intersection(box).width > 0
        && $0.box.intersection(box).area > FigureRule.overlap * box.area
    }) {
      continue
    }
    // Running text over it: a background or a tinted box, not a figure.
    var inside = Set<Int>()
    var prose = 0
    for (number, line) in page.lines.enumerated() where box.containsPoint(x: line.box.midX, y: line.box.midY) {
      if line.size >= FigureRule.textSize * scene.bodySize, line.words.count >= 5 { prose += 1 }
      if !scene.leavingOut[number], !scene.reserved.contains(number) { inside.insert(number) }
    }
    guard prose < 3 else { continue }
    let whole = inside.reduce(box) { $0.union(page.lines[$1].box) }
    if kind == "image" {
      let others = page.lines.indices.filter { !scene.leavingOut[$0] && !scene.reserved.contains($0) && !inside.contains($0) }
      let legend = legendLines(of: whole, scene: scene, among: others)
      let box = legend.reduce(whole) { $0.union(page.lines[$1].box) }
      out.append(PageFigure(page: index, box: box, kind: kind, lines: inside.union(legend)))
    } else {
      // Labels beside the axes.
      let near = Reach(box: whole, from: 0, to: page.height, closed: false, strength: 1)
      let taken = (beside + out).reduce(into: Set<Int>()) { $0.formUnion($1.lines) }
      let (box, lines) = grown(scene, near, (0, page.width), labels: wordsOfLabels.loose, taken: taken)
      out.append(PageFigure(page: index, box: box, kind: kind, lines: lines))
    }
  }
  return out
}
