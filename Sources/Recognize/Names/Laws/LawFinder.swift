import Model
import Text

/// Laws and norms: a head (`Ley`, `Reglamento`), its number, its title and body; articles of them; further numbers under one head.
///
/// Lower-case heads count with a number (`ley 27.541`) or where the document prints the text's name in capitals too (`los estatutos`, decided by the caller).
struct LawFinder {
  let chain: Chain

  func find(in p: Passage, cover: Cover) -> [Find] {
    guard !p.shouted, p.holds([.lawHead, .lawNumbered, .lawArticle, .lawBare]) else { return [] }
    var out: [Find] = []
    var i = 0
    while i < p.tokens.count {
      let t = p.tokens[i]
      guard t.isWord, t.has([.lawHead, .lawNumbered, .lawArticle, .lawBare]), cover.isFree(i) else {
        i += 1
        continue
      }
      let found = t.has(.lawArticle) ? article(p, i) : law(p, i)
      if let found {
        out.append(found)
        i = found.range.upperBound
        let more = further(p, i, found)
        if let last = more.last { i = last.range.upperBound }
        out += more
      } else {
        i += 1
      }
    }
    return out
  }

  /// `Ley [Orgánica …] [núm. 5] [de …] [, “Title”]`.
  private func law(_ p: Passage, _ i: Int, within: Bool = false) -> Find? {
    let t = p.tokens[i]
    // `Law Office`, `Law School`
    if p.headsLast, t.isCapital, p.isCapital(i + 1), p.has(i + 1, .orgRight), !p.has(i + 1, [.lawHead, .lawRight]) { return nil }
    // `Plaza de la Constitución`
    var before = i - 1
    while p.has(before, [.article, .of, .ofThe]) { before -= 1 }
    if before < i - 1, before >= 0, p.has(before, .namedAfter) { return nil }
    guard let start = start(p, i, within: within) else { return nil }
    var j = i + 1
    // Adjectives before the number: `Real Decreto`, `Decreto Supremo N.º 3`, `Decreto-ley`, `Acuerdo Ministerial No. 12`.
    while j < p.tokens.count, j < i + 5, p.isCapital(j), p.tokens[j].isWord, !p.has(j, .numberMark) {
      // Two bodies that issued it: `Portaria SEFA/PGE n.º 7`.
      let joint = p.isMark(j + 1, "/") && !p.tokens[j + 1].spaced && p.isCapital(j + 2) && !p.tokens[j + 2].spaced
      j += joint ? 2 : 1
    }
    if let number = numeral(p, j) ?? numeral(p, i + 1) {
      let end = title(p, after: number.upperBound)
      let rule: RuleName = t.isCapital ? RuleName("laws", "numbered") : RuleName("laws", "numbered-lower-case")
      return make(p, start..<end, rule, number: number, year: yearBehind(p, end))
    }
    guard t.isCapital || p.isCapital(i + 1) || within else { return bare(p, i) }
    guard t.has([.lawHead, .lawBare]) || t.isCapital && t.has(.lawNumbered) else { return nil }
    var reach = chain.end(in: p, head: i)
    if start < i, reach.complements == 0 {
      return make(p, start..<(versionYear(p, i + 1) ?? ofYear(p, i + 1) ?? i + 1), RuleName("laws", "head-last"), number: nil)
    }
    if reach.complements == 0 { return withoutComplement(p, i, from: start) }
    if p.has(reach.end, .inside), reach.joined, let end = throughBody(p, reach.end) { reach.end = end }
    // `Acuerdo`, `Convenio` and the like name a text only with a joint: `Acuerdo de Escazú`.
    if t.has(.lawNumbered), !t.has(.lawHead), !reach.joined { return nil }
    // `Declaración Jurada`: a paper like others.
    if t.has(.lawJoined), !reach.joined { return nil }
    return titled(p, i, from: start, to: reach.end)
  }

