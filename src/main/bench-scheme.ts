import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeBlock, type NumberBlock, numberAt } from '../certificates/blocks.ts'
import { type Certificate, claimsOf } from '../certificates/certificate.ts'
import type { Body } from '../certificates/fields.ts'
import { signStatement } from '../crypto/statement.ts'
import { ensureDemonstration } from '../participants/adapters/demonstration.ts'
import { nodeVerify } from '../participants/adapters/node-verify.ts'
import { loadRegistryFiles } from '../participants/adapters/registry-files.ts'
import { openStoreKeys } from '../participants/adapters/store-keys.ts'
import { bundleBytes } from '../participants/adapters/trust-export.ts'
import { parseBundle, type RegisterCopy } from '../participants/bundle.ts'
import { KINDS, type Kind, typOf } from '../participants/kinds.ts'
import { openTrust } from '../participants/open-trust.ts'
import type { Carats } from '../values/carats.ts'
import type { CountryCode, PartyCode } from '../values/codes.ts'
import { dayAt, endOfDay } from '../values/day.ts'
import type { UsCents } from '../values/us-cents.ts'
import { benchRegisters } from './bench-registers.ts'

/** A whole demonstration scheme in a folder of its own: its lists, opened, and certificates under them. */
export type Scheme = {
  readonly material: { readonly trust: Opened['trust']; readonly bundle: Opened['bundle'] }
  /** The bytes of signed certificates, each of its own number. */
  readonly statements: readonly Uint8Array[]
  /** Epoch seconds at which all of them are good. */
  readonly now: number
}

type Opened = Awaited<ReturnType<typeof openBundle>>

const ISSUER = 'CD' as PartyCode
const DESTINATION = 'EU' as PartyCode
const DAY = 86_400

export async function makeScheme(certificates: number): Promise<Scheme> {
  const folder = await mkdtemp(join(tmpdir(), 'openkp-bench-'))
  try {
    const now = Math.floor(Date.now() / 1000)
    const { signerOf, ensure } = await openStoreKeys(folder)
    const { registry } = loadRegistryFiles()
    const trust = await ensureDemonstration(folder, registry, now, ensure, 'on')
    if (trust.logs === null) throw new Error('a scheme of the measurement without logs')
    const sign = (kind: Kind, claims: Parameters<typeof signStatement>[2]) =>
      signStatement(signerOf(ISSUER, KINDS[kind]), typOf(kind, 'demonstration'), claims)
    const block = blockOf(certificates, now)
    const said = { iss: ISSUER, iat: now, exp: null }
    const announced = await sign('number-block', {
      ...said,
      cti: 'block',
      body: encodeBlock(block),
    })
    const statements: Uint8Array[] = []
    for (let serial = 1; serial <= certificates; serial += 1) {
      const certificate = certificateOf(block, serial, now)
      statements.push(await sign('certificate', claimsOf(certificate)))
    }
    const { exp } = certificateOf(block, 1, now)
    const issued = { trust, signerOf, issuer: ISSUER, announced, statements, exp, now }
    const register = await benchRegisters(issued, trust.logs)
    const material = await openBundle(folder, { announced, register, now })
    return { material, statements, now }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function blockOf(certificates: number, now: number): NumberBlock {
  return {
    series: ISSUER,
    width: 6,
    first: 1,
    last: certificates,
    firstSlot: 0,
    stationery: 'BENCH-1',
    validFrom: dayAt(now, 0),
  }
}

/** One HS line, two seals and names of common length: what most certificates of the world look like. */
function certificateOf(block: NumberBlock, serial: number, now: number): Certificate {
  const issuedOn = dayAt(now, 0)
  const expiresOn = dayAt(now + 60 * DAY, 0)
  const carats = (12_345 + serial) as Carats
  const usd = (987_654 + serial) as UsCents
  const party = (name: string, place: string, country: string) => ({
    name,
    place,
    country: country as CountryCode,
  })
  const body: Body = {
    kind: 'regular',
    origin: { mode: 'single', countries: ['CD' as CountryCode] },
    issuedOn,
    expiresOn,
    exporter: party('Comptoir Lubilandi SARL', 'Mbuji-Mayi', 'CD'),
    importer: party('Van Ostaeyen & Dochters NV', 'Antwerp', 'BE'),
    destination: DESTINATION,
    transit: [],
    lines: [{ hs: '7102.31', carats, usd }],
    totals: { carats, usd },
    parcels: 4,
    seals: [`CD-${770_000 + serial}`, `CD-${880_000 + serial}`],
    dossierDigest: new Uint8Array(32).fill(serial % 256),
  }
  const number = numberAt(block, serial)
  return { ...body, number, issuer: ISSUER, iat: now, exp: endOfDay(expiresOn, 0) }
}

async function openBundle(
  folder: string,
  made: {
    readonly announced: Uint8Array
    readonly register: ReadonlyMap<PartyCode, RegisterCopy>
    readonly now: number
  },
) {
  const bytes = await bundleBytes(folder, {
    numberBlocks: new Map([[ISSUER, [made.announced]]]),
    statusPages: new Map(),
    register: made.register,
  })
  const bundle = parseBundle(bytes ?? new Uint8Array())
  if (!bundle.ok) throw new Error(`the bundle of the measurement: ${bundle.refusals[0].code}`)
  const { now } = made
  const options = { pins: new Set<string>(), acceptDemonstration: true, now, verify: nodeVerify() }
  const trust = await openTrust(bundle.value, options)
  if (!trust.ok) throw new Error(`the lists of the measurement: ${trust.refusals[0].code}`)
  return { bundle: bundle.value, trust: trust.value }
}
