import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Files that take longest and do not look it: what they run stands in other files. Begun last, they would run on alone
 * when everybody else has finished; without measured times the size of a file is all there is to order by.
 */
const long = ['explained-on-pglite', 'deals-renamed', 'accessible', 'explained', 'matches-at-scale']

/** The order of test files: those that take longest first, so that two workers finish together. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = long.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`))
      return at === -1 ? long.length : at
    }
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b))
  }
}
