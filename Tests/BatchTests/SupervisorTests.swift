import Batch
import Testing

/// The rules of a run as tables: events in, actions out, time made up.
@Suite struct SupervisorTests {
  private let done = Outcome(.complete)

  private func supervisor(jobs: Int = 3, workers: Int = 1, recycle: Int = 100) -> Supervisor {
    Supervisor(jobs: Array(0..<jobs), workers: workers, limits: .init(stalled: 10, total: 100, recycle: recycle))
  }

  @Test func jobsAreSentOneAfterTheOther() {
    var s = supervisor(jobs: 2)
    #expect(s.start(now: 0) == [.spawn(worker: 0), .send(worker: 0, job: 0)])
    #expect(s.handle(.outcome(worker: 0, job: 0, done), now: 1) == [.settle(job: 0, done), .send(worker: 0, job: 1)])
    #expect(s.handle(.outcome(worker: 0, job: 1, done), now: 2) == [.settle(job: 1, done), .retire(worker: 0)])
    #expect(!s.isDone)
    #expect(s.handle(.ended(worker: 0, .status(0, "")), now: 3) == [])
    #expect(s.isDone)
  }

  @Test func neverMoreWorkersThanJobs() {
    var s = supervisor(jobs: 2, workers: 8)
    #expect(s.start(now: 0).filter { if case .spawn = $0 { true } else { false } }.count == 2)
  }

  /// The set of all records is put together by workers that are there already, once all documents are settled.
  @Test func workersWaitForMoreJobs() {
    var s = Supervisor(jobs: [], workers: 2, limits: .init(stalled: 10, total: 100, recycle: 100), holding: true)
    #expect(s.start(now: 0) == [])
    #expect(s.isSettled)
    #expect(s.add([0, 1], now: 0) == [.spawn(worker: 0), .send(worker: 0, job: 0), .spawn(worker: 1), .send(worker: 1, job: 1)])
    #expect(s.handle(.outcome(worker: 1, job: 1, done), now: 1) == [.settle(job: 1, done)])
    #expect(s.handle(.outcome(worker: 0, job: 0, done), now: 2) == [.settle(job: 0, done)])
    #expect(s.isSettled && !s.isDone)
    #expect(s.add([2], now: 3) == [.send(worker: 0, job: 2)])
    #expect(s.handle(.outcome(worker: 0, job: 2, done), now: 4) == [.settle(job: 2, done)])
    #expect(s.release(now: 5) == [.retire(worker: 0), .retire(worker: 1)])
    #expect(s.handle(.ended(worker: 1, .status(0, "")), now: 6) == [])
    #expect(s.handle(.ended(worker: 0, .status(0, "")), now: 6) == [])
    #expect(s.isDone)
  }

  @Test func moreJobsGetNewWorkersWhereTheOthersAreGone() {
    var s = Supervisor(jobs: [0], workers: 1, limits: .init(stalled: 10, total: 100, recycle: 1), holding: true)
    _ = s.start(now: 0)
    #expect(s.handle(.outcome(worker: 0, job: 0, done), now: 1) == [.settle(job: 0, done)])
    #expect(s.add([1], now: 2) == [.retire(worker: 0)])
    #expect(s.handle(.ended(worker: 0, .status(0, "")), now: 2) == [.spawn(worker: 0), .send(worker: 0, job: 1)])
    var crashed = Supervisor(jobs: [0], workers: 1, limits: .init(stalled: 10, total: 100, recycle: 100), holding: true)
    _ = crashed.start(now: 0)
    _ = crashed.handle(.ended(worker: 0, .signal(11, "")), now: 1)
    #expect(crashed.add([1], now: 2) == [.spawn(worker: 0), .send(worker: 0, job: 1)])
    #expect(crashed.handle(.outcome(worker: 0, job: 1, done), now: 3) == [.settle(job: 1, done)])
    #expect(crashed.release(now: 3) == [.retire(worker: 0)])
  }

