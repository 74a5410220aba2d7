import Model

/// The whole text of a block, put together line by line, with the span of each line and the calls taken out.
struct TextBuilder {
  private(set) var string = ""
  private(set) var count = 0
  private(set) var spans: [Span] = []
  private(set) var calls: [DraftCall] = []

  /// How a line is joined to the text before it.
  enum Joint: Equatable {
    case space
    /// Nothing between: a word broken without a hyphen, or with one that stays.
    case none
    /// The hyphen at the end of the text goes.
    case dehyphenate
  }

  /// Takes a line's words but for the first `skip` scalars (its marker) and the calls in it.
  mutating func append(_ line: FlowLine, of page: Page, joint: Joint = .space) {
    var start = count
    if count > 0 {
      switch joint {
      case .space:
        string += " "
        count += 1
        start += 1
      case .none: break
      case .dehyphenate:
        if let last = string.unicodeScalars.last, isHyphen(last) {
          string.unicodeScalars.removeLast()
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
    var box: Box?
    var known = true
    var skip = line.skip
    var pendingSpace = false
    var callIndex = 0
    for (number, word) in line.words.enumerated() {
      if number > 0, word.spaceBefore, count > start { pendingSpace = true }
      let withEdges = word.edges.count > 1
      // Most words go in whole: nothing of a marker, a call or a soft hyphen in them.
      let called = callIndex < line.calls.count && line.calls[callIndex...].contains { $0.word == number }
      if skip == 0, !called, withEdges, known, !word.text.utf8.contains(0xAD) || word.text.unicodeScalars.allSatisfy({ $0.value != 0xAD }),
        word.text.utf8.count == word.edges.count - 1 || word.text.unicodeScalars.count == word.edges.count - 1
      {
        if pendingSpace {
          string += " "
          count += 1
        }
        if edges.isEmpty {
          edges = word.edges
        } else {
          // The space takes the room up to this word; without one, the words touch.
          if !pendingSpace { edges.removeLast() }
          edges.append(contentsOf: word.edges)
        }
        pendingSpace = false
        string += word.text
        count += word.edges.count - 1
        box = box?.union(word.box) ?? word.box
        continue
      }
      var place = 0
      var used = false
      for scalar in word.text.unicodeScalars {
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
          string += " "
          count += 1
          if withEdges || !edges.isEmpty { edges.append(edges.last ?? word.edges.first ?? Float(word.box.x0)) }
        }
        pendingSpace = false
        string.unicodeScalars.append(scalar)
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
      if count > 0, joint == .space, count == start, string.unicodeScalars.last == " " {
        string.unicodeScalars.removeLast()
        count -= 1
      }
      return
    }
    if !known || edges.count != count - start + 1 { edges = [] }
    spans.append(Span(page: page.number, box: page.shown(box), start: start, end: count, edges: edges.map { page.shownAlong($0) }))
  }

  private func callBox(_ word: Word, from: Int, to: Int) -> Box {
    guard from >= 0, to < word.edges.count, from < to else { return word.box }
    return Box(x0: Double(word.edges[from]), y0: word.box.y0, x1: Double(word.edges[to]), y1: word.box.y1)
  }
}

extension Page {
  /// An `x` of the reading frame as the coordinate along the same line on the page as shown.
  func shownAlong(_ x: Float) -> Float {
    switch turn {
    case 90: Float(shownHeight) - x
    case 180: Float(shownWidth) - x
    case 270: x
    default: x
    }
  }
}

func isHyphen(_ scalar: Unicode.Scalar) -> Bool { scalar == "-" || scalar.value == 0x2010 || scalar.value == 0xAD }
