import { inject } from 'vitest'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the door of this run, behind which is what is made once, when first asked for. */
    door: string
  }
}

/** What all files of a run share; nobody writes into any of it, everybody takes a copy. */
export type Shared = {
  /** Address of the database server. */
  readonly database: string
  /** Name of a database on it, with all migrations and the job queue. */
  readonly migrated: string
  /** The same with the accounts of the demonstration, and the folder with their passwords and tokens. */
  readonly office: { readonly database: string; readonly folder: string }
  /** Data of a node that has had its first start and was stopped; null where they cannot be copied. */
  readonly begun: string | null
}

/** Waits for it where it is not made yet. */
export async function shared<Name extends keyof Shared>(name: Name): Promise<Shared[Name]> {
  const answer = await fetch(`${inject('door')}/${name}`)
  if (!answer.ok) throw new Error(`no ${name} for the tests: ${await answer.text()}`)
  return (await answer.json()) as Shared[Name]
}
