import Model

/// Titles of publications: after a generic noun (`la revista Faros y Boyas`, `el libro “…”`), and titles that begin with their own kind
/// (`Informe Panorama Semestral de Faros Costeros 2021`).
struct WorkFinder {
  let chain: Chain

  func find(in p: Passage, cover: Cover) -> [Find] {
    let english = p.headsLast && p.holds(.workRight)
    guard !p.shouted else { return [] }
    if let title = referenceTitle(p) { return [title] }
    guard english || p.holds([.workNoun, .workHead]) else { return [] }
    var out: [Find] = []
    var i = 0
    while i < p.tokens.count {
      guard p.tokens[i].isWord, english || p.tokens[i].has([.workNoun, .workHead]), cover.isFree(i),
        let find = afterNoun(p, i) ?? ownKind(p, i) ?? headLast(p, i)
      else {
        i += 1
        continue
      }
      out.append(find)
      i = max(find.range.upperBound, i + 1)
    }
    return out
  }

  private func afterNoun(_ p: Passage, _ i: Int) -> Find? {
    guard p.has(i, .workNoun), !p.isCapital(i) else { return nil }
    var k = i + 1
    if p.has(k, .titled) { k += 1 }
    if p.isMark(k, ":") || p.isMark(k, ",") { k += 1 }
    if p.isMark(k, "“") || p.isMark(k, "«") || p.isMark(k, "\"") || p.isMark(k, "‘") {
      var j = k + 1
      while j < p.tokens.count, j < k + 40 {
        if p.isMark(j, "”") || p.isMark(j, "»") || p.isMark(j, "\"") || p.isMark(j, "’") {
          guard j > k + 1 else { return nil }
          // The quotation marks are not the title's.
          return Find(.work, p, (k + 1)..<j, RuleName("works", "quoted"), value: .work(title: p.text(of: (k + 1)..<j)))
        }
        j += 1
      }
      return nil
    }
    guard p.isCapital(k), p.tokens[k].isWord, !p.has(k, [.function, .orgHead, .honorific, .month]), k == i + 1 || p.has(k - 1, .titled)
    else { return nil }
    guard !p.tokens[k].shape.contains(.allCaps) || p.isCapital(k + 1) || p.isMark(k + 1, ":") else { return nil }
    var end = chain.end(in: p, head: k).end
    // `… con el Inventario`, `… : Manual Portuario`
    while end + 2 < p.tokens.count {
      var j = end + 1
      if p.isMark(end, ":") {
        while p.has(j, .article), !p.isCapital(j) { j += 1 }
      } else if p.has(end, .quotedTitle) {
        while p.has(j, .article), !p.isCapital(j) { j += 1 }
      } else {
        break
      }
      guard p.isCapital(j), p.tokens[j].isWord, !p.has(j, [.honorific, .givenName]) else { break }
      end = chain.end(in: p, head: j).end
    }
    end = years(p, end)
    return Find(.work, p, k..<end, RuleName("works", "after-noun"), value: .work(title: p.text(of: k..<end)))
  }

  private func ownKind(_ p: Passage, _ i: Int) -> Find? {
    guard p.has(i, .workHead), p.isCapital(i), !p.beginsSentence(i) || p.isCapital(i + 1) else { return nil }
    let reach = chain.end(in: p, head: i)
    guard reach.complements > 0 else { return nil }
    var end = reach.end
    if p.isMark(end, ":"), p.isCapital(end + 1), p.has(end + 1, .eventNamed) || p.tokens[end + 1].isWord {
      let more = chain.end(in: p, head: end + 1)
      if more.complements > 1 { end = more.end }
    }
    end = years(p, end)
    return Find(.work, p, i..<end, RuleName("works", "own-kind"), value: .work(title: p.text(of: i..<end)))
  }

  /// `World Development Report 2019`, `Annual Report on Social Protection`.
  private func headLast(_ p: Passage, _ i: Int) -> Find? {
    guard p.headsLast, p.isCapital(i), !p.has(i, [.function, .month, .honorific]), !p.tokens[i].shape.contains(.single) else {
      return nil
    }
    var j = i
    while j < i + 6, p.isCapital(j), p.tokens[j].isWord, !p.has(j, .function), j == i || p.tokens[j].spaced {
      if j > i, p.has(j, .workRight) {
        let end = years(p, chain.end(in: p, head: j).end)
        return Find(.work, p, i..<end, RuleName("works", "head-last"), value: .work(title: p.text(of: i..<end)))
      }
      j += 1
    }
    return nil
  }

  /// ` 2022`, ` 2022-2023` belong to the title.
  private func years(_ p: Passage, _ j: Int) -> Int {
    guard j < p.tokens.count, p.tokens[j].isNumber, p.tokens[j].end - p.tokens[j].start == 4, p.tokens[j].spaced else { return j }
    if p.isMark(j + 1, "-") || p.isMark(j + 1, "–") || p.isMark(j + 1, "/"), j + 2 < p.tokens.count, p.tokens[j + 2].isNumber {
      return j + 3
    }
    return j + 1
  }
}
