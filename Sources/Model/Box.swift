/// An upright rectangle on a page, in PDF points (1/72 inch) from the top left; `y` grows downwards.
///
/// In a ``Page`` boxes count in the page's *reading frame* (see ``Page/turn``); in a record they count on the page as shown.
package struct Box: Equatable, Hashable, Sendable {
  package var x0: Double
  package var y0: Double
  package var x1: Double
  package var y1: Double

  package init(x0: Double, y0: Double, x1: Double, y1: Double) {
    self.x0 = x0
    self.y0 = y0
    self.x1 = x1
    self.y1 = y1
  }

  package var width: Double { x1 - x0 }
  package var height: Double { y1 - y0 }
  package var midX: Double { (x0 + x1) / 2 }
  package var midY: Double { (y0 + y1) / 2 }
  package var area: Double { max(0, width) * max(0, height) }

  /// The smallest box that holds both.
  package func union(_ other: Box) -> Box {
    Box(x0: min(x0, other.x0), y0: min(y0, other.y0), x1: max(x1, other.x1), y1: max(y1, other.y1))
  }

  /// What both share; its width or height is negative where they do not meet.
  package func intersection(_ other: Box) -> Box {
    Box(x0: max(x0, other.x0), y0: max(y0, other.y0), x1: min(x1, other.x1), y1: min(y1, other.y1))
  }

  package func overlapX(_ other: Box) -> Double { max(0, min(x1, other.x1) - max(x0, other.x0)) }
  package func overlapY(_ other: Box) -> Double { max(0, min(y1, other.y1) - max(y0, other.y0)) }

  package func contains(_ other: Box, slack: Double = 0) -> Bool {
    other.x0 >= x0 - slack && other.x1 <= x1 + slack && other.y0 >= y0 - slack && other.y1 <= y1 + slack
  }

  package func containsPoint(x: Double, y: Double) -> Bool { x >= x0 && x <= x1 && y >= y0 && y <= y1 }

  package func inset(dx: Double, dy: Double) -> Box { Box(x0: x0 + dx, y0: y0 + dy, x1: x1 - dx, y1: y1 - dy) }
}
