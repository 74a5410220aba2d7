/// Both numbers of a form of a vocabulary: `peso(s)` → `peso`, `pesos`.
package func withPlural(_ form: String) -> [String] {
  guard form.utf8.contains(UInt8(ascii: "(")), let open = form.firstIndex(of: "("), let close = form.firstIndex(of: ")"), open < close
  else { return [form] }
  let head = form[..<open], inner = form[form.index(after: open)..<close], tail = form[form.index(after: close)...]
  return [String(head + tail), String(head + inner + tail)]
}
