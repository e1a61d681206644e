/** The database cannot be reached, or went away in the middle: nothing was written in part, try again later. */
export class StorageUnavailable extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'StorageUnavailable';
  }
}

/** Writers got in each other's way too often; nothing was written, try again. */
export class StorageConflict extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'StorageConflict';
  }
}

/** A text holds what PostgreSQL cannot keep as text (the character NUL in an id, a name, a key). Documents may hold it. */
export class StorageRejected extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'StorageRejected';
  }
}

/** A query asks for what cannot be asked: an unknown column, an operator that the column lacks. The message is for the caller. */
export class StorageQueryProblem extends Error {
  /** The option at fault with its dollar, in lower case; undefined for what is no text of the caller's, as a continuation token. */
  readonly option: string | undefined;
  /** In characters from the beginning of the option. */
  readonly position: number | undefined;
  constructor(message: string, place?: { readonly option: string; readonly position: number }) {
    super(message);
    this.name = 'StorageQueryProblem';
    this.option = place?.option;
    this.position = place?.position;
  }
}

/** Another process owns the data folder. */
export class StorageInUse extends Error {
  readonly folder: string;
  /** Of the owner; undefined when it could not be learnt. */
  readonly pid: number | undefined;
  constructor(folder: string, pid: number | undefined) {
    super(
      `The data folder ${folder} is in use by another Sluice${pid === undefined ? '' : ` (process ${pid})`}. ` +
        'Stop that one, or choose another folder with --data DIR.',
    );
    this.name = 'StorageInUse';
    this.folder = folder;
    this.pid = pid;
  }
}

/** Storage cannot start as things are; the message says what is wrong and what to do. For the operator. */
export class StorageSetupProblem extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'StorageSetupProblem';
  }
}
