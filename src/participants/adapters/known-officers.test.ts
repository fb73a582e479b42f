import { expect, test } from 'vitest'
import { listOf } from '../../../test/officers-list.ts'
import { CD } from '../../../test/signer-scene.ts'
import { digestOfOfficers, encodeOfficers } from '../signing-officers.ts'
import { knownOfficers } from './known-officers.ts'
import { away } from './signer-connection.ts'

const list = listOf()

/** What a signer answers, one answer after the other, on a clock that the test turns. */
function scene(answers: (() => Promise<Uint8Array | null>)[]) {
  let asked = 0
  let time = 0
  const seen: string[] = []
  const officersOf = knownOfficers(
    () => {
      asked += 1
      return (answers.shift() ?? (() => Promise.reject(away())))()
    },
    { now: () => time, seen: (party, { version }) => void seen.push(`${party} ${version}`) },
  )
  return {
    officersOf,
    asked: () => asked,
    seen,
    later: () => {
      time += 10_000
    },
  }
}
const none = async () => null
const whole = async () => encodeOfficers(list)

test('many who ask at once ask the signer once, and not again for ten seconds', async () => {
  const { officersOf, asked } = scene([whole])
  const all = await Promise.all([officersOf(CD), officersOf(CD), officersOf(CD)])
  expect(all).toEqual([list, list, list])
  expect(await officersOf(CD)).toEqual(list)
  expect(asked()).toBe(1)
})

test('after that the old one counts while the new one is fetched', async () => {
  const { officersOf, later } = scene([none, whole])
  expect(await officersOf(CD)).toBeNull()
  later()
  expect(await officersOf(CD)).toBeNull()
  await expect.poll(() => officersOf(CD)).toEqual(list)
})

test('each list is told once, and the next when it comes', async () => {
  const next = listOf({ version: 2, previous: digestOfOfficers(list) })
  const { officersOf, later, seen } = scene([whole, whole, async () => encodeOfficers(next)])
  for (let times = 0; times < 3; times += 1) {
    await officersOf(CD)
    later()
    await expect.poll(() => officersOf(CD)).toEqual(times === 0 ? list : expect.anything())
  }
  await expect.poll(() => seen).toEqual(['CD 1', 'CD 2'])
})

test('while the signer is away the last one counts', async () => {
  const { officersOf, later } = scene([whole])
  await officersOf(CD)
  later()
  expect(await officersOf(CD)).toEqual(list)
  expect(await officersOf(CD)).toEqual(list)
  expect(await scene([]).officersOf(CD)).toBeNull()
})
