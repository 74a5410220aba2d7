import Glibc
import Model

/// A kind of document and what speaks for it. Data under Pipelines/profiles/:
///
///     name: press-release
///     evidence:
///       - opening: [comunicado de prensa, press release]     words on the first three pages
///         weight: 6                                          counted once, if any is found
///       - title: […]        in the file's own title, or its name
///       - anywhere: […]     on any page
///       - outline: […]      in the file's outline
///       - producer: […]     in the programs that the file says it was made with
///       - media: [text/html]
///       - pages: [1, 4]     number of pages, from and to
///       - citations: 6      so many `(Name, 1998` at least
///         each: 2           for lists of words: counted for each that is found, up to `weight`
///
///     tables:
///       join-over-pages: no   one table a page, even where one goes on; see `SegmentSettings`
///
/// Words are compared folded: without case and accents, by whole words. The profile with the highest sum wins; of equals the one that the
/// pipeline names first.
struct Profile: Sendable {
  var name: String
  var evidence: [Evidence]

  struct Evidence: Sendable {
    var test: Test
    var weight: Int
    var each: Int?
  }

  enum Test: Sendable {
    case words(Place, [String])
    case pages(Int, Int)
    case citations(Int)
  }

  enum Place: String, Sendable, CaseIterable { case title, opening, anywhere, outline, producer, media }

  init(_ file: DataFile) throws(DataFault) {
    guard let name = file.tree["name"]?.text, file.path.hasSuffix("/\(name).yaml") else {
      throw DataFault(path: file.path, place: "name", message: "the name of the file, without .yaml, is expected")
    }
    self.name = name
    evidence = []
    for (position, item) in (file.tree["evidence"]?.items ?? []).enumerated() {
      evidence.append(try Profile.evidence(item, file.path, "evidence.\(position + 1)"))
    }
    guard !evidence.isEmpty else { throw DataFault(path: file.path, place: "evidence", message: "a profile without evidence never wins") }
  }

  private static func evidence(_ item: DataTree, _ path: String, _ place: String) throws(DataFault) -> Evidence {
    guard let weight = item["weight"]?.text.flatMap({ Int($0) }) else {
      throw DataFault(path: path, place: place + ".weight", message: "a whole number is expected")
    }
    let each = item["each"]?.text.flatMap { Int($0) }
    for entry in item.entries where entry.key != "weight" && entry.key != "each" {
      if let words = Place(rawValue: entry.key) {
        return Evidence(test: .words(words, entry.value.texts.map { " " + foldedWords($0) }), weight: weight, each: each)
      }
      let numbers = entry.value.texts.compactMap { Int($0) }
      switch (entry.key, numbers.count) {
      case ("pages", 2): return Evidence(test: .pages(numbers[0], numbers[1]), weight: weight, each: each)
      case ("citations", 1): return Evidence(test: .citations(numbers[0]), weight: weight, each: each)
      default:
        let known = Place.allCases.map(\.rawValue).joined(separator: ", ")
        throw DataFault(
          path: path, place: "\(place).\(entry.key)", message: "is no test; known are \(known), pages: [from, to], citations: n")
      }
    }
    throw DataFault(path: path, place: place, message: "no test")
  }
}

/// The profile that most speaks for, and the sums of all.
func chooseProfile(_ profiles: [Profile], facts: DocumentFacts, pages: [Page]) -> String {
  let texts = ProfileTexts(facts: facts, pages: pages)
  var best: (name: String, sum: Int)?
  for profile in profiles {
    let sum = profile.evidence.reduce(0) { $0 + texts.weigh($1) }
    if best == nil || sum > best!.sum { best = (profile.name, sum) }
  }
  return best?.name ?? "report"
}

/// What evidence is looked for in, folded once.
private struct ProfileTexts {
  /// Folded, with a space at both ends and an end mark.
  private let places: [Profile.Place: [UInt8]]
  private let pages: Int
  private let citations: Int

  init(facts: DocumentFacts, pages: [Page]) {
    self.pages = pages.count
    // The middle of a long document repeats itself: eight pages from all over say as much as all.
    let stride = max(1, pages.count / 8)
    var anywhere: [UInt8] = []
    for page in pages.prefix(3) { ProfileTexts.add(page, to: &anywhere) }
    let opening = foldedWords(anywhere[...])
    let begun = anywhere.count
    for index in pages.indices where index >= 3 && index % stride == 0 || index + 2 >= pages.count {
      ProfileTexts.add(pages[index], to: &anywhere)
    }
    let info = { (keys: [String]) in facts.info.filter { keys.contains($0.key) }.map(\.value).joined(separator: " ") }
    let folded: [Profile.Place: [UInt8]] = [
      .title: foldedWords((info(["title", "subject"]) + " " + facts.source.file).utf8), .opening: opening,
      .anywhere: foldedWords(anywhere[begun...], after: opening),
      .outline: foldedWords(facts.outline.prefix(200).map(\.title).joined(separator: " ").utf8),
      .producer: foldedWords(info(["producer", "creator"]).utf8), .media: foldedWords(facts.source.mediaType.utf8),
    ]
    places = folded.mapValues { [0x20] + $0 + [0x20, 0] }
    citations = ProfileTexts.countCitations(anywhere)
  }

