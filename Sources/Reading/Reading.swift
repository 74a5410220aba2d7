package enum ReadingPlaceholder {}
