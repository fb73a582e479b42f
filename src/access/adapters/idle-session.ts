/**
 * A screen that nobody came back to. NIST SP 800-63B (4.2.3, AAL2) asks for an hour at most. The pages
 * ask for news by themselves, and say so when nobody touches them: that is no use.
 */
const IDLE_MINUTES = 60

/** SQL: whether a session may be used at all: neither over nor left alone for too long. */
export const IS_LIVE = `session.expires_at > now()
  and session.updated_at > now() - interval '${IDLE_MINUTES} minutes'`

/** SQL: notes that the session with the token $1 is used, at most once a minute: asking must not cost a write each time. */
export const NOTE_USE = `update access.session set updated_at = now()
  where token = $1 and updated_at < now() - interval '1 minute' and ${IS_LIVE}`
