import type { Vocabulary } from '@sluice/language';
import type { ProgramCache } from './programs.ts';

/** What binding needs besides the records. */
export type Binder = { readonly programs: ProgramCache; readonly vocabulary: Vocabulary };
