/** What became of one file. */
export type ImportOutcome =
  /** Stored now; in a dry run: would be. */
  | 'imported'
  /** Stored already, the same. */
  | 'unchanged'
  /** Not stored; `code` and `reason` say why. */
  | 'refused'
  /** The definition of this name is another file's: the first that is not of Azure Government. */
  | 'repeated'
  /** Sluice ships a definition of this id, and that one stays. */
  | 'kept';

/** One line of the report of an import. */
export type ImportEntry = {
  readonly path: string;
  readonly kind: 'definition' | 'initiative' | 'unknown';
  /** Absent where the file could not be read so far. */
  readonly id?: string;
  readonly outcome: ImportOutcome;
  readonly code?: string;
  readonly reason?: string;
  /** JSON pointer of what is wrong in the file's content. */
  readonly pointer?: string;
  /** It is stored, but nothing here judges by it; this says why. */
  readonly notEvaluated?: string;
  /** What it names and nobody knows here: it applies to nothing until somebody does. */
  readonly unknownAliases?: number;
  /** Members of an initiative that want a version which is not published, and so not here. */
  readonly missingVersions?: number;
};

/** How far an import is, whenever there is something to tell. */
export type ImportProgress = {
  readonly what: string;
  readonly done: number;
  readonly total: number;
};
