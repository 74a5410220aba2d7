import ArgumentParser
import Batch
import Foundation

struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Make one folder of outputs of those of all shards, or of the records that an engine collected.",
    discussion: """
        foja run --shard 1/3 --outputs parts/1      on each machine its share
        foja merge parts/1 parts/2 parts/3 --outputs Outputs

      The result is, byte for byte, that of one run over the same inputs. Documents are linked, where the disk can. It may be done \
      again after each night. Ends 65 where shards do not fit together.

        foja merge --records parts/*.jsonl --outputs Outputs      answers of foja serve that an engine wrote down, each with its stamp
      """)

  @Argument(help: "The folders of all shards, or files of records.", completion: .file()) var shards: [String]
  @Flag(help: "What is named are files of JSON Lines: answers of foja serve, whose ids are the documents' paths.") var records = false
  @Option(help: "The pipeline: a file of Pipelines/, without .yaml.") var pipeline = "default"
  @OptionGroup var options: RunOptions
  @Flag(help: "Print what was merged as JSON.") var json = false

  func validate() throws { if shards.isEmpty { throw ValidationError("name the folders of all shards") } }

  func run() throws {
    let settings = try options.settings(pipeline)
    Interrupt.watch()
    let report: RunReport
    do throws(RunFailure) {
      let paths = shards.map(absolute)
      report = try records ? mergeRecords(paths, settings, progress: NoProgress()) : merge(paths, settings, progress: NoProgress())
    } catch {
      throw Failure(error.status, error.message)
    }
    if json {
      tell(jsonLine(["merged": shards.count, "documents": report.read.count, "attention": report.attention.count]))
    } else {
      tell("Merged \(counted(shards.count, records ? "file" : "shard")): \(counted(report.read.count, "document")).")
      tellTroubles(report)
    }
    if report.status != 0 { throw ExitCode(report.status) }
  }
}
