export async function benchSheet(_: unknown): import('./cli-answer.ts').Command {
  throw new Error('not yet')
}
