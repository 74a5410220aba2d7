/// Bytes of a text file → Unicode scalars, whatever their encoding; `\r\n` and `\r` become `\n`, decomposed letters are composed.
///
/// A byte order mark decides; else UTF-16 shows by its zero bytes; else valid UTF-8 is UTF-8; else a declared encoding of one byte a
/// character is believed as far as the bytes agree with it (``singleByteTable(of:declared:)``). What is declared is asked last: on the
/// pages of public bodies it is wrong more often than the bytes.
func decodedText(_ bytes: UnsafeRawBufferPointer, declared: String? = nil) -> [UInt32] {
  if let order = utf16Order(bytes) {
    let hasMark = bytes[0] == 0xFE && bytes[1] == 0xFF || bytes[0] == 0xFF && bytes[1] == 0xFE
    return normalised(utf16(bytes, isBigEndian: order == .bigEndian, from: hasMark ? 2 : 0))
  }
  let hasMark = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
  let body = UnsafeRawBufferPointer(rebasing: bytes[(hasMark ? 3 : 0)...])
  if let scalars = utf8(body) { return normalised(scalars) }
  let table = singleByteTable(of: body, declared: declared)
  return normalised(body.map { $0 < 0x80 ? UInt32($0) : table[Int($0) - 0x80] })
}

enum ByteOrder { case bigEndian, littleEndian }

/// The order of UTF-16, by its mark, or by zeros in every other byte of the beginning: Latin text has its high bytes zero.
func utf16Order(_ bytes: UnsafeRawBufferPointer) -> ByteOrder? {
  guard bytes.count >= 2 else { return nil }
  if bytes[0] == 0xFE, bytes[1] == 0xFF { return .bigEndian }
  if bytes[0] == 0xFF, bytes[1] == 0xFE { return .littleEndian }
  let head = min(bytes.count, 4096) & ~1
  guard head >= 16 else { return nil }
  var zeros = (even: 0, odd: 0)
  for at in stride(from: 0, to: head, by: 2) {
    if bytes[at] == 0 { zeros.even += 1 }
    if bytes[at + 1] == 0 { zeros.odd += 1 }
  }
  // Nine units of ten are Latin; the other half of the units has hardly a zero.
  let most = head / 2 * 9 / 10
  let few = head / 2 / 50
  if zeros.odd >= most, zeros.even <= few { return .littleEndian }
  if zeros.even >= most, zeros.odd <= few { return .bigEndian }
  return nil
}

private func utf16(_ bytes: UnsafeRawBufferPointer, isBigEndian: Bool, from start: Int) -> [UInt32] {
  var units: [UInt16] = []
  units.reserveCapacity(bytes.count / 2)
  for at in stride(from: start, to: bytes.count - 1, by: 2) {
    let (a, b) = (UInt16(bytes[at]), UInt16(bytes[at + 1]))
    units.append(isBigEndian ? a << 8 | b : b << 8 | a)
  }
  return String(decoding: units, as: UTF16.self).unicodeScalars.map(\.value)
}

/// nil where the bytes are not UTF-8. A few broken sequences in a long text (pages pasted together) are repaired one by one.
private func utf8(_ bytes: UnsafeRawBufferPointer) -> [UInt32]? {
  var scalars: [UInt32] = []
  scalars.reserveCapacity(bytes.count)
  var wellFormed = 0
  var broken = 0
  var at = 0
  while at < bytes.count {
    let lead = UInt32(bytes[at])
    if lead < 0x80 {
      scalars.append(lead)
      at += 1
      continue
    }
    let length = lead >= 0xF0 && lead < 0xF5 ? 4 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xC2 && lead < 0xE0 ? 2 : 0
    var value = length == 4 ? lead & 7 : length == 3 ? lead & 15 : lead & 31
    var isWhole = length > 0 && at + length <= bytes.count
    if isWhole {
      for offset in 1..<length {
        let next = UInt32(bytes[at + offset])
        isWhole = isWhole && next & 0xC0 == 0x80
        value = value << 6 | next & 0x3F
      }
    }
    if isWhole, let scalar = Unicode.Scalar(value), length < 3 || value >= (length == 3 ? 0x800 : 0x1_0000) {
      scalars.append(scalar.value)
      wellFormed += 1
      at += length
    } else {
      scalars.append(resolved(lead)?.first ?? lead)
      broken += 1
      at += 1
    }
  }
  return broken * 20 > wellFormed ? nil : scalars
}

private func normalised(_ scalars: [UInt32]) -> [UInt32] {
  var out: [UInt32] = []
  out.reserveCapacity(scalars.count)
  for (index, scalar) in scalars.enumerated() {
    if scalar == 0x0D {
      if index + 1 >= scalars.count || scalars[index + 1] != 0x0A { out.append(0x0A) }
    } else if scalar >= 0x300, scalar <= 0x36F, let base = out.last, let whole = composed(base, scalar) {
      out[out.count - 1] = whole
    } else if scalar >= 0x80, let others = resolved(scalar) {
      out.append(contentsOf: others)
    } else {
      out.append(scalar)
    }
  }
  return out
}
