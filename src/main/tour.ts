export async function tourCommand(_: unknown): import('./cli-answer.ts').Command { throw new Error('not yet') }
