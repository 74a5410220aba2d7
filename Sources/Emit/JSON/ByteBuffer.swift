/// Bytes that are written one after another. An array is asked at each byte whether somebody else holds it; this one has one owner by its type.
struct ByteBuffer: ~Copyable {
  private var room: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  init(capacity: Int) { room = .allocate(capacity: max(64, capacity)) }

  deinit { room.deallocate() }

  /// A copy of all that was written.
  var bytes: [UInt8] { [UInt8](UnsafeMutableBufferPointer(rebasing: room[..<count])) }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    if count == room.count { grow(1) }
    room[count] = byte
    count += 1
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    if count + bytes.count > room.count { grow(bytes.count) }
    _ = UnsafeMutableBufferPointer(rebasing: room[count...]).update(fromContentsOf: bytes)
    count += bytes.count
  }

  private mutating func grow(_ more: Int) {
    let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(room.count * 2, count + more))
    _ = larger.update(fromContentsOf: room[..<count])
    room.deallocate()
    room = larger
  }
}
