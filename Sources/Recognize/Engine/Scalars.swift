/// Scalars of a Swift string's UTF-8, which is valid: read without the checks and the bookkeeping of its views.

/// The scalar that begins at `at`, which moves on to the next.
@inline(__always)
func nextScalar(_ utf8: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> UInt32 {
  let first = UInt32(utf8[at])
  at += 1
  if first < 0x80 { return first }
  var value = first < 0xE0 ? first & 0x1F : first < 0xF0 ? first & 0x0F : first & 0x07
  while at < utf8.count, utf8[at] & 0xC0 == 0x80 {
    value = value << 6 | UInt32(utf8[at] & 0x3F)
    at += 1
  }
  return value
}

extension String {
  /// Its scalars' values.
  var scalarValues: [UInt32] {
    var text = self
    return text.withUTF8 { utf8 in
      var values: [UInt32] = []
      values.reserveCapacity(utf8.count)
      var at = 0
      while at < utf8.count { values.append(nextScalar(utf8, &at)) }
      return values
    }
  }
}
