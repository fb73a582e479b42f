/**
 * Fingerprints of production roots, lower-case hex, comma separated, given when the page is built
 * (VITE_OPENKP_ROOTS). A bundle proves nothing about its own root: what is not named here is not
 * believed. A page that was built with a production root does not take demonstration lists at all.
 */
const NAMED: string = import.meta.env.VITE_OPENKP_ROOTS ?? ''

export const PINNED_ROOTS: ReadonlySet<string> = new Set(
  NAMED.split(',')
    .map((each) => each.trim().toLowerCase())
    .filter((each) => /^[0-9a-f]{64}$/.test(each)),
)

export const ACCEPTS_DEMONSTRATION = PINNED_ROOTS.size === 0
