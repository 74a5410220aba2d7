package import Model

/// The canonical bytes of `record.json`.
package func recordJSON(_ record: Record) -> [UInt8] { [] }
