export async function benchVerify(_: unknown): import('./cli-answer.ts').Command { throw new Error('not yet') }
