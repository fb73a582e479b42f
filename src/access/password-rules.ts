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

export type PasswordRefusal =
  | 'ACCESS_PASSWORD_SHORT'
  | 'ACCESS_PASSWORD_LONG'
  | 'ACCESS_PASSWORD_EASY'

/**
 * A password that somebody wants to have, in NFC. No rule about kinds of characters: they make people
 * write `Password1!` (NIST SP 800-63B 3.1.1.2). What a stranger would try first is refused.
 */
export function newPassword(
  text: string,
  owner: { readonly name: string; readonly email: string },
): Outcome<string, PasswordRefusal> {
  const password = text.normalize('NFC')
  if (password.length > MAX_PASSWORD)
    return refuse('ACCESS_PASSWORD_LONG', 'password', { limit: MAX_PASSWORD })
  if ([...password].length < MIN_PASSWORD)
    return refuse('ACCESS_PASSWORD_SHORT', 'password', { limit: MIN_PASSWORD })
  const isEasy = isCommon(password) || isMonotonous(password) || isOf(owner, password)
  return isEasy ? refuse('ACCESS_PASSWORD_EASY', 'password') : accept(password)
}

function isCommon(password: string): boolean {
  const plain = letters(password.toLowerCase())
  const stem = password.toLowerCase().replace(/[^\p{L}]+$/u, '')
  const unmasked = letters([...stem].map((each) => LEET[each] ?? each).join(''))
  return [plain, unmasked].some((each) => each === '' || COMMON.has(each) || COMMON.has(once(each)))
}

function isMonotonous(password: string): boolean {
  return new Set(password.toLowerCase()).size < MIN_DIFFERENT
}

/** Whether what is left without the parts of the name and the address is too little to be a password. */
function isOf({ name, email }: { name: string; email: string }, password: string): boolean {
  const parts = `${name} ${email}`
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
