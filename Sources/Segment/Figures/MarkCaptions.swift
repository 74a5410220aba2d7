import Model

/// Marks caption, units, source and note lines near tables and figures (roles `.caption .units .source .note`; `begins`, `marker`, `skip`).
func markCaptions(_ flow: inout Flow, settings: SegmentSettings) {}

/// Ties caption, units, source and note blocks to their table or figure; continued ones are joined.
func attachCaptions(_ draft: inout Draft, flow: Flow, settings: SegmentSettings) {}
