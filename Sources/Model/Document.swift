/// What Layout to Assembly make of the pages: the body in reading order, and what belongs to it. Ids are given in order: `b1…`, `s1…`, `t1…`, `f1…`, `n1…`.
///
/// Boxes count on the page as shown, offsets in Unicode scalars.
package struct Document: Sendable {
  package var source: Source
  package var profile: String
  /// Two letters (`es`, `en`, `pt`), or ``undeterminedLanguage``.
  package var language: String
  package var metadata: Metadata
  package var pages: [PageFacts]
  package var sections: [Section]
  package var blocks: [Block]
  package var tables: [Table]
  package var figures: [Figure]
  package var footnotes: [Footnote]
  package var glossary: [GlossaryEntry]
  package var findings: [Finding]
  /// What the file holds besides its pages.
  package var extras = FileExtras()

  package init(source: Source) {
    self.source = source
    profile = "report"
    language = undeterminedLanguage
    metadata = Metadata()
    pages = []
    sections = []
    blocks = []
    tables = []
    figures = []
    footnotes = []
    glossary = []
    findings = []
  }
}

/// ISO 639: no language that is known, or no text to tell one by.
package let undeterminedLanguage = "und"

package struct Metadata: Equatable, Sendable {
  package var title: String?
  package var subtitle: String?
  package var authors: [String] = []
  package var publisher: String?
  /// EDTF.
  package var issued: String?
  package var keywords: [String] = []
  /// `isbn`, `issn`, `doi`, … → as normalised.
  package var identifiers: [String: String] = [:]

  package init() {}
}

package struct PageFacts: Equatable, Sendable {
  package var number: Int
  package var label: String?
  package var width: Double
  package var height: Double
  package var rotation: Int
  package var glyphs: GlyphLedger

  package init(number: Int, label: String?, width: Double, height: Double, rotation: Int, glyphs: GlyphLedger) {
    self.number = number
    self.label = label
    self.width = width
    self.height = height
    self.rotation = rotation
    self.glyphs = glyphs
  }
}

/// Where every painted glyph of a page went. `total` is the sum of the others.
package struct GlyphLedger: Equatable, Sendable {
  package var total = 0
  package var body = 0
  package var table = 0
  package var note = 0
  package var figure = 0
  package var furniture = 0
  package var duplicate = 0
  package var hidden = 0
  package var unplaced = 0

  package init() {}
}

package struct Section: Equatable, Sendable {
  package var id: String
  package var parent: String?
  package var level: Int
  /// As printed, without closing punctuation: `CAPÍTULO X`, `X.1.1`, `2.1`.
  package var number: String?
  package var title: String
  package var page: Int
  package var block: String

  package init(id: String, parent: String?, level: Int, number: String?, title: String, page: Int, block: String) {
    self.id = id
    self.parent = parent
    self.level = level
    self.number = number
    self.title = title
    self.page = page
    self.block = block
  }
}

package enum BlockType: String, Sendable, CaseIterable {
  case heading, paragraph, listItem, quote, caption, table, figure, photo, footnote, source, note, units, glossaryEntry, furniture
  /// One entry of a printed table of contents.
  case contents
  /// One entry of a reference list.
  case reference
}

package struct Block: Sendable {
  package var id: String
  package var type: BlockType
  /// Whole: lines joined, hyphenation undone, calls taken out. Empty for a table's own block. NFC.
  package var text: String
  package var section: String?
  package var page: Int
  /// Of a list item, note or footnote: as printed (`•`, `1)`, `47`, `1/`).
  package var marker: String?
  /// Of a heading: 1…; of a list item: depth from 1.
  package var level: Int?
  package var spans: [Span]
  package var confidence: Double
  /// Language of this block where it differs from the document's (two letters).
  package var language: String?
  /// Of an entry of a table of contents: the section that it names, where found.
  package var target: String?

  package init(
    id: String, type: BlockType, text: String, section: String? = nil, page: Int, marker: String? = nil, level: Int? = nil,
    spans: [Span] = [], confidence: Double = 1, language: String? = nil
  ) {
    self.id = id
    self.type = type
    self.text = text
    self.section = section
    self.page = page
    self.marker = marker
    self.level = level
    self.spans = spans
    self.confidence = confidence
    self.language = language
  }
}

/// The part of a block's text that one printed line holds.
package struct Span: Equatable, Sendable {
  package var page: Int
  package var box: Box
  /// Offsets into the block's text.
  package var start: Int
  package var end: Int
  /// Left edge of each scalar of the part and the right edge of the last, along the line on the page as shown; empty where unknown.
  /// Not part of the record: it is what a mention's box is cut out with.
  package var edges: [Float]

  package init(page: Int, box: Box, start: Int, end: Int, edges: [Float] = []) {
    self.page = page
    self.box = box
    self.start = start
    self.end = end
    self.edges = edges
  }
}

package struct GlossaryEntry: Equatable, Sendable {
  package var term: String
  package var expansion: String
  package var block: String

  package init(term: String, expansion: String, block: String) {
    self.term = term
    self.expansion = expansion
    self.block = block
  }
}

package struct Footnote: Equatable, Sendable {
  package var id: String
  package var block: String
  package var marker: String
  package var text: String
  package var page: Int
  package var box: Box
  package var anchors: [Anchor]

  package init(id: String, block: String, marker: String, text: String, page: Int, box: Box, anchors: [Anchor] = []) {
    self.id = id
    self.block = block
    self.marker = marker
    self.text = text
    self.page = page
    self.box = box
    self.anchors = anchors
  }
}

/// Where a note is called: a place between two characters of a block's text. In a table, `cell` says which and the offset counts in it.
package struct Anchor: Equatable, Sendable {
  package var block: String
  package var cell: CellPlace?
  package var offset: Int
  package var page: Int
  package var box: Box

  package init(block: String, cell: CellPlace? = nil, offset: Int, page: Int, box: Box) {
    self.block = block
    self.cell = cell
    self.offset = offset
    self.page = page
    self.box = box
  }
}

package struct Figure: Equatable, Sendable {
  package var id: String
  package var block: String
  /// `chart`, `photo`, `map`, `diagram`, `image`.
  package var kind: String
  package var label: String?
  package var caption: String?
  package var units: String?
  package var source: String?
  package var page: Int
  package var box: Box
  /// Words inside the picture, line by line.
  package var texts: [String]

  package init(id: String, block: String, kind: String, page: Int, box: Box) {
    self.id = id
    self.block = block
    self.kind = kind
    self.page = page
    self.box = box
    label = nil
    caption = nil
    units = nil
    source = nil
    texts = []
  }
}
