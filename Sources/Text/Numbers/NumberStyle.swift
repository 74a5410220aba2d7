/// Which mark a document writes before decimals, by evidence that counts.
///
/// Only numbers that can be read in one way alone speak, each as loud as it is sure:
///
/// * two kinds of mark or repeated groups (`1.234,5`, `1.234.567`): proof;
/// * decimals beside a unit, a currency or a percent sign (`12,5 %`): proof;
/// * money with three digits behind its only mark (`$ 55.000`): prices have no three decimals, so the mark groups: a hint;
/// * a bare decimal in running text (`4.2`): may number a section, so it is asked last.
///
/// Headings, contents, references, labels (`tabla 4.2`), beginnings of blocks, versions, dates and codes have no vote. What the document does not show
/// may be a habit of its country or language: then every value that rests on it is flagged.
package struct MarkVotes: Sendable, Equatable {
  package var proof = Pair(), hint = Pair(), bare = Pair()

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
  }

  package static func + (a: MarkVotes, b: MarkVotes) -> MarkVotes {
    var sum = a
    sum.proof = a.proof + b.proof
    sum.hint = a.hint + b.hint
    sum.bare = a.bare + b.bare
    return sum
  }

  /// The mark that the votes decide, and whether that is sure: proofs that hardly anything contradicts.
  package var style: NumberStyle? {
    if let mark = proof.leader(clearly) {
      // Hints that all say the opposite outweigh a proof or two.
      if let other = hint.leader(clearly), other != mark {
        return (proof + hint).leader(clearly).map { NumberStyle(mark: $0, isWeak: true) }
      }
      return NumberStyle(mark: mark, isWeak: false)
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

package struct NumberStyle: Sendable, Equatable {
  package var mark: DecimalMark
  package var isWeak: Bool

  package init(mark: DecimalMark, isWeak: Bool) {
    self.mark = mark
    self.isWeak = isWeak
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
      if !style.isWeak { return .sure(value(style.mark)) }
      // A weak style and what is counted contradict each other: nobody can say.
      if whole, style.mark != grouped { return .undecided(point: point, comma: comma) }
      return .weak(value(style.mark))
    }
    return whole ? .weak(value(grouped)) : .undecided(point: point, comma: comma)
  }
}
