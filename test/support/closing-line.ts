import type { SerializedError } from 'vitest'
import { DefaultReporter, type TestModule, type TestRunEndReason } from 'vitest/node'

type ConsoleLog = Parameters<DefaultReporter['onUserConsoleLog']>[0]

/**
 * Says little while all is well and ends with one line that machines read: `12 passed, 0 failed`.
 * A test that was skipped is named and counts as neither; one that wrote to the console counts as failed.
 */
export class ClosingLine extends DefaultReporter {
  readonly #noisy = new Set<string>()

  constructor() {
    super({ isTTY: false, summary: false })
  }

  override onUserConsoleLog(log: ConsoleLog): void {
    this.#noisy.add(log.taskId ?? 'outside any test')
    super.onUserConsoleLog(log)
  }

  override printTestModule(testModule: TestModule): void {
    if (testModule.state() === 'failed') super.printTestModule(testModule)
  }

  override reportTestSummary(): void {
    // Replaced by the closing line, so that the two cannot disagree.
  }

  override onTestRunEnd(
    testModules: readonly TestModule[],
    unhandledErrors: readonly SerializedError[],
    reason: TestRunEndReason,
  ): void {
    super.onTestRunEnd(testModules, unhandledErrors, reason)
    const count = this.#count(testModules)
    const failed = count.failed + unhandledErrors.length + (reason === 'interrupted' ? 1 : 0)
    for (const name of count.skipped) this.log(`skipped: ${name}`)
    if (failed > 0) process.exitCode = 1
    this.log(`${count.passed} passed, ${failed} failed`)
  }

  #count(testModules: readonly TestModule[]) {
    const count = { passed: 0, failed: 0, skipped: [] as string[] }
    for (const testModule of testModules) {
      // A file that could not be loaded, or whose hook broke, has failed even if none of its tests did.
      count.failed += testModule.errors().length + (this.#noisy.delete(testModule.id) ? 1 : 0)
      for (const suite of testModule.children.allSuites()) count.failed += suite.errors().length
      for (const test of testModule.children.allTests()) {
        const { state } = test.result()
        if (state === 'skipped') count.skipped.push(`${testModule.relativeModuleId} > ${test.fullName}`)
        else if (state === 'passed' && !this.#noisy.delete(test.id)) count.passed += 1
        else count.failed += 1
      }
    }
    for (const where of this.#noisy) {
      this.log(`wrote to the console: ${where}`)
      count.failed += 1
    }
    return count
  }
}
