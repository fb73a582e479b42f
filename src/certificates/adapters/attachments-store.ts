import { type Queryable, rowsOf, type Tx } from '../../platform/database.ts'
import type { PartyCode } from '../../values/codes.ts'
import { isCleanLine } from '../../values/text.ts'
import { MAX_ATTACHMENT_NAME } from '../limits.ts'

export type AttachmentRow = {
  readonly name: string
  readonly media_type: string
  readonly size: number
  readonly sha256: Buffer
  readonly uploaded_at: Date
}

type Owner = { readonly participant: PartyCode; readonly id: string }

export function attachmentsOf(
  on: Queryable,
  { participant, id }: Owner,
): Promise<readonly AttachmentRow[]> {
  return rowsOf<AttachmentRow>(
    on,
    `select name, media_type, size, sha256, uploaded_at from certificates.attachment
     where participant = $1 and application_id = $2 order by name`,
    [participant, id],
  )
}

/** A file of the same name takes the place of the one that was there. */
export async function putAttachment(
  tx: Tx,
  { participant, id }: Owner,
  file: AttachmentRow & { readonly sealed: Buffer },
): Promise<void> {
  const after = { size: file.size, sha256: file.sha256.toString('hex') }
  tx.changes.push({ thing: 'document', key: id, before: null, after })
  await rowsOf(
    tx,
    `insert into certificates.attachment (participant, application_id, name, media_type, size, sha256, sealed, uploaded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (participant, application_id, name) do update
       set media_type = excluded.media_type, size = excluded.size, sha256 = excluded.sha256,
           sealed = excluded.sealed, uploaded_at = excluded.uploaded_at`,
    [
      participant,
      id,
      file.name,
      file.media_type,
      file.size,
      file.sha256,
      file.sealed,
      file.uploaded_at,
    ],
  )
}

/** No file was ever stored under anything else, and PostgreSQL would not even look for some of it. */
export function isNameOfFile(name: string): boolean {
  return isCleanLine(name, MAX_ATTACHMENT_NAME)
}

export async function readAttachment(
  on: Queryable,
  { participant, id }: Owner,
  name: string,
): Promise<{ readonly media_type: string; readonly sealed: Buffer } | undefined> {
  if (!isNameOfFile(name)) return undefined
  const [row] = await rowsOf<{ media_type: string; sealed: Buffer }>(
    on,
    `select media_type, sealed from certificates.attachment
     where participant = $1 and application_id = $2 and name = $3`,
    [participant, id, name],
  )
  return row
}

export async function dropAttachment(
  tx: Tx,
  { participant, id }: Owner,
  name: string,
): Promise<boolean> {
  if (!isNameOfFile(name)) return false
  const dropped = await rowsOf(
    tx,
    `delete from certificates.attachment where participant = $1 and application_id = $2 and name = $3 returning 1`,
    [participant, id, name],
  )
  if (dropped.length === 1)
    tx.changes.push({ thing: 'document', key: id, before: { count: 1 }, after: null })
  return dropped.length === 1
}

/** Whether anything was sealed under the node's dossier key. */
export async function hasSealed(on: Queryable): Promise<boolean> {
  const [row] = await rowsOf<{ found: boolean }>(
    on,
    `select exists (select 1 from certificates.attachment)
         or exists (select 1 from certificates.evidence)
         or exists (select 1 from certificates.certificate where record is not null) as found`,
  )
  return row?.found === true
}
