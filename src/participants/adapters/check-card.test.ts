import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newAuthority, type TestCard } from '../../../test/card-authority.ts'
import { CARD_ALGORITHMS, type CardRule } from '../card-rules.ts'
import { MAX_CARD_SIGNATURE } from '../card-signature.ts'
import { cardChecks } from './check-card.ts'
import { cardSignature } from './sign-card.ts'

/**
 * Signatures by cards, made by OpenSSL and by us and checked by both: two programs that share no line.
 */

const AT = new Date()
const DAY = 86_400_000
const CONTENT = Buffer.from('OpenKP card signature 1\ncertificate: CD000017\n')
let folder = ''
let authority: TestCard
let card: TestCard
let rule: CardRule
/** A key of RSA takes seconds: one for all. */
let rsaCard: TestCard

const path = (name: string) => join(folder, name)
const openssl = (...args: readonly string[]) =>
  execFileSync('openssl', [...args], { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openkp-cards-'))
  authority = await newAuthority('CN=Test Card Authority,C=CD')
  card = await authority.issue('CN=Ines Officer,C=CD')
  rsaCard = await authority.issue('CN=Rosa Officer', { kind: 'rsa3072' })
  rule = {
    acts: ['issue', 'validate'],
    authorities: [authority.pem],
    algorithms: CARD_ALGORITHMS,
  }
  await writeFile(path('content'), CONTENT)
  await writeFile(path('authority.pem'), authority.pem)
})
afterAll(() => rm(folder, { recursive: true }))

async function checked(
  signature: Uint8Array,
  change: { rule?: Partial<CardRule>; content?: Uint8Array; at?: Date } = {},
) {
  const { content = CONTENT, at = AT } = change
  const asked = { signature, content, at, rule: { ...rule, ...change.rule } }
  const outcome = await cardChecks.signature(asked)
  return outcome.ok
    ? outcome.value.algorithm
    : outcome.refusals[0].code.replace('PARTICIPANTS_', '')
}

async function ofKind(kind: 'p256' | 'p384' | 'rsa2048' | 'rsa3072'): Promise<TestCard> {
  return kind === 'rsa3072' ? rsaCard : authority.issue('CN=Vera Officer', { kind })
}

/** A signature by `openssl cms -sign`, with its arguments changed. */
async function opensslSigns(signers: readonly TestCard[], ...args: readonly string[]) {
  const files = await Promise.all(
    signers.map(async ({ pem, keyPem }, at) => {
      await writeFile(path(`${at}.pem`), pem)
      await writeFile(path(`${at}.key`), keyPem)
      return ['-signer', `${at}.pem`, '-inkey', `${at}.key`]
    }),
  )
  const form = args.includes('-outform') ? [] : ['-outform', 'DER']
  const fixed = ['cms', '-sign', '-binary', '-in', 'content', '-out', 'signed', '-md', 'sha256']
  openssl(...fixed, ...files.flat(), ...form, ...args)
  return new Uint8Array(await readFile(path('signed')))
}

/** Whether OpenSSL takes it too, with the authority as its only anchor. */
async function opensslTakes(signature: Uint8Array): Promise<boolean> {
  await writeFile(path('signature'), signature)
  const what = ['-inform', 'DER', '-in', 'signature', '-content', 'content', '-binary']
  const anchor = ['-CAfile', 'authority.pem', '-purpose', 'any', '-out', 'verified']
  try {
    openssl('cms', '-verify', ...what, ...anchor)
    return true
  } catch {
    return false
  }
}

