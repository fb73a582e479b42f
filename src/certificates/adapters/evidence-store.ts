import { createHash } from 'node:crypto'
import { type Queryable, rowsOf, type Tx } from '../../platform/database.ts'
import { type DossierFile, RECORD_NAME } from '../dossier.ts'
import type { AttachmentRow } from './attachments-store.ts'
import type { CertificateKey } from './certificates-store.ts'

/** A photograph or document of the validating officer, kept with the number that it is about. */
export type EvidenceRow = AttachmentRow & { readonly officer_name: string }

export function evidenceOf(
  on: Queryable,
  { participant, number }: CertificateKey,
): Promise<readonly EvidenceRow[]> {
  return rowsOf<EvidenceRow>(
    on,
    `select name, media_type, size, sha256, uploaded_at, officer_name from certificates.evidence
     where participant = $1 and number = $2 order by uploaded_at, name`,
    [participant, number],
  )
}

/** Every file of a dossier beside its record: what was applied with, and what was seen at validation. */
export async function dossierFilesOf(
  on: Queryable,
  { participant, number }: CertificateKey,
): Promise<readonly DossierFile[]> {
  const files = await rowsOf<Omit<AttachmentRow, 'uploaded_at'>>(
    on,
    `select name, media_type, size, sha256 from certificates.attachment
     where participant = $1 and application_id = (
       select application_id from certificates.certificate where participant = $1 and number = $2)
     union all select name, media_type, size, sha256 from certificates.evidence
     where participant = $1 and number = $2`,
    [participant, number],
  )
  return files.map(({ media_type: mediaType, ...file }) => ({ ...file, mediaType }))
}

/** Adds a file; nothing that is there is ever replaced. */
export async function addEvidence(
  tx: Tx,
  { participant, number }: CertificateKey,
  file: EvidenceRow & { readonly sealed: Buffer; readonly officer_id: string },
): Promise<void> {
  const after = { size: file.size, sha256: file.sha256.toString('hex') }
  tx.changes.push({ thing: 'evidence', key: number, before: null, after })
  await rowsOf(
    tx,
    `insert into certificates.evidence
       (participant, number, name, media_type, size, sha256, sealed, uploaded_at, officer_id, officer_name)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      participant,
      number,
      file.name,
      file.media_type,
      file.size,
      file.sha256,
      file.sealed,
      file.uploaded_at,
      file.officer_id,
      file.officer_name,
    ],
  )
}

export async function readEvidence(
  on: Queryable,
  { participant, number }: CertificateKey,
  name: string,
): Promise<{ readonly media_type: string; readonly sealed: Buffer } | undefined> {
  const [row] = await rowsOf<{ media_type: string; sealed: Buffer }>(
    on,
    `select media_type, sealed from certificates.evidence where participant = $1 and number = $2 and name = $3`,
    [participant, number, name],
  )
  return row
}

export async function dropEvidence(
  tx: Tx,
  { participant, number }: CertificateKey,
  name: string,
): Promise<boolean> {
  const dropped = await rowsOf(
    tx,
    `delete from certificates.evidence where participant = $1 and number = $2 and name = $3 returning 1`,
    [participant, number, name],
  )
  return dropped.length === 1
}

/** The full record as a file of the dossier. */
export function recordFile(record: Buffer): DossierFile {
  const sha256 = createHash('sha256').update(record).digest()
  return { name: RECORD_NAME, mediaType: 'application/json', size: record.length, sha256 }
}
