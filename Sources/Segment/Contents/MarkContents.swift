import Model

/// Marks the lines of a printed table of contents (role `.contents`).
func markContents(_ flow: inout Flow, facts: DocumentFacts, settings: SegmentSettings) {}