  /// Where the name of a law with its head at `i` begins; nil where the head is part of another name. Where heads come last, before it.
  private func start(_ p: Passage, _ i: Int, within: Bool) -> Int? {
    let t = p.tokens[i]
    if i > 3, t.isCapital, t.has(.lawRight), p.headsLast, p.isMark(i - 1, ")"), p.isMark(i - 3, "("), p.isCapital(i - 2),
      p.isCapital(i - 4)
    {
      return leftEnd(p, i)
    }
    guard i > 0, t.isCapital, t.spaced, p.tokens[i - 1].isWord, p.isCapital(i - 1), !p.has(i - 1, .function) else { return i }
    if p.has(i - 1, .orgPrefix) { return i - 1 }
    if t.has(.lawRight), p.headsLast { return leftEnd(p, i) }
    if !p.has(i - 1, [.lawHead, .lawNumbered, .programme]), !within, numeral(p, i + 1) == nil {
      return nil  // `Junta Directiva`: part of another name
    }
    return i
  }

  /// A head that nothing goes on: a text that is known by it alone, or one whose title is given in full.
  private func withoutComplement(_ p: Passage, _ i: Int, from start: Int) -> Find? {
    guard p.tokens[i].isCapital else { return nil }
    if p.tokens[i].has(.lawBare) { return make(p, start..<(versionYear(p, i + 1) ?? i + 1), RuleName("laws", "bare"), number: nil) }
    guard let end = longTitle(p, i) else { return nil }
    let code = key(p, end)
    return make(p, start..<(code?.upperBound ?? end), RuleName("laws", "titled"), number: code)
  }

  /// A title up to `reach`, with the number or year behind it.
  private func titled(_ p: Passage, _ i: Int, from start: Int, to reach: Int) -> Find? {
    var end = reach
    // `Reglamento de la Ley N° 26790`: the title ends with a law and its number.
    for k in (i + 1)..<end where p.has(k, [.lawNumbered, .lawHead]) && k + 1 <= end {
      if let inner = numeral(p, k + 1), inner.lowerBound >= end - 1 {
        end = title(p, after: inner.upperBound)
        break
      }
    }
    if let code = key(p, end) { return make(p, start..<code.upperBound, RuleName("laws", "titled"), number: code) }
    // `Convenio sobre …, 1952 (núm. 102)`
    if p.isMark(end, ","), end + 3 < p.tokens.count, p.tokens[end + 1].isNumber, isYear(p, end + 1), p.isMark(end + 2, "("),
      p.has(end + 3, .numberMark), let inner = numeral(p, end + 3),
      p.isMark(inner.upperBound, ")")
    {
      return make(p, start..<(inner.upperBound + 1), RuleName("laws", "titled"), number: inner)
    }
    if let year = versionYear(p, end) ?? (p.tokens[i].has(.lawRight) && start < i ? ofYear(p, end) : nil) { end = year }
    return make(p, start..<end, RuleName("laws", "titled"), number: nil)
  }

  /// ` of 1935` behind an English act.
  private func ofYear(_ p: Passage, _ j: Int) -> Int? {
    guard p.headsLast, p.has(j, .of) || p.isMark(j, ","), j + 1 < p.tokens.count, p.tokens[j + 1].isNumber, isYear(p, j + 1) else {
      return nil
    }
    return j + 2
  }

  /// ` en el IMSS` at the end of a norm's title.
  private func throughBody(_ p: Passage, _ j: Int) -> Int? {
    var k = j + 1
    while p.has(k, .article), !p.isCapital(k) { k += 1 }
    guard k < p.tokens.count, p.tokens[k].isWord, p.tokens[k].shape.contains(.allCaps) else { return nil }
    return k + 1
  }

