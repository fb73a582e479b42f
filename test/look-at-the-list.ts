import { expect, test } from 'vitest'
import { openOfficersFiles } from '../src/participants/adapters/officers-files.ts'
import { digestOfOfficers } from '../src/participants/signing-officers.ts'
import type { PartyCode } from '../src/values/codes.ts'
import type { InPersonScene } from './in-person-scene.ts'

/** What key officers see of the signer's list, and that an older one put back is told. */
export function lookAtTheList(scene: () => InPersonScene): void {
  test('key officers see who is in the list, and that an older one was put back', async () => {
    const { office, signer } = scene()
    const look = async () =>
      (await office.call('keys-1@cd', 'GET', '/api/participants/keys/officers')).body
    const list = await openOfficersFiles(signer.folder).current('CD' as PartyCode)
    if (list === undefined) throw new Error('no list')
    const digest = digestOfOfficers(list)
    const vera = await scene().idOf('Vera')
    const seen = await look()
    expect(seen).toMatchObject({ isOlder: false, list: { version: 1, digest, mode: 'required' } })
    const officers = seen.list?.officers as unknown as readonly { readonly id: string }[]
    expect(officers.find(({ id }) => id === vera)).toMatchObject({
      name: 'Vera',
      roles: ['validate'],
      passkeys: 1,
      since: expect.any(String),
    })
    // Once a newer list was there, this one is an older one.
    const put = `insert into access.signing_list values ('CD', $1, $2, '{}', now())`
    await office.rows(put, [2, 'cd'.repeat(32)])
    expect((await look()).isOlder).toBe(true)
    await office.rows(`delete from access.signing_list where version = 2`)
    await office.rows(put, [1, 'cd'.repeat(32)])
    expect((await look()).isOlder).toBe(true)
    await office.rows(`delete from access.signing_list where digest = $1`, ['cd'.repeat(32)])
    expect((await look()).isOlder).toBe(false)
    const other = await office.call('issuing@cd', 'GET', '/api/participants/keys/officers')
    expect(other.body.code).toBe('ACCESS_NOT_ALLOWED')
  })
}
