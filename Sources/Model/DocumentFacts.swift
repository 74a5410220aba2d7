/// What a file says of itself, apart from its pages.
package struct DocumentFacts: Sendable {
  package var source: Source
  /// Title, author and so on as the file's info dictionary and XMP (or HTML head) state them. Evidence, not yet metadata.
  package var info: [InfoEntry]
  /// Language that the file declares (`/Lang`, `<html lang>`), BCP 47.
  package var language: String?
  package var outline: [OutlineItem]
  package var fonts: [FontFacts]
  package var extras: FileExtras
  /// Number of pages that the file has.
  package var pageCount: Int

  package init(source: Source) {
    self.source = source
    info = []
    language = nil
    outline = []
    fonts = []
    extras = FileExtras()
    pageCount = 0
  }
}

/// `key` is one of `title subject author keywords creator producer publisher date language identifier` for both info and XMP.
package struct InfoEntry: Equatable, Sendable {
  package var key: String
  package var value: String
  package var origin: Origin

  package enum Origin: String, Sendable { case info, xmp, html }

  package init(key: String, value: String, origin: Origin) {
    self.key = key
    self.value = value
    self.origin = origin
  }
}

package struct OutlineItem: Equatable, Sendable {
  /// 1 for the top.
  package var level: Int
  package var title: String
  /// 1-based; nil where the target is not a page of this file.
  package var page: Int?
  /// From the top of the page as shown, where the target says it.
  package var y: Double?

  package init(level: Int, title: String, page: Int?, y: Double?) {
    self.level = level
    self.title = title
    self.page = page
    self.y = y
  }
}

package struct FontFacts: Equatable, Sendable {
  /// Without the subset tag.
  package var name: String
  package var fixedPitch: Bool
  package var serif: Bool

  package init(name: String, fixedPitch: Bool = false, serif: Bool = false) {
    self.name = name
    self.fixedPitch = fixedPitch
    self.serif = serif
  }
}

/// `source` of the record.
package struct Source: Equatable, Sendable {
  /// The file's name, without folders.
  package var file: String
  package var sha256: String
  package var bytes: Int
  /// `application/pdf`, `text/html`, `text/plain`.
  package var mediaType: String
  package var pages: Int
  package var pdfVersion: String?
  package var producer: String?
  package var tagged: Bool
  package var encrypted: Bool

  package init(file: String, sha256: String, bytes: Int, mediaType: String) {
    self.file = file
    self.sha256 = sha256
    self.bytes = bytes
    self.mediaType = mediaType
    pages = 0
    pdfVersion = nil
    producer = nil
    tagged = false
    encrypted = false
  }
}