  /// Where an English law whose head stands last begins: `Federal Food, Drug, and Cosmetic Act`.
  private func leftEnd(_ p: Passage, _ i: Int) -> Int {
    var j = i
    while j > 0 {
      if j > 3, p.isMark(j - 1, ")"), p.isMark(j - 3, "("), p.isCapital(j - 2), p.isCapital(j - 4) {
        j -= 3  // `Insurance (Amendment) Act`
      } else if p.isCapital(j - 1), p.tokens[j - 1].isWord, p.tokens[j].spaced, !p.has(j - 1, [.function, .month]) {
        j -= 1
      } else if p.has(j - 1, .and), j > 3, p.isCapital(j - 2), !p.has(j - 2, [.function, .lawHead, .orgRight]), !p.has(j - 3, .of),
        !p.has(j - 4, .of), !p.tokens[j].shape.contains(.allCaps)
      {
        j -= 2
      } else {
        break
      }
    }
    return j
  }

  /// `estatutos de la Cofradía`, `reglamento` in lower case: kept apart under a rule of their own until the document decides.
  private func bare(_ p: Passage, _ i: Int) -> Find? {
    guard p.has(i, .lawLower), i > 0 else { return nil }
    guard p.has(i - 1, [.article, .determiner, .ofThe]) || p.has(i - 1, .of) else { return nil }
    guard !p.has(i - 1, .of) || p.has(i - 2, [.article]) else { return nil }
    let reach = chain.end(in: p, head: i)
    return make(p, i..<(reach.joined ? reach.end : i + 1), RuleName("laws", "lower-case"), number: nil)
  }

  /// `Norma para la compra y guarda de instrumentos en el Instituto`: a title in lower case, up to the first mark that
  /// closes it.
  private func longTitle(_ p: Passage, _ i: Int) -> Int? {
    guard p.has(i, .lawHead), p.has(i + 1, .purpose) || p.has(i + 1, .titled) else { return nil }
    var j = i + 2
    var last: Int?
    while j < p.tokens.count, j < i + 26 {
      let t = p.tokens[j]
      if t.isMark(",") {
        // A comma goes on only within an enumeration: `revisión, firma y archivo`.
        guard j + 2 < p.tokens.count, p.tokens[j + 1].isWord, p.has(j + 2, .and) || p.isMark(j + 2, ",") else { break }
        j += 1
        continue
      }
      guard t.isWord else { break }
      if t.has(.determiner), !t.has(.joint) { break }
      if !t.has(.joint) { last = j + 1 }
      if t.shape.contains(.allCaps), j + 1 < p.tokens.count, p.tokens[j + 1].isWord, !p.has(j + 1, [.of, .ofThe, .and]) { break }
      j += 1
    }
    guard let last, last >= i + 5 else { return nil }
    return last
  }

  /// `núm. 58`, `No. 34`, `27.541`, `84/1996`, `NOM-…` at token `j`: tokens of the number itself.
  private func numeral(_ p: Passage, _ j: Int) -> Range<Int>? {
    var k = j
    if p.has(k, .numberMark) {
      k += 1
      while k < p.tokens.count, k < j + 4, p.isMark(k, ".") || p.isMark(k, "º") || p.isMark(k, "°") || p.isMark(k, "ª") { k += 1 }
      // `No. C.D. 501`, `No. SBS 2019`: letters of the series before the digits.
      var m = k
      while m < k + 7, p.isCapital(m), p.tokens[m].shape.contains(.single) || p.tokens[m].shape.contains(.allCaps) {
        m += 1
        while p.isMark(m, ".") || p.isMark(m, "-") { m += 1 }
      }
      if m > k, m < p.tokens.count, p.tokens[m].isNumber { return k..<endOfNumber(p, m) }
    } else if p.isMark(k, "N"), p.isMark(k + 1, "°") {
      k += 2
    } else if p.isMark(k, "("), p.isCapital(k + 1), p.isMark(k + 2, ")") {
      k += 3  // `Reglamento (UE) 2016/679`
      if p.has(k, .numberMark) {
        k += 1
        while k < p.tokens.count, p.isMark(k, ".") || p.isMark(k, "º") || p.isMark(k, "°") { k += 1 }
      }
    }
    guard k < p.tokens.count, p.tokens[k].isNumber || startsWithDigit(p, k) || lettered(p, k) else { return nil }
    // A year alone is a version, not a number.
    let ofYear = p.has(k + 1, .of) && k + 2 < p.tokens.count && p.tokens[k + 2].isNumber && isYear(p, k + 2)
    if p.tokens[k].isNumber, k == j, p.tokens[k].end - p.tokens[k].start == 4, isYear(p, k), !p.isMark(k + 1, "/"), !ofYear { return nil }
    return k..<endOfNumber(p, k)
  }

