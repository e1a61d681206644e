import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DecisionFile } from '../../packages/cli/src/decisions/decision-case.ts';
import { readDecisionFile } from '../../packages/cli/src/decisions/decision-file.ts';

const FOLDER = join(import.meta.dirname, '../../conformance/decisions');

/** Every file of conformance/decisions, by its name. */
export const DECISION_FILES: readonly (readonly [string, DecisionFile])[] = readdirSync(FOLDER).map(name => [
  name,
  readDecisionFile(join(FOLDER, name)),
]);
