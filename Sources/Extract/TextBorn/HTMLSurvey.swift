import CXML

/// What has to be known of a web page before it is read from top to bottom: where its content is, and which of its parts are notes.
struct HTMLSurvey {
  /// The element that holds the content: `<main>`, else the only `<article>`; nil where neither holds most of the text.
  private(set) var main: xmlNodePtr?
  /// What is called in raised type or by a link that says so, by id: the call as printed.
  private(set) var calls: [String: String] = [:]
  /// The first `<time datetime>`, or the one that is marked as the date of publication.
  private(set) var published: String?

  /// Share of the page's text that content holds at least. Less is a stub that is filled in by a script, or a wrong use.
  private static let leastShare = 0.3
  private static let greatestNesting = 400

  private var mains: [(node: xmlNodePtr, letters: Int)] = []
  private var articles: [(node: xmlNodePtr, letters: Int)] = []
  private var isDateSure = false

  init(root: xmlNodePtr) {
    let letters = visit(root, isRaised: false, depth: 0)
    let found = mains.count == 1 ? mains.first : mains.isEmpty && articles.count == 1 ? articles.first : nil
    if let found, Double(found.letters) >= Self.leastShare * Double(letters) { main = found.node }
  }

  /// Letters in `node`.
  private mutating func visit(_ node: xmlNodePtr, isRaised: Bool, depth: Int) -> Int {
    guard depth < Self.greatestNesting else { return 0 }
    var letters = 0
    var child = node.pointee.children
    while let current = child {
      child = current.pointee.next
      if current.pointee.type == XML_TEXT_NODE {
        letters += current.pointee.content.map { inkOf($0) } ?? 0
      } else if current.pointee.type == XML_ELEMENT_NODE {
        letters += element(current, isRaised: isRaised, depth: depth)
      }
    }
    return letters
  }

  private mutating func element(_ node: xmlNodePtr, isRaised: Bool, depth: Int) -> Int {
    let name = String(cString: node.pointee.name).lowercased()
    switch name {
    case "script", "style", "noscript", "template", "head": return 0
    case "a":
      let says = attribute(node, "role") == "doc-noteref" || attribute(node, "epub:type") == "noteref"
      if let target = attribute(node, "href"), target.hasPrefix("#"), isRaised || says || isRaisedWithin(node) {
        let call = textOf(node)
        if !call.isEmpty, call.unicodeScalars.count <= 6, calls[String(target.dropFirst())] == nil {
          calls[String(target.dropFirst())] = call
        }
      }
    case "time":
      let isSure = attribute(node, "pubdate") != nil || attribute(node, "itemprop") == "datePublished"
      if let date = attribute(node, "datetime"), published == nil || (isSure && !isDateSure) {
        published = date
        isDateSure = isSure
      }
    default: break
    }
    let letters = visit(node, isRaised: isRaised || name == "sup", depth: depth + 1)
    if name == "main" || attribute(node, "role") == "main" { mains.append((node, letters)) }
    if name == "article" { articles.append((node, letters)) }
    return letters
  }

  /// `<a href="#n1"><sup>1</sup></a>`.
  private func isRaisedWithin(_ node: xmlNodePtr) -> Bool {
    guard let child = node.pointee.children, child.pointee.type == XML_ELEMENT_NODE else { return false }
    return String(cString: child.pointee.name).lowercased() == "sup"
  }
}

/// The text in an element, without white space at its ends.
func textOf(_ node: xmlNodePtr) -> String {
  guard let value = xmlNodeGetContent(node) else { return "" }
  defer { xmlFreeString(value) }
  let scalars = String(cString: UnsafeRawPointer(value).assumingMemoryBound(to: CChar.self)).unicodeScalars
  let isInk = { (scalar: Unicode.Scalar) in kind(of: scalar.value) == .ink }
  guard let first = scalars.firstIndex(where: isInk), let last = scalars.lastIndex(where: isInk) else { return "" }
  return String(String.UnicodeScalarView(scalars[first...last]))
}

/// About how many letters: bytes above the space.
private func inkOf(_ text: UnsafePointer<xmlChar>) -> Int {
  var count = 0
  var at = text
  while at.pointee != 0 {
    if at.pointee > 0x20 { count += 1 }
    at += 1
  }
  return count
}