  private func startsWithDigit(_ p: Passage, _ k: Int) -> Bool {
    p.tokens[k].isWord && isDigit(p.scalars[Int(p.tokens[k].start)]) && p.tokens[k].has([]) == false
      && p.tokens[k].end - p.tokens[k].start <= 6 && !p.tokens[k].has(.abbreviation)
  }

  /// `ESS/2098/2014`, `D.S. 12`: letters and a slash before digits.
  private func lettered(_ p: Passage, _ k: Int) -> Bool {
    p.tokens[k].shape.contains(.allCaps) && p.isMark(k + 1, "/") && k + 2 < p.tokens.count && p.tokens[k + 2].isNumber
      && !p.tokens[k + 1].spaced
  }

  /// Digits with `.`, `/`, `-` and letters glued on: `27.541`, `1398/2003`, `0503-001-002`, `24.241-A`.
  private func endOfNumber(_ p: Passage, _ k: Int) -> Int {
    var j = k + 1
    while j + 1 < p.tokens.count, p.isMark(j, ".") || p.isMark(j, "/") || p.isMark(j, "-") || p.isMark(j, "‐") || p.isMark(j, "–"),
      !p.tokens[j].spaced,
      !p.tokens[j + 1].spaced,
      p.tokens[j + 1].isNumber || p.tokens[j + 1].isWord && (p.isCapital(j + 1) || p.tokens[j + 1].end - p.tokens[j + 1].start <= 3)
    { j += 2 }
    if p.isMark(j, "."), p.isMark(j + 1, "º") || p.isMark(j + 1, "°") { j += 1 }  // `2.º`
    while j < p.tokens.count, p.isMark(j, "º") || p.isMark(j, "°") { j += 1 }
    return j
  }

  private func isYear(_ p: Passage, _ k: Int) -> Bool {
    let c = p.scalars[Int(p.tokens[k].start)]
    guard p.tokens[k].end - p.tokens[k].start == 4 else { return false }
    let d = p.scalars[Int(p.tokens[k].start) + 1]
    return c == 0x31 && (d == 0x38 || d == 0x39) || c == 0x32 && d == 0x30
  }

