import Glibc
import Model

/// The bytes of a file, mapped read-only. poppler's own file stream reads 256 bytes at a time; a mapping costs nothing.
///
/// The mapping lives as long as this object: whoever hands the bytes to C keeps it.
final class MappedFile {
  let bytes: UnsafeRawBufferPointer
  private let isMapped: Bool

  init(path: String) throws(Refusal) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .unreadable }
    let count = Int(status.st_size)
    guard count > 0 else { throw Refusal("empty", "The file has no bytes.") }
    guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else { throw .unreadable }
    bytes = UnsafeRawBufferPointer(start: start, count: count)
    isMapped = true
  }

  /// Bytes of our own making.
  init(copyOf content: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, content.count), alignment: 16)
    copy.copyBytes(from: content)
    bytes = UnsafeRawBufferPointer(rebasing: copy[..<content.count])
    isMapped = false
  }

  deinit { if isMapped { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) } else { bytes.deallocate() } }
}

extension Refusal {
  fileprivate static var unreadable: Refusal { Refusal("not-a-document", "The file cannot be opened for reading.") }
}
