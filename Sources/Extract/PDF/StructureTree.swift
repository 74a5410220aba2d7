import CPoppler
import Model

/// The structure tree of a tagged PDF: which element owns which marked-content sequence, and the path of standard types that leads to it.
///
/// It is evidence, not truth: paths are handed on as they stand in the file.
struct StructureTree {
  private struct Content: Hashable {
    var page: Int32
    var identifier: Int32
    /// Object number of the form XObject that the sequence stands in, or 0.
    var form: Int32
  }

  private var owners: [Content: Int32] = [:]
  private var paths: [[String]] = []

  init(_ document: OpaquePointer) {
    var items: UnsafePointer<pdf_structure_item>?
    let count = pdf_read_structure(document, &items)
    for item in UnsafeBufferPointer(start: items, count: count) {
      if item.element >= 0 {
        let around = item.parent >= 0 ? paths[Int(item.parent)] : []
        paths.append(around + [String(cString: item.type)])
      } else if item.parent >= 0 {
        let content = Content(page: item.page, identifier: item.identifier, form: item.form)
        if owners[content] == nil { owners[content] = item.parent }
      }
    }
  }

  var isEmpty: Bool { owners.isEmpty }

  /// Fills in element and path of a page's sequences.
  func locate(_ marked: inout [MarkedContent], forms: [Int32], page: Int) {
    for index in marked.indices where marked[index].id >= 0 {
      let identifier = Int32(truncatingIfNeeded: marked[index].id)
      var content = Content(page: Int32(truncatingIfNeeded: page), identifier: identifier, form: forms[index])
      // Producers leave the form out when a page has one only.
      let owner =
        owners[content]
        ?? {
          content.form = 0; return owners[content]
        }()
      guard let owner else { continue }
      marked[index].element = Int(owner)
      marked[index].path = paths[Int(owner)]
    }
  }
}
