/// What a file is by its first bytes; its name is not asked.
enum FileKind {
  case pdf
  case html
  case text
  case unknown
}

func fileKind(of bytes: UnsafeRawBufferPointer) -> FileKind {
  let head = UnsafeRawBufferPointer(rebasing: bytes[..<min(bytes.count, 4096)])
  if startsLikePDF(head) { return .pdf }
  if looksLikeHTML(head) { return .html }
  return looksLikeText(head) ? .text : .unknown
}

/// The header may stand anywhere in the first kilobyte (ISO 32000-1, annex H.3.4.1).
private func startsLikePDF(_ head: UnsafeRawBufferPointer) -> Bool {
  let header = Array("%PDF-".utf8)
  let end = min(head.count, 1024) - header.count
  guard end >= 0 else { return false }
  return (0...end).contains { start in header.indices.allSatisfy { head[start + $0] == header[$0] } }
}

/// A document type or a tag of the frame comes first, after declarations and comments; fragments count by two block tags.
private func looksLikeHTML(_ head: UnsafeRawBufferPointer) -> Bool {
  // UTF-16 is read as its low bytes: tags are ASCII.
  let lowercased = head.lazy.filter { $0 != 0 }.map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 0x20 : $0 }
  let text = String(decoding: Array(lowercased), as: UTF8.self)
  guard let first = text.unicodeScalars.first(where: { kind(of: $0.value) == .ink }), first == "<" || first == "\u{FFFD}" else {
    return false
  }
  if ["<!doctype html", "<html", "<head", "<body"].contains(where: { text.contains($0) }) { return true }
  guard !text.contains("<?xml") else { return false }
  return ["<div", "<p>", "<p ", "<h1", "<h2", "<table", "<ul", "<article", "<section"].count { text.contains($0) } >= 2
}

/// Hardly any control codes; UTF-16 with its mark counts as text. Rich text and the like are no plain text.
private func looksLikeText(_ head: UnsafeRawBufferPointer) -> Bool {
  if head.count >= 2, head[0] == 0xFE && head[1] == 0xFF || head[0] == 0xFF && head[1] == 0xFE { return true }
  if head.starts(with: Array("{\\rtf".utf8)) || head.starts(with: Array("%!PS".utf8)) || head.starts(with: Array("<?xml".utf8)) {
    return false
  }
  let controls = head.count { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D && $0 != 0x0C }
  return !head.contains(0) && controls * 100 <= head.count
}
