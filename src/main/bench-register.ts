import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { encodeCbor } from '../crypto/cbor.ts'
import { ensureDemonstration } from '../participants/adapters/demonstration.ts'
import { loadRegistryFiles } from '../participants/adapters/registry-files.ts'
import { openStoreKeys } from '../participants/adapters/store-keys.ts'
import { bundleBytes } from '../participants/adapters/trust-export.ts'
import {
  type Bundle,
  encodeBundle,
  parseBundle,
  type RegisterCopy,
} from '../participants/bundle.ts'
import { typOf } from '../participants/kinds.ts'
import { applyDelta, makeDelta } from '../transparency/delta.ts'
import { pageAt } from '../transparency/register.ts'
import { joinSignedPage } from '../transparency/register-statement.ts'
import type { PartyCode } from '../values/codes.ts'
import { accept } from '../values/outcome.ts'
import { inScratch } from './bench-node.ts'
import {
  BEGINNING,
  DAY_SECONDS,
  makeWorld,
  passDay,
  type SimulatedParty,
  type World,
} from './bench-world.ts'
import { type Command, done } from './cli-answer.ts'

const PARTIES = 60
/** Until certificates end as fast as they are made: two months, three more, and all that comes after. */
const SETTLING_DAYS = 240

type DayFigures = {
  readonly isWorkingDay: boolean
  readonly bundle: number
  readonly bundleGzip: number
  readonly delta: number
  readonly deltaGzip: number
  readonly milliseconds: number
}

/** `openkp bench register`: what the world's registers take on the wire, day after day. */
export async function benchRegister(years: number): Command {
  const list = await trustList()
  const codes = [...list.parts.keys()].flatMap((path) => /^([A-Z]{2})\.json$/.exec(path)?.[1] ?? [])
  const world = makeWorld(codes.slice(0, PARTIES) as PartyCode[], 4)
  const figures: DayFigures[] = []
  let before: Uint8Array | undefined
  while (world.day < years * 364) {
    passDay(world)
    if (world.day < SETTLING_DAYS) continue
    const bundle = bundleOf(world, list)
    if (before !== undefined) figures.push(measure(before, bundle, world.day))
    before = bundle
  }
  return accept(answerOf(figures, world))
}

async function trustList(): Promise<Bundle> {
  const bytes = await inScratch(async (folder) => {
    const { ensure } = await openStoreKeys(folder)
    const now = Math.floor(Date.now() / 1000)
    await ensureDemonstration(folder, loadRegistryFiles().registry, now, ensure)
    return bundleBytes(folder, { numberBlocks: new Map(), statusPages: new Map() })
  })
  const bundle = parseBundle(bytes ?? new Uint8Array())
  if (!bundle.ok) throw new Error(bundle.refusals[0].code)
  return bundle.value
}

/** Everything that is signed or hashed is random: it packs no better than the real thing. */
function bundleOf(world: World, list: Bundle): Uint8Array {
  const at = BEGINNING + world.day * DAY_SECONDS
  return encodeBundle({
    roots: list.roots,
    parts: new Map(list.parts).set('timestamp.json', signedAnew(list, world.day)),
    numberBlocks: new Map(world.parties.map((party) => [party.code, blocksOf(party)])),
    statusPages: new Map(),
    register: new Map(world.parties.map((party) => [party.code, copyOf(party, world, at)])),
  })
}

/** A timestamp of another version and date, under another signature. */
function signedAnew({ parts }: Bundle, day: number): Uint8Array {
  const text = new TextDecoder().decode(parts.get('timestamp.json'))
  const changed = text
    .replace(/"sig":"[0-9a-f]+"/g, () => `"sig":"${randomBytes(64).toString('hex')}"`)
    .replace(
      /"expires":"[^"]+"/,
      `"expires":"${new Date((BEGINNING + day * DAY_SECONDS) * 1000).toISOString()}"`,
    )
  return new TextEncoder().encode(changed)
}

const blocks = new Map<string, Uint8Array>()

function blocksOf({ register }: SimulatedParty): Uint8Array[] {
  return [...register.blocks.values()].map((digest) => {
    const name = Buffer.from(digest).toString('hex')
    const known = blocks.get(name) ?? new Uint8Array(randomBytes(220))
    blocks.set(name, known)
    return known
  })
}

const kids = new Map<string, Uint8Array>()

function copyOf(party: SimulatedParty, world: World, midnight: number): RegisterCopy {
  const at = midnight + Math.floor(world.chance() * 3600)
  const page = pageAt(party.register, new Uint8Array(randomBytes(32)), at)
  const kid = kids.get(party.code) ?? new Uint8Array(randomBytes(8))
  kids.set(party.code, kid)
  const header = encodeCbor(
    new Map<number, number | Uint8Array | string>([
      [1, -9],
      [4, kid],
      [16, typOf('register-page', 'production')],
    ]),
  )
  const signature = new Uint8Array(randomBytes(64))
  const cosignatures = cosigners(party, world).map((witness) => ({
    witness,
    time: at + 2 + Math.floor(world.chance() * 60),
    signature: new Uint8Array(randomBytes(64)),
  }))
  return { page: joinSignedPage({ header, signature, page, at }, party.code), cosignatures }
}

/** Four of those whose witnesses answer; one in twenty is away, and another stands in. */
function cosigners({ code, witnesses }: SimulatedParty, { parties, chance }: World): PartyCode[] {
  const others = parties.map((party) => party.code).filter((each) => each !== code)
  const chosen = new Set(witnesses.filter(() => chance() > 0.05))
  while (chosen.size < 4) chosen.add(others[Math.floor(chance() * 12)] as PartyCode)
  return [...chosen]
}

function measure(before: Uint8Array, bundle: Uint8Array, day: number): DayFigures {
  const delta = makeDelta(before, bundle)
  const begun = performance.now()
  const applied = applyDelta(before, delta)
  const milliseconds = performance.now() - begun
  if (!applied.ok) throw new Error(`a delta of the measurement: ${applied.refusals[0].code}`)
  return {
    // The day that ended.
    isWorkingDay: (day - 1) % 7 < 5,
    bundle: bundle.length,
    bundleGzip: gzipSync(bundle, { level: 9 }).length,
    delta: delta.length,
    deltaGzip: gzipSync(delta, { level: 9 }).length,
    milliseconds,
  }
}

function answerOf(days: readonly DayFigures[], world: World) {
  const listed = world.parties.map(
    ({ register }) =>
      pageAt(register, new Uint8Array(32), BEGINNING + world.day * DAY_SECONDS).slots.length,
  )
  const working = days.filter(({ isWorkingDay }) => isWorkingDay)
  const json = {
    days: days.length,
    certificates: world.parties.reduce((sum, { register }) => sum + register.slots.size, 0),
    listedSlots: listed.reduce((sum, count) => sum + count, 0),
    bundleBytes: spread(days, 'bundle'),
    bundleGzipBytes: spread(days, 'bundleGzip'),
    deltaBytes: spread(days, 'delta'),
    deltaGzipBytes: spread(days, 'deltaGzip'),
    workingDayDeltaGzipBytes: spread(working, 'deltaGzip'),
    applyMilliseconds: spread(days, 'milliseconds'),
  }
  return done(json, JSON.stringify(json))
}

function spread(days: readonly DayFigures[], name: Exclude<keyof DayFigures, 'isWorkingDay'>) {
  const sorted = days.map((day) => day[name]).sort((a, b) => a - b)
  const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0)
  return { median: at(0.5), p95: at(0.95), max: at(1) }
}
