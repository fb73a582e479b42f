/** What a reader keeps of the delegations of a list; plain JSON. Never forgotten, whatever the root rotates. */
export type DelegationsSeen = {
  /** Of `targets.json`. */
  readonly version: number
  /** Epoch seconds: when the list was signed, as far as the device's clock had come. */
  readonly at: number
  readonly parties: Readonly<Record<string, DelegationSeen>>
}

export type DelegationSeen = {
  /** `delegationDigest` of the keys and the threshold. */
  readonly digest: string
  /** The version of the last change that led there, 0 where none is known: no older one leads away again. */
  readonly since: number
}
