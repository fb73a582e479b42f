export function findSoftHsm(): string | undefined
export function ensureSoftHsm(say: (line: string) => void): boolean
