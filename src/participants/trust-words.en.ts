import type { BundleRefusal } from './bundle.ts'
import type { TrustRefusal } from './trust.ts'

export const en = {
  BUNDLE_TOO_LONG:
    'This file is larger than 4 MB, so it is not a trust bundle. Choose the bundle that your authority gave you.',
  BUNDLE_MALFORMED:
    'This file is not a trust bundle, or it was damaged on the way ({cause}). Fetch the bundle again.',
  BUNDLE_VERSION:
    'This trust bundle was written by a newer version of the software. Install the newer version.',
  BUNDLE_TOO_MANY_PARTS:
    'This trust bundle has more than 1,024 parts, which no scheme needs. Fetch the bundle again from your authority.',
  BUNDLE_PATH:
    'A part of this trust bundle has a name that is not allowed. Fetch the bundle again from your authority.',
  BUNDLE_ROOTS:
    'This trust bundle has no root, or more than 64. Fetch the bundle again from your authority.',
  TRUST_MALFORMED:
    'The trust list cannot be read: {path} is not as it should be ({cause}). Fetch the bundle again.',
  TRUST_PART_MISSING: 'The trust list is not complete: {path} is missing. Fetch the bundle again.',
  TRUST_SIGNATURES:
    'The trust list is not genuine: {path} is not signed by enough of the keys that must sign it. Do not use it, and tell your authority where it came from.',
  TRUST_ROOT_CHAIN:
    'The roots of the trust list do not follow from each other: version {version} is not signed by the one before, or is not the one known here. Do not use it, and tell your authority where it came from.',
  TRUST_ROOT_EXPIRED:
    'The root of the trust list expired on {expired}. Fetch a newer bundle from your authority.',
  TRUST_ROLLED_BACK:
    'This trust list is older than one that was used here before ({path}). Use the newer one.',
  TRUST_MIXED:
    'The trust list is put together from parts of different lists, or was changed: {path} does not belong. Fetch the bundle again.',
  TRUST_DELEGATION:
    'The trust list gives somebody a say over keys that are not its own ({path}). Do not use it, and tell your authority where it came from.',
  TRUST_DELEGATION_CHANGED:
    'The trust list names other keys for {party} than the list that was used here before, and does not show that {party} agreed or that everybody was told seven days before. Do not use it. Ask the authority of {party} by a way that you know.',
  TRUST_CHANGE_UNPROVEN:
    'The trust list names new keys for {party}, but {party} did not agree and the seven days of notice are not shown. Do not use it, and tell your authority where it came from.',
  TRUST_KEYS: 'The keys in {path} cannot be read ({cause}). Tell your authority.',
  TRUST_KEY_SHARED:
    'The trust list names one key twice: for {use} and for {other}. Do not use it, and tell your authority.',
  TRUST_COMPROMISE_UNDONE:
    'The trust list takes back what {party} said before of its compromised key {key}. That is never done. Do not use it, and tell your authority.',
  TRUST_REGISTRY:
    'The list of Participants in the trust list is not usable ({cause}). Tell your authority.',
} as const satisfies Record<BundleRefusal | TrustRefusal, string>
