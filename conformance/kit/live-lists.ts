import { toHex } from '../../src/crypto/bytes.ts'
import { GOOD, liveList, pageSpec, registerFile } from './live.ts'
import { ageRows } from './live-ages.ts'
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
  ]
  const files: Record<string, string> = {}
  const drafts = rows.map((row) => {
    const { bundle, stage, ...draft }: LiveRow = row
    const file = bundle === undefined ? 'live.hex' : `live-${draft.name}.hex`
    if (bundle !== undefined) files[file] = toHex(bundle)
    return { fields: GOOD, ...draft, bundle: stageOf(live, file, stage) } satisfies LiveDraft
  })
  return { files, drafts }
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
