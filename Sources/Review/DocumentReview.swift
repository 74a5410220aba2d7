import Emit
package import Foundation
package import Model

/// The review page of one document: `index.html`, `data.js` and `pages/1.png`, … in a folder.
package struct DocumentReview {
  /// Pixels a point. Base: at 1.5 a page of A4 has 893 × 1263 pixels, on which 6-point letters can be read.
  package static let scale = 1.5

  package var files: PageFiles
  package var drawer: Drawer

  package init(files: PageFiles, drawer: Drawer) {
    self.files = files
    self.drawer = drawer
  }

  /// - Parameters:
  ///   - json: the record's bytes, and `record` what they say.
  ///   - why: explanations by id, as JSON, where there are any.
  ///   - file: the document itself; nil where there is none to draw: the pages say `missing`.
  ///   - up: leads from `folder` to the one that holds `files/`; `index` to the page of all documents.
  /// - Returns: pages that could not be drawn, with the reason.
  @discardableResult
  package func write(
    _ json: [UInt8], record: Record, why: [UInt8]?, file: String?, missing: String = "", password: String? = nil, into folder: String,
    up: String = "", index: String? = nil
  ) throws -> [(page: Int, reason: String)] {
    let failed = try draw(record, file: file, missing: missing, password: password, into: folder)
    var data = JSONWriter(capacity: 256)
    data.object { out in
      out.field("index", index)
      out.key("failed")
      out.object { out in
        for (page, reason) in failed {
          out.key(text: "\(page)")
          out.text(reason)
        }
      }
    }
    // Both are JSON already: they go in as they are.
    var whole = Array(data.bytes.dropLast())
    whole += Array(",\"why\":".utf8) + (why ?? Array("{}".utf8)) + Array(",\"record\":".utf8) + json + Array("}".utf8)
    try files.write("review", data: whole, into: folder, up: up)
    return failed
  }

  private func draw(
    _ record: Record, file: String?, missing: String, password: String?, into folder: String
  ) throws -> [(page: Int, reason: String)] {
    let pages = record.document.pages
    let isPDF = record.document.source.mediaType == "application/pdf"
    if isPDF, file == nil { return pages.map { ($0.number, missing) } }
    try FileManager.default.createDirectory(atPath: folder + "/pages", withIntermediateDirectories: true)
    let pictures = pages.map { page -> Picture in
      let path = folder + "/pages/\(page.number).png"
      if isPDF { return Picture(path: path, canvas: .page(page.number), scale: DocumentReview.scale) }
      return Picture(
        path: path, canvas: .blank(width: page.width, height: page.height), shapes: words(of: record, page: page.number),
        scale: DocumentReview.scale)
    }
    let numbers = Dictionary(zip(pictures.map(\.path), pages.map(\.number)), uniquingKeysWith: { first, _ in first })
    let failed = try drawer.draw(pictures, file: isPDF ? file : nil, password: password)
    return failed.compactMap { failure in numbers[failure.path].map { ($0, failure.reason) } }.sorted { $0.page < $1.page }
  }
}

/// A line of the page of all documents.
package struct IndexRow: Sendable {
  package var path: String
  package var outcome: String
  package var code: String?
  package var message: String?
  package var pages: Int
  package var findings: Int
  /// `gone`, `stale` or nothing.
  package var state: String
  /// To its review page, where it has one.
  package var link: String?

  package init(
    path: String, outcome: String, code: String?, message: String?, pages: Int, findings: Int, state: String, link: String?
  ) {
    self.path = path
    self.outcome = outcome
    self.code = code
    self.message = message
    self.pages = pages
    self.findings = findings
    self.state = state
    self.link = link
  }
}

/// What the page of all documents shows.
package func indexData(_ rows: [IndexRow]) -> [UInt8] {
  var out = JSONWriter(capacity: rows.count * 120)
  out.object { out in
    out.key("documents")
    out.lines(rows) { out, row in
      out.list([0]) { out, _ in
        // A row is a list: ten thousand of them name no fields.
        out.text(row.path)
        out.text(row.outcome)
        out.text(row.code)
        out.text(row.message)
        out.integer(row.pages)
        out.integer(row.findings)
        out.text(row.state)
        out.text(row.link)
      }
    }
  }
  return out.bytes
}
