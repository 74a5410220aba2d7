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

  /// What a line gives while its words are taken.
  private struct Taken {
    /// Left edges of its scalars, and where the last one ends.
    var edges: [Float] = []
    /// Whether all edges are known.
    var known = true
    var box: Box?
    /// Scalars of the marker that are still to be left out.
    var skip: Int
    /// The count of the text where the line begins.
    var start: Int
    var space = false
    /// The next of the line's calls.
    var call = 0
  }

  /// Takes a line's words but for the first `skip` scalars (its marker) and the calls in it.
  package mutating func append(_ line: FlowLine, of page: Page, joint: Joint = .space) {
    if count > 0 { join(joint) }
    var taken = Taken(skip: line.skip, start: count)
    var room = 0
    for number in line.words.indices { room += line.words[number].edges.count }
    taken.edges.reserveCapacity(room)
    for number in line.words.indices {
      if number > 0, line.words[number].spaceBefore, count > taken.start { taken.space = true }
      let scalars = line.words[number].edges.count - 1
      // Most words go in whole: nothing of a marker, a call or a soft hyphen in them.
      if taken.skip == 0, taken.known, scalars > 0, line.words[number].shift == .none,
        !(taken.call < line.calls.count && line.calls[taken.call...].contains { $0.word == number }),
        isWhole(line.words[number].text, scalars)
      {
        appendWhole(line, number, scalars, &taken)
      } else {
        appendScalars(line, number, of: page, &taken)
      }
    }
    guard count > taken.start, let box = taken.box else {
      if count > 0, joint == .space, count == taken.start, bytes.last == 0x20 {
        bytes.removeLast()
        count -= 1
      }
      return
    }
    if !taken.known || taken.edges.count != count - taken.start + 1 { taken.edges = [] }
    spans.append(Span(page: page.number, box: page.shown(box), start: taken.start, end: count, edges: page.shownAlong(taken.edges)))
  }

  private mutating func join(_ joint: Joint) {
    switch joint {
    case .space: appendSpace()
    case .none: break
    case .dehyphenate:
      guard let hyphen = hyphenAtEnd else { return }
      bytes.removeLast(hyphen)
      count -= 1
      guard !spans.isEmpty else { return }
      spans[spans.count - 1].end -= 1
      if !spans[spans.count - 1].edges.isEmpty { spans[spans.count - 1].edges.removeLast() }
    }
  }

  private mutating func appendSpace() {
    bytes.append(0x20)
    count += 1
  }

  private mutating func appendWhole(_ line: FlowLine, _ number: Int, _ scalars: Int, _ taken: inout Taken) {
    if taken.space { appendSpace() }
    // The space takes the room up to this word; without one, the words touch.
    if !taken.edges.isEmpty, !taken.space { taken.edges.removeLast() }
    taken.edges.append(contentsOf: line.words[number].edges)
    taken.space = false
    bytes.append(contentsOf: line.words[number].text.utf8)
    count += scalars
    taken.box = taken.box?.union(line.words[number].box) ?? line.words[number].box
  }

  private mutating func appendScalars(_ line: FlowLine, _ number: Int, of page: Page, _ taken: inout Taken) {
    let word = line.words[number]
    let withEdges = word.edges.count > 1
    var place = 0
    var used = false
    for scalar in word.printedText.unicodeScalars {
      defer { place += 1 }
      if taken.skip > 0 {
        taken.skip -= 1
        continue
      }
      if isCalled(line, number, place, word, of: page, &taken) || scalar.value == 0xAD { continue }
      if taken.space, count > taken.start {
        appendSpace()
        if withEdges || !taken.edges.isEmpty { taken.edges.append(taken.edges.last ?? word.edges.first ?? Float(word.box.x0)) }
      }
      taken.space = false
      bytes.append(contentsOf: Unicode.UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter)
      count += 1
      used = true
      guard withEdges, place + 1 < word.edges.count else {
        taken.known = false
        continue
      }
      // The edge before this scalar closes the one before (or the space); so each scalar has its left edge.
      if taken.edges.isEmpty { taken.edges.append(word.edges[place]) } else { taken.edges[taken.edges.count - 1] = word.edges[place] }
      taken.edges.append(word.edges[place + 1])
    }
    if used { taken.box = taken.box?.union(word.box) ?? word.box }
  }

  /// Whether a scalar is part of a call, which is noted where it begins.
  private mutating func isCalled(_ line: FlowLine, _ number: Int, _ place: Int, _ word: Word, of page: Page, _ taken: inout Taken) -> Bool {
    while taken.call < line.calls.count,
      line.calls[taken.call].word < number || (line.calls[taken.call].word == number && line.calls[taken.call].to <= place)
    { taken.call += 1 }
    guard taken.call < line.calls.count, line.calls[taken.call].word == number, line.calls[taken.call].from <= place else { return false }
    let call = line.calls[taken.call]
    if call.from == place {
      calls.append(
        DraftCall(marker: call.marker, offset: count, page: page.number, box: page.shown(callBox(word, from: call.from, to: call.to))))
    }
    return true
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
