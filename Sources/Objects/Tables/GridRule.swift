import Text

/// Measures that all steps of reading a table share.
enum GridRule {
  /// Points by which a rule or shading may miss the border of a row or column that it draws. Base: double rules and cells drawn one by one.
  static let atBorder = setting("atBorder", 4.5)
  /// The part of the table's width from which a rule or shading goes across it: stubs and margins may be left out.
  static let across = setting("across", 0.85)
  /// The part of a fragment's width that lies in a box which it belongs to.
  static let within = setting("within", 0.5)
  /// Points that a region is wider than what stands at its edge, so that it lies within.
  static let hair = setting("hair", 0.5)
}
