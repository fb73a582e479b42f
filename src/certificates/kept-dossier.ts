import { fromBase64Url } from '../crypto/base64.ts'
import { fromHex } from '../crypto/bytes.ts'
import type { Environment } from '../participants/kinds.ts'
import { accept, type Outcome, refuse } from '../values/outcome.ts'
import type { DossierFile } from './dossier.ts'
import type { KeptAssertion } from './kept-assertion.ts'
import type { KeptCard } from './kept-card.ts'

type Signed<T> = T & { readonly signed: string }

/** What a node gives to reviewers of one certificate, as docs/formats/dossier.md describes it. */
export type KeptDossier = {
  readonly number: string
  readonly environment: Environment
  /** The tagged COSE_Sign1; null before the signature. */
  readonly statement: Uint8Array | null
  readonly issued: Signed<KeptAssertion> | null
  readonly validated: Signed<KeptAssertion> | null
  readonly issuedCard: KeptCard | null
  readonly validatedCard: KeptCard | null
  readonly manifest: readonly DossierFile[]
  /** The bytes of record.json; null before the dossier is closed. */
  readonly record: Uint8Array | null
}

/** 20 documents of the exporter, 20 of the validating officer and the record. */
const MAX_FILES = 64

const ASSERTION = [
  ...['officer', 'name', 'at', 'signed', 'credentialId', 'publicKey'],
  ...['authenticatorData', 'clientDataJSON', 'signature'],
]
const CARD = [
  ...['officer', 'name', 'at', 'signed', 'signature', 'algorithm', 'signedAt'],
  ...['fingerprint', 'subject', 'issuer', 'serial'],
]

/** Reads such a file. Whoever wrote it may have written anything. */
export function readKeptDossier(json: unknown): Outcome<KeptDossier, 'CERTIFICATES_DOSSIER_FORM'> {
  if (!isRecord(json)) return malformed('object')
  const { number, environment } = json
  if (typeof number !== 'string') return malformed('number')
  if (environment !== 'production' && environment !== 'demonstration')
    return malformed('environment')
  const signatures = {
    ...{ issued: texts(json.issued, ASSERTION), validated: texts(json.validated, ASSERTION) },
    ...{ issuedCard: texts(json.issuedCard, CARD), validatedCard: texts(json.validatedCard, CARD) },
  }
  const damaged = Object.entries(signatures).find(([, value]) => value === undefined)
  if (damaged !== undefined) return malformed(damaged[0])
  const [statement, record] = [bytes(json.statement), bytes(json.record)]
  if (statement === undefined) return malformed('statement')
  if (record === undefined) return malformed('record')
  const manifest = manifestOf(json.manifest)
  if (manifest === undefined) return malformed('manifest')
  const read = { number, environment, statement, record, manifest, ...signatures }
  return accept(read as unknown as KeptDossier)
}

function malformed(field: string) {
  return refuse('CERTIFICATES_DOSSIER_FORM' as const, undefined, { field })
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The members of one signature, all of them text; null where there is none, undefined where it is damaged. */
function texts(value: unknown, names: readonly string[]) {
  if (value === null || value === undefined) return null
  return isRecord(value) && names.every((name) => typeof value[name] === 'string')
    ? value
    : undefined
}

function bytes(value: unknown): Uint8Array | null | undefined {
  if (value === null) return null
  return typeof value === 'string' ? fromBase64Url(value) : undefined
}

function manifestOf(value: unknown): readonly DossierFile[] | undefined {
  if (!Array.isArray(value) || value.length > MAX_FILES) return undefined
  const files = value.map((each: unknown) => {
    const [name, mediaType, size, sha256, ...more] = Array.isArray(each) ? (each as unknown[]) : []
    const digest = typeof sha256 === 'string' ? fromHex(sha256) : undefined
    const isFile = typeof name === 'string' && typeof mediaType === 'string' && more.length === 0
    return isFile && Number.isSafeInteger(size) && digest?.length === 32
      ? { name, mediaType, size: Number(size), sha256: digest }
      : undefined
  })
  return files.every((each) => each !== undefined) ? files : undefined
}
