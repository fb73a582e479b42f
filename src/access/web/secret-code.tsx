import { QrCode } from '../../ui/qr-code.tsx'
import { useAccessSay } from './say.ts'

/** The secret for an authenticator application: to scan, or to type where there is no camera. */
export function SecretCode({ uri }: { readonly uri: string }) {
  const say = useAccessSay()
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  return (
    <div className="secret-code">
      <QrCode text={uri} label={say('secretCode')} />
      <div className="stack stack-tight">
        <p>{say('scanIt')}</p>
        <p className="soft small">{say('orType')}</p>
        <p className="code">{secret.match(/.{1,4}/g)?.join(' ')}</p>
      </div>
    </div>
  )
}
