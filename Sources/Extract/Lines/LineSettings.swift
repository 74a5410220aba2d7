import Text

/// Distances by which letters become words and words lines. Each is relative to the size (em) of the text that it is about.
struct LineSettings {
  /// A gap from here on parts words where no white space was painted. poppler's own value; TeX shrinks its spaces down to 0.2.
  var wordGap: Float = setting("wordGap", 0.1)
  /// The same inside one font on lines that do paint their spaces: there a gap is mostly kerning, tracking or justification.
  var wordGapBesidePaintedSpaces: Float = setting("wordGapBesidePaintedSpaces", 0.17)
  /// A painted space counts only where at least this much is left open: some producers paint one and move back over it.
  var leastPaintedSpace: Float = setting("leastPaintedSpace", 0.02)
  /// Words further apart than this stand on different lines ("segments"). Gutters of tables start at about one em, stretched spaces of
  /// justified text end there.
  var lineGap: Float = setting("lineGap", 1.0)
  /// The same where white space was painted in the gap and the other spaces of the line are stretched as well.
  var lineGapOverPaintedSpace: Float = setting("lineGapOverPaintedSpace", 1.3)
  /// A gap beyond ``lineGap`` is a stretched space only if it is at most so many times the line's usual one.
  var stretchedSpaceRatio: Float = setting("stretchedSpaceRatio", 1.6)
  /// Letters may overlap the one before by this (kerning, italics).
  var overlap: Float = setting("overlap", 0.35)
  /// Baselines nearer than this are one.
  var sameBaseline: Float = setting("sameBaseline", 0.1)
  /// Raised or lowered text is smaller than this share of the size it stands beside.
  var shiftedSize: Float = setting("shiftedSize", 0.9)
  /// … and no smaller than this (note calls go down to 0.4)…
  var leastShiftedSize: Float = setting("leastShiftedSize", 0.33)
  /// … or than this beside a single letter: beside a drop cap all text is small.
  var leastShiftedSizeBesideLetter: Float = setting("leastShiftedSizeBesideLetter", 0.45)
  /// How far raised text stands above the baseline at least and at most, and lowered text below it.
  var leastRise: Float = setting("leastRise", 0.12)
  var greatestRise: Float = setting("greatestRise", 0.75)
  var leastDrop: Float = setting("leastDrop", 0.07)
  var greatestDrop: Float = setting("greatestDrop", 0.4)
  /// Raised text of the same size (text rise without a smaller font) must be higher up.
  var leastRiseOfSameSize: Float = setting("leastRiseOfSameSize", 0.2)
  /// A shifted word stands no further off than this.
  var shiftedGap: Float = setting("shiftedGap", 0.35)
  /// A letter this much larger than its neighbour is a drop cap or an ornament and stays on a line of its own.
  var dropCapRatio: Float = setting("dropCapRatio", 1.9)
  /// Tracked text (letters set apart): its gaps lie below this…
  var greatestTracking: Float = setting("greatestTracking", 0.45)
  /// … and words are parted by this much more.
  var wordGapOverTracking: Float = setting("wordGapOverTracking", 0.15)
  /// A space narrower than this may part thousands; spaces between words shrink to 0.2 at the least.
  var widestThinSpace = setting("widestThinSpace", 0.18)
  /// So many dots in a row are leaders of a table of contents, more than any ellipsis has.
  var leastLeaderDots = setting("leastLeaderDots", 5)
}
