/// What a file is by its bytes. Its name is asked only where they leave it open.
enum FileKind {
  /// `header`: how many bytes stand before `%PDF-`.
  case pdf(header: Int)
  case html
  case text
  /// Known, and not read.
  case other(OtherFormat)
  case unknown
}

func fileKind(of bytes: UnsafeRawBufferPointer, name: String) -> FileKind {
  let head = UnsafeRawBufferPointer(rebasing: bytes[..<min(bytes.count, 4096)])
  // The header may stand anywhere in the first kilobyte (ISO 32000-1, annex H.3.4.1).
  if let header = place(of: "%PDF-", in: UnsafeRawBufferPointer(rebasing: bytes[..<min(bytes.count, 1024)])) { return .pdf(header: header) }
  if let format = OtherFormat(bytes) { return .other(format) }
  let isNamedPDF = name.lowercased().hasSuffix(".pdf")
  if looksLikeHTML(head) { return .html }
  let isText = looksLikeText(head)
  // Further in it stands behind the head of a mail or a server's answer; a text that is no PDF by name may speak of it.
  if !isText || isNamedPDF, let header = place(of: "%PDF-", in: bytes), isWhole(bytes, header) { return .pdf(header: header) }
  return isText ? .text : .unknown
}

/// Whether a file with an end begins here.
private func isWhole(_ bytes: UnsafeRawBufferPointer, _ header: Int) -> Bool {
  let rest = UnsafeRawBufferPointer(rebasing: bytes[header...])
  return place(of: "startxref", in: rest) != nil || place(of: " obj", in: rest) != nil
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

/// Hardly any control codes; UTF-16 counts as text, with its mark or without.
private func looksLikeText(_ head: UnsafeRawBufferPointer) -> Bool {
  if head.starts(with: Array("%!PS".utf8)) || head.starts(with: Array("<?xml".utf8)) { return false }
  if utf16Order(head) != nil { return true }
  let controls = head.count { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D && $0 != 0x0C && $0 != 0x1A }
  return !head.contains(0) && controls * 100 <= head.count
}
