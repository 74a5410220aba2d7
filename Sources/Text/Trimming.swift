import Model

/// The text without white space and NUL at either end.
package func trimmed(_ text: String) -> String {
  var scalars = Substring(text).unicodeScalars
  while let first = scalars.first, isSpace(first) || first.value == 0 { scalars.removeFirst() }
  while let last = scalars.last, isSpace(last) || last.value == 0 { scalars.removeLast() }
  return String(scalars)
}
