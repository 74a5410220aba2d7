import Model

/// Title page, info and XMP → metadata.
func readFrontMatter(_ draft: inout Draft, flow: Flow, facts: DocumentFacts, settings: SegmentSettings) {}