  /// What follows the number and belongs to the name: `de la CISS`, `, de 26 de enero, General de Sanidad`, `, “Title”`, `, Title in capitals`.
  private func title(_ p: Passage, after end: Int) -> Int {
    var out = end
    if p.has(end, .of), end + 1 < p.tokens.count, p.tokens[end + 1].isNumber, isYear(p, end + 1), !p.headsLast {
      // `Ley 100 de 1993`: the year is part of the number.
      return end + 2
    }
    if p.has(end, [.of, .ofThe, .purpose]), !p.has(end + 1, .month) {
      var k = end + 1
      while p.has(k, .article), !p.isCapital(k) { k += 1 }
      if p.isCapital(k), p.tokens[k].isWord, !p.has(k, .month) {
        let reach = chain.end(in: p, head: k, options: Chain.Options(title: true))
        out = reach.end
      }
    } else if p.isMark(end, ",") {
      var k = end + 1
      if p.has(k, [.of, .ofThe]), k + 1 < p.tokens.count, p.tokens[k + 1].isNumber, let date = dayAndMonth(p, k + 1) {
        // The day of a law belongs to its citation; a date with its year is a date of its own.
        if p.tokens[date - 1].isNumber { return out }
        out = date
        k = date
        guard p.isMark(k, ",") else { return out }
        k += 1
        if p.has(k, [.of, .ofThe]) {
          k += 1
          while p.has(k, .article) { k += 1 }
        }
        if p.isCapital(k), p.tokens[k].isWord, !p.has(k, .function) {
          return chain.end(in: p, head: k, options: Chain.Options(title: true)).end
        }
        return out
      }
      if p.isMark(k, "“") || p.isMark(k, "«") || p.isMark(k, "\"") {
        var j = k + 1
        while j < p.tokens.count, j < k + 30 {
          if p.isMark(j, "”") || p.isMark(j, "»") || p.isMark(j, "\"") { return j + 1 }
          j += 1
        }
      } else if p.isCapital(k),
        p.isCapital(k + 1) || p.has(k + 1, [.of, .ofThe]) && p.isCapital(k + 2) || p.isMark(k + 1, ",") && p.isCapital(k + 2),
        !p.has(k, [.lawHead, .lawNumbered, .honorific, .role, .orgHead, .function, .givenName]), chain.places.longest(in: p, at: k) == nil
      {
        let reach = chain.end(in: p, head: k, options: Chain.Options(title: true))
        if reach.complements > 0 { return reach.end }
      }
    } else if let year = versionYear(p, end) {
      out = year
    }
    return out
  }

  /// The year of a law's date that follows its name and is a mention of its own: `Lei n.º 8.112, de 11 de dezembro de 1990`, `…, de 1990`.
  private func yearBehind(_ p: Passage, _ end: Int) -> String? {
    let k = p.isMark(end, ",") ? end + 1 : end
    guard p.has(k, [.of, .ofThe]), k + 1 < p.tokens.count, p.tokens[k + 1].isNumber, !p.headsLast else { return nil }
    let year = isYear(p, k + 1) ? k + 1 : dayAndMonth(p, k + 1).map { $0 - 1 }
    guard let year, p.tokens[year].isNumber, isYear(p, year) else { return nil }
    return p.text(of: year..<(year + 1))
  }

  /// `26 de enero [de 1996]`: end.
  private func dayAndMonth(_ p: Passage, _ k: Int) -> Int? {
    guard p.has(k + 1, .of), p.has(k + 2, .month) else { return nil }
    if p.has(k + 3, .of), k + 4 < p.tokens.count, p.tokens[k + 4].isNumber { return k + 5 }
    return k + 3
  }

  /// `Estatutos de 1931`, `LAR 2020`: a year that tells which version.
  private func versionYear(_ p: Passage, _ j: Int) -> Int? {
    if p.has(j, .of), j + 1 < p.tokens.count, p.tokens[j + 1].isNumber, isYear(p, j + 1), j > 0, p.has(j - 1, .lawBare) { return j + 2 }
    if j < p.tokens.count, p.tokens[j].isNumber, isYear(p, j), p.tokens[j].spaced, !p.isMark(j + 1, "-"), !p.isMark(j + 1, "–") {
      return j + 1
    }
    return nil
  }

  /// `, clave 7120-04-03`, ` 7120-04-05` after a title.
  private func key(_ p: Passage, _ j: Int) -> Range<Int>? {
    var k = j
    if p.isMark(k, ",") { k += 1 }
    if p.has(k, .edition) { k += 1 }
    guard k < p.tokens.count, p.tokens[k].isNumber else { return nil }
    let end = endOfNumber(p, k)
    guard end > k + 2 else { return nil }
    return k..<end
  }

