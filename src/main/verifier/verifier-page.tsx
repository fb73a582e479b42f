import { useEffect } from 'react'
import { Icon } from '../../ui/icons.tsx'
import { LanguageSelect } from '../../ui/language-select.tsx'
import { useUiSay } from '../../ui/say.ts'
import { useVerifierSay } from './say.ts'
import { Verifying } from './verifying.tsx'

/** The public verifier: no account, no line, one place to scan. */
export function VerifierPage() {
  const say = useVerifierSay()
  const sayUi = useUiSay()
  const title = say('title')
  useEffect(() => {
    document.title = `${title} · OpenKP`
  }, [title])
  // Plain http on a foreign name has neither cryptography nor a camera.
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle
  return (
    <>
      <a className="skip" href="#main">
        {sayUi('skip')}
      </a>
      <header className="top">
        <div className="top-inner verifier-inner">
          <a className="brand" href="/">
            <Icon shape="stone" />
            OpenKP
          </a>
          <div className="top-end">
            <LanguageSelect />
          </div>
        </div>
      </header>
      <main className="main verifier-inner" id="main" tabIndex={-1}>
        {subtle === undefined ? (
          <>
            <h1>{title}</h1>
            <p className="note">{say('insecure')}</p>
          </>
        ) : (
          <Verifying subtle={subtle} />
        )}
      </main>
    </>
  )
}
