/** Why a program of OpenKP cannot start. Said on the terminal, never over HTTP. */
export type StartRefusal =
  | 'PLATFORM_PORT'
  | 'PLATFORM_HOST'
  | 'PLATFORM_DATA_FOLDER'
  | 'PLATFORM_DATABASE_URL'
  | 'PLATFORM_LOG_LEVEL'
  | 'PLATFORM_TLS'
  | 'PLATFORM_LISTEN'
  | OwnDatabaseRefusal
  | EmbeddedRefusal
  | MigrationRefusal
  | StartFault

/** Of the PostgreSQL that DATABASE_URL names. */
export type OwnDatabaseRefusal =
  | 'PLATFORM_DATABASE_NO_ANSWER'
  | 'PLATFORM_DATABASE_SIGN_IN'
  | 'PLATFORM_DATABASE_MISSING'
  | 'PLATFORM_DATABASE_RIGHTS'

/** What the machine or the data folder lacks. */
export type StartFault =
  | 'PLATFORM_DISK_FULL'
  | 'PLATFORM_FILE_DENIED'
  | 'PLATFORM_KEYS_LOST'
  | 'PLATFORM_SESSION_SECRET'

export type EmbeddedRefusal =
  | 'PLATFORM_DATA_FOLDER_IN_USE'
  | 'PLATFORM_DATA_FOLDER_DENIED'
  | 'PLATFORM_POSTGRES_MISSING'
  | 'PLATFORM_POSTGRES_UNRUNNABLE'
  | 'PLATFORM_POSTGRES_UNREACHABLE'
  | 'PLATFORM_POSTGRES_VERSION'
  | 'PLATFORM_POSTGRES_PASSWORD'
  | 'PLATFORM_POSTGRES_LEFT_RUNNING'
  | 'PLATFORM_POSTGRES_FAILED'
  | 'PLATFORM_DISK_FULL'

export type MigrationRefusal =
  | 'PLATFORM_MIGRATION_NAME'
  | 'PLATFORM_MIGRATION_NUMBER_TWICE'
  | 'PLATFORM_MIGRATION_CHANGED'
  | 'PLATFORM_MIGRATION_UNKNOWN'
  | 'PLATFORM_POSTGRES_TOO_OLD'

/** What the HTTP kit itself refuses, whatever the module behind it. */
export type HttpRefusal =
  | 'PLATFORM_REQUEST'
  | 'PLATFORM_JSON'
  | 'PLATFORM_BODY_TOO_LARGE'
  | 'PLATFORM_MEDIA_TYPE'
  | 'PLATFORM_NOT_FOUND'
  | 'PLATFORM_TOO_MANY_REQUESTS'
  | 'PLATFORM_CLICK_REUSED'
  | 'PLATFORM_CLICK_KEY'
  | 'PLATFORM_DATABASE_UNREACHABLE'
  | 'PLATFORM_STOPPING'
  | 'PLATFORM_FAILED'

export type PlatformRefusal = StartRefusal | HttpRefusal
