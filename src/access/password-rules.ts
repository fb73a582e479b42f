import { accept, type Outcome, refuse } from '../values/outcome.ts'

/** NIST SP 800-63B 3.1.1.2 asks for 15 alone and 8 beside a factor; length is what slows a guesser down. */
const MIN_PASSWORD = 12
const MAX_PASSWORD = 256
/** Shorter parts of a name are in too many words. */
const MIN_NAME_PART = 4
/** `aaaaaaaaaaaa`, `121212121212`, `abcabcabcabc`. */
const MIN_DIFFERENT = 5

/** What long passwords of thousands are made of, after digits, signs and repetitions are taken away. */
const COMMON = new Set(
  (
    'password passwort motdepasse senha contrasena welcome bienvenue letmein iloveyou admin administrator ' +
    'administrateur qwerty qwertyuiop qwertyasdfgh azerty azertyuiop asdfghjkl qwertz qwertzuiop changeme ' +
    'changethis secret sunshine princess football monkey dragon master superman batman trustno abc abcdef ' +
    'abcdefgh abcdefghij abcdefghijkl test testtest default login user guest root passw passphrase ' +
    'diamond diamonds diamant diamants kimberley kimberleyprocess openkp roughdiamond certificate certificat ' +
    'correcthorsebatterystaple thequickbrownfox'
  ).split(' '),
)
const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/** What this scheme is about, which is the context that everybody knows (OWASP ASVS 5, 6.1.2). */
const TRADE = (
  'openkp kimberley process diamond diamonds diamant diamants rough certificate certificates certificat ' +
  'certificats'
).split(' ')

export type PasswordRefusal =
  | 'ACCESS_PASSWORD_SHORT'
  | 'ACCESS_PASSWORD_LONG'
  | 'ACCESS_PASSWORD_EASY'
  | 'ACCESS_PASSWORD_COMMON'

/** Who is to have it. */
export type PasswordOwner = {
  readonly name: string
  readonly email: string
  /** How the own Participant is called, in any language. */
  readonly places: readonly string[]
}

/**
 * A password that somebody wants to have, in NFC. No rule about kinds of characters: they make people
 * write `Password1!` (NIST SP 800-63B 3.1.1.2). What a stranger would try first is refused.
 * @param common passwords that many people have, in lower case (OWASP ASVS 5, 6.2.4).
 */
export function newPassword(
  text: string,
  owner: PasswordOwner,
  common: ReadonlySet<string>,
): Outcome<string, PasswordRefusal> {
  const password = text.normalize('NFC')
  if (password.length > MAX_PASSWORD)
    return refuse('ACCESS_PASSWORD_LONG', 'password', { limit: MAX_PASSWORD })
  if ([...password].length < MIN_PASSWORD)
    return refuse('ACCESS_PASSWORD_SHORT', 'password', { limit: MIN_PASSWORD })
  const words = wordsIn(password)
  const isEasy = words.some((each) => each === '' || COMMON.has(each))
  if (isEasy || isMonotonous(password) || isOf(owner, password))
    return refuse('ACCESS_PASSWORD_EASY', 'password')
  const isCommon = [password.toLowerCase(), ...words].some((each) => common.has(each))
  return isCommon ? refuse('ACCESS_PASSWORD_COMMON', 'password') : accept(password)
}

/** What a password is made of, without digits and signs, and without its mask: each also once. */
function wordsIn(password: string): readonly string[] {
  const plain = letters(password.toLowerCase())
  const stem = password.toLowerCase().replace(/[^\p{L}]+$/u, '')
  const unmasked = letters([...stem].map((each) => LEET[each] ?? each).join(''))
  return [plain, unmasked].flatMap((each) => [each, once(each)])
}

function isMonotonous(password: string): boolean {
  return new Set(password.toLowerCase()).size < MIN_DIFFERENT
}

/** Whether what is left without the parts of names, address and trade is too little to be a password. */
function isOf({ name, email, places }: PasswordOwner, password: string): boolean {
  const parts = [name, email, ...places, ...TRADE]
    .join(' ')
    .toLowerCase()
    .normalize('NFC')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part.length >= MIN_NAME_PART)
    .sort((a, b) => b.length - a.length)
  const rest = parts.reduce((left, part) => left.replaceAll(part, ''), password.toLowerCase())
  return rest !== password.toLowerCase() && letters(rest).length < MIN_PASSWORD - MIN_NAME_PART
}

/** Only letters; digits and signs at the end are what everybody adds. */
function letters(text: string): string {
  return text.replace(/[^\p{L}]/gu, '')
}

/** `adminadmin` is `admin`. */
function once(text: string): string {
  return /^(.+?)\1+$/u.exec(text)?.[1] ?? text
}
