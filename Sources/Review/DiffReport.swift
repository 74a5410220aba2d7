import Emit
package import Model

/// What differs between two runs, document by document.
package struct RunDiff: Sendable {
  package struct Entry: Sendable {
    package var document: String
    /// `added` or `removed`: only one of the two has it.
    package var what: DocumentDiff.Change.What?
    package var diff: DocumentDiff

    package init(document: String, what: DocumentDiff.Change.What? = nil, diff: DocumentDiff = DocumentDiff()) {
      self.document = document
      self.what = what
      self.diff = diff
    }
  }

  package var before: String
  package var after: String
  /// How many were compared.
  package var documents = 0
  /// Those that differ.
  package var entries: [Entry] = []

  package init(before: String, after: String) {
    self.before = before
    self.after = after
  }

  package var isEmpty: Bool { entries.isEmpty }

  /// For people: a line a change, `+`, `-` or `~` before it, and the sum of it.
  package var text: [String] {
    var out: [String] = []
    var sums: [DocumentDiff.Kind: Int] = [:]
    for entry in entries {
      out.append(entry.document + (entry.what.map { " (\($0.rawValue))" } ?? ""))
      for (kind, changes) in entry.diff.changes {
        sums[kind, default: 0] += changes.count
        for change in changes {
          let sign = change.what == .added ? "+" : change.what == .removed ? "-" : "~"
          let place = change.page.map { "p. \($0)\t" } ?? "\t"
          let said = [change.before, change.after].compactMap { $0 }.joined(separator: " → ")
          out.append("  \(sign) \(kind.rawValue)\t\(place)\(change.field.map { $0 + ": " } ?? "")\(said)")
        }
      }
    }
    let kinds = DocumentDiff.Kind.allCases.compactMap { kind in sums[kind].flatMap { $0 > 0 ? "\($0) in \(kind.rawValue)" : nil } }
    out.append(
      isEmpty
        ? "No difference in \(documents) documents."
        : "\(entries.count) of \(documents) documents differ\(kinds.isEmpty ? "" : ": " + kinds.joined(separator: ", ")).")
    return out
  }

  package var json: [UInt8] {
    var out = JSONWriter(capacity: 4096)
    out.object { out in
      out.field("before", before)
      out.field("after", after)
      out.field("compared", documents)
      out.key("documents")
      out.lines(entries) { out, entry in
        out.object { out in
          out.field("document", entry.document)
          out.field("change", entry.what?.rawValue)
          out.key("changes")
          out.object { out in
            for (kind, changes) in entry.diff.changes where !changes.isEmpty {
              out.key(text: kind.rawValue)
              out.list(changes) { $0.change($1) }
            }
          }
        }
      }
    }
    out.end()
    return out.bytes
  }
}

extension JSONWriter {
  fileprivate mutating func change(_ change: DocumentDiff.Change) {
    object { out in
      out.field("change", change.what.rawValue)
      if let page = change.page { out.field("page", page) }
      if let field = change.field { out.field("field", field) }
      if let before = change.before { out.field("before", before) }
      if let after = change.after { out.field("after", after) }
    }
  }
}
