/**
 * Tables of numbers for millions of rows: typed arrays with open addressing, since as objects they would
 * take ten times the memory. Whoever fills them may be hostile, so the caller brings a seed that nobody
 * knows, and no choice of keys makes them slow.
 */
export type NumberTable = {
  readonly get: (key: number) => number | undefined
  readonly set: (key: number, value: number) => void
}

const FIRST_CAPACITY = 1024
/** In sixteenths: beyond it a search passes too many rows. */
const MAX_LOAD = 10

/** From numbers below 2^53 to numbers below 2^32. */
export function numberTable(seed: number): NumberTable {
  let keys = new Float64Array(FIRST_CAPACITY).fill(-1)
  let values = new Uint32Array(FIRST_CAPACITY)
  let count = 0
  const placeOf = (key: number): number => {
    const mask = keys.length - 1
    let at = mix(key % 2 ** 32, Math.floor(key / 2 ** 32), seed) & mask
    while (keys[at] !== -1 && keys[at] !== key) at = (at + 1) & mask
    return at
  }
  const widen = () => {
    const [oldKeys, oldValues] = [keys, values]
    keys = new Float64Array(2 * oldKeys.length).fill(-1)
    values = new Uint32Array(keys.length)
    for (const [at, key] of oldKeys.entries()) {
      if (key === -1) continue
      const place = placeOf(key)
      keys[place] = key
      values[place] = oldValues[at] as number
    }
  }
  return {
    get: (key) => {
      const at = placeOf(key)
      return keys[at] === key ? values[at] : undefined
    },
    set: (key, value) => {
      let at = placeOf(key)
      if (keys[at] === -1) {
        count += 1
        if (count * 16 > keys.length * MAX_LOAD) {
          widen()
          at = placeOf(key)
        }
      }
      keys[at] = key
      values[at] = value
    },
  }
}

/** What is known of one certificate, from whatever logs. */
export type CertificateRow = {
  readonly flags: number
  /** The log that has the certificate, or the confirmation while there is no certificate. */
  readonly log: number
  readonly index: number
  /** When the certificate ends, or when it was confirmed while there is no certificate: epoch seconds. */
  readonly time: number
}

export type CertificateTable = {
  readonly get: (digest: Uint8Array) => CertificateRow | undefined
  readonly set: (digest: Uint8Array, row: CertificateRow) => void
  /** Every row with the first 16 bytes of its digest. */
  readonly each: (visit: (row: CertificateRow, prefix: Uint8Array) => void) => void
}

/** 128 bits: nobody finds two certificates that begin alike. */
const PREFIX_WORDS = 4

/** By the digests of certificates; 35 bytes a row. */
export function certificateTable(seed: number): CertificateTable {
  let rows = emptyRows(FIRST_CAPACITY)
  let count = 0
  const wanted = new Uint32Array(PREFIX_WORDS)
  const find = (): number => {
    const { mask, words, flags } = rows
    let at = mix(wanted[0] as number, wanted[1] as number, seed) & mask
    while (flags[at] !== 0) {
      const from = at * PREFIX_WORDS
      const isIt =
        words[from] === wanted[0] &&
        words[from + 1] === wanted[1] &&
        words[from + 2] === wanted[2] &&
        words[from + 3] === wanted[3]
      if (isIt) return at
      at = (at + 1) & mask
    }
    return at
  }
  const put = ({ flags, log, index, time }: CertificateRow): void => {
    const at = find()
    if (rows.flags[at] === 0) count += 1
    rows.words.set(wanted, at * PREFIX_WORDS)
    rows.flags[at] = flags
    rows.logs[at] = log
    rows.indices[at] = index
    rows.times[at] = time
  }
  const widen = () => {
    const old = rows
    rows = emptyRows(2 * old.flags.length)
    count = 0
    const sought = wanted.slice()
    for (let at = 0; at < old.flags.length; at += 1) {
      if (old.flags[at] === 0) continue
      wanted.set(old.words.subarray(at * PREFIX_WORDS, (at + 1) * PREFIX_WORDS))
      put(rowAt(old, at))
    }
    wanted.set(sought)
  }
  return {
    get: (digest) => {
      readWords(digest, wanted)
      const at = find()
      return rows.flags[at] === 0 ? undefined : rowAt(rows, at)
    },
    set: (digest, row) => {
      readWords(digest, wanted)
      if ((count + 1) * 16 > rows.flags.length * MAX_LOAD) widen()
      put(row)
    },
    each: (visit) => {
      for (let at = 0; at < rows.flags.length; at += 1) {
        if (rows.flags[at] !== 0) visit(rowAt(rows, at), prefixAt(rows.words, at))
      }
    },
  }
}

function emptyRows(capacity: number) {
  return {
    mask: capacity - 1,
    words: new Uint32Array(capacity * PREFIX_WORDS),
    /** Never 0 in a row that is taken. */
    flags: new Uint8Array(capacity),
    logs: new Uint16Array(capacity),
    indices: new Float64Array(capacity),
    times: new Float64Array(capacity),
  }
}

function rowAt(rows: ReturnType<typeof emptyRows>, at: number): CertificateRow {
  return {
    flags: rows.flags[at] as number,
    log: rows.logs[at] as number,
    index: rows.indices[at] as number,
    time: rows.times[at] as number,
  }
}

function readWords(digest: Uint8Array, words: Uint32Array): void {
  for (let word = 0; word < PREFIX_WORDS; word += 1) {
    const at = word * 4
    words[word] =
      ((digest[at] as number) << 24) |
      ((digest[at + 1] as number) << 16) |
      ((digest[at + 2] as number) << 8) |
      (digest[at + 3] as number)
  }
}

function prefixAt(words: Uint32Array, at: number): Uint8Array {
  return Uint8Array.from({ length: PREFIX_WORDS * 4 }, (_, byte) => {
    const word = words[at * PREFIX_WORDS + (byte >> 2)] as number
    return (word >>> (24 - 8 * (byte & 3))) & 0xff
  })
}

/** Two words and a seed into one, by the last steps of MurmurHash3. */
function mix(a: number, b: number, seed: number): number {
  let hash = Math.imul(a ^ seed, 0x85ebca6b) ^ Math.imul(b + seed, 0xc2b2ae35)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
