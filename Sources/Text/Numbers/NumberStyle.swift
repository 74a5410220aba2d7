/// Which mark a document writes before decimals, by evidence that counts.
///
/// Only numbers that can be read in one way alone speak, each as loud as it is sure:
///
/// * two kinds of mark or repeated groups (`1.234,5`, `1.234.567`): proof;
/// * decimals beside a unit, a currency or a percent sign (`12,5 %`): proof;
/// * money with three digits behind its only mark (`$ 55.000`): prices have no three decimals, so the mark groups: a hint;
/// * a decimal in running text that numbers no section (`0.25`, `120.5`, `4.2 hijos`): asked last.
///
/// Headings, contents, references, labels (`tabla 4.2`), beginnings of blocks, versions, dates and codes have no vote. What the document does not show
/// may be a habit of its country or language: then every value that rests on it is flagged.
package struct MarkVotes: Sendable, Equatable {
  package var proof = Pair(), hint = Pair(), bare = Pair()
  /// Those of the proofs that can be nothing else: two kinds of mark, repeated groups, amounts with cents.
  package var firm = Pair()

  package init() {}

  package struct Pair: Sendable, Equatable {
    package var point = 0
    package var comma = 0

    package init(point: Int = 0, comma: Int = 0) {
      self.point = point
      self.comma = comma
    }

    package mutating func add(_ mark: DecimalMark) { if mark == .point { point += 1 } else { comma += 1 } }

    /// The one that is ahead by so many times the other.
    package func leader(_ times: Int) -> DecimalMark? {
      if point > 0, point >= comma * times, point != comma { return .point }
      if comma > 0, comma >= point * times, point != comma { return .comma }
      return nil
    }

    package static func + (a: Pair, b: Pair) -> Pair { Pair(point: a.point + b.point, comma: a.comma + b.comma) }

    package static func - (a: Pair, b: Pair) -> Pair { Pair(point: max(0, a.point - b.point), comma: max(0, a.comma - b.comma)) }
  }

  package static func + (a: MarkVotes, b: MarkVotes) -> MarkVotes {
    var sum = a
    sum.proof = a.proof + b.proof
    sum.hint = a.hint + b.hint
    sum.bare = a.bare + b.bare
    sum.firm = a.firm + b.firm
    return sum
  }

  /// What is left without the votes of one of the parts.
  package static func - (a: MarkVotes, b: MarkVotes) -> MarkVotes {
    var rest = a
    rest.proof = a.proof - b.proof
    rest.hint = a.hint - b.hint
    rest.bare = a.bare - b.bare
    rest.firm = a.firm - b.firm
    return rest
  }

  /// The mark that the votes decide, and whether that is sure: proofs that hardly anything contradicts.
  package var style: NumberStyle? {
    if let mark = proof.leader(clearly) {
      let firmly = firm.leader(clearly) == mark ? firm.point + firm.comma : 0
      let isFirm = firmly >= enoughFirm
      // Hints that all say the opposite outweigh a proof or two.
      if let other = hint.leader(clearly), other != mark, !isFirm || firmly < twice * (hint.point + hint.comma) {
        return (proof + hint).leader(clearly).map { NumberStyle(mark: $0, isWeak: true) }
      }
      return NumberStyle(mark: mark, isWeak: false, isFirm: isFirm)
    }
    if let mark = (proof + hint).leader(twice) { return NumberStyle(mark: mark, isWeak: true) }
    if proof == Pair(), hint == Pair(), let mark = bare.leader(clearly) { return NumberStyle(mark: mark, isWeak: true) }
    return nil
  }
}

/// How many times as many votes make a style sure; a stray quotation in another style does not shake it.
private let clearly = 4
/// And how many make it likely.
private let twice = 2
/// So many firm proofs, and even an amount may have three decimals (a price of fuel, a rate of exchange).
private let enoughFirm = 3

package struct NumberStyle: Sendable, Equatable {
  package var mark: DecimalMark
  package var isWeak: Bool
  /// Proved by numbers that can be nothing else, and by several.
  package var isFirm: Bool

  package init(mark: DecimalMark, isWeak: Bool, isFirm: Bool = false) {
    self.mark = mark
    self.isWeak = isWeak
    self.isFirm = isFirm
  }
}

/// A number once the style is known.
package enum NumberValue: Equatable, Sendable {
  case sure(Decimal)
  /// Rests on little: a habit, or that what is counted comes in whole numbers.
  case weak(Decimal)
  case undecided(point: Decimal, comma: Decimal)

  package var decimal: Decimal? {
    switch self {
    case .sure(let value), .weak(let value): value
    case .undecided: nil
    }
  }
}

extension NumberReading {
  /// - whole: what it counts comes in whole numbers or hundredths, so that three digits behind a mark are a group.
  package func settled(_ style: NumberStyle?, whole: Bool) -> NumberValue {
    guard case .open(let point, let comma) = self else { return .sure(value(.point)) }
    let grouped = point.places < comma.places ? DecimalMark.point : .comma
    if let style {
      // Three decimals of what has two at most: only a style beyond doubt says so, and even that may be another hand's number.
      if whole, style.mark != grouped { return style.isFirm ? .weak(value(style.mark)) : .undecided(point: point, comma: comma) }
      return style.isWeak ? .weak(value(style.mark)) : .sure(value(style.mark))
    }
    return whole ? .weak(value(grouped)) : .undecided(point: point, comma: comma)
  }
}
