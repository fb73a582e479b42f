import type { BundleRefusal } from './bundle.ts'
import type { TrustRefusal } from './trust.ts'

export const fr = {
  BUNDLE_TOO_LONG:
    'Ce fichier dépasse 4 Mo : ce n’est pas un lot de confiance. Choisissez celui que votre autorité vous a remis.',
  BUNDLE_MALFORMED:
    'Ce fichier n’est pas un lot de confiance, ou il a été endommagé en route ({cause}). Téléchargez-le de nouveau.',
  BUNDLE_VERSION:
    'Ce lot de confiance a été écrit par une version plus récente du logiciel. Installez cette version.',
  BUNDLE_TOO_MANY_PARTS:
    'Ce lot de confiance compte plus de 1 024 parties, ce dont aucun système n’a besoin. Demandez-le de nouveau à votre autorité.',
  BUNDLE_PATH:
    'Une partie de ce lot de confiance porte un nom interdit. Demandez-le de nouveau à votre autorité.',
  BUNDLE_ROOTS:
    'Ce lot de confiance n’a aucune racine, ou en a plus de 64. Demandez-le de nouveau à votre autorité.',
  TRUST_MALFORMED:
    'La liste de confiance est illisible : {path} n’est pas conforme ({cause}). Téléchargez de nouveau le lot.',
  TRUST_PART_MISSING:
    'La liste de confiance est incomplète : {path} manque. Téléchargez de nouveau le lot.',
  TRUST_SIGNATURES:
    'La liste de confiance n’est pas authentique : {path} n’est pas signé par assez des clés requises. Ne l’utilisez pas et signalez sa provenance à votre autorité.',
  TRUST_ROOT_CHAIN:
    'Les racines de la liste de confiance ne se suivent pas : la version {version} n’est pas signée par la précédente, ou n’est pas celle connue ici. Ne l’utilisez pas et signalez sa provenance à votre autorité.',
  TRUST_ROOT_EXPIRED:
    'La racine de la liste de confiance a expiré le {expired}. Demandez un lot plus récent à votre autorité.',
  TRUST_ROLLED_BACK:
    'Cette liste de confiance est plus ancienne qu’une liste déjà utilisée ici ({path}). Utilisez la plus récente.',
  TRUST_MIXED:
    'La liste de confiance réunit des parties de listes différentes, ou a été modifiée : {path} n’en fait pas partie. Téléchargez de nouveau le lot.',
  TRUST_DELEGATION:
    'La liste de confiance donne à quelqu’un un droit sur des clés qui ne sont pas les siennes ({path}). Ne l’utilisez pas et signalez sa provenance à votre autorité.',
  TRUST_DELEGATION_CHANGED:
    'La liste de confiance nomme pour {party} d’autres clés que la liste utilisée ici auparavant, sans montrer que {party} y a consenti ni que tous ont été prévenus sept jours avant. Ne l’utilisez pas. Interrogez l’autorité de {party} par une voie que vous connaissez.',
  TRUST_CHANGE_UNPROVEN:
    'La liste de confiance nomme de nouvelles clés pour {party}, mais {party} n’y a pas consenti et le préavis de sept jours n’est pas montré. Ne l’utilisez pas et signalez sa provenance à votre autorité.',
  TRUST_KEYS: 'Les clés de {path} sont illisibles ({cause}). Prévenez votre autorité.',
  TRUST_KEY_SHARED:
    'La liste de confiance nomme deux fois la même clé : pour {use} et pour {other}. Ne l’utilisez pas et prévenez votre autorité.',
  TRUST_COMPROMISE_UNDONE:
    'La liste de confiance reprend ce que {party} avait dit de sa clé compromise {key}. Cela ne se fait jamais. Ne l’utilisez pas et prévenez votre autorité.',
  TRUST_REGISTRY:
    'La liste des Participants contenue dans la liste de confiance est inutilisable ({cause}). Prévenez votre autorité.',
} as const satisfies Record<BundleRefusal | TrustRefusal, string>
