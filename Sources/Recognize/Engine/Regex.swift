internal import CPCRE2
internal import Synchronization

/// One compiled PCRE2 pattern (10.42, JIT, UTF and Unicode properties on). Any number of tasks may match with it at once.
///
/// Machine code costs as much as some hundred matches by the interpreter: only a pattern that was tried that often gets it. Both give the same
/// matches; where the interpreter has gone some way without an end, the machine code decides in any case, so that what runs into the limit does
/// not depend on what was read before.
///
/// Subjects are valid UTF-8 (a Swift string's bytes), so the check is switched off. `USE_OFFSET_LIMIT` lets a caller say where a match may begin
/// at the latest: rules are tried only around the words that can start them.
final class Regex: @unchecked Sendable {
  private let code: OpaquePointer
  /// The same pattern with machine code, once it is worth it.
  private let fast = Atomic<UnsafeMutableRawPointer?>(nil)
  private let attempts = Atomic<Int>(0)
  /// Matches after which machine code is made. Base: measured, of 10 to 200 the cheapest on 41 documents.
  private let patience: Int
  /// Group names with their numbers, in the order of the pattern; a name may stand on several groups (one per alternative).
  let names: [(name: String, group: Int)]
  let groups: Int

  struct Fault: Error { var message: String, offset: Int }

  init(_ pattern: String, caseless: Bool, anchored: Bool = false, patience: Int = 20) throws(Fault) {
    self.patience = patience
    var options = PCRE2_UTF | PCRE2_UCP | PCRE2_NO_UTF_CHECK | PCRE2_DUPNAMES | PCRE2_USE_OFFSET_LIMIT
    if caseless { options |= PCRE2_CASELESS }
    if anchored { options |= PCRE2_ANCHORED }
    var error: Int32 = 0
    var offset = 0
    let bytes = Array(pattern.utf8)
    guard let code = pcre2_compile_8(bytes, bytes.count, options, &error, &offset, nil) else {
      var buffer = [UInt8](repeating: 0, count: 200)
      let length = pcre2_get_error_message_8(error, &buffer, buffer.count)
      throw Fault(message: String(decoding: buffer.prefix(Int(max(0, length))), as: UTF8.self), offset: offset)
    }
    self.code = code
    names = Regex.names(of: code)
    var count: UInt32 = 0
    _ = pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_CAPTURECOUNT), &count)
    groups = Int(count)
  }

  deinit {
    pcre2_code_free_8(code)
    if let made = fast.load(ordering: .acquiring) { pcre2_code_free_8(OpaquePointer(made)) }
  }

  /// A copy with machine code, made once. Where there is no JIT it is interpreted, with the same matches.
  private func machineCode() -> OpaquePointer {
    if let made = fast.load(ordering: .acquiring) { return OpaquePointer(made) }
    guard let copy = pcre2_code_copy_8(code) else { return code }
    _ = pcre2_jit_compile_8(copy, PCRE2_JIT_COMPLETE)
    let (won, original) = fast.compareExchange(expected: nil, desired: UnsafeMutableRawPointer(copy), ordering: .acquiringAndReleasing)
    if won { return copy }
    pcre2_code_free_8(copy)
    return original.map { OpaquePointer($0) } ?? code
  }

  private static func names(of code: OpaquePointer) -> [(name: String, group: Int)] {
    var count: UInt32 = 0
    var size: UInt32 = 0
    var table: UnsafePointer<UInt8>?
    _ = pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMECOUNT), &count)
    _ = pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMEENTRYSIZE), &size)
    _ = pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table)
    guard let table else { return [] }
    var names: [(name: String, group: Int)] = []
    for index in 0..<Int(count) {
      let entry = table + index * Int(size)
      let group = Int(entry[0]) << 8 | Int(entry[1])
      names.append((String(cString: entry + 2), group))
    }
    return names.sorted { $0.group < $1.group }
  }

  enum Outcome {
    case match, none, limit

    init(_ result: Int32) { self = result >= 0 ? .match : result == PCRE2_ERROR_NOMATCH ? .none : .limit }
  }

  /// The first match that begins in `from...latest`; groups are then in `scratch`, but for a match aside, which leaves the groups of the one before.
  func match(_ subject: UnsafeBufferPointer<UInt8>, from: Int, latest: Int, scratch: borrowing MatchScratch, aside: Bool = false) -> Outcome
  {
    guard from <= subject.count, from <= latest else { return .none }
    let data = aside ? scratch.aside : scratch.data
    if attempts.load(ordering: .relaxed) < patience {
      attempts.add(1, ordering: .relaxed)
      _ = pcre2_set_offset_limit_8(scratch.brief, latest)
      let result = pcre2_match_8(code, subject.baseAddress, subject.count, from, PCRE2_NO_UTF_CHECK, data, scratch.brief)
      let outcome = Outcome(result)
      if outcome != .limit { return outcome }
    }
    let code = machineCode()
    _ = pcre2_set_offset_limit_8(scratch.context, latest)
    // Straight to the machine code: the checks that `pcre2_match` makes first cost as much as a short match.
    var result = pcre2_jit_match_8(code, subject.baseAddress, subject.count, from, 0, data, scratch.context)
    if result == PCRE2_ERROR_JIT_BADOPTION {
      result = pcre2_match_8(code, subject.baseAddress, subject.count, from, PCRE2_NO_UTF_CHECK, data, scratch.context)
    }
    return Outcome(result)
  }
}

/// What one task needs to match: room for the groups, limits, a stack for JIT code. Not shared between tasks.
struct MatchScratch: ~Copyable {
  let data: OpaquePointer
  let aside: OpaquePointer
  let context: OpaquePointer
  /// For the interpreter: a small part of the limit.
  let brief: OpaquePointer
  private let stack: OpaquePointer?

  /// - matchLimit: steps of one match; a rule needs a few hundred, a runaway one millions.
  init(matchLimit: UInt32 = 200_000, depthLimit: UInt32 = 10_000) {
    // PCRE2 returns NULL only where memory is out; the worker process ends then in any case.
    data = pcre2_match_data_create_8(128, nil)!
    aside = pcre2_match_data_create_8(1, nil)!
    context = pcre2_match_context_create_8(nil)!
    pcre2_set_match_limit_8(context, matchLimit)
    pcre2_set_depth_limit_8(context, depthLimit)
    brief = pcre2_match_context_create_8(nil)!
    pcre2_set_match_limit_8(brief, matchLimit / 50)
    pcre2_set_depth_limit_8(brief, depthLimit / 50)
    stack = pcre2_jit_stack_create_8(32 << 10, 512 << 10, nil)
    if let stack { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
  }

  deinit {
    pcre2_match_data_free_8(data)
    pcre2_match_data_free_8(aside)
    pcre2_match_context_free_8(context)
    pcre2_match_context_free_8(brief)
    if let stack { pcre2_jit_stack_free_8(stack) }
  }

  /// Start and end of a group in the last match, in bytes; nil where it took no part.
  func range(_ group: Int) -> (start: Int, end: Int)? {
    guard group < 128, let pointer = pcre2_get_ovector_pointer_8(data) else { return nil }
    let start = pointer[2 * group], end = pointer[2 * group + 1]
    guard start != Int(bitPattern: ~UInt(0)), start >= 0, end >= start else { return nil }
    return (start, end)
  }
}
