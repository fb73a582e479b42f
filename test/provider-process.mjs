import { createServer } from 'node:http'
import Provider from 'oidc-provider'

/**
 * An identity provider such as a ministry has, as a program of its own: anybody signs in under any name.
 * Its arguments are the client's id and secret, and where it may send the browser back to.
 */
const [clientId = '', clientSecret = '', redirectUri = ''] = process.argv.slice(2)

const server = createServer()
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://localhost:${server.address().port}`
  const configuration = {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    pkce: { required: () => true },
    cookies: { keys: ['of no consequence here'] },
  }
  const provider = new Provider(issuer, configuration)
  const answer = provider.callback()
  server.on('request', (request, response) => void answer(request, response))
  process.stdout.write(`${JSON.stringify({ issuer })}\n`)
})
