import CPCRE2

/// A compiled `pattern`: PCRE2 in place of ECMA-262. `\d` and `\w` stand for ASCII, `$` for the very end, as in ECMA-262.
final class Pattern: @unchecked Sendable {
  private let code: OpaquePointer
  let source: String

  init?(_ source: String) {
    self.source = source
    var error: Int32 = 0
    var offset = 0
    let options = PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_ALT_BSUX
    var text = source
    let compiled = text.withUTF8 {
      pcre2_compile_8($0.baseAddress, $0.count, UInt32(bitPattern: Int32(bitPattern: options)), &error, &offset, nil)
    }
    guard let compiled else { return nil }
    code = compiled
    pcre2_jit_compile_8(compiled, PCRE2_JIT_COMPLETE)
  }

  deinit { pcre2_code_free_8(code) }

  /// Whether it matches anywhere in the text. A pattern that runs into PCRE2's limits counts as not matching.
  func matches(_ text: UnsafeBufferPointer<UInt8>, with block: MatchBlock) -> Bool {
    pcre2_match_8(code, text.baseAddress, text.count, 0, PCRE2_NO_UTF_CHECK, block.data, nil) >= 0
  }
}

/// What a match needs room for; one for each validation.
final class MatchBlock {
  fileprivate let data: OpaquePointer?
  init() { data = pcre2_match_data_create_8(1, nil) }
  deinit { pcre2_match_data_free_8(data) }
}
