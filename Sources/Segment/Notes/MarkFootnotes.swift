import Model

/// Marks footnote lines (role `.footnote`; `begins`, `marker`, `skip`), also continued on the next page, and calls in all lines (`calls`).
func markFootnotes(_ flow: inout Flow, settings: SegmentSettings) {}

/// Footnote blocks and the calls in blocks and cells → notes with anchors; findings for either without the other.
func anchorNotes(_ draft: inout Draft, flow: Flow, settings: SegmentSettings) {}
