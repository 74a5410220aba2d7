import Model

/// Marks the lines of lists of acronyms and glossaries (role `.glossary`, `begins` at each entry).
func markGlossary(_ flow: inout Flow, settings: SegmentSettings) {}

/// Glossary blocks → terms and expansions.
func fillGlossary(_ draft: inout Draft, flow: Flow, settings: SegmentSettings) {}

/// Title page, info and XMP → metadata.
func readFrontMatter(_ draft: inout Draft, flow: Flow, facts: DocumentFacts, settings: SegmentSettings) {}
