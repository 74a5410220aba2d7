import Layout
import Model
import Objects
import Text

/// What a look (or a family of numbers) is used for over the document, counted over all chunks that have it.
struct LookFacts {
  var count = 0.0
  /// Chunks that are short, stand alone and do not end like text.
  var short = 0.0
  /// Chunks of at most three lines and 140 letters however they end; of these those that running text follows, that end with a full stop, and that
  /// have a sibling right before or after them.
  var standing = 0.0
  var leading = 0.0
  var stopped = 0.0
  var nextDoor = 0.0
  /// Of the standing ones those in a run of their look.
  var runs = 0.0
  var numbered = 0.0
  /// Taken by the rules.
  var ruled = 0.0
  /// All scalars, and those in chunks of three lines or 160 letters and more.
  var scalars = 0.0
  var prose = 0.0
  /// Of the document's scalars.
  var share = 0.0

  mutating func count(_ chunk: ChunkFacts) {
    count += 1
    let size = Double(chunk.letters + chunk.digits)
    scalars += size
    if chunk.lines >= 3 || chunk.letters > 160 { prose += size }
    if chunk.short { short += 1 }
    if chunk.stands {
      standing += 1
      if chunk.leadsText { leading += 1 }
      if chunk.last == "." { stopped += 1 }
      if chunk.siblingNextDoor { nextDoor += 1 }
      if chunk.inRun { runs += 1 }
    }
    if chunk.number != nil { numbered += 1 }
    if chunk.ruled { ruled += 1 }
  }
}

/// A look as chunks are grouped by it: half points, so that a producer's rounding does not part what an eye sees as one.
struct LookKey: Hashable {
  var size: Int
  var bold: Bool
  var italic: Bool
  var colour: UInt32
  var font: UInt16
  var caps: Bool

  init(_ chunk: Chunk) {
    size = (chunk.look.size + 1) / 2
    bold = chunk.look.bold
    italic = chunk.look.italic
    colour = chunk.look.colour
    font = chunk.look.font
    caps = chunk.caps
  }
}
