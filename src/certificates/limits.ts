/** Every limit of this module, with its reason. */

/** Parcels on one certificate: a large mine's export has some dozens; more is a spreadsheet's mistake. */
export const MAX_PARCELS = 500

/** Characters of a name and of a place on the sheet: what fits its line, and the code's bytes. */
export const MAX_NAME = 70
export const MAX_PLACE = 40
export const MAX_ADDRESS = 200

/** Origins of a mixed parcel: about 23 countries produce diamonds. */
export const MAX_ORIGINS = 24
export const MAX_TRANSIT = 4

/** Containers and seals: an air-freight consignment is a handful of boxes. */
export const MAX_CONTAINERS = 12
export const MAX_SEALS = 24
export const MAX_SEAL_LENGTH = 20

export const MAX_REFERENCE = 60
export const MAX_SOURCES = 100
export const MAX_RELATED_NUMBERS = 20
export const MAX_NOTE = 2000

/** Why a certificate was issued although a check said stop: a sentence or two, read by the next officer. */
export const MIN_DESPITE_REASON = 10
export const MAX_DESPITE_REASON = 500

export const MAX_DRAFT_BYTES = 262_144

/**
 * Blanks that change hands at once: what an officer of the busiest authority, with 30,000 certificates
 * a year, uses in weeks. More in one hand is more than anybody counts before signing for it.
 */
export const MAX_RUN = 1000

/** Digits and letters of a number without its country code. */
export const MAX_NUMBER_LENGTH = 18

/** A version 22 code at level M holds 1,134 characters, the prefix included: Base45 makes 3 of 2 bytes. */
export const MAX_CERTIFICATE_BYTES = 740

/** The capacity of the largest code that exists, version 40 (ISO/IEC 18004), in characters. */
export const MAX_QR_TEXT = 4296

export const MAX_ATTACHMENTS = 20
export const MAX_ATTACHMENT_BYTES = 10_485_760
export const MAX_ATTACHMENT_NAME = 100

/** Clocks of two offices may differ by this many seconds before a signature is from the future. */
export const CLOCK_SKEW_SECONDS = 300
