/// Short form against long form: which words an acronym's letters come from, and how well.
///
/// After Schwartz & Hearst (2003), who match letters from the right anywhere in a word: here every letter is the initial of a word or goes on within a
/// word already begun, and each licence has a cost, so that the best beginning of the long form wins rather than the shortest. Small words may be
/// passed over for nothing (`de`, `of`), others at a price (skipped words); letters within a word cost less side by side with the one before (`Ce-p-AL`).
enum Alignment {
  struct Result {
    /// Index of the word that the long form begins with.
    var start: Int
    var cost: Double
  }

  struct Word {
    /// Folded letters and digits.
    var letters: [UInt32]
    var joint: Bool
  }

  // What a licence costs, in letters of the acronym.
  private static let withinNext = 0.15
  private static let within = 0.45
  private static let skipped = 0.8
  private static let joint = 0.02
  private static let passed = 0.0
  /// A digit of the acronym that stands in no word (`COVID-19`).
  private static let digit = 0.3
  /// A letter that stands in no word (`COSECODERI` for `Consejo Sectorial de Desarrollo del Río`): only where there are letters enough.
  private static let foreign = 1.2
  private static let lettersForForeign = 6

  /// The best long form that ends with the last word: it begins with the acronym's first letter. nil where the letters cannot all be found.
  static func best(short: [UInt32], words: [Word], whole: Bool = false) -> Result? {
    guard let initial = short.first, !words.isEmpty, short.count <= 14 else { return nil }
    var best: Result?
    let n = words.count
    var memo = [Double](repeating: -1, count: (n + 1) * (short.count + 1))
    for start in stride(from: n - 1, through: 0, by: -1) {
      guard words[start].letters.first == initial, !words[start].joint || short.count <= 2 || start == 0 else { continue }
      guard let cost = cost(short, words, start, 0, &memo) else { continue }
      let result = Result(start: start, cost: cost / Double(short.count))
      if whole {
        if start == 0 { best = result }
      } else if best == nil || result.cost < best!.cost - 1e-9 {
        best = result
      }
    }
    return best
  }

  /// Least cost of words `w…` giving letters `k…`, word `w` being begun with letter `k`.
  private static func cost(_ short: [UInt32], _ words: [Word], _ w: Int, _ k: Int, _ memo: inout [Double]) -> Double? {
    if k == short.count || k > 0 && w == words.count && short[k...].allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
      var rest = 0.0
      for word in words[w...] { rest += word.joint ? passed : skipped }
      return rest + Double(short.count - k) * digit
    }
    guard w < words.count else { return nil }
    let at = w * (short.count + 1) + k
    if memo[at] >= 0 { return memo[at] > 1e8 ? nil : memo[at] }
    var best: Double?
    func offer(_ value: Double?) {
      if let value, best == nil || value < best! { best = value }
    }
    let word = words[w]
    // Pass the word over.
    if k > 0, let rest = cost(short, words, w + 1, k, &memo) { offer(rest + (word.joint ? passed : skipped)) }
    if k > 0, short[k] >= 0x30, short[k] <= 0x39, let rest = cost(short, words, w, k + 1, &memo) { offer(rest + digit) }
    if k > 0, short.count >= lettersForForeign, let rest = cost(short, words, w, k + 1, &memo) { offer(rest + foreign) }
    // Begin with it, and go on within it.
    if word.letters.first == short[k] {
      var position = 0
      var price = word.joint ? joint : 0
      var used = k + 1
      offer(cost(short, words, w + 1, used, &memo).map { $0 + price })
      while used < short.count {
        var next = position + 1
        while next < word.letters.count, word.letters[next] != short[used] { next += 1 }
        guard next < word.letters.count else { break }
        price += next == position + 1 ? withinNext : within
        position = next
        used += 1
        offer(cost(short, words, w + 1, used, &memo).map { $0 + price })
      }
    }
    memo[at] = best ?? 1e9
    return best
  }
}
