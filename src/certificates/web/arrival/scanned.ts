/** The text of a code that a scanner typed into the search box, on its way to the presentation. */
let scanned = ''

export function keepScanned(text: string): void {
  scanned = text
}

/** Gives it once, so that going back does not present it again. */
export function takeScanned(): string {
  const taken = scanned
  scanned = ''
  return taken
}
