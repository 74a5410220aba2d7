import Text

/// A PDF of which the end is missing, as after a broken transfer.

/// Whether objects follow the last end-of-file mark, or there is none: what was written last is cut off. (Junk behind the mark is harmless.)
func isCutOff(_ bytes: UnsafeRawBufferPointer) -> Bool {
  let tail = lastPlace(of: "%%EOF", in: bytes).map { $0 + 5 } ?? 0
  return place(of: " obj", in: UnsafeRawBufferPointer(rebasing: bytes[tail...])) != nil
}

/// The file with a catalogue and a page tree of the pages that are in it; nil where no page is. Catalogue and page tree mostly stand at the
/// end of a file, so that one without its end has none.
func completed(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
  var pages: [Int] = []
  var known: Set<Int> = []
  var greatest = 0
  var at = 0
  while let found = place(of: " obj", in: UnsafeRawBufferPointer(rebasing: bytes[at...])).map({ $0 + at }) {
    at = found + 4
    guard let number = objectNumber(before: found, in: bytes) else { continue }
    greatest = max(greatest, number)
    if isPage(bytes, at), known.insert(number).inserted { pages.append(number) }
  }
  guard !pages.isEmpty, greatest < greatestObject else { return nil }
  let (tree, catalogue) = (greatest + 1, greatest + 2)
  let kids = pages.map { "\($0) 0 R" }.joined(separator: " ")
  let end = """

    endobj
    \(tree) 0 obj
    << /Type /Pages /Count \(pages.count) /Kids [\(kids)] >>
    endobj
    \(catalogue) 0 obj
    << /Type /Catalog /Pages \(tree) 0 R >>
    endobj
    trailer
    << /Size \(catalogue + 1) /Root \(catalogue) 0 R >>
    startxref
    0
    %%EOF

    """
  return Array(bytes) + Array(end.utf8)
}

/// PDF 1.7, annex C.
private let greatestObject = 8_388_607
/// Bytes of a page's dictionary that are looked at. `/Type` mostly comes first.
private let reachOfType = 2048

/// `12 0 obj`: the 12.
private func objectNumber(before end: Int, in bytes: UnsafeRawBufferPointer) -> Int? {
  var at = end
  while at > 0, isDigit(bytes[at - 1]) { at -= 1 }
  guard at < end, at > 0, bytes[at - 1] == 0x20 else { return nil }
  let last = at - 1
  at = last
  while at > 0, isDigit(bytes[at - 1]), last - at < 8 { at -= 1 }
  return at < last ? bytes[at..<last].reduce(0) { $0 * 10 + Int($1 - 0x30) } : nil
}

/// Whether the object that begins here says `/Type /Page`.
private func isPage(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Bool {
  let head = UnsafeRawBufferPointer(rebasing: bytes[start..<min(bytes.count, start + reachOfType)])
  let end = place(of: "endobj", in: head) ?? head.count
  var at = 0
  while let found = place(of: "/Type", in: UnsafeRawBufferPointer(rebasing: head[at..<end])).map({ $0 + at + 5 }) {
    at = found
    while at < end, head[at] <= 0x20 { at += 1 }
    if at + 5 <= end, head[at..<at + 5].elementsEqual("/Page".utf8), at + 5 == end || !isLetter(head[at + 5]) { return true }
  }
  return false
}

private func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
