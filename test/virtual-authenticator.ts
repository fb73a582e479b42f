import type { Page } from 'playwright-core'

/** A telephone that keeps passkeys and is opened with a finger, by the protocol of the developer tools. */
export type VirtualAuthenticator = {
  /** Whether the finger is the owner's; with another one the browser says that nobody confirmed. */
  readonly setFinger: (isOwn: boolean) => Promise<void>
}

export async function giveAuthenticator(page: Page): Promise<VirtualAuthenticator> {
  const client = await page.context().newCDPSession(page)
  await client.send('WebAuthn.enable')
  const { authenticatorId } = await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    setFinger: async (isUserVerified) => {
      await client.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
    },
  }
}
