import Model

/// The lists that are open around an item, in markup whose lists stand within items. Each level is a list and its item, which is left open for
/// lists below it.
struct OpenLists {
  private var depth = 0

  /// Opens what an item of `level` (from 1; nil: the first) needs, after closing what stands deeper; the item itself is the caller's to start.
  mutating func enter(_ level: Int?, list: String, in out: inout MarkupWriter) {
    let wanted = max(1, min(level ?? 1, depth + 1))
    guard wanted <= depth else {
      out.start(list)
      depth += 1
      return
    }
    close(to: wanted, in: &out)
    out.end()
  }

  /// Closes lists and their items down to a depth, by default all.
  mutating func close(to wanted: Int = 0, in out: inout MarkupWriter) {
    while depth > wanted {
      out.end()
      out.end()
      depth -= 1
    }
  }
}
