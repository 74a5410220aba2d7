/// What a page that is a picture may be.
enum ScanKind {
  /// It has text of its own.
  case none
  /// Ink on paper.
  case writing
  /// A photograph or drawing: nothing is lost.
  case picture
  /// Drawn in outlines, or coded in a way that is not decoded here.
  case unknown
}

/// Whether pictures of this lightness are of written pages: most of it is paper, all of about one lightness, and a little is ink, much darker.
/// Photographs spread over all steps.
///
/// - Parameter shares: of the area, from the darkest step to the lightest.
func looksWritten(_ shares: [Float]) -> Bool {
  guard let paper = shares.indices.max(by: { shares[$0] < shares[$1] }), paper >= shares.count / 2 else { return false }
  let near = shares[max(0, paper - paperSpread)...min(shares.count - 1, paper + paperSpread)].reduce(0, +)
  let ink = shares[..<max(0, paper - inkDistance + 1)].reduce(0, +)
  return near >= leastPaper && ink >= leastInk && ink <= greatestInk
}

/// Steps of sixteen by which paper varies within a scan.
private let paperSpread = 2
/// Steps by which ink is darker than its paper, at least.
private let inkDistance = 5
/// Shares of the area. A page with one line of text has about 0.003 of ink, one of dense tables 0.3.
private let leastPaper: Float = 0.6
private let leastInk: Float = 0.002
private let greatestInk: Float = 0.35
