import { toHex } from '../../src/crypto/bytes.ts'
import { GOOD, liveList, pageSpec, registerFile } from './live.ts'
import { ageRows } from './live-ages.ts'
import { changeRows } from './live-changes.ts'
import { compromisedRows } from './live-compromised.ts'
import { type Live, type LiveDraft, type LiveRow, type Make, stageOf } from './live-draft.ts'
import { containerRows, memoryRows, rootRows } from './live-list-rows.ts'
import { pageRows } from './live-pages.ts'
import { witnessRows } from './live-witnesses.ts'
import { writeList } from './tuf.ts'

/** What is wrong with the lists of a live scheme, or different about them; mostly a bundle a case. */
export async function liveLists(live: Live) {
  const make = makerOf(live)
  const rows = [
    ...(await witnessRows(live, make)),
    ...(await pageRows(live, make)),
    ...(await ageRows(live, make)),
    ...(await rootRows(make)),
    ...containerRows(live),
    ...memoryRows(live),
    ...(await changeRows(live, make)),
    ...(await compromisedRows(live, make)),
  ]
  const names = new Map([[toHex(live.bundle), 'live.hex']])
  const drafts = rows.map((row) => {
    const { bundle = live.bundle, stage, ...draft }: LiveRow = row
    // Cases that differ in their reader alone share the file of the first of them.
    const hex = toHex(bundle)
    const file = names.get(hex) ?? `live-${draft.name}.hex`
    names.set(hex, file)
    return { fields: GOOD, ...draft, bundle: stageOf(live, file, stage) } satisfies LiveDraft
  })
  return { files: Object.fromEntries([...names].map(([hex, file]) => [file, hex])), drafts }
}

function makerOf({ blocks, log, pages }: Live): Make {
  return async (made) => {
    const CD = made.page ? await registerFile(pageSpec('CD', log, made.page)) : pages.CD
    const registerPages = made.pages ?? { ...pages, CD }
    const numberBlocks = { CD: made.blocks ?? blocks }
    const { statusPages = {} } = made
    return writeList(liveList({ numberBlocks, statusPages, registerPages }, made.list))
  }
}
