import Glibc

/// Where `text` (ASCII) begins first.
func place(of text: StaticString, in bytes: UnsafeRawBufferPointer) -> Int? {
  let count = text.utf8CodeUnitCount
  guard let start = bytes.baseAddress, bytes.count >= count else { return nil }
  let first = Int32(text.utf8Start[0])
  var at = 0
  while at <= bytes.count - count, let found = memchr(start + at, first, bytes.count - count + 1 - at) {
    at = UnsafeRawPointer(found) - start
    if memcmp(start + at, text.utf8Start, count) == 0 { return at }
    at += 1
  }
  return nil
}

/// Where `text` begins last.
func lastPlace(of text: StaticString, in bytes: UnsafeRawBufferPointer) -> Int? {
  let count = text.utf8CodeUnitCount
  guard let start = bytes.baseAddress, bytes.count >= count else { return nil }
  let first = text.utf8Start[0]
  var at = bytes.count - count
  while at >= 0 {
    if bytes[at] == first, memcmp(start + at, text.utf8Start, count) == 0 { return at }
    at -= 1
  }
  return nil
}
