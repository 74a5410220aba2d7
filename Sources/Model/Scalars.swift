extension String {
  /// The text of scalar values, those that are none left out. Written in one go: a text that grows scalar by scalar costs several times that.
  package init(scalarValues values: ArraySlice<UInt32>) {
    self.init(unsafeUninitializedCapacity: values.reduce(0) { $0 + utf8Room($1) }) { buffer in
      var count = 0
      for value in values { if let scalar = Unicode.Scalar(value) { count += buffer.append(scalar, at: count) } }
      return count
    }
  }

  /// The text of scalars, written in one go as well.
  package init(scalars: ArraySlice<Unicode.Scalar>) {
    self.init(unsafeUninitializedCapacity: scalars.reduce(0) { $0 + utf8Room($1.value) }) { buffer in
      var count = 0
      for scalar in scalars { count += buffer.append(scalar, at: count) }
      return count
    }
  }
}

/// Bytes that a scalar takes at most.
@inlinable
package func utf8Room(_ value: UInt32) -> Int { value < 0x80 ? 1 : 4 }

extension UnsafeMutableBufferPointer<UInt8> {
  /// Writes the scalar's UTF-8 to `place` on, where there must be room for it. Gives the count of bytes.
  @inlinable
  package func append(_ scalar: Unicode.Scalar, at place: Int) -> Int {
    if scalar.value < 0x80 {
      self[place] = UInt8(truncatingIfNeeded: scalar.value)
      return 1
    }
    var end = place
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
      self[end] = byte
      end += 1
    }
    return end - place
  }

  /// Writes the text's UTF-8 in the same way.
  package func append(_ text: String, at place: Int) -> Int {
    let copied: Int? = text.utf8.withContiguousStorageIfAvailable { source in
      guard let from = source.baseAddress, let to = baseAddress else { return 0 }
      precondition(place + source.count <= count)
      (to + place).initialize(from: from, count: source.count)
      return source.count
    }
    if let copied { return copied }
    var end = place
    for byte in text.utf8 {
      self[end] = byte
      end += 1
    }
    return end - place
  }
}
