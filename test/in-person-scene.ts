import { pino } from 'pino'
import { openOfficersFiles } from '../src/participants/adapters/officers-files.ts'
import { openRemoteKeys, type RemoteKeys } from '../src/participants/adapters/remote-keys.ts'
import type { Answered, Json } from './caller.ts'
import { type Office, type OfficeOptions, openOffice } from './office.ts'
import { listOf, officerJson, PEOPLE } from './officers-list.ts'
import { type PasskeyInSoftware, passkeyInSoftware } from './passkey-in-software.ts'
import { stepsOf, VALIDATION } from './shipment.ts'
import { newSigner, type SignerUnderTest } from './signer-under-test.ts'

/** Where the office says that it is reached. */
const ORIGIN = 'http://localhost'

/** Who works there, in which role of the signer's list; Una has a passkey and is in no list. */
const ROLES = {
  'issuing@cd': ['issue'],
  'validating@cd': ['validate'],
  Ines: ['issue'],
  Vera: ['validate'],
} as const
export type Name = keyof typeof ROLES | 'Una'

/** An office whose certificates are signed by a signer that has a list of officers, each with a passkey. */
export type InPersonScene = {
  readonly office: Office
  readonly signer: SignerUnderTest
  readonly keys: RemoteKeys
  readonly passkeys: ReadonlyMap<Name, PasskeyInSoftware>
  readonly idOf: (name: Name) => Promise<string>
  /** One more passkey in the name of an officer, known to the node and not to the signer. */
  readonly enrol: (officer: string) => Promise<PasskeyInSoftware>
  /** The number of a certificate that was issued with the passkey of `who`. */
  readonly issued: (who?: Name) => Promise<string>
  /** What `who` has to sign, as it was asked for. */
  readonly prepared: (who: Name, path: string, body?: object) => Promise<Json>
  /** What the passkey of `who` answers to that. */
  readonly signed: (
    who: Name,
    toSign: Json,
  ) => { readonly prepared: string; readonly response: object }
  readonly act: (who: string, path: string, body: object) => Promise<Answered>
  /** Prepares and validates. */
  readonly validate: (who: Name, number: string) => Promise<Answered>
  readonly close: () => Promise<void>
}

export async function inPersonScene(
  mode: 'offered' | 'required',
  registry: OfficeOptions['registry'] = (files) => files,
): Promise<InPersonScene> {
  const signer = await newSigner()
  await signer.start()
  const logger = pino({ level: 'silent' })
  const path = String(signer.env.OPENKP_SIGNER)
  const keys = openRemoteKeys({ path, revive: async () => undefined, logger })
  await keys.reached(5_000)
  const office = await openOffice({ keys, registry })
  for (const [name, role] of HIRED) await office.hire(name, 'CD', role)
  const names: readonly Name[] = ['issuing@cd', 'validating@cd', 'Ines', 'Vera', 'Una']
  const idOf = officerIds(office)
  const passkeys = new Map<Name, PasskeyInSoftware>()
  for (const name of names) passkeys.set(name, await enrol(office, await idOf(name)))
  await openOfficersFiles(signer.folder).keep(await listFor(mode, passkeys, idOf), [])

  const act: InPersonScene['act'] = (who, path, body) =>
    office.call(who, 'POST', `/api/certificates${path}`, body)
  const prepared: InPersonScene['prepared'] = async (who, path, body = {}) => {
    const answer = await act(who, `${path}/prepare`, body)
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
    return answer.body.toSign as Json
  }
  const signed: InPersonScene['signed'] = (who, toSign) => ({
    prepared: String(toSign.prepared),
    response: (passkeys.get(who) as PasskeyInSoftware).get(toSign.options as never),
  })
  const inPerson = async (who: Name, path: string, body: object) => {
    const assertion = signed(who, await prepared(who, path, body))
    return act(who, path, { ...body, assertion })
  }
  const issued: InPersonScene['issued'] = async (who = 'issuing@cd') => {
    const id = await stepsOf(office).submitted()
    const answer = await inPerson(who, `/applications/${id}/issue`, {})
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
    return String(answer.body.number)
  }
  const close = async () => {
    await office.close()
    keys.close()
    await signer.dispose()
  }
  const validate: InPersonScene['validate'] = (who, number) =>
    inPerson(who, `/${number}/validate`, VALIDATION)
  const enrolled = (officer: string) => enrol(office, officer)
  return {
    office,
    signer,
    keys,
    passkeys,
    idOf,
    enrol: enrolled,
    issued,
    prepared,
    signed,
    act,
    validate,
    close,
  }
}

const HIRED = [
  ['Ines', 'issuing_officer'],
  ['Vera', 'validating_officer'],
  ['Una', 'validating_officer'],
] as const

function officerIds({ rows }: Office): InPersonScene['idOf'] {
  return async (name) => {
    const [row] = await rows<{ id: string }>(
      `select id from access.officer where participant = 'CD' and (name = $1 or email = $2)`,
      [name, `${name}.demo.openkp.example`],
    )
    if (row === undefined) throw new Error(`nobody is called ${name}`)
    return row.id
  }
}

/** A passkey of an officer, as the account page of that officer would make it. */
async function enrol({ rows }: Office, officer: string): Promise<PasskeyInSoftware> {
  const [person] = await rows<{ user_id: string }>(
    'select user_id from access.officer where id = $1',
    [officer],
  )
  const passkey = passkeyInSoftware(ORIGIN, person?.user_id)
  await rows(
    `insert into access.passkey (id, user_id, name, public_key, counter, transports, synced)
     values ($1, $2, 'desk', $3, 0, '{}', false)`,
    [passkey.id, person?.user_id, Buffer.from(passkey.coseKey)],
  )
  return passkey
}

async function listFor(
  mode: 'offered' | 'required',
  passkeys: ReadonlyMap<Name, PasskeyInSoftware>,
  idOf: InPersonScene['idOf'],
) {
  const names = Object.keys(ROLES) as (keyof typeof ROLES)[]
  const officers = await Promise.all(
    names.map(async (name) => {
      const { id, coseKey } = passkeys.get(name) as PasskeyInSoftware
      const credential = { credentialId: new Uint8Array(id), publicKey: new Uint8Array(coseKey) }
      return officerJson(await idOf(name), ROLES[name], [credential])
    }),
  )
  const keyOfficers = [
    officerJson('Karl', ['key'], [PEOPLE.Karl]),
    officerJson('Kim', ['key'], [PEOPLE.Kim]),
  ]
  return listOf({
    ...{ mode, rpId: 'localhost', origins: [ORIGIN] },
    officers: [...officers, ...keyOfficers],
  })
}
