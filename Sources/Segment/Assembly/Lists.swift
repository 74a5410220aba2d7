import Model

func markLists(_ flow: inout Flow, settings: SegmentSettings) {}
func markQuotes(_ flow: inout Flow, settings: SegmentSettings) {}
