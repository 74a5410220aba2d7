import Glibc
import Reading

// The disposable program: all document code runs here. Jobs come in one a line (see Reading/Worker.swift);
// `foja-worker --read FILE… --out DIR` reads files at once, for work on Foja itself.
exit(WorkerCommand.run(Array(CommandLine.arguments.dropFirst())))