describe('a signature', () => {
  test.each([
    ['p256', 'ecdsa-p256-sha256'],
    ['p384', 'ecdsa-p384-sha384'],
    ['rsa3072', 'rsa-3072-sha256'],
  ] as const)('of ours with %s is taken by both', async (kind, algorithm) => {
    const own = await ofKind(kind)
    const signature = await cardSignature(own.key, CONTENT, AT)
    expect(await checked(signature)).toBe(algorithm)
    expect(await opensslTakes(signature)).toBe(true)
  })

  test.each([
    ['p256', 'ecdsa-p256-sha256', []],
    ['p384', 'ecdsa-p384-sha384', ['-md', 'sha384']],
    ['p384', 'ecdsa-p384-sha256', []],
    ['rsa3072', 'rsa-3072-sha256', []],
    ['rsa3072', 'rsa-3072-pss-sha256', PSS],
    ['p256', 'ecdsa-p256-sha256', ['-outform', 'PEM']],
    ['p256', 'ecdsa-p256-sha256', ['-keyid']],
  ] as const)('of OpenSSL with %s is taken: %s %j', async (kind, algorithm, args) => {
    const own = await ofKind(kind)
    expect(await checked(await opensslSigns([own], ...args))).toBe(algorithm)
  })

  test('through an authority in between is taken, and names its card', async () => {
    const between = await authority.issue('CN=Issuing', { isAuthority: true })
    const own = await between.issue('CN=Vera Officer,2.5.4.5=77')
    await writeFile(path('between.pem'), between.pem)
    const signature = await opensslSigns([own], '-certfile', 'between.pem')
    const outcome = await cardChecks.signature({ signature, content: CONTENT, rule, at: AT })
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        card: {
          fingerprint: own.certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
          subject: 'serialNumber=77, CN=Vera Officer',
          issuer: 'CN=Issuing',
        },
      },
    })
    expect(await checked(await opensslSigns([own]))).toBe('CARD_AUTHORITY')
  })
})

const PSS = ['-keyopt', 'rsa_padding_mode:pss', '-keyopt', 'rsa_pss_saltlen:32']

