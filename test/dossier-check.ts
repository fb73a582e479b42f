import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkDossierCommand, type DossierArguments } from '../src/main/cli-dossier.ts'

/** What the reviewer brings, each as the text of a file. */
type Brought = Partial<{
  readonly officers: string
  readonly profile: string
  readonly authority: string
  readonly origin: string
  readonly files: Readonly<Record<string, Uint8Array>>
}>

/** `openkp dossier check` of `json`: the result and the codes, or the refusal. */
export async function dossierChecked(json: unknown, brought: Brought = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'openkp-dossier-'))
  const put = async (name: string, text: string | undefined) => {
    if (text === undefined) return undefined
    await writeFile(join(folder, name), text)
    return join(folder, name)
  }
  try {
    const file = (await put('dossier.json', JSON.stringify(json))) as string
    const authority = await put('authority.pem', brought.authority)
    const files = brought.files && (await mkdtemp(join(folder, 'files-')))
    for (const [name, bytes] of Object.entries(brought.files ?? {}))
      await writeFile(join(files ?? folder, name), bytes)
    const args: DossierArguments = {
      ...{ file, files, origin: brought.origin, language: 'en' },
      officers: await put('officers.json', brought.officers),
      profile: await put('profile.json', brought.profile),
      authorities: authority === undefined ? [] : [authority],
    }
    const checked = await checkDossierCommand(args)
    if (!checked.ok) return checked.refusals[0].code
    const { result, reasons } = checked.value.json as {
      readonly result: string
      readonly reasons: readonly { readonly code: string; readonly text: string }[]
    }
    const exits = { GOOD: 0, FAULT: 1, CANNOT_TELL: 2 } as const
    if (checked.value.exit !== exits[result as keyof typeof exits]) return 'wrong exit code'
    return [result, ...reasons.map(({ code }) => code.replace('DOSSIER_', ''))].join(' ')
  } finally {
    await rm(folder, { recursive: true })
  }
}
