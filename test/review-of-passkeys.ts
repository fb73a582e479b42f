import { beforeAll, describe, expect, test } from 'vitest'
import { openOfficersFiles } from '../src/participants/adapters/officers-files.ts'
import { encodeOfficers } from '../src/participants/signing-officers.ts'
import type { PartyCode } from '../src/values/codes.ts'
import { dossierChecked } from './dossier-check.ts'
import type { InPersonScene } from './in-person-scene.ts'

/** What `openkp dossier check` finds in a dossier of the scene, by tables of single faults. */
export function reviewOfPasskeys(scene: () => InPersonScene): void {
  describe('a reviewer without a server', () => {
    type Text = Readonly<Record<string, unknown>>
    let kept: Text
    let officers: string
    let paper: Uint8Array
    beforeAll(async () => {
      const number = await scene().issued()
      paper = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
      await scene().office.upload('Vera', `/${number}/attachments`, { name: 'a.png', bytes: paper })
      await scene().validate('Vera', number)
      kept = (await scene().office.ask('Ines', 'GET', `/${number}/assertions`)) as unknown as Text
      const list = await openOfficersFiles(scene().signer.folder).current('CD' as PartyCode)
      if (list === undefined) throw new Error('no list')
      officers = Buffer.from(encodeOfficers(list)).toString()
    })
    const brought = () => ({ officers, files: { 'a.png': paper } })
    const part = (name: string) => kept[name] as Text
    const swapped = (text: unknown) =>
      (String(text).startsWith('A') ? 'B' : 'A') + String(text).slice(1)
    const inList = (from: string, to: string) => ({
      ...brought(),
      officers: officers.replaceAll(from, to),
    })

    test('finds nothing to say against it', async () => {
      expect(await dossierChecked(kept, brought())).toBe('GOOD')
    })

    const faults: readonly [string, string, () => Promise<string>][] = [
      [
        'a validation by another key',
        'FAULT NOT_LISTED',
        () => dossierChecked(kept, inList(String(part('validated').credentialId), 'AAAA')),
      ],
      [
        'a list without the role',
        'FAULT NOT_LISTED',
        () => {
          const list = officers.replaceAll('["validate"]', '[]').replace('required', 'offered')
          return dossierChecked(kept, { ...brought(), officers: list })
        },
      ],
      [
        'a list of another page',
        'FAULT PASSKEY PASSKEY',
        () => dossierChecked(kept, inList('http://localhost', 'https://kp.example')),
      ],
      [
        'no list',
        'CANNOT_TELL NO_FILES NO_LIST NO_LIST',
        () => dossierChecked(kept, { origin: 'http://localhost' }),
      ],
      ['nothing brought', 'CANNOT_TELL NO_FILES NO_ORIGIN NO_ORIGIN', () => dossierChecked(kept)],
      ['no file', 'FAULT FILE', () => dossierChecked(kept, { officers, files: {} })],
      [
        'a changed file',
        'FAULT FILE',
        () => dossierChecked(kept, { officers, files: { 'a.png': Buffer.concat([paper, paper]) } }),
      ],
      [
        'a certificate that is not signed yet',
        'CANNOT_TELL NOT_CLOSED',
        () => dossierChecked({ ...kept, statement: null }, brought()),
      ],
      [
        'no passkey at the validation',
        'FAULT PASSKEY_MISSING',
        () => dossierChecked({ ...kept, validated: null }, brought()),
      ],
      [
        'a changed signature',
        'FAULT PASSKEY',
        () => {
          const validated = part('validated')
          const authenticatorData = swapped(validated.authenticatorData)
          return dossierChecked(
            { ...kept, validated: { ...validated, authenticatorData } },
            brought(),
          )
        },
      ],
      [
        'what was signed for another act',
        'FAULT SIGNED',
        () => {
          const validated = { ...part('validated'), signed: part('issued').signed }
          return dossierChecked({ ...kept, validated }, brought())
        },
      ],
      [
        'one officer for both',
        'FAULT SAME_OFFICER',
        async () => {
          const validated = { ...part('validated'), officer: part('issued').officer }
          const said = await dossierChecked({ ...kept, validated }, brought())
          return said.replace('NOT_LISTED ', '')
        },
      ],
      [
        'another record',
        'FAULT RECORD',
        async () => {
          const record = Buffer.from('{}').toString('base64url')
          const said = await dossierChecked({ ...kept, record }, brought())
          return said.replace('RECORD RECORD', 'RECORD')
        },
      ],
      [
        'an issue that the record does not know',
        'FAULT RECORD',
        () =>
          dossierChecked({ ...kept, issued: { ...part('issued'), name: 'Somebody' } }, brought()),
      ],
      [
        'another list of files',
        'FAULT DIGEST',
        () => dossierChecked({ ...kept, manifest: [] }, brought()),
      ],
      [
        'another number',
        'FAULT STATEMENT',
        () => dossierChecked({ ...kept, number: 'CD1' }, brought()),
      ],
      [
        'a statement that is none',
        'FAULT STATEMENT',
        () => dossierChecked({ ...kept, statement: 'AAAA' }, brought()),
      ],
      ['what is no dossier', 'CERTIFICATES_DOSSIER_FORM', () => dossierChecked([kept])],
      [
        'a damaged part',
        'CERTIFICATES_DOSSIER_FORM',
        () => dossierChecked({ ...kept, issued: {} }),
      ],
      [
        'another environment',
        'FAULT SIGNED SIGNED',
        () => dossierChecked({ ...kept, environment: 'production' }, brought()),
      ],
    ]
    test.each(faults)('%s: %s', async (_, said, act) => {
      expect(await act()).toBe(said)
    })
  })
}
