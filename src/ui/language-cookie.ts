const NAME = 'openkp-language'
const A_YEAR_SECONDS = 31_536_000

/**
 * What to write to `document.cookie` so that the server, which makes the first page before any script
 * runs, knows the language too. `__Host-` keeps other programs of the domain from planting one; browsers
 * take that name over TLS alone (RFC 6265bis, 4.1.3).
 */
export function languageCookie(language: string, protocol: string): string {
  const isTls = protocol === 'https:'
  const line = `${NAME}=${language}; path=/; max-age=${A_YEAR_SECONDS}; samesite=lax`
  return isTls ? `__Host-${line}; secure` : line
}

/** The language that a Cookie header names; undefined for none, and for what is no two letters. */
export function languageInCookie(header: string): string | undefined {
  return /(?:^|; )(?:__Host-)?openkp-language=([a-z]{2})(?:;|$)/.exec(header)?.[1]
}
