import pg from 'pg'

/** What may be written to a log about an error: never a query, its parameters or a row's values. */
export type DescribedError = {
  readonly error: string
  readonly message: string
  readonly code?: string
  readonly on?: string
  readonly at?: string
  readonly cause?: DescribedError
}

/** Frames that help; the rest is the runtime's own. */
const MAX_FRAMES = 8
const MAX_CAUSES = 3

/**
 * PostgreSQL quotes the offending value in the messages of class 22 (data exception) and in every
 * DETAIL; drivers and schema checkers hang the query and its parameters on the error. So nothing is
 * copied but what is listed here.
 */
export function describeError(error: unknown, depth = 0): DescribedError {
  if (!(error instanceof Error)) return { error: typeof error, message: 'not an error object' }
  const at = framesOf(error)
  return {
    error: error.name,
    message: messageOf(error),
    ...codeOf(error),
    ...(error instanceof pg.DatabaseError && placeOf(error)),
    ...(at !== '' && { at }),
    ...(error.cause !== undefined &&
      depth < MAX_CAUSES && { cause: describeError(error.cause, depth + 1) }),
  }
}

function messageOf(error: Error): string {
  const quotesValues = error instanceof pg.DatabaseError && (error.code ?? '').startsWith('22')
  if (quotesValues) return 'a value did not fit its column'
  // A schema checker puts the whole input into its message.
  return error.name === 'ZodError' ? 'input did not fit its schema' : firstLine(error.message)
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? ''
}

function codeOf(error: Error): { readonly code?: string } {
  const code = (error as { code?: unknown }).code
  return typeof code === 'string' ? { code } : {}
}

function placeOf(error: pg.DatabaseError): { readonly on?: string } {
  const on = [error.schema, error.table, error.column, error.constraint].filter(Boolean).join('.')
  return on === '' ? {} : { on }
}

/** The frames without the head line, which repeats the message. */
function framesOf(error: Error): string {
  const lines = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  return lines
    .slice(0, MAX_FRAMES)
    .map((line) => line.trim())
    .join('; ')
}
