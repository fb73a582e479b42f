import { useState } from 'react'
import { Dropzone } from '../../ui/dropzone.tsx'
import { proofIn } from './read-file.ts'
import { useVerifierSay } from './say.ts'

/** Where a certificate is newer than the lists: the proof that its sender may have handed over. */
export function ProofPanel({ onProof }: { readonly onProof: (proof: Uint8Array) => void }) {
  const say = useVerifierSay()
  const [isNone, setIsNone] = useState(false)
  return (
    <div>
      <Dropzone
        label={say('proofAdd')}
        hint={say('proofHint')}
        accept=".tlog-proof,text/plain"
        onFiles={async ([file]) => {
          const proof = file === undefined ? null : await proofIn(file)
          setIsNone(proof === null)
          if (proof !== null) onProof(proof)
        }}
      />
      {isNone ? (
        <p className="note note-plain" role="alert">
          {say('proofNone')}
        </p>
      ) : null}
    </div>
  )
}
