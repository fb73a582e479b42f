import { randomUUID } from 'node:crypto'
import pg from 'pg'

type Wanted = { readonly prefix: string; readonly template?: string | undefined }

/** A database with a name of its own, empty or a copy of another that nobody is connected to. */
export async function newDatabase(server: string, { prefix, template }: Wanted) {
  const name = `${prefix}_${randomUUID().replaceAll('-', '')}`
  await onServer(server, `create database ${name} template ${template ?? 'template1'}`)
  return { name, url: Object.assign(new URL(server), { pathname: `/${name}` }).href }
}

/** One statement by a connection of its own. */
export async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
