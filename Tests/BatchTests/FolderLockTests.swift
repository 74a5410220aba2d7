import Foundation
import Testing

@testable import Batch

/// One run at a time in a folder, and nothing of its own left behind.
@Suite struct FolderLockTests {
  private let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "foja-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private var files: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? [] }

  @Test func theLeaseGoesWithTheLock() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let lock = try FolderLock(folder)
    #expect(files == [".lease"])
    lock.release()
    #expect(files == [])
  }

  /// As on a full disk: the draft is written, and cannot take its place.
  @Test func aLeaseThatCannotBeWrittenLeavesNoDraft() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder + "/.lease/held", withIntermediateDirectories: true)
    let failure = #expect(throws: RunFailure.self) { _ = try FolderLock(folder) }
    #expect(failure?.status == 73)
    #expect(files == [".lease"])
  }
}
