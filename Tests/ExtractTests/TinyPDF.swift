import Glibc

@testable import Extract
@testable import Model

/// Writes PDFs by hand: objects in, a file with a right cross-reference table out.
struct TinyPDF {
  /// Bodies of the objects; number 1 is the catalogue, 2 the page tree, 3 the font F1 (Helvetica, WinAnsi).
  private(set) var objects: [String]
  private var kids: [Int] = []
  var trailer = ""
  /// Entries of the catalogue beside `/Pages`.
  var catalogue = ""

  init() {
    objects = ["", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
  }

  /// A page with this content; `entries` are of its dictionary, `resources` of its resources beside the font.
  static func page(_ content: String, entries: String = "", resources: String = "") -> TinyPDF {
    var pdf = TinyPDF()
    pdf.addPage(content, entries: entries, resources: resources)
    return pdf
  }

  @discardableResult
  mutating func add(_ body: String) -> Int {
    objects.append(body)
    return objects.count
  }

  @discardableResult
  mutating func addStream(_ content: String, entries: String = "") -> Int {
    add("<< /Length \(content.unicodeScalars.count) \(entries) >>\nstream\n\(content)\nendstream")
  }

  /// The content as FlateDecode without compression (RFC 1951, stored blocks); `damaged`: cut off in the middle of a second block.
  @discardableResult
  mutating func addFlate(_ content: String, damaged: Bool = false) -> Int {
    func block(_ text: String, last: Bool, promised: Int) -> String {
      let scalars = [last ? 1 : 0, promised & 0xFF, promised >> 8, ~promised & 0xFF, (~promised >> 8) & 0xFF].map {
        Unicode.Scalar(UInt8($0))
      }
      return String(String.UnicodeScalarView(scalars)) + text
    }
    let count = content.unicodeScalars.count
    let blocks =
      damaged
      ? block(content, last: false, promised: count) + block("BT", last: true, promised: 99) : block(content, last: true, promised: count)
    return addStream("\u{78}\u{01}" + blocks + "\u{0}\u{0}\u{0}\u{0}", entries: "/Filter /FlateDecode")
  }

  /// A page whose content is these streams, one after the other.
  mutating func addPage(streams: [Int]) {
    let list = streams.map { "\($0) 0 R" }.joined(separator: " ")
    kids.append(
      add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents [\(list)] /Resources << /Font << /F1 3 0 R >> >> >>"))
  }

  @discardableResult
  mutating func addPage(_ content: String, entries: String = "", resources: String = "", font: Int = 3) -> Int {
    let stream = addStream(content)
    let box = entries.contains("MediaBox") ? "" : "/MediaBox [0 0 600 800]"
    let page = add(
      "<< /Type /Page /Parent 2 0 R \(box) /Contents \(stream) 0 R /Resources << /Font << /F1 \(font) 0 R >> \(resources) >> \(entries) >>")
    kids.append(page)
    return page
  }

  /// Latin-1 bytes: `\u{E1}` in a string is the byte E1.
  var bytes: [UInt8] {
    var all = objects
    all[0] = "<< /Type /Catalog /Pages 2 0 R \(catalogue) >>"
    if all[1].isEmpty { all[1] = "<< /Type /Pages /Count \(kids.count) /Kids [\(kids.map { "\($0) 0 R" }.joined(separator: " "))] >>" }
    var out = Array("%PDF-1.7\n".utf8)
    var offsets: [Int] = []
    for (index, body) in all.enumerated() {
      offsets.append(out.count)
      out += "\(index + 1) 0 obj\n\(body)\nendobj\n".unicodeScalars.map { UInt8($0.value & 0xFF) }
    }
    let table = out.count
    out += Array("xref\n0 \(all.count + 1)\n0000000000 65535 f \n".utf8)
    for offset in offsets { out += Array((String(repeating: "0", count: 10 - "\(offset)".count) + "\(offset) 00000 n \n").utf8) }
    out += Array("trailer << /Size \(all.count + 1) /Root 1 0 R \(trailer) >>\nstartxref\n\(table)\n%%EOF\n".utf8)
    return out
  }

  func open(_ options: ExtractOptions = ExtractOptions()) throws -> any PageSource { try openBytes(bytes, "tiny.pdf", options) }

  /// The first page.
  func read() throws -> Page { try open().page(1) }
}

/// Through a file, as the worker does it. (Glibc: Foundation and libxml2 bring two ICUs that do not get on.)
func openBytes(_ bytes: [UInt8], _ name: String, _ options: ExtractOptions = ExtractOptions()) throws -> any PageSource {
  var template = Array("/tmp/foja-extract-XXXXXX".utf8CString)
  let folder = template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
  let path = folder + "/file"
  defer {
    unlink(path)
    rmdir(folder)
  }
  let file = fopen(path, "w")
  _ = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
  fclose(file)
  return try openDocument(path: path, name: name, options: options)
}

func openText(_ text: String, _ name: String) throws -> any PageSource { try openBytes(Array(text.utf8), name) }

extension Page {
  var texts: [String] { lines.map(\.text) }
  var words: [Word] { lines.flatMap(\.words) }
  /// Every glyph is accounted for.
  var isBalanced: Bool { words.reduce(0) { $0 + Int($1.glyphs) } + ink.duplicate + ink.hidden == ink.total }
}

/// Text at a place, in F1.
func show(_ text: String, x: Double, y: Double, size: Double = 10) -> String { " BT /F1 \(size) Tf 1 0 0 1 \(x) \(y) Tm (\(text)) Tj ET\n" }
