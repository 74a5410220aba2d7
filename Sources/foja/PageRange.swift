import ArgumentParser

/// Pages as they are asked for: `3`, `3-7`; counted from 1.
struct PageRange: ExpressibleByArgument {
  var first: Int
  var last: Int

  init?(argument: String) {
    let ends = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard ends.count == 1 || ends.count == 2, let from = ends[0], let to = ends.last ?? from, from >= 1, to >= from else { return nil }
    (first, last) = (from, to)
  }

  func contains(_ page: Int) -> Bool { page >= first && page <= last }
}