  @Test func silenceEndsADocumentAndOnlyThat() {
    var s = supervisor(jobs: 2)
    _ = s.start(now: 0)
    #expect(s.deadline == 10)
    _ = s.handle(.alive(worker: 0), now: 8)
    #expect(s.handle(.tick, now: 17) == [])
    #expect(s.handle(.tick, now: 18) == [.kill(worker: 0)])
    #expect(s.handle(.tick, now: 19) == [])
    let actions = s.handle(.ended(worker: 0, .signal(9, "")), now: 19)
    let why = Outcome(.failed, code: "timed-out", message: "no page and no stage done for 10 s", passing: true)
    #expect(actions == [.settle(job: 0, why), .spawn(worker: 0), .send(worker: 0, job: 1)])
  }

  @Test func aDocumentThatGoesOnForEverIsEndedToo() {
    var s = supervisor(jobs: 1)
    _ = s.start(now: 0)
    for now in stride(from: 5.0, to: 2000, by: 5) { _ = s.handle(.alive(worker: 0), now: now) }
    #expect(s.handle(.tick, now: 1999) == [])
    #expect(s.handle(.tick, now: 2000) == [.kill(worker: 0)])
  }

  @Test(arguments: [
    (Ending.signal(9, ""), "crashed", true), (.signal(11, ""), "crashed", false), (.status(3, ""), "crashed", false),
    (.status(88, ""), "timed-out", true), (.status(89, ""), "timed-out", true),
    (.signal(7, ""), "crashed", true), (.status(87, ""), "out-of-memory", true),
    (.signal(6, "terminate called after throwing an instance of 'std::bad_alloc'"), "out-of-memory", true),
  ])
  func theWayItEndedIsTheCode(ending: Ending, code: String, passing: Bool) {
    var s = supervisor(jobs: 1)
    _ = s.start(now: 0)
    guard case .settle(0, let outcome)? = s.handle(.ended(worker: 0, ending), now: 1).first else {
      Issue.record("not settled")
      return
    }
    #expect(outcome.kind == .failed)
    #expect(outcome.code == code)
    #expect(outcome.passing == passing)
    #expect(s.isDone)
  }

  @Test func wantOfMemoryAfterOtherDocumentsIsTriedOnceMore() {
    var s = supervisor(jobs: 2)
    _ = s.start(now: 0)
    _ = s.handle(.outcome(worker: 0, job: 0, done), now: 1)
    #expect(s.handle(.ended(worker: 0, .status(87, "")), now: 2) == [.spawn(worker: 0), .send(worker: 0, job: 1)])
    guard case .settle(1, let outcome)? = s.handle(.ended(worker: 0, .status(87, "")), now: 3).first else {
      Issue.record("not settled")
      return
    }
    #expect(outcome.code == "out-of-memory")
  }

  @Test func workersAreReplacedAfterSoManyDocuments() {
    var s = supervisor(jobs: 3, recycle: 2)
    _ = s.start(now: 0)
    _ = s.handle(.outcome(worker: 0, job: 0, done), now: 1)
    #expect(s.handle(.outcome(worker: 0, job: 1, done), now: 2) == [.settle(job: 1, done), .retire(worker: 0)])
    #expect(s.handle(.ended(worker: 0, .status(0, "")), now: 3) == [.spawn(worker: 0), .send(worker: 0, job: 2)])
  }

  @Test func badPipelinesEndTheRun() {
    var s = supervisor()
    _ = s.start(now: 0)
    #expect(s.handle(.ended(worker: 0, .status(78, "rules/es/x.yaml")), now: 1) == [.giveUp(status: 78, message: "rules/es/x.yaml")])
  }

  @Test func wordsOfAnOldJobAreNotHeard() {
    var s = supervisor(jobs: 2)
    _ = s.start(now: 0)
    #expect(s.handle(.outcome(worker: 0, job: 1, done), now: 1) == [])
  }
}
