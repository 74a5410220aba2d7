package import Model
import Text
package import Layout
import Objects
import Structure

/// The whole text of a block, put together line by line, with the span of each line and the calls taken out.
package struct TextBuilder {
  /// UTF-8: cheaper to grow than a `String`.
  private var bytes: [UInt8] = []
  /// Scalars.
  package private(set) var count = 0
  package private(set) var spans: [Span] = []
  package private(set) var calls: [DraftCall] = []

  /// How a line is joined to the text before it.
  package enum Joint: Equatable {
    case space
    /// Nothing between: a word broken without a hyphen, or with one that stays.
    case none
    /// The hyphen at the end of the text goes.
    case dehyphenate
  }

  package var string: String { String(decoding: bytes, as: UTF8.self) }

  /// Takes a line's words but for the first `skip` scalars (its marker) and the calls in it.
  package mutating func append(_ line: FlowLine, of page: Page, joint: Joint = .space) {
    var start = count
    if count > 0 {
      switch joint {
      case .space:
        bytes.append(0x20)
        count += 1
        start += 1
      case .none: break
      case .dehyphenate:
        if let hyphen = hyphenAtEnd {
          bytes.removeLast(hyphen)
          count -= 1
          start -= 1
          if !spans.isEmpty {
            spans[spans.count - 1].end -= 1
            if !spans[spans.count - 1].edges.isEmpty { spans[spans.count - 1].edges.removeLast() }
          }
        }
      }
    }
    var edges: [Float] = []
    var room = 0
    for number in line.words.indices { room += line.words[number].edges.count }
    edges.reserveCapacity(room)
    var box: Box?
    var known = true
    var skip = line.skip
    var pendingSpace = false
    var callIndex = 0
    for number in line.words.indices {
      if number > 0, line.words[number].spaceBefore, count > start { pendingSpace = true }
      let scalars = line.words[number].edges.count - 1
      let withEdges = scalars > 0
      // Most words go in whole: nothing of a marker, a call or a soft hyphen in them.
      let called = callIndex < line.calls.count && line.calls[callIndex...].contains { $0.word == number }
      if skip == 0, !called, withEdges, known, line.words[number].shift == .none, isWhole(line.words[number].text, scalars) {
        if pendingSpace {
          bytes.append(0x20)
          count += 1
        }
        // The space takes the room up to this word; without one, the words touch.
        if !edges.isEmpty, !pendingSpace { edges.removeLast() }
        edges.append(contentsOf: line.words[number].edges)
        pendingSpace = false
        bytes.append(contentsOf: line.words[number].text.utf8)
        count += scalars
        box = box?.union(line.words[number].box) ?? line.words[number].box
        continue
      }
      let word = line.words[number]
      var place = 0
      var used = false
      for scalar in word.printedText.unicodeScalars {
        defer { place += 1 }
        if skip > 0 {
          skip -= 1
          continue
        }
        while callIndex < line.calls.count,
          line.calls[callIndex].word < number || (line.calls[callIndex].word == number && line.calls[callIndex].to <= place)
        { callIndex += 1 }
        if callIndex < line.calls.count, line.calls[callIndex].word == number, line.calls[callIndex].from <= place {
          if line.calls[callIndex].from == place {
            calls.append(
              DraftCall(
                marker: line.calls[callIndex].marker, offset: count, page: page.number,
                box: page.shown(callBox(word, from: line.calls[callIndex].from, to: line.calls[callIndex].to))))
          }
          continue
        }
        if scalar.value == 0xAD { continue }
        if pendingSpace, count > start {
          bytes.append(0x20)
          count += 1
          if withEdges || !edges.isEmpty { edges.append(edges.last ?? word.edges.first ?? Float(word.box.x0)) }
        }
        pendingSpace = false
        bytes.append(contentsOf: UTF8.encode(scalar)!)
        count += 1
        used = true
        if withEdges, place + 1 < word.edges.count {
          // The edge before this scalar closes the one before (or the space); so each scalar has its left edge.
          if edges.isEmpty { edges.append(word.edges[place]) } else { edges[edges.count - 1] = word.edges[place] }
          edges.append(word.edges[place + 1])
        } else {
          known = false
        }
      }
      if used { box = box?.union(word.box) ?? word.box }
    }
    guard count > start, let box else {
      if count > 0, joint == .space, count == start, bytes.last == 0x20 {
        bytes.removeLast()
        count -= 1
      }
      return
    }
    if !known || edges.count != count - start + 1 { edges = [] }
    spans.append(Span(page: page.number, box: page.shown(box), start: start, end: count, edges: page.shownAlong(edges)))
  }

  /// Whether the text has that many scalars and no soft hyphen.
  private func isWhole(_ text: String, _ scalars: Int) -> Bool {
    let bytes = text.utf8
    if bytes.count == scalars { return true }
    return text.unicodeScalars.count == scalars && !(bytes.contains(0xAD) && text.unicodeScalars.contains { $0.value == 0xAD })
  }

  /// The bytes of the hyphen that the text ends with.
  private var hyphenAtEnd: Int? {
    for hyphen in ["-", "\u{2010}", "\u{AD}"] where bytes.suffix(hyphen.utf8.count).elementsEqual(hyphen.utf8) { return hyphen.utf8.count }
    return nil
  }

  private func callBox(_ word: Word, from: Int, to: Int) -> Box {
    guard from >= 0, to < word.edges.count, from < to else { return word.box }
    return Box(x0: Double(word.edges[from]), y0: word.box.y0, x1: Double(word.edges[to]), y1: word.box.y1)
  }
}

extension Page {
  /// Values of `x` of the reading frame as coordinates along the same line on the page as shown.
  func shownAlong(_ edges: [Float]) -> [Float] {
    switch turn {
    case 90: edges.map { Float(shownHeight) - $0 }
    case 180: edges.map { Float(shownWidth) - $0 }
    default: edges
    }
  }
}
