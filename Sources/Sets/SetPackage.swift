package import Emit

/// The kinds of thing in the set, in their order.
package let setKinds = [inputsResource.name] + resources.map(\.name)

/// `datapackage.json` of the set: each kind with the paths of its parts. Kinds without any are not listed.
package func setPackage(_ paths: [(kind: String, paths: [String])]) -> [UInt8] {
  let items = paths.compactMap { kind, paths in paths.isEmpty ? nil : resource(kind).map { DataPackage.Item($0, paths: paths) } }
  return DataPackage(items, format: .lines).bytes(name: "foja-records", title: "Records of all documents, by kinds of thing")
}

/// Lines of `inputs`, of which no record tells.
package struct InputLines {
  package private(set) var bytes: [UInt8] = []
  private let lines = RowLines(inputsResource)

  package init() {}

  /// Values in the order of the resource's columns.
  package mutating func add(_ values: [RowValue]) { lines.json(values, into: &bytes) }
}
