import Model

func markHeadings(_ flow: inout Flow, facts: DocumentFacts, settings: SegmentSettings) {}