  /// `art. 9 de los Estatutos de la OPM`, `artículos 4 y 5 de la Ley …`.
  private func article(_ p: Passage, _ i: Int) -> Find? {
    var k = i + 1
    while p.isMark(k, ".") || p.has(k, .numberMark) { k += 1 }
    guard k < p.tokens.count, p.tokens[k].isNumber || p.tokens[k].shape.contains(.roman) || startsWithDigit(p, k) else { return nil }
    let number = k..<endOfNumber(p, k)
    k = number.upperBound
    // Paragraphs and letters: `, fracción XV, inciso a)`.
    let ofLaw = ofLaw(p, k)
    // `ARTÍCULO 11°` at the beginning is the document's own heading.
    if i == 0, ofLaw == nil { return nil }
    let end = ofLaw ?? number.upperBound
    return make(p, i..<end, RuleName("laws", "article"), number: number, year: ofLaw.flatMap { yearBehind(p, $0) })
  }

  /// ` de la Ley …` behind an article's number.
  private func ofLaw(_ p: Passage, _ k: Int) -> Int? {
    guard p.has(k, [.of, .ofThe]) else { return nil }
    var j = k + 1
    while p.has(j, .article) || p.has(j, .determiner) { j += 1 }
    // English titles have their head last: `of the Universal Declaration of Human Rights`.
    var head = j
    while head < j + 5, p.isCapital(head), p.tokens[head].isWord, !p.has(head, [.lawHead, .lawRight]) { head += 1 }
    if p.headsLast, head > j, p.has(head, [.lawHead, .lawRight]), let law = law(p, head) { return law.range.upperBound }
    guard p.has(j, [.lawHead, .lawNumbered, .lawBare]) || p.has(j, .orgPrefix) && p.has(j + 1, [.lawHead, .lawNumbered]) else {
      return p.isCapital(j) && p.tokens[j].shape.contains(.allCaps) && p.tokens[j].end - p.tokens[j].start <= 8 ? j + 1 : nil
    }
    if p.has(j, .orgPrefix), !p.has(j, .lawHead) { j += 1 }
    guard let law = law(p, j, within: true) else { return j + 1 }
    return law.range.upperBound
  }

  /// `Resoluciones 55 y 58`: each further number is a law of its own.
  private func further(_ p: Passage, _ i: Int, _ first: Find) -> [Find] {
    guard case .law(let number, _) = first.value, number != nil else { return [] }
    var out: [Find] = []
    var j = i
    while p.has(j, .and) || p.isMark(j, ",") {
      var k = j + 1
      if p.isMark(j, ","), p.has(k, .and) { k += 1 }
      guard k < p.tokens.count, let found = numeral(p, k), !isYear(p, found.lowerBound), p.tokens[k].end - p.tokens[k].start <= 7 else {
        break
      }
      if p.has(found.upperBound, .of), p.has(found.upperBound + 1, .month) { break }
      let head = p.tokens[first.range.lowerBound]
      let plural = head.shape.contains(.plural)
      let next =
        plural || p.has(found.upperBound, [.and, .of, .ofThe]) || found.upperBound >= p.tokens.count || !p.tokens[found.upperBound].isWord
      guard next, !p.isMark(found.upperBound, "%") else { break }
      let end =
        first.rule.rule.description == "article" ? ofLaw(p, found.upperBound) ?? found.upperBound : title(p, after: found.upperBound)
      guard let find = make(p, k..<end, RuleName("laws", "further-number"), number: found) else { break }
      out.append(find)
      j = end
    }
    return out
  }

  private func make(_ p: Passage, _ range: Range<Int>, _ rule: RuleName, number: Range<Int>?, year later: String? = nil) -> Find? {
    var year = later
    for i in range where p.tokens[i].isNumber && isYear(p, i) { year = p.text(of: i..<(i + 1)) }
    var text = number.map { p.text(of: $0) }
    while let last = text?.unicodeScalars.last, last == "º" || last == "°" || last == "." { text?.unicodeScalars.removeLast() }
    return Find(.law, p, range, rule, value: .law(number: text, year: year))
  }
}
