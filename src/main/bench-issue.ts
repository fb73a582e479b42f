export async function benchIssue(_: unknown): import('./cli-answer.ts').Command {
  throw new Error('not yet')
}
