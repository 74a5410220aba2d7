import Layout
import Model
import Text

/// Chunks of another text that this one quotes over several paragraphs, as laws do that change laws: what reads `Article 9. The harbour` there heads
/// nothing here. A passage begins with an opening quote behind a line that ends with a colon, in a chunk that does not close it, and ends with the first
/// chunk whose last mark closes it; one that nothing closes before other quotes are opened is none.
///
/// `chunks` in reading order; gives indices into them.
func quotedPassages(_ chunks: [Chunk], _ flow: Flow) -> Set<Int> {
  var quoted = Set<Int>()
  var open: (first: Int, mark: Unicode.Scalar, close: Unicode.Scalar)?
  for index in chunks.indices {
    if index > 0, let mark = chunks[index].scalars.first, let close = closingQuotes[mark], lastWord(of: chunks[index - 1], flow).last == ":"
    {
      open = count(close, chunks[index], flow) > 0 ? nil : (index, mark, close)
      continue
    }
    guard let passage = open else { continue }
    // Quotes opened in the midst of a paragraph: the passage was over, and what closed it was lost.
    let further = count(passage.mark, chunks[index], flow) - (chunks[index].scalars.first == passage.mark ? 1 : 0)
    if further > 0 { open = nil }
    guard further == 0, marksAtEnd(of: chunks[index], flow).contains(passage.close) else { continue }
    quoted.formUnion(passage.first...index)
    open = nil
  }
  return quoted
}

private let closingQuotes: [Unicode.Scalar: Unicode.Scalar] = ["\u{AB}": "\u{BB}", "\u{201C}": "\u{201D}", "\u{201E}": "\u{201C}"]

private func count(_ mark: Unicode.Scalar, _ chunk: Chunk, _ flow: Flow) -> Int {
  chunk.places.reduce(0) { sum, place in
    (flow.line(at: place)?.words ?? []).reduce(sum) { $0 + $1.text.unicodeScalars.count { $0 == mark } }
  }
}

private func lastWord(of chunk: Chunk, _ flow: Flow) -> [Unicode.Scalar] {
  chunk.places.last.flatMap { flow.line(at: $0)?.words.last }.map { Array($0.text.unicodeScalars) } ?? []
}

/// The marks behind the last letter or digit.
private func marksAtEnd(of chunk: Chunk, _ flow: Flow) -> ArraySlice<Unicode.Scalar> {
  let scalars = lastWord(of: chunk, flow)
  return scalars.lastIndex { isWordScalar($0.value) }.map { scalars[($0 + 1)...] } ?? scalars[...]
}
