import Foundation

/// The lines that go to a worker and come from it (their shape is told in Reading's `WorkerJob`).
enum WorkerLines {
  struct ReadJob: Encodable {
    var job: Int
    var path: String
    var name: String
    var folder: String
    var outputs: [String]
    var page: Int?
    var last: Int?
    var password: String?
    var fault: String?
    var cached: String?
    var sha256: String?
    var keep: String?
  }

  struct CollectJob: Encodable {
    var job: Int
    var collect: String
    var into: String
    var part: String
    var first: Bool
    var documents: [Document]

    struct Document: Encodable {
      var folder: String
      var path: String
      var outcome: String
      var code: String?
      var stale: Bool
      var gone: Bool
    }
  }

  static func line(_ job: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return ((try? encoder.encode(job)).map { Array($0) } ?? []) + [0x0a]
  }

  enum Report: Equatable {
    /// Pages read so far and in all, where the line says it.
    case alive(page: Int?, of: Int?)
    case outcome(job: Int, Outcome)
  }

  /// Nil for a line that is not one of ours.
  static func parse(_ line: [UInt8]) -> Report? {
    guard let read = try? JSONDecoder().decode(Line.self, from: Data(line)) else { return nil }
    guard let outcome = read.outcome else { return .alive(page: read.page, of: read.of) }
    guard let kind = Outcome.Kind(rawValue: outcome) else { return nil }
    return .outcome(
      job: read.job,
      Outcome(
        kind, code: read.code, message: read.message, sha256: read.sha256, pages: read.pages ?? 0, findings: read.findings ?? 0,
        passing: kind == .failed && Outcome.ofTheMachine.contains(read.code ?? "")))
  }

  /// Most lines tell that a page was read: they are taken apart by hand.
  static func page(_ line: [UInt8]) -> (page: Int, of: Int)? {
    var numbers: [Int] = []
    var at = 0
    guard line.count < 80, line.starts(with: Array("{\"job\":".utf8)) else { return nil }
    while at < line.count {
      if line[at] >= 0x30, line[at] <= 0x39 {
        var number = 0
        while at < line.count, line[at] >= 0x30, line[at] <= 0x39, number < 1 << 40 {
          number = number * 10 + Int(line[at] - 0x30)
          at += 1
        }
        numbers.append(number)
      } else {
        // `,"page":` and `,"of":` and nothing else stand between the numbers.
        at += 1
      }
    }
    guard numbers.count == 3, line.contains(UInt8(ascii: "p")), !line.contains(UInt8(ascii: "t")) else { return nil }
    return (numbers[1], numbers[2])
  }

  private struct Line: Decodable {
    var job: Int
    var page: Int?
    var of: Int?
    var outcome: String?
    var code: String?
    var message: String?
    var sha256: String?
    var pages: Int?
    var findings: Int?
  }
}
