/// What a person said of a document that was read wrong. Its place is a page, a box and a text, never an id: ids move when rules change.
package struct Correction: Equatable, Sendable {
  package var kind: Kind
  /// Boxes count on the page as shown.
  package var place: Place
  /// Of `table`: where the table stands that is one with it.
  package var with: Place?
  /// What is right: `no`, or a level (heading); `yes`, `no` (header); `no` (mention); the words (name, title); `joined` (table).
  package var says: String?
  /// Of a mention or a cell: its type.
  package var type: String?
  /// Of `value` (of a mention) and `cell`: fields as a record has them; nil: it has none.
  package var value: [String: String]?

  package enum Kind: String, Sendable, CaseIterable { case heading, table, header, cell, value, name, mention, title }

  package struct Place: Equatable, Hashable, Sendable {
    package var page: Int
    package var box: Box
    package var text: String

    package init(page: Int, box: Box, text: String) {
      self.page = page
      self.box = box
      self.text = text
    }
  }

  package init(
    _ kind: Kind, at place: Place, says: String? = nil, with: Place? = nil, type: String? = nil, value: [String: String]? = nil
  ) {
    self.kind = kind
    self.place = place
    self.says = says
    self.with = with
    self.type = type
    self.value = value
  }

  /// What became of it at a reading: it changed the record; the rules say the same without it; what it speaks of is not there any more.
  package enum Outcome: String, Sendable { case applied, agrees, unfit }
}

/// A correction with what became of it, as the record shows it.
package struct CorrectionResult: Equatable, Sendable {
  package var correction: Correction
  package var outcome: Correction.Outcome
  /// The block, table or mention that it speaks of, where there is one.
  package var target: String?

  package init(_ correction: Correction, _ outcome: Correction.Outcome, target: String? = nil) {
    self.correction = correction
    self.outcome = outcome
    self.target = target
  }
}

/// The corrections of one document while it is read. Each step asks for those of its kind, as the last evidence, and says what became of them; what no
/// step spoke of no longer fits.
package struct Corrections: Sendable {
  package let all: [Correction]
  private var outcomes: [Correction.Outcome?]
  private var targets: [String?]

  package init(_ all: [Correction] = []) {
    self.all = all
    outcomes = all.map { _ in nil }
    targets = all.map { _ in nil }
  }

  package var isEmpty: Bool { all.isEmpty }

  /// Places in ``all``.
  package func of(_ kinds: Correction.Kind...) -> [Int] { all.indices.filter { kinds.contains(all[$0].kind) } }

  /// The first word stays: what the rules say by themselves is known when a step asks first.
  package mutating func settle(_ index: Int, _ outcome: Correction.Outcome, target: String? = nil) {
    outcomes[index] = outcomes[index] ?? outcome
    targets[index] = target ?? targets[index]
  }

  /// Ids were given again: what is not among the new ones stays as it is.
  package mutating func renumber(_ id: (String) -> String?) {
    for index in targets.indices { targets[index] = targets[index].map { id($0) ?? $0 } }
  }

  package var results: [CorrectionResult] {
    all.indices.map { CorrectionResult(all[$0], outcomes[$0] ?? .unfit, target: targets[$0]) }
  }

  /// One for each correction that no longer fits.
  package var findings: [Finding] {
    results.filter { $0.outcome == .unfit }.map { result in
      let it = result.correction
      return Finding(
        "correction-unfit", .error,
        "the correction of '\(it.kind.rawValue)' no longer fits: on page \(it.place.page) «\(it.place.text.prefix(80))» is not as it was when it was marked",
        page: it.place.page, box: it.place.box)
    }
  }
}

extension Correction.Place {
  /// Points by which a box may have moved between two readings of the same bytes.
  private static let slack = 1.0

  /// Whether the middle of a printed line lies in the place.
  package func holds(_ line: Box) -> Bool {
    line.midX >= box.x0 - Self.slack && line.midX <= box.x1 + Self.slack && line.midY >= box.y0 - Self.slack
      && line.midY <= box.y1 + Self.slack
  }

  /// Whether a box covers most of the place.
  package func isMostly(_ other: Box) -> Bool {
    let both = box.intersection(other)
    guard both.width > 0, both.height > 0 else { return false }
    return 2 * both.area >= box.area
  }

  /// Whether a text says the same: blanks and hyphens, and what rules part from its ends (bullets,
  /// numbers, a further line), do not count.
  package func says(_ other: String) -> Bool {
    let (wanted, found) = (Self.key(text), Self.key(other))
    guard !wanted.isEmpty, !found.isEmpty else { return wanted == found }
    let (short, long) = wanted.count < found.count ? (wanted, found) : (found, wanted)
    if long.starts(with: short) || long.suffix(short.count).elementsEqual(short) { return true }
    // Calls of notes stand in the lines, not in the text.
    func plain(_ key: [UInt32]) -> [UInt32] { key.filter { !(0x30...0x39).contains($0) } }
    return plain(wanted) == plain(found)
  }

  private static func key(_ text: String) -> [UInt32] {
    text.unicodeScalars.filter { !$0.properties.isWhitespace && $0.value != 0x2D && $0.value != 0xAD }.map(\.value)
  }
}