  func weigh(_ evidence: Profile.Evidence) -> Int {
    switch evidence.test {
    case .pages(let from, let to): return pages >= from && pages <= to ? evidence.weight : 0
    case .citations(let least): return citations >= least ? evidence.weight : 0
    case .words(let place, let words):
      guard let text = places[place] else { return 0 }
      guard let each = evidence.each else { return words.contains { found($0, in: text) } ? evidence.weight : 0 }
      return min(evidence.weight, each * words.count { found($0, in: text) })
    }
  }

  /// By whole words where the word sought begins and ends with a letter or digit.
  private func found(_ word: String, in text: [UInt8]) -> Bool {
    guard let last = word.utf8.last else { return false }
    let length = word.utf8.count
    return text.withUnsafeBytes { text in
      guard var from = text.assumingMemoryBound(to: CChar.self).baseAddress else { return false }
      while let hit = strstr(from, word) {
        // What follows the word is at least the end mark.
        if !isWordByte(last) || !isWordByte(UInt8(bitPattern: hit[length])) { return true }
        from = UnsafePointer(hit) + 1
      }
      return false
    }
  }

  private func isWordByte(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7a || byte >= 0x30 && byte <= 0x39 || byte >= 0x80 }

  /// `(Name, 1998`: a bracket, up to 60 characters without another one, a comma, a year.
  private static func countCitations(_ bytes: [UInt8]) -> Int {
    var count = 0
    var open: Int?
    for at in bytes.indices {
      let byte = bytes[at]
      if byte == UInt8(ascii: "(") { open = at } else if byte == UInt8(ascii: ")") { open = nil }
      guard byte == UInt8(ascii: ","), let from = open, at - from < 60, at - from > 3, at + 6 < bytes.count else { continue }
      let year = bytes[at + 2..<at + 6]
      if bytes[at + 1] == 0x20, year.first == 0x31 || year.first == 0x32, year.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
        count += 1
        open = nil
      }
    }
    return count
  }

  /// The page's text as UTF-8, its lines and words as printed, with a space before it where other text is.
  private static func add(_ page: Page, to bytes: inout [UInt8]) {
    for line in page.lines.indices {
      let words = page.lines[line].words
      for word in words.indices {
        if word == 0 ? !bytes.isEmpty : words[word].spaceBefore { bytes.append(0x20) }
        bytes.append(contentsOf: words[word].text.utf8)
      }
    }
  }
}

/// Lower case without accents, one space between words.
func foldedWords(_ text: String) -> String { String(decoding: foldedWords(text.utf8), as: UTF8.self) }

private func foldedWords(_ text: String.UTF8View) -> [UInt8] { foldedWords(Array(text)[...]) }

/// The same for UTF-8; `begun` is what was folded before it.
private func foldedWords(_ text: ArraySlice<UInt8>, after begun: [UInt8] = []) -> [UInt8] {
  var out = begun
  out.reserveCapacity(begun.count + text.count)
  text.withUnsafeBufferPointer { fold($0, &out) }
  return out
}

private func fold(_ bytes: UnsafeBufferPointer<UInt8>, _ out: inout [UInt8]) {
  var at = 0
  while at < bytes.count {
    let byte = bytes[at]
    at += 1
    switch byte {
    case 0x41...0x5a: out.append(byte + 32)
    case 0, 0x09, 0x0a, 0x0d, 0x20: if out.last != 0x20 { out.append(0x20) }
    case 0..<0x80: out.append(byte)
    case 0xc3 where at < bytes.count && foldedLatin(0xc0 + UInt32(bytes[at] & 0x3f)) > 0:
      out.append(foldedLatin(0xc0 + UInt32(bytes[at] & 0x3f)))
      at += 1
    default:
      var end = at
      while end < bytes.count, bytes[end] & 0xc0 == 0x80 { end += 1 }
      for scalar in String(decoding: bytes[(at - 1)..<end], as: UTF8.self).unicodeScalars {
        let plain = foldedLatin(scalar.value)
        if plain > 0 {
          out.append(plain)
        } else if scalar.value == 0xa0 {
          if out.last != 0x20 { out.append(0x20) }
        } else {
          out.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
        }
      }
      at = end
    }
  }
}

private func foldedLatin(_ value: UInt32) -> UInt8 {
  switch value {
  case 0xc0...0xc5, 0xe0...0xe5: UInt8(ascii: "a")
  case 0xc7, 0xe7: UInt8(ascii: "c")
  case 0xc8...0xcb, 0xe8...0xeb: UInt8(ascii: "e")
  case 0xcc...0xcf, 0xec...0xef: UInt8(ascii: "i")
  case 0xd1, 0xf1: UInt8(ascii: "n")
  case 0xd2...0xd6, 0xf2...0xf6: UInt8(ascii: "o")
  case 0xd9...0xdc, 0xf9...0xfc: UInt8(ascii: "u")
  default: 0
  }
}
