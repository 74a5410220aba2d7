/// The words and switches that Segment works with. Reading fills it from Pipelines/vocabularies/<language>/structure.yaml and the
/// profile; Segment itself knows no word of any language.
package struct SegmentSettings: Sendable {
  package init() {}
}
