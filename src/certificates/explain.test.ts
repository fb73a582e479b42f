import { describe, expect, test } from 'vitest'
import { AT, DAY } from '../../conformance/kit/lists.ts'
import {
  ask,
  CD,
  confirmed,
  digest,
  EU,
  entry,
  type Made,
  other,
  two,
} from '../../test/live-register.ts'
import { explain, type StepState } from './explain.ts'
import { explained } from './explain-sentence.ts'
import { STEPS, type StepName } from './facts.ts'
import { EFFECTS, type ReasonCode, reason } from './reasons.ts'
import { AS_WRITTEN } from './verdict-sentence.ts'
import { createVerifier, type Verdict } from './verify.ts'

/** How a verdict is explained: every step, what was found at it, and which one decided. */

const statesOf = (verdict: Pick<Verdict, 'facts' | 'reasons'>) =>
  Object.fromEntries(explain(verdict).map(({ name, state }) => [name, state]))

async function statesUnder(made: Made) {
  return statesOf(await ask(made))
}

test('of a good certificate every step is in order', async () => {
  const states = await statesUnder({})
  expect(Object.keys(states)).toEqual([...STEPS])
  expect(new Set(Object.values(states))).toEqual(new Set(['passed']))
})

test.each<[string, () => Made, StepName, StepState]>([
  ['a twin', () => ({ entries: [entry({ digest: other(1) })] }), 'register', 'failed'],
  ['an empty slot', () => ({ entries: [] }), 'register', 'failed'],
  ['no page', () => ({ takeAway: CD }), 'register', 'open'],
  ['too few witnesses', () => ({ times: two }), 'witnesses', 'open'],
  ['a receipt', () => ({ imports: [confirmed(digest, null)] }), 'status', 'failed'],
  ['an old importer’s list', () => ({ importsSignedAt: AT - 2 * DAY }), 'status', 'passed'],
])('%s shows at its step', async (_, made, step, state) => {
  expect((await statesUnder(made()))[step]).toBe(state)
})

test('what was not reached says so', async () => {
  const verify = createVerifier(null, async () => true)
  const states = statesOf(await verify({ text: 'KPC1:Two cats' }, AT))
  expect(states).toMatchObject({ code: 'failed', form: 'not_reached', lists: 'not_reached' })
  const short = statesOf(await verify({ cose: Uint8Array.of(0xd2) }, AT))
  expect(short).toMatchObject({ code: 'passed', form: 'failed', root: 'not_reached' })
})

test('a step that nobody could ask is told from one that was not reached', async () => {
  const [notAsked] = explain({ facts: [], reasons: [reason('REGISTER_NOT_CONSULTED')] }).filter(
    ({ name }) => name === 'register',
  )
  expect(notAsked?.state).toBe('not_asked')
})

test.each(Object.keys(EFFECTS) as ReasonCode[])('%s comes up at one step', (code) => {
  const steps = explain({ facts: [], reasons: [reason(code)] })
  expect(steps.filter(({ reasons }) => reasons.length > 0)).toHaveLength(1)
})

describe.each(['en', 'fr'] as const)('in %s', (language) => {
  const printer = { ...AS_WRITTEN, party: (code: string) => `<${code}>` }
  const shown = async (made: Made) => explained(await ask(made), language, printer)

  test('every sentence is whole', async () => {
    for (const made of [{}, { times: two }, { entries: [] }, { takeAway: EU }]) {
      for (const { title, asks, answer, found, reasons } of await shown(made)) {
        const said = [title, asks, answer, ...found, ...reasons.map(({ text }) => text)]
        expect(said.join(' ')).not.toMatch(/[{}]|undefined|NaN/)
        expect(title.length).toBeGreaterThan(3)
      }
    }
  })

  test('who witnessed, and when, stands there by name', async () => {
    const found = (await shown({})).flatMap(({ name, found: all }) =>
      name === 'witnesses' ? all : [],
    )
    expect(found).toHaveLength(5)
    const [quorum, ...witnesses] = found
    expect(quorum).toContain('3')
    expect(witnesses.join(' ')).toMatch(/<AE>.*<X-DDI>.*<ZA>|<CD>/)
    expect(witnesses.filter((each) => /does not count|ne compte pas/.test(each))).toHaveLength(1)
    expect(witnesses.join(' ')).toContain(new Date((AT - 30) * 1000).toISOString().slice(0, 16))
  })
})
