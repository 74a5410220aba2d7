/// What came of a document.
///
/// An outcome is permanent, of these bytes, rules and tools: read again it would be the same. Or it is `passing`, of the moment (a worker was
/// killed, a share was away, a disk was full): then the document is tried again in later runs.
package struct Outcome: Equatable, Sendable {
  package enum Kind: String, Sendable { case complete, partial, refused, failed }

  package var kind: Kind
  /// Why it is not complete (`encrypted`, `crashed`); for a complete one `duplicate` or nothing.
  package var code: String?
  package var message: String?
  package var sha256: String?
  package var pages = 0
  package var findings = 0
  package var passing = false

  package init(
    _ kind: Kind, code: String? = nil, message: String? = nil, sha256: String? = nil, pages: Int = 0, findings: Int = 0,
    passing: Bool = false
  ) {
    self.passing = passing
    self.kind = kind
    self.code = code
    self.message = message
    self.sha256 = sha256
    self.pages = pages
    self.findings = findings
  }

  /// Whether there is a record.
  package var isRead: Bool { kind == .complete || kind == .partial }

  /// Troubles of the machine, not of the document: tried at every run.
  package static let ofTheMachine = ["cannot-write", "vanished"]
}

/// How a worker ended: by itself with a status, or by a signal; with the last that it wrote on standard error.
package enum Ending: Equatable, Sendable {
  case status(Int32, String)
  case signal(Int32, String)

  /// The status with which a worker says that memory was what ended it (Reading's `Guard`).
  static let outOfMemory: Int32 = 87
  /// Those with which it says that it made no step, or read at one document for too long (Reading's `Pulse`).
  static let stalled: Int32 = 88
  static let tooLong: Int32 = 89

  /// What that means for the document that it was reading.
  package var outcome: Outcome {
    switch self {
    case .status(Ending.outOfMemory, _): return Ending.memory
    case .status(Ending.stalled, _):
      return Outcome(.failed, code: "timed-out", message: "no page and no stage done within its processor time", passing: true)
    case .status(Ending.tooLong, _):
      return Outcome(.failed, code: "timed-out", message: "not read within its processor time", passing: true)
    case .status(_, let text) where Ending.speaksOfMemory(text), .signal(_, let text) where Ending.speaksOfMemory(text):
      return Ending.memory
    case .status(let status, _): return Outcome(.failed, code: "crashed", message: "the process that read it ended with status \(status)")
    case .signal(let number, _):
      return Outcome(
        .failed, code: "crashed", message: "the process that read it was ended by \(Ending.name(number))",
        passing: Ending.fromOutside.contains(number))
    }
  }

  private static let memory = Outcome(.failed, code: "out-of-memory", message: "needs more memory than the limit allows", passing: true)

  /// SIGHUP, SIGINT, SIGBUS (a mapped file that was cut short, a disk that fails), SIGKILL (the kernel short of memory, an operator), SIGTERM:
  /// not of the document's own doing.
  private static let fromOutside: [Int32] = [1, 2, 7, 9, 15]

  /// What C++, poppler and Swift say when an allocation fails; their signal alone (abort, trap) says nothing.
  private static func speaksOfMemory(_ text: String) -> Bool {
    ["bad_alloc", "Out of memory", "out of memory", "failed to allocate", "Could not allocate"].contains { text.contains($0) }
  }

  private static func name(_ number: Int32) -> String {
    let names: [Int32: String] = [
      4: "SIGILL", 5: "SIGTRAP", 6: "SIGABRT", 7: "SIGBUS", 8: "SIGFPE", 9: "SIGKILL", 11: "SIGSEGV", 15: "SIGTERM",
    ]
    return names[number] ?? "signal \(number)"
  }
}
