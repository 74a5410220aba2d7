import Model

/// Parsed data files as bytes: a tree in preorder, each node a tag and a length, texts in place. Little-endian, 32-bit lengths.
///
/// Ends with a check word, so that a file cut short or of another build is taken for absent.
enum DataCache {
  static let version = 1

  static func encode(_ files: [DataFile]) -> [UInt8] {
    var out: [UInt8] = []
    append(files.count, to: &out)
    for file in files {
      append(file.path, to: &out)
      append(file.tree, to: &out)
    }
    append(check(out), to: &out)
    return out
  }

  static func decode(_ bytes: [UInt8]) -> [DataFile]? {
    guard bytes.count >= 8 else { return nil }
    return bytes.withUnsafeBytes { raw in
      let end = raw.count - 4
      guard UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: end, as: UInt32.self)) == UInt32(check(bytes[..<end])) else {
        return nil
      }
      var cursor = Cursor(bytes: UnsafeRawBufferPointer(rebasing: raw[..<end]))
      guard let count = cursor.length() else { return nil }
      var files: [DataFile] = []
      for _ in 0..<count {
        guard let path = cursor.text(), let tree = cursor.tree(depth: 0) else { return nil }
        files.append(DataFile(path: path, tree: tree))
      }
      return files
    }
  }

  private static func append(_ tree: DataTree, to out: inout [UInt8]) {
    switch tree {
    case .scalar(let text):
      out.append(0)
      append(text, to: &out)
    case .list(let items):
      out.append(1)
      append(items.count, to: &out)
      for item in items { append(item, to: &out) }
    case .map(let entries):
      out.append(2)
      append(entries.count, to: &out)
      for entry in entries {
        append(entry.key, to: &out)
        append(entry.value, to: &out)
      }
    }
  }

  private static func append(_ text: String, to out: inout [UInt8]) {
    append(text.utf8.count, to: &out)
    out.append(contentsOf: text.utf8)
  }

  private static func append(_ number: Int, to out: inout [UInt8]) {
    let value = UInt32(truncatingIfNeeded: number)
    for shift in [0, 8, 16, 24] as [UInt32] { out.append(UInt8(truncatingIfNeeded: value >> shift)) }
  }

  /// Adler-like: enough against a torn file; the name already carries the content's SHA-256.
  private static func check(_ bytes: some Collection<UInt8>) -> Int {
    var a: UInt32 = 1
    var b: UInt32 = 0
    for byte in bytes {
      a = a &+ UInt32(byte)
      b = b &+ a
    }
    return Int((b << 8) ^ a ^ UInt32(version))
  }

  private struct Cursor {
    let bytes: UnsafeRawBufferPointer
    var at = 0

    mutating func length() -> Int? {
      guard at + 4 <= bytes.count else { return nil }
      defer { at += 4 }
      return Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self)))
    }

    mutating func text() -> String? {
      guard let count = length(), at + count <= bytes.count else { return nil }
      defer { at += count }
      return String(decoding: UnsafeRawBufferPointer(rebasing: bytes[at..<at + count]), as: UTF8.self)
    }

    mutating func tree(depth: Int) -> DataTree? {
      guard at < bytes.count, depth < 64 else { return nil }
      let tag = bytes[at]
      at += 1
      switch tag {
      case 0: return text().map { .scalar($0) }
      case 1:
        guard let count = length(), count <= bytes.count else { return nil }
        var items: [DataTree] = []
        items.reserveCapacity(count)
        for _ in 0..<count {
          guard let item = tree(depth: depth + 1) else { return nil }
          items.append(item)
        }
        return .list(items)
      case 2:
        guard let count = length(), count <= bytes.count else { return nil }
        var entries: [DataTree.Entry] = []
        entries.reserveCapacity(count)
        for _ in 0..<count {
          guard let key = text(), let value = tree(depth: depth + 1) else { return nil }
          entries.append(DataTree.Entry(key: key, value: value))
        }
        return .map(entries)
      default: return nil
      }
    }
  }
}
