import CYAML
package import Model

/// One YAML file as a tree. Types are not looked at: scalars stay text.
///
/// Takes the file's bytes; gives an empty map where there is no document. Throws for what is no UTF-8 or no YAML, with line and column, and
/// for what data files have no need of: aliases, keys that are lists or maps, a second document, more than ``deepest`` levels.
///
/// libyaml's events (YAML 1.1) are read as they come; no node tree stands between.
package func parseYAML(_ bytes: [UInt8], path: String) throws(DataFault) -> DataTree {
  guard String(validating: bytes, as: UTF8.self) != nil else { throw DataFault(path: path, place: "", message: "is not UTF-8") }
  var parser = yaml_parser_t()
  guard yaml_parser_initialize(&parser) == 1 else { throw DataFault(path: path, place: "", message: "cannot be read: out of memory") }
  defer { yaml_parser_delete(&parser) }
  let outcome = bytes.withUnsafeBufferPointer { buffer -> Result<DataTree, DataFault> in
    yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
    var reader = TreeReader(path: path)
    do throws(DataFault) { return .success(try reader.document(&parser)) } catch { return .failure(error) }
  }
  return try outcome.get()
}

/// Levels of lists and maps that a file may have. Base: the deepest of ours has 7; a hostile one must not end the program.
private let deepest = 64

private struct TreeReader {
  let path: String

  mutating func document(_ parser: inout yaml_parser_t) throws(DataFault) -> DataTree {
    var tree: DataTree?
    while true {
      var event = try next(&parser)
      defer { yaml_event_delete(&event) }
      switch event.type {
      case YAML_STREAM_END_EVENT: return tree ?? .map([])
      case YAML_DOCUMENT_START_EVENT:
        guard tree == nil else { throw fault("is not YAML as data files are: a second document begins", event.start_mark) }
      case YAML_STREAM_START_EVENT, YAML_DOCUMENT_END_EVENT: break
      default: tree = try node(event, &parser, depth: 0)
      }
    }
  }

  /// The node that `event` begins; its other events are taken from the parser.
  private func node(_ event: yaml_event_t, _ parser: inout yaml_parser_t, depth: Int) throws(DataFault) -> DataTree {
    guard depth < deepest else { throw fault("is nested too deeply", event.start_mark) }
    switch event.type {
    case YAML_SCALAR_EVENT: return .scalar(text(event))
    case YAML_SEQUENCE_START_EVENT:
      var items: [DataTree] = []
      while true {
        var item = try next(&parser)
        defer { yaml_event_delete(&item) }
        if item.type == YAML_SEQUENCE_END_EVENT { return .list(items) }
        items.append(try node(item, &parser, depth: depth + 1))
      }
    case YAML_MAPPING_START_EVENT:
      var entries: [DataTree.Entry] = []
      while true {
        var key = try next(&parser)
        defer { yaml_event_delete(&key) }
        if key.type == YAML_MAPPING_END_EVENT { return .map(entries) }
        guard key.type == YAML_SCALAR_EVENT else { throw fault("has a key that is no text", key.start_mark) }
        var value = try next(&parser)
        defer { yaml_event_delete(&value) }
        entries.append(DataTree.Entry(key: text(key), value: try node(value, &parser, depth: depth + 1)))
      }
    default: throw fault("has an alias, which data files do without: repeat what it stands for", event.start_mark)
    }
  }

  private func next(_ parser: inout yaml_parser_t) throws(DataFault) -> yaml_event_t {
    var event = yaml_event_t()
    guard yaml_parser_parse(&parser, &event) == 1 else {
      let problem = parser.problem.map { String(cString: $0) } ?? "it cannot be read"
      throw fault("is not YAML: \(problem)", parser.problem_mark)
    }
    return event
  }

  private func text(_ event: yaml_event_t) -> String {
    String(decoding: UnsafeBufferPointer(start: event.data.scalar.value, count: event.data.scalar.length), as: UTF8.self)
  }

  private func fault(_ message: String, _ mark: yaml_mark_t) -> DataFault {
    DataFault(path: path, place: "line \(mark.line + 1), column \(mark.column + 1)", message: message)
  }
}
