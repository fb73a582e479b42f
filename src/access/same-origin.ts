export type RequestOrigin = {
  readonly method: string
  /** What says who this is. No other site's page can add a token to a request without our consent. */
  readonly credential: 'token' | 'cookie' | 'none'
  /** Headers as received; undefined when absent. */
  readonly secFetchSite: string | undefined
  readonly origin: string | undefined
  readonly host: string | undefined
}

const SAFE: readonly string[] = ['GET', 'HEAD', 'OPTIONS']

/**
 * Whether another web site may have made the browser send this. Browsers add a session cookie to
 * requests that any page starts, but no page can write Sec-Fetch-Site (W3C Fetch Metadata) or Origin
 * (RFC 6454 7) itself. A cookie with neither header is refused: every browser since 2020 sends one.
 * Another port of the same machine is another site here, although SameSite cookies are sent to it.
 */
export function isCrossSite(request: RequestOrigin): boolean {
  if (SAFE.includes(request.method) || request.credential === 'token') return false
  if (request.secFetchSite !== undefined) {
    return request.secFetchSite !== 'same-origin' && request.secFetchSite !== 'none'
  }
  if (request.origin === undefined) return request.credential === 'cookie'
  return request.host === undefined || authority(request.origin) !== request.host.toLowerCase()
}

/** `host:port` of `https://host:port`; the scheme is unknown behind a proxy that ends TLS. */
function authority(origin: string): string | null {
  return /^https?:\/\/([^/?#@]+)$/.exec(origin.toLowerCase())?.[1] ?? null
}
