import helmet from '@fastify/helmet'
import type { Http } from './http.ts'

/**
 * Own scripts and styles only; of inline ones only the style sheet of our own pages, by its digest. WebAssembly reads QR codes from the camera; blobs are
 * pictures that a person has just chosen or taken. Nothing may frame these pages.
 */
const CONTENT_SECURITY_POLICY = {
  'default-src': ["'self'"],
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'media-src': ["'self'", 'blob:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'worker-src': ["'self'"],
  'manifest-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-src': ["'self'", 'blob:'],
  'frame-ancestors': ["'none'"],
}

const PERMISSIONS_POLICY =
  'camera=(self), microphone=(), geolocation=(), payment=(), usb=(), serial=(), bluetooth=(), display-capture=()'

/** A year and every name below ours (RFC 6797): OWASP ASVS 5, 3.4.1. */
const STRICT_TRANSPORT = { maxAge: 31_536_000, includeSubDomains: true }

export type Guarding = {
  /** Digests of the styles that our pages carry in themselves. */
  readonly styles: readonly string[]
  /**
   * Whether browsers are told to come by TLS alone. Never with a certificate of our own making: they
   * would be locked out at its renewal.
   */
  readonly strictTransport: boolean
}

export async function addSecurityHeaders(
  app: Http,
  { styles, strictTransport }: Guarding,
): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { ...CONTENT_SECURITY_POLICY, 'style-src': ["'self'", ...styles] },
    },
    strictTransportSecurity: strictTransport && STRICT_TRANSPORT,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.header('permissions-policy', PERMISSIONS_POLICY)
    if (isApi(request.url)) reply.header('cache-control', 'no-store')
  })
}

export function isApi(url: string): boolean {
  return url === '/api' || url.startsWith('/api/') || url.startsWith('/api?')
}