describe('is refused', () => {
  const faults: readonly [string, string, () => Promise<string>][] = [
    [
      'over other bytes',
      'CARD_DIGEST',
      async () => checked(await good(), { content: Buffer.of(1) }),
    ],
    [
      'with a byte after it',
      'CARD_TRAILING',
      async () => checked(joined(await good(), Buffer.of(0))),
    ],
    ['cut short', 'CARD_FORM', async () => checked((await good()).subarray(0, -1))],
    ['that is empty', 'CARD_FORM', () => checked(new Uint8Array())],
    ['that is text', 'CARD_FORM', () => checked(Buffer.from('Two cats and a dog.'))],
    ['too large', 'CARD_TOO_LARGE', () => checked(new Uint8Array(MAX_CARD_SIGNATURE + 1))],
    ['that holds what it signs', 'CARD_NOT_DETACHED', () => signedBy([card], '-nodetach')],
    ['without signed attributes', 'CARD_ATTRIBUTES', () => signedBy([card], '-noattr')],
    ['without its certificate', 'CARD_CERTIFICATE', () => signedBy([card], '-nocerts')],
    ['with SHA-1', 'CARD_ALGORITHM', () => signedBy([card], '-md', 'sha1')],
    [
      'with a salt of another length',
      'CARD_ALGORITHM',
      () => signedBy([rsaCard], ...PSS.slice(0, 3), 'rsa_pss_saltlen:20'),
    ],
    ['with a short RSA key', 'CARD_ALGORITHM', async () => signedBy([await ofKind('rsa2048')])],
    [
      'with what the profile does not allow',
      'CARD_ALGORITHM',
      async () => checked(await good(), { rule: { algorithms: ['rsa-3072-sha256'] } }),
    ],
    [
      'of another kind of CMS',
      'CARD_FORM',
      async () => {
        openssl('cms', '-data_create', '-in', 'content', '-outform', 'DER', '-out', 'signed')
        return checked(await readFile(path('signed')))
      },
    ],
    [
      'by two signers',
      'CARD_SIGNERS',
      async () => signedBy([card, await authority.issue('CN=Second')]),
    ],
    ['by an unknown authority', 'CARD_AUTHORITY', () => issuedBy('CN=Test Card Authority,C=CD')],
    [
      'by a card that stands for itself',
      'CARD_AUTHORITY',
      async () => signedBy([await newAuthority('CN=Self', { isAuthority: false })]),
    ],
    [
      'by the authority itself',
      'CARD_USAGE',
      async () => checked(await cardSignature(authority.key, CONTENT, AT)),
    ],
    [
      'by a certificate under that of another card',
      'CARD_AUTHORITY',
      async () => {
        const below = await card.issue('CN=Below')
        await writeFile(path('card.pem'), card.pem)
        return checked(await opensslSigns([below], '-certfile', 'card.pem'))
      },
    ],
    [
      'deeper than an authority allows',
      'CARD_AUTHORITY',
      async () => {
        const none = await authority.issue('CN=Last', { isAuthority: true, pathLength: 0 })
        const more = await none.issue('CN=One more', { isAuthority: true })
        await writeFile(path('between.pem'), none.pem + more.pem)
        const own = await more.issue('CN=Officer')
        return checked(await opensslSigns([own], '-certfile', 'between.pem'))
      },
    ],
    ['by an expired card', 'CARD_EXPIRED', () => ofCard({ until: new Date(+AT - DAY / 24) })],
    ['by a card of tomorrow', 'CARD_EXPIRED', () => ofCard({ from: new Date(+AT + DAY) })],
    [
      'under an authority that expired',
      'CARD_EXPIRED',
      async () => {
        const old = await newAuthority('CN=Old', { until: new Date(+AT - 1000) })
        const own = await old.issue('CN=Officer')
        const signature = await cardSignature(own.key, CONTENT, AT)
        return checked(signature, { rule: { authorities: [old.pem] } })
      },
    ],
    ['by a card that is for encrypting', 'CARD_USAGE', () => ofCard({ use: 'encrypting' })],
    ['by a card that is for nothing', 'CARD_USAGE', () => ofCard({ use: 'nothing' })],
    [
      'by a card with a condition that nobody here knows',
      'CARD_USAGE',
      () => ofCard({ critical: '1.2.3.4.5' }),
    ],
    [
      'by a card that its authority signed with SHA-1',
      'CARD_ALGORITHM',
      async () => {
        const own = await authority.issue('CN=Officer', { hash: 'SHA-1' })
        return checked(await cardSignature(own.key, CONTENT, AT))
      },
    ],
    ['made the day before yesterday', 'CARD_TIME', () => madeAt(-2 * DAY)],
    ['made in an hour', 'CARD_TIME', () => madeAt(DAY / 24)],
    [
      'with a bit of the signature changed',
      'CARD_SIGNATURE',
      async () => {
        const signature = Buffer.from(await good())
        signature.writeUInt8(signature.readUInt8(signature.length - 1) ^ 1, signature.length - 1)
        return checked(signature)
      },
    ],
    [
      'by another key than the certificate says',
      'CARD_SIGNATURE',
      async () => {
        const other = await authority.issue('CN=Other')
        return checked(await cardSignature({ ...card.key, sign: other.key.sign }, CONTENT, AT))
      },
    ],
  ]
  test.each(faults)('%s: %s', async (_, code, act) => {
    expect(await act()).toBe(code)
  })

  const good = () => cardSignature(card.key, CONTENT, AT)
  const joined = (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts))
  const signedBy = async (signers: readonly TestCard[], ...args: readonly string[]) =>
    checked(await opensslSigns(signers, ...args))
  const ofCard = async (options: Parameters<TestCard['issue']>[1]) => {
    const own = await authority.issue('CN=Officer', options)
    return checked(await cardSignature(own.key, CONTENT, AT))
  }
  const issuedBy = async (name: string) => {
    const other = await newAuthority(name)
    return checked(await cardSignature((await other.issue('CN=Ines Officer')).key, CONTENT, AT))
  }
  const madeAt = async (ms: number) =>
    checked(await cardSignature(card.key, CONTENT, new Date(+AT + ms)))
})

test('whatever byte is changed, it is refused, or says the same of the same card', async () => {
  const signature = await cardSignature(card.key, CONTENT, AT)
  const whole = await cardChecks.signature({ signature, content: CONTENT, rule, at: AT })
  if (!whole.ok) throw new Error(whole.refusals[0].code)
  const { der: _, ...said } = whole.value
  let refused = 0
  for (let at = 0; at < signature.length; at += 1) {
    const changed = Uint8Array.from(signature)
    changed[at] = (changed[at] ?? 0) ^ 0x21
    const outcome = await cardChecks.signature({
      signature: changed,
      content: CONTENT,
      rule,
      at: AT,
    })
    if (outcome.ok) expect(outcome.value).toMatchObject(said)
    else refused += 1
  }
  // The rest is in the list of algorithms in front, which nobody signs and nothing reads.
  expect(refused).toBeGreaterThan(0.9 * signature.length)
})
