/** The list in memory, from the first time that it is asked for. */
let list: Promise<ReadonlySet<string>> | undefined

/**
 * 49,233 passwords that many people have, in lower case: those of zxcvbn. Read when the first password is
 * set, not at the start: most processes never need them.
 */
export function commonPasswords(): Promise<ReadonlySet<string>> {
  list ??= readList()
  return list
}

async function readList(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  return new Set(dictionary['passwords-common'].map((each) => each.normalize('NFC').toLowerCase()))
}
