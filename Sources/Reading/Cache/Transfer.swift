import Glibc

/// Values to bytes and back: one list of a type's fields serves both ways (``Transferable``).
///
/// Whole numbers take as many bytes as they need (LEB128, signs folded in), floating ones four or eight as they are, texts their UTF-8 behind
/// its length. Nothing says which field is which: bytes are only read by the version of the program's stages that wrote them, and only after
/// their hash was found right. Reading stops at the first thing that cannot be.
struct Transfer: ~Copyable {
  struct Damaged: Error {}

  /// What was written: room of its own, as an array would be asked for its room and its owner at each of the millions of values.
  private var written: UnsafeMutableRawPointer?
  private var room = 0
  private var used = 0
  /// How many plain values that was: for the test that counts fields.
  private(set) var values = 0
  private let source: UnsafeRawBufferPointer
  private let isReading: Bool
  private var at = 0

  private init(reading source: UnsafeRawBufferPointer?) {
    isReading = source != nil
    self.source = source ?? UnsafeRawBufferPointer(start: nil, count: 0)
  }

  static func write<T: Transferable>(_ value: T) -> [UInt8] { writing(value).bytes }

  static func writing<T: Transferable>(_ value: T) -> (bytes: [UInt8], values: Int) {
    var transfer = Transfer(reading: nil)
    var value = value
    // Only reading can fail.
    try? value.transfer(&transfer)
    return (Array(UnsafeRawBufferPointer(start: transfer.written, count: transfer.used)), transfer.values)
  }

  deinit { free(written) }

