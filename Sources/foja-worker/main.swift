import Glibc
import Reading

// The disposable program: all document code runs here. Jobs come in one a line (see Reading/Worker.swift);
// `foja-worker --read FILE… --out DIR` reads files at once, for work on Foja itself.
guard Files.exists("/proc/self/exe") else {
  Files.writeAll(Array("foja-worker: /proc is not there: mount it\n".utf8), to: 2)
  exit(71)
}
exit(WorkerCommand.run(Array(CommandLine.arguments.dropFirst())))
