import Model
import Text

/// Furniture that stands neither at the head nor at the foot: tagged artifacts, watermarks, labels up the side, line numbers, `continued`.

/// Where labels such as `continued overleaf` stand.
private enum OverleafRule {
  /// The part of the page's height below which a label stands at the foot.
  static let bottom = setting("bottom", 0.8)
  /// … and above which it stands at the head.
  static let top = setting("top", 0.2)
}

/// What a watermark is like that is not slanted.
private enum WatermarkRule {
  /// So many times the body's size, at least.
  static let size = setting("size", 2.5)
  /// Lines of text that it lies under, at least: a title may touch one.
  static let lines = setting("lines", 2)
  /// The part of the narrower one's width that such a line shares with it.
  static let across = setting("across", 0.5)
  /// Letters at least: large brackets of formulas stand across lines too.
  static let letters = setting("letters", 4)
}

/// How far tags are believed.
private enum ArtifactRule {
  /// The part of a document's words beyond which artifacts are no furniture. Base: a head and a foot of some twenty words on a page of four
  /// hundred.
  static let most = setting("most", 0.15)
}

/// Tagged files: lines whose every word is marked as an artifact *and* stand in the outer eighth of the page. (Some producers tag whole
/// pages, or all that a list or table holds, as artifacts, so the tag is believed only where it is rare.)
func markArtifacts(_ pages: [Page], into furniture: inout Furniture) {
  var artifacts = 0
  var words = 0
  for page in pages where !page.marked.isEmpty && !page.statesStructure {
    for line in page.lines {
      words += line.words.count
      for word in line.words
      where word.marked >= 0 && Int(word.marked) < page.marked.count && page.marked[Int(word.marked)].tag == "Artifact" {
        artifacts += 1
      }
    }
  }
  guard artifacts > 0, Double(artifacts) <= ArtifactRule.most * Double(words) else { return }
  for (index, page) in pages.enumerated() where !page.marked.isEmpty && !page.statesStructure {
    for (number, line) in page.lines.enumerated() {
      guard line.box.y1 < page.height / 8 || line.box.y0 > page.height * 7 / 8 else { continue }
      let artifact = line.words.allSatisfy { word in
        word.marked >= 0 && Int(word.marked) < page.marked.count && page.marked[Int(word.marked)].tag == "Artifact"
      }
      if artifact { furniture.lines[index][number] = true }
    }
  }
}

/// Web pages: lines that the author set apart as menus, heads and feet, or outside of the main part.
func markStatedFurniture(_ pages: [Page], into furniture: inout Furniture) {
  for (index, page) in pages.enumerated() where page.statesStructure && !page.marked.isEmpty {
    for (number, line) in page.lines.enumerated() {
      let isAround = line.words.allSatisfy {
        page.marked.indices.contains(Int($0.marked)) && page.marked[Int($0.marked)].path.contains("Artifact")
      }
      if isAround { furniture.lines[index][number] = true }
    }
  }
}

/// Text that is not upright: slanted over the page (watermark), or vertical outside the columns of upright text.
func markSideText(_ pages: [Page], into furniture: inout Furniture) {
  for (index, page) in pages.enumerated() {
    var left = Double.infinity
    var right = -Double.infinity
    var any = false
    for (number, line) in page.lines.enumerated() {
      if abs(line.angle) >= 1 {
        any = true
      } else if !furniture.lines[index][number] {
        left = min(left, line.box.x0)
        right = max(right, line.box.x1)
      }
    }
    guard any else { continue }
    for (number, line) in page.lines.enumerated() where abs(line.angle) >= 1 {
      let quarter = line.angle.truncatingRemainder(dividingBy: 90)
      let slanted = abs(quarter) > 2 && abs(quarter) < 88
      if slanted, line.size > 20 {
        furniture.lines[index][number] = true
      } else if !slanted, line.box.x1 <= left + 1 || line.box.x0 >= right - 1 {
        furniture.lines[index][number] = true
      }
    }
  }
}

/// Large letters with lines of running text across them.
func markWatermarks(_ pages: [Page], bodySize: Double, into furniture: inout Furniture) {
  for (index, page) in pages.enumerated() {
    for (number, line) in page.lines.enumerated() where line.size > WatermarkRule.size * bodySize && abs(line.angle) < 1 {
      let across = page.lines.count {
        $0.size * 2 < line.size && $0.box.midY > line.box.y0 && $0.box.midY < line.box.y1
          && $0.box.overlapX(line.box) > WatermarkRule.across * min($0.box.width, line.box.width)
      }
      if across >= WatermarkRule.lines, FoldedText(line.words).letters >= WatermarkRule.letters { furniture.lines[index][number] = true }
    }
  }
}

/// Lines that only say that something goes on overleaf, at the first or last rows of a page.
func markLabels(_ pages: [Page], words: [String], into furniture: inout Furniture) {
  guard !words.isEmpty else { return }
  let keys = Set(words.map { foldedLetters($0) })
  let firsts = Set(keys.compactMap(\.unicodeScalars.first))
  for (index, page) in pages.enumerated() {
    for (number, line) in page.lines.enumerated() where line.words.count <= 6 && !furniture.lines[index][number] {
      guard line.box.y0 > page.height * OverleafRule.bottom || line.box.y1 < page.height * OverleafRule.top else { continue }
      guard let first = firstLetter(of: line.words), firsts.contains(first) else { continue }
      if keys.contains(foldedLetters(line.text)) { furniture.lines[index][number] = true }
    }
  }
}

/// The first scalar of what ``foldedLetters(_:)`` leaves of the words.
private func firstLetter(of words: [Word]) -> Unicode.Scalar? {
  for index in words.indices {
    for scalar in words[index].text.unicodeScalars {
      if scalar.value < 0x80 {
        if isWordScalar(scalar.value) { return Unicode.Scalar(folded(scalar)) }
      } else if let first = foldedLetters(String(scalar)).unicodeScalars.first {
        return first
      }
    }
  }
  return nil
}

/// Letters and digits only, lower case.
func foldedLetters(_ text: String) -> String {
  var out = ""
  for scalar in text.unicodeScalars where isLetter(scalar) || ("0"..."9").contains(scalar) {
    out += scalar.properties.lowercaseMapping
  }
  return out
}
