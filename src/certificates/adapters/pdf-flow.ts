import type { Surface } from './pdf-surface.ts'

/** A part of the sheet whose height is known before it is drawn. It is never split between pages. */
export type Block = {
  readonly height: number
  readonly draw: (surface: Surface, y: number) => void
}

/** Where each block of the running part stands; `foot` and `tail` follow the last one or start a page. */
export type Flow = { readonly pages: readonly (readonly Placed[])[] }
export type Placed = { readonly block: Block; readonly y: number }

/**
 * Fills pages with blocks. The foot stands at the bottom of the last page: an officer finds the code,
 * the signatures and the tear-off in one place on every sheet.
 */
export function flow(
  blocks: readonly Block[],
  page: { top: (page: number) => number; bottom: number; foot: number },
): Flow {
  const pages: Placed[][] = [[]]
  let y = page.top(0)
  const start = () => {
    pages.push([])
    y = page.top(pages.length - 1)
  }
  for (const block of blocks) {
    if (y + block.height > page.bottom) start()
    pages.at(-1)?.push({ block, y })
    y += block.height
  }
  if (y + page.foot > page.bottom) start()
  return { pages }
}