  static func read<T: Transferable>(_ type: T.Type, _ bytes: ArraySlice<UInt8>) -> T? {
    bytes.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress else { return nil }
      var transfer = Transfer(reading: UnsafeRawBufferPointer(start: start, count: buffer.count))
      var value = T.blank
      do throws(Damaged) { try value.transfer(&transfer) } catch { return nil }
      return transfer.at == buffer.count ? value : nil
    }
  }

  // MARK: Plain values

  mutating func field(_ value: inout Int) throws(Damaged) {
    guard isReading else { return put(UInt64(bitPattern: Int64(value << 1 ^ value >> 63))) }
    let folded = try take()
    value = Int(Int64(bitPattern: folded >> 1)) ^ -Int(folded & 1)
  }

  mutating func field<T: FixedWidthInteger>(_ value: inout T) throws(Damaged) {
    var wide = Int(truncatingIfNeeded: value)
    try field(&wide)
    if isReading { value = T(truncatingIfNeeded: wide) }
  }

  mutating func field(_ value: inout Bool) throws(Damaged) {
    var number: UInt8 = value ? 1 : 0
    try raw(&number)
    if isReading { value = number == 1 }
  }

  mutating func field(_ value: inout Double) throws(Damaged) { try raw(&value) }
  mutating func field(_ value: inout Float) throws(Damaged) { try raw(&value) }

  mutating func field(_ value: inout [Float]) throws(Damaged) {
    let count = try count(of: value.count, each: 4)
    guard isReading else { return value.withUnsafeBytes { put($0) } }
    let from = UnsafeRawBufferPointer(rebasing: source[at..<at + count * 4])
    value = [Float](unsafeUninitializedCapacity: count) { buffer, filled in
      UnsafeMutableRawBufferPointer(buffer).copyMemory(from: from)
      filled = count
    }
    at += count * 4
  }

  mutating func field(_ value: inout String) throws(Damaged) {
    let count = try count(of: value.utf8.count, each: 1)
    guard isReading else { return value.withUTF8 { put(UnsafeRawBufferPointer($0)) } }
    value = String(decoding: UnsafeRawBufferPointer(rebasing: source[at..<at + count]), as: UTF8.self)
    at += count
  }

  mutating func field<T: RawRepresentable<String>>(_ value: inout T) throws(Damaged) {
    var name = value.rawValue
    try field(&name)
    guard isReading else { return }
    guard let known = T(rawValue: name) else { throw Damaged() }
    value = known
  }

  mutating func field<T: RawRepresentable<UInt8>>(_ value: inout T) throws(Damaged) {
    var number = value.rawValue
    try raw(&number)
    guard isReading else { return }
    guard let known = T(rawValue: number) else { throw Damaged() }
    value = known
  }

  // MARK: Values of values

  mutating func field<T: Transferable>(_ value: inout T) throws(Damaged) { try value.transfer(&self) }

  mutating func field<T: Transferable>(_ values: inout [T]) throws(Damaged) {
    let count = try count(of: values.count, each: 1)
    guard isReading else {
      // Each by itself: to change them in place would copy the whole list first.
      for value in values {
        var value = value
        try value.transfer(&self)
      }
      return
    }
    values = [T](repeating: T.blank, count: count)
    for index in values.indices { try values[index].transfer(&self) }
  }

  mutating func field<T: Transferable>(_ value: inout T?) throws(Damaged) {
    var isThere = value != nil
    try field(&isThere)
    guard isThere else { return value = nil }
    var inner = value ?? T.blank
    try inner.transfer(&self)
    if isReading { value = inner }
  }

  /// Keys in order.
  mutating func field(_ values: inout [String: String]) throws(Damaged) {
    var pairs = values.sorted { $0.key < $1.key }.map { [$0.key, $0.value] }
    let count = try count(of: pairs.count, each: 2)
    if isReading { pairs = Array(repeating: ["", ""], count: count) }
    for index in pairs.indices { for side in 0..<2 { try field(&pairs[index][side]) } }
    if isReading { values = Dictionary(pairs.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first }) }
  }

  // MARK: Steps

  /// A count that what is left of the bytes can hold.
  private mutating func count(of count: Int, each size: Int) throws(Damaged) -> Int {
    guard isReading else {
      put(UInt64(count))
      return count
    }
    let told = try take()
    guard told <= UInt64((source.count - at) / size) else { throw Damaged() }
    return Int(told)
  }

  private mutating func put(_ number: UInt64) {
    values += 1
    let into = end(Transfer.longestNumber)
    var left = number
    var count = 0
    while left >= 0x80 {
      into.storeBytes(of: UInt8(left & 0x7F) | 0x80, toByteOffset: count, as: UInt8.self)
      left >>= 7
      count += 1
    }
    into.storeBytes(of: UInt8(left), toByteOffset: count, as: UInt8.self)
    used += count + 1
  }

  private mutating func put(_ bytes: UnsafeRawBufferPointer) {
    guard let from = bytes.baseAddress else { return }
    end(bytes.count).copyMemory(from: from, byteCount: bytes.count)
    used += bytes.count
  }

  /// Where the next bytes go, with room for `count`.
  private mutating func end(_ count: Int) -> UnsafeMutableRawPointer {
    if let written, room - used >= count { return written + used }
    room = max(room * 2, used + count, Transfer.firstRoom)
    guard let grown = realloc(written, room) else { abort() }
    written = grown
    return grown + used
  }

  /// Bytes of a LEB128 of 64 bits.
  private static let longestNumber = 10
  /// Bytes: most documents give more.
  private static let firstRoom = 1 << 16

  private mutating func take() throws(Damaged) -> UInt64 {
    var number: UInt64 = 0
    var shift: UInt64 = 0
    while at < source.count, shift < 64 {
      let byte = source[at]
      at += 1
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return number }
      shift += 7
    }
    throw Damaged()
  }

  private mutating func raw<T: BitwiseCopyable>(_ value: inout T) throws(Damaged) {
    let size = MemoryLayout<T>.size
    guard isReading else {
      values += 1
      end(size).storeBytes(of: value, as: T.self)
      used += size
      return
    }
    guard source.count - at >= size else { throw Damaged() }
    value = source.loadUnaligned(fromByteOffset: at, as: T.self)
    at += size
  }
}

/// A value that can be written and read by ``Transfer``. `transfer` names every stored field, in any order that stays; a test compares the
/// count with what the type has.
protocol Transferable {
  static var blank: Self { get }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged)
}

extension String: Transferable {
  static var blank: String { "" }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) { try transfer.field(&self) }
}

extension Int: Transferable {
  static var blank: Int { 0 }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) { try transfer.field(&self) }
}

extension Double: Transferable {
  static var blank: Double { 0 }
  mutating func transfer(_ transfer: inout Transfer) throws(Transfer.Damaged) { try transfer.field(&self) }
}
