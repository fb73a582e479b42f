/** What this module refuses. Codes are public and never renamed. */
export type AccessRefusal =
  | 'ACCESS_EMAIL'
  | 'ACCESS_PASSWORD'
  | 'ACCESS_SIGN_IN_FAILED'
  | 'ACCESS_TOO_MANY_ATTEMPTS'
  | 'ACCESS_BUSY'
  | 'ACCESS_NOT_SIGNED_IN'
  | 'ACCESS_NOT_ALLOWED'
  | 'ACCESS_CROSS_SITE'
  | 'ACCESS_NO_DEMONSTRATION'

/** HTTP status of each refusal (RFC 9110). */
export const ACCESS_STATUS = {
  ACCESS_EMAIL: 400,
  ACCESS_PASSWORD: 400,
  ACCESS_SIGN_IN_FAILED: 401,
  ACCESS_TOO_MANY_ATTEMPTS: 429,
  ACCESS_BUSY: 503,
  ACCESS_NOT_SIGNED_IN: 401,
  ACCESS_NOT_ALLOWED: 403,
  ACCESS_CROSS_SITE: 403,
  ACCESS_NO_DEMONSTRATION: 404,
} as const satisfies Record<AccessRefusal, number>
