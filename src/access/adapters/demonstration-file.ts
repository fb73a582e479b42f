import { randomBytes, randomInt } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { replaceDurably } from '../../platform/durable-file.ts'
import type { Role } from '../roles.ts'
import type { DemonstrationPerson } from './demonstration-people.ts'

const accountShape = z.object({
  email: z.string(),
  password: z.string().min(12).max(256),
  token: z.string().regex(/^[\w-]{43}$/),
  participant: z.string(),
  // As an older version of this program called them; what counts is what the people are now.
  roles: z.array(z.string()).readonly(),
  name: z.string(),
})
const fileShape = z.object({ baseUrl: z.string(), accounts: z.array(accountShape).readonly() })
type KeptAccount = z.infer<typeof accountShape>
export type DemonstrationAccount = Omit<KeptAccount, 'roles'> & { readonly roles: readonly Role[] }
export type DemonstrationFile = {
  readonly baseUrl: string
  readonly accounts: readonly DemonstrationAccount[]
}

/**
 * `demo-accounts.json` with an account for everybody of the demonstration. Passwords and tokens that
 * it holds are kept, what is missing is drawn, and the file is written when anything changed. A file
 * that cannot be read as one is replaced by a new one.
 */
export async function keepDemonstrationFile(
  dataFolder: string,
  baseUrl: string,
  people: readonly DemonstrationPerson[],
): Promise<DemonstrationFile> {
  const path = join(dataFolder, 'demo-accounts.json')
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const known = new Map(parse(text)?.accounts.map((each) => [each.email, each]))
  const accounts = people.map((person) => accountOf(person, known.get(person.email)))
  const wanted = { baseUrl, accounts }
  const wantedText = `${JSON.stringify(wanted, null, 2)}\n`
  if (wantedText !== text) await replaceDurably(path, wantedText)
  return wanted
}

function parse(text: string): z.infer<typeof fileShape> | undefined {
  try {
    return fileShape.safeParse(JSON.parse(text)).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function accountOf(
  person: DemonstrationPerson,
  known: KeptAccount | undefined,
): DemonstrationAccount {
  return {
    email: person.email,
    password: known?.password ?? drawPassword(),
    token: known?.token ?? randomBytes(32).toString('base64url'),
    participant: person.participant,
    roles: [person.role],
    name: person.name,
  }
}

/** Such as `amber-kettle-willow-204817`: 41 random bits, which a thousand guesses an hour do not find. */
function drawPassword(): string {
  const words = [0, 1, 2].map(() => WORDS[randomInt(WORDS.length)])
  return [...words, String(randomInt(1_000_000)).padStart(6, '0')].join('-')
}

/** 128 words that are easy to read aloud and to type on any keyboard. */
const WORDS = (
  'acorn amber anchor apple arrow autumn badge bamboo banner barley basket beacon bell berry birch blanket ' +
  'bottle bridge bronze bucket butter cabin camel candle canoe canvas carpet castle cedar chalk cherry circle ' +
  'cloud clover cobalt coffee copper coral cotton cradle cricket crystal daisy delta desert dolphin dragon eagle ' +
  'ember falcon feather fern fiddle flint forest fountain garden ginger glacier granite hammer harbor harvest hazel ' +
  'heron honey island ivory jasmine kettle ladder lagoon lantern lemon linen lotus magnet mango maple marble ' +
  'meadow melon mirror morning mountain nectar needle nutmeg oasis olive orange orchid otter oyster paddle palm ' +
  'panther paper pearl pebble pepper pine planet plum pocket pollen prairie quartz rabbit raven ribbon river ' +
  'saddle saffron sailor shadow silver sparrow spice summer sunset tiger timber valley velvet violet walnut willow'
).split(' ')
