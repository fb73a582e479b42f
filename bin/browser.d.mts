export type BrowserToStart = {
  readonly executablePath: string
  readonly args: string[]
  readonly env: Record<string, string>
}
export function findBrowser(): BrowserToStart | undefined
export function ensureBrowser(say: (line: string) => void): Promise<boolean>
