import type { CardRefusal, CardTokenRefusal } from './card-refusals.ts'

export const en = {
  PARTICIPANTS_CARD_TOO_LARGE:
    'The file with the signature of the card is larger than {max} bytes. Choose the .p7s file, without what it signs.',
  PARTICIPANTS_CARD_FORM:
    'This is no signature of a card: it has to be CMS signed data (RFC 5652), DER or PEM. Choose the .p7s file.',
  PARTICIPANTS_CARD_TRAILING:
    'More bytes follow the signature of the card. Sign once more and choose that file as it was written.',
  PARTICIPANTS_CARD_NOT_DETACHED:
    'The signature of the card holds what it signs. Sign detached, so that the file holds the signature alone.',
  PARTICIPANTS_CARD_SIGNERS:
    'The file holds {count} signatures, and has to hold the one of this officer’s card. Sign once more, into a new file.',
  PARTICIPANTS_CARD_ATTRIBUTES:
    'The signature of the card does not say what it signs and when: content type, message digest and signing time are missing or stand there twice. Sign with signed attributes.',
  PARTICIPANTS_CARD_DIGEST:
    'The card signed another file. Fetch the file to sign again, sign exactly these bytes, and choose the new signature.',
  PARTICIPANTS_CARD_TIME:
    'The signature of the card says that it was made on {signedAt}. Check the clock of the computer that signs, and sign once more.',
  PARTICIPANTS_CARD_ALGORITHM:
    'The profile does not allow this kind of signature or key ({found}). Use a card and settings that it allows.',
  PARTICIPANTS_CARD_SIGNATURE:
    'The signature of the card does not fit its certificate, or was changed. Sign once more.',
  PARTICIPANTS_CARD_CERTIFICATE:
    'The certificate of the card is missing or cannot be read. Include it in the signature.',
  PARTICIPANTS_CARD_USAGE:
    'The certificate of the card is not made for signing documents. Use the one for signatures, not the one for signing in.',
  PARTICIPANTS_CARD_EXPIRED:
    'The certificate {subject} is valid from {from} to {until} only. A new card is needed.',
  PARTICIPANTS_CARD_AUTHORITY:
    'None of the authorities in the profile stands for the certificate {subject}. Use the card that your law names, and include the certificates between it and its authority.',
  PARTICIPANTS_CARD_REVOKED:
    'The card of {subject} was revoked by its authority on {since}. Use another card, and have this one ended.',
  PARTICIPANTS_CARD_LIST_MISSING:
    'The profile asks for the list of revoked cards of {issuer}, and there is none here. Ask whoever runs the node to fetch it.',
  PARTICIPANTS_CARD_LIST_STALE:
    'The list of revoked cards of {issuer} was good until {until}, and the profile asks for a newer one. Ask whoever runs the node to fetch it.',
} as const satisfies Record<CardRefusal, string>

export const tokenEn = {
  PARTICIPANTS_CARD_KEY:
    'The card has no key of the label {label} with a certificate of the same identifier, or one of a kind that is not known here (ECDSA P-256, P-384 or RSA). Look at it with “pkcs11-tool --list-objects”.',
  PARTICIPANTS_CARD_TOKENS:
    'Several cards or devices are there ({labels}). Name the one with --token: a PIN is never tried at another.',
} as const satisfies Record<CardTokenRefusal, string>
