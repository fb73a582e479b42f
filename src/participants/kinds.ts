/** What a delegated key may do. A key has one usage; the header of a statement never chooses. */
export const KEY_USAGES = [
  'certificate',
  'status',
  'confirm',
  'node',
  'encrypt',
  'log',
  'witness',
] as const
export type KeyUsage = (typeof KEY_USAGES)[number]

/** The usages of the keys that every Participant signs with: statements, and the heads of its log. */
export const SIGNING_USAGES = [
  'certificate',
  'status',
  'confirm',
  'log',
] as const satisfies readonly KeyUsage[]

/** Notes of logs and witnesses are signed with Ed25519 (c2sp.org/signed-note), statements with P-256. */
export function algorithmOf(usage: KeyUsage): 'ESP256' | 'Ed25519' {
  return usage === 'log' || usage === 'witness' ? 'Ed25519' : 'ESP256'
}

/** Every kind of statement that this version knows, and the usage of the key that signs it. */
export const KINDS = {
  certificate: 'certificate',
  'number-block': 'certificate',
  correction: 'certificate',
  'certificate-status': 'status',
  'status-page': 'status',
  'register-page': 'status',
  'import-confirmation': 'confirm',
  discrepancy: 'confirm',
  alert: 'confirm',
  'journal-head': 'status',
} as const satisfies Record<string, KeyUsage>
export type Kind = keyof typeof KINDS

export const ENVIRONMENTS = ['production', 'demonstration'] as const
export type Environment = (typeof ENVIRONMENTS)[number]

/**
 * The typ of a kind (RFC 9596). A demonstration speaks another language, so that no reader can
 * take a specimen for a certificate by forgetting to look at a flag.
 */
export function typOf(kind: Kind, environment: Environment): string {
  const name = kind === 'certificate' ? [] : [kind]
  const family = environment === 'demonstration' ? ['kpc', 'specimen'] : ['kpc']
  return `application/${[...family, ...name].join('-')}+cwt`
}

/** The kind and environment that a typ names, or undefined. */
export function kindOf(typ: string): { kind: Kind; environment: Environment } | undefined {
  return NAMED.get(typ)
}

const NAMED: ReadonlyMap<string, { kind: Kind; environment: Environment }> = new Map(
  (Object.keys(KINDS) as Kind[]).flatMap((kind) =>
    ENVIRONMENTS.map((environment) => [typOf(kind, environment), { kind, environment }] as const),
  ),
)
