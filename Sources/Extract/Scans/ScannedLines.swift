import Model

/// Tesseract's TSV → lines. Columns: level page block paragraph line word left top width height confidence text.
///
/// Sizes are not in it: a line's box reaches from its tallest ascender to its lowest descender, which is about its size where it has both;
/// the lines of a paragraph lend each other theirs.
func scannedLines(_ table: [UInt32], pointsPerPixel: Double, font: UInt16) -> [TextLine] {
  var paragraphs: [[ScannedLine]] = []
  for row in table.split(separator: 0x0A) {
    let fields = row.split(separator: 0x09, omittingEmptySubsequences: false)
    guard fields.count == 12, number(fields[0]) == 5 else { continue }
    let place = fields[1...4].map { number($0) ?? 0 }
    let scalars = fields[11].filter { kind(of: $0) == .ink }
    let box = fields[6...9].compactMap { number($0).map { Double($0) * pointsPerPixel } }
    guard !scalars.isEmpty, box.count == 4 else { continue }
    let word = ScannedWord(
      scalars: Array(scalars), box: Box(x0: box[0], y0: box[1], x1: box[0] + box[2], y1: box[1] + box[3]),
      confidence: confidence(fields[10]))
    if let last = paragraphs.last?.last, last.place == place {
      paragraphs[paragraphs.count - 1][paragraphs[paragraphs.count - 1].count - 1].words.append(word)
    } else if let last = paragraphs.last?.last, last.place.dropLast() == place.dropLast() {
      paragraphs[paragraphs.count - 1].append(ScannedLine(place: place, words: [word]))
    } else {
      paragraphs.append([ScannedLine(place: place, words: [word])])
    }
  }
  var lines: [TextLine] = []
  for paragraph in paragraphs {
    let heights = paragraph.map(\.box.height).sorted()
    let usual = heights[heights.count * 2 / 3]
    for line in paragraph {
      // A specked picture or a rule taken for letters: no line of text is so high.
      let size = min(abs(line.box.height - usual) < 0.35 * usual ? usual : line.box.height, 72)
      append(line, size: (size * 10).rounded() / 10, font, to: &lines)
    }
  }
  return lines
}

private struct ScannedLine {
  /// Page, block, paragraph, line.
  var place: [Int]
  var words: [ScannedWord]

  var box: Box { words.dropFirst().reduce(words[0].box) { $0.union($1.box) } }

  /// Whether a letter or sign of it reaches below the baseline.
  var descends: Bool { words.contains { $0.scalars.contains { Self.descenders.contains($0) } } }

  private static let descenders = Set("gjpqyQç,;()[]{}/".unicodeScalars.map(\.value))
}

private struct ScannedWord {
  var scalars: [UInt32]
  var box: Box
  var confidence: Float
}

/// One line of Tesseract's, cut where gaps are as wide as between columns.
private func append(_ line: ScannedLine, size: Double, _ font: UInt16, to lines: inout [TextLine]) {
  let baseline = line.box.y1 - (line.descends ? 0.2 * size : 0)
  var set: [Word] = []
  var end = line.box.x0
  func close() {
    guard let start = set.first else { return }
    let box = set.dropFirst().reduce(start.box) { $0.union($1.box) }
    lines.append(TextLine(words: set, box: box, baseline: baseline, angle: 0, size: size))
    set = []
  }
  for word in line.words {
    if word.box.x0 - end > Double(LineSettings().lineGapOverPaintedSpace) * size { close() }
    var made = syntheticWord(
      word.scalars, x: word.box.x0, pitch: word.box.width / Double(word.scalars.count), baseline: baseline, size: size,
      style: Style(font: font), spaceBefore: !set.isEmpty, shift: .none, marked: -1)
    made.box = word.box
    made.confidence = word.confidence
    set.append(made)
    end = word.box.x1
  }
  close()
}

private func number(_ field: ArraySlice<UInt32>) -> Int? {
  var value = 0
  for scalar in field {
    guard scalar >= 0x30, scalar <= 0x39, value < 1_000_000 else { return nil }
    value = value * 10 + Int(scalar - 0x30)
  }
  return field.isEmpty ? nil : value
}

/// `96.061409` → 0.96. Whole per cents will do.
private func confidence(_ field: ArraySlice<UInt32>) -> Float {
  Float(min(100, number(field.prefix { $0 != 0x2E }) ?? 0)) / 100
}
