import Model

/// Formats that hold documents and are not read, known by their bytes whatever the file is called: each is refused with what to do.
enum OtherFormat {
  case office(String)
  case richText
  case webArchive
  case oldOffice
  case postScript
  case picture
  case archive

  init?(_ bytes: UnsafeRawBufferPointer) {
    func starts(_ head: [UInt8]) -> Bool { bytes.starts(with: head) }
    if starts(Array("PK\u{3}\u{4}".utf8)) {
      self = Self.inZip(bytes)
    } else if starts(Array("{\\rtf".utf8)) {
      self = .richText
    } else if starts([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      self = .oldOffice
    } else if starts(Array("%!PS".utf8)) {
      self = .postScript
    } else if starts([0x89, 0x50, 0x4E, 0x47]) || starts([0xFF, 0xD8, 0xFF]) || starts(Array("II*\0".utf8)) || starts(Array("MM\0*".utf8))
      || starts(Array("GIF8".utf8))
    {
      self = .picture
    } else if starts([0x1F, 0x8B]) || starts(Array("7z".utf8) + [0xBC, 0xAF]) || starts(Array("Rar!".utf8)) {
      self = .archive
    } else if Self.isWebArchive(bytes) {
      self = .webArchive
    } else {
      return nil
    }
  }

  var refusal: Refusal {
    let convert = "Convert it to PDF (soffice --headless --convert-to pdf FILE) and read that."
    return switch self {
    case .office(let name): Refusal("not-a-document", "The file is \(name). \(convert)")
    case .richText: Refusal("not-a-document", "The file is rich text (RTF). \(convert)")
    case .oldOffice: Refusal("not-a-document", "The file is of an older Microsoft Office. \(convert)")
    case .postScript: Refusal("not-a-document", "The file is PostScript. Convert it to PDF (ps2pdf FILE) and read that.")
    case .picture: Refusal("not-a-document", "The file is a picture. Make a PDF with text of it (img2pdf, then ocrmypdf) and read that.")
    case .archive: Refusal("not-a-document", "The file is an archive. Unpack it and read what is in it.")
    case .webArchive:
      Refusal(
        "not-a-document",
        "The file is a web archive (MHTML). Open it in a browser, save the page as HTML only or print it to PDF, and read that.")
    }
  }

  /// What the first entries of a ZIP file say (OPC and ODF put their marks first).
  private static func inZip(_ bytes: UnsafeRawBufferPointer) -> OtherFormat {
    let head = UnsafeRawBufferPointer(rebasing: bytes[..<min(bytes.count, 16_384)])
    if place(of: "opendocument.text", in: head) != nil { return .office("an OpenDocument text (ODT)") }
    if place(of: "opendocument.", in: head) != nil { return .office("an OpenDocument file") }
    if place(of: "epub+zip", in: head) != nil { return .office("an EPUB book") }
    for (part, name) in [("word/", "a Word document (DOCX)"), ("xl/", "an Excel workbook (XLSX)"), ("ppt/", "a PowerPoint file (PPTX)")]
      as [(StaticString, String)] where place(of: part, in: bytes) != nil
    {
      return .office(name)
    }
    return .archive
  }

  /// A mail with parts (RFC 2557): its head speaks of them.
  private static func isWebArchive(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let head = UnsafeRawBufferPointer(rebasing: bytes[..<min(bytes.count, 4096)])
    let text = String(decoding: head.lazy.map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 0x20 : $0 & 0x7F }, as: UTF8.self)
    guard
      text.hasPrefix("from:") || text.hasPrefix("mime-version:") || text.hasPrefix("content-type:") || text.hasPrefix("date:")
        || text.hasPrefix("subject:") || text.hasPrefix("snapshot-content-location:")
    else { return false }
    return text.contains("multipart/related")
  }
}
