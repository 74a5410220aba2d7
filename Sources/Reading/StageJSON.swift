import Emit
import Model

/// Any value as JSON, field by field as the program has it: for people who look at what a stage gave (`foja stage`), and for the test that sees
/// whether it changed. Boxes are lists of four numbers, texts of scalars are texts; what is empty is left out of objects.
func stageJSON(_ value: Any) -> [UInt8] {
  var out = JSONWriter()
  write(value, to: &out)
  out.end()
  return out.bytes
}

private func write(_ value: Any, to out: inout JSONWriter) {
  switch value {
  case let text as String: out.text(text)
  case let scalars as [Unicode.Scalar]: out.text(String(scalars: scalars[...]))
  case let number as Bool: out.bool(number)
  case let number as any BinaryInteger: out.integer(Int(truncatingIfNeeded: number))
  case let number as Double: out.number(number)
  case let number as Float: out.number(Double(number))
  case let box as Box: out.list([box.x0, box.y0, box.x1, box.y1]) { $0.number($1) }
  case let dictionary as [String: String]:
    out.object { out in
      for (key, value) in dictionary.sorted(by: { $0.key < $1.key }) {
        out.key(text: key)
        out.text(value)
      }
    }
  default: reflect(value, to: &out)
  }
}

private func reflect(_ value: Any, to out: inout JSONWriter) {
  let mirror = Mirror(reflecting: value)
  switch mirror.displayStyle {
  case .optional:
    if let inner = mirror.children.first { write(inner.value, to: &out) } else { out.null() }
  case .collection: out.list(mirror.children.map(\.value)) { write($1, to: &$0) }
  // Their order is not the same each time: by what they are in JSON.
  case .set, .dictionary:
    let items = mirror.children.map { String(decoding: stageJSON($0.value), as: UTF8.self) }.sorted()
    out.list(items) { $0.text($1) }
  case .enum where mirror.children.isEmpty: out.text("\(value)")
  default:
    if mirror.children.isEmpty { return out.text("\(value)") }
    out.object { out in
      for (place, child) in mirror.children.enumerated() where !isEmpty(child.value) {
        out.key(text: child.label ?? "\(place)")
        write(child.value, to: &out)
      }
    }
  }
}

private func isEmpty(_ value: Any) -> Bool {
  let mirror = Mirror(reflecting: value)
  switch mirror.displayStyle {
  case .optional, .collection, .set, .dictionary: return mirror.children.isEmpty
  default: return (value as? String)?.isEmpty ?? false
  }
}
