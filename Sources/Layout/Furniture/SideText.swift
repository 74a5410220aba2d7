package import Model
package import Text

/// Furniture that stands neither at the head nor at the foot: tagged artifacts, watermarks, labels up the side, line numbers, `continued`.

/// Tagged files: lines whose every word is marked as an artifact *and* stand in the outer eighth of the page. (Some producers tag whole
/// pages as artifacts, so the tag alone is not believed.)
func markArtifacts(_ pages: [Page], into furniture: inout Furniture) {
  for (index, page) in pages.enumerated() where !page.marked.isEmpty {
    for (number, line) in page.lines.enumerated() {
      if page.statesStructure {
        // The author's own word for menus, heads and feet.
        let isAround = line.words.allSatisfy {
          page.marked.indices.contains(Int($0.marked)) && page.marked[Int($0.marked)].path.contains("Artifact")
        }
        if isAround { furniture.lines[index][number] = true }
        continue
      }
      guard line.box.y1 < page.height / 8 || line.box.y0 > page.height * 7 / 8 else { continue }
      let artifact = line.words.allSatisfy { word in
        word.marked >= 0 && Int(word.marked) < page.marked.count && page.marked[Int(word.marked)].tag == "Artifact"
      }
      if artifact { furniture.lines[index][number] = true }
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

/// Numbers of lines: at least five numbers one below the other at one edge of the text, growing by a constant step.
func markLineNumbers(_ pages: [Page], into furniture: inout Furniture) {
  for (index, page) in pages.enumerated() {
    var numbers: [(line: Int, value: Int, box: Box)] = []
    var left = Double.infinity
    for (number, line) in page.lines.enumerated() where abs(line.angle) < 1 && !furniture.lines[index][number] {
      if line.words.count == 1, line.words[0].text.utf8.count <= 4, let value = Int(line.words[0].text) {
        numbers.append((number, value, line.box))
      } else {
        left = min(left, line.box.x0)
      }
    }
    numbers = numbers.filter { $0.box.x1 < left }.sorted { ($0.box.y0, $0.line) < ($1.box.y0, $1.line) }
    guard numbers.count >= 5 else { continue }
    let step = numbers[1].value - numbers[0].value
    guard step > 0, zip(numbers, numbers.dropFirst()).allSatisfy({ $1.value - $0.value == step }) else { continue }
    for number in numbers { furniture.lines[index][number.line] = true }
  }
}

/// Lines that only say that something goes on overleaf, at the first or last rows of a page.
func markLabels(_ pages: [Page], words: [String], into furniture: inout Furniture) {
  guard !words.isEmpty else { return }
  let keys = Set(words.map { foldedLetters($0) })
  let firsts = Set(keys.compactMap(\.unicodeScalars.first))
  for (index, page) in pages.enumerated() {
    for (number, line) in page.lines.enumerated() where line.words.count <= 6 && !furniture.lines[index][number] {
      guard line.box.y0 > page.height * 0.8 || line.box.y1 < page.height * 0.2 else { continue }
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
