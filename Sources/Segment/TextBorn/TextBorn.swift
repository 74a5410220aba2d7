import Model

/// Plain text without layout: structure from wording and shape alone.
func segmentPlainText(_ pages: [Page], facts: DocumentFacts, settings: SegmentSettings) -> Document { Document(source: facts.source) }

/// HTML: its own structure.
func segmentHTML(_ pages: [Page], facts: DocumentFacts, settings: SegmentSettings) -> Document { Document(source: facts.source) }
