import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Domain tests need nothing but the code; the others start databases, servers and browsers. */
const domain = [
  'src/*/*.test.ts',
  'conformance/**/*.test.ts',
  'test/tidy.test.ts',
  'test/lockfile.test.ts',
]
const notDomain = ['src/platform/*.test.ts', 'src/main/*.test.ts']
const scenarios = ['test/**/*.test.{ts,tsx}']

/** The files that take long come first, so that at the end both workers have something to do. */
const ORDER = ['scenarios', 'adapters', 'domain']
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ project }: TestSpecification) => ORDER.indexOf(project.name)
    return (await super.sort(files)).sort((one, other) => place(one) - place(other))
  }
}

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // Code keeps nothing between files, so a worker reads each module once: a third less work.
    isolate: false,
    sequence: { sequencer: LongFirst },
    globalSetup: ['test/global-setup.ts'],
    testTimeout: 20_000,
    hookTimeout: 120_000,
    teardownTimeout: 60_000,
    allowOnly: false,
    // What is waited for is asked again until a slow machine has got there.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'domain',
          include: domain,
          exclude: notDomain,
          setupFiles: process.env['OPENKP_QUICK'] === undefined ? [] : ['test/quick-properties.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'adapters',
          include: ['src/**/*.test.{ts,tsx}'],
          exclude: ['src/!(platform|main)/*.test.ts'],
          // Starting a database takes a second; on a busy machine it takes ten.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'scenarios',
          include: scenarios,
          exclude: ['test/tidy.test.ts', 'test/lockfile.test.ts'],
          testTimeout: 120_000,
        },
      },
    ],
  },
})
