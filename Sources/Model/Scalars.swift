extension String {
  /// The text of scalar values, those that are none left out. Written in one go: a text that grows scalar by scalar costs several times that.
  package init(scalarValues values: ArraySlice<UInt32>) {
    var room = 0
    for value in values { room += value < 0x80 ? 1 : value < 0x800 ? 2 : value < 0x10000 ? 3 : 4 }
    self.init(unsafeUninitializedCapacity: room) { buffer in
      var count = 0
      for value in values {
        if value < 0x80 {
          buffer[count] = UInt8(truncatingIfNeeded: value)
          count += 1
        } else if let scalar = Unicode.Scalar(value) {
          for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
            buffer[count] = byte
            count += 1
          }
        }
      }
      return count
    }
  }

  /// The text of scalars, written in one go as well.
  package init(scalars: ArraySlice<Unicode.Scalar>) {
    var room = 0
    for scalar in scalars { room += scalar.value < 0x80 ? 1 : 4 }
    self.init(unsafeUninitializedCapacity: room) { buffer in
      var count = 0
      for scalar in scalars {
        if scalar.value < 0x80 {
          buffer[count] = UInt8(truncatingIfNeeded: scalar.value)
          count += 1
        } else {
          for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
            buffer[count] = byte
            count += 1
          }
        }
      }
      return count
    }
  }
}
