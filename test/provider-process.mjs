import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import Provider from 'oidc-provider'

/**
 * An identity provider such as a ministry has, as a program of its own: anybody signs in under any name, and says
 * how he proved it. Its arguments are the client's id and secret, and where it may send the browser back to.
 */
const [clientId = '', clientSecret = '', redirectUri = ''] = process.argv.slice(2)
const ACR = 'urn:mines.example:two-factors'

const server = createServer()
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://localhost:${server.address().port}`
  const configuration = {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    pkce: { required: () => true },
    cookies: { keys: ['of no consequence here'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    acrValues: [ACR],
    claims: { openid: ['sub', 'amr'] },
  }
  const provider = new Provider(issuer, configuration)
  const answer = provider.callback()
  server.on('request', (request, response) => {
    const asked = request.url.startsWith('/interaction/') ? interact : answer
    void asked(request, response, provider)
  })
  process.stdout.write(`${JSON.stringify({ issuer })}\n`)
})

/** Asks for the name, then for the consent. */
async function interact(request, response, provider) {
  const { prompt, params, session } = await provider.interactionDetails(request, response)
  if (request.method === 'GET') {
    response.setHeader('content-type', 'text/html')
    response.end(`<form method="post"><input name="prompt" value="${prompt.name}"></form>`)
    return
  }
  const said = new URLSearchParams(await text(request))
  const result =
    prompt.name === 'login' ? { login: loginOf(said) } : await consent(provider, params, session)
  await provider.interactionFinished(request, response, result)
}

function loginOf(said) {
  const amr = (said.get('amr') ?? 'pwd').split(' ')
  const age = Number(said.get('age') ?? 0)
  return {
    ...{ accountId: said.get('login'), amr, ts: Math.floor(Date.now() / 1000) - age },
    ...(amr.includes('mfa') && { acr: ACR }),
  }
}

async function consent(provider, { client_id: clientId, scope }, { accountId }) {
  const grant = new provider.Grant({ accountId, clientId })
  grant.addOIDCScope(scope)
  return { consent: { grantId: await grant.save() } }
}
