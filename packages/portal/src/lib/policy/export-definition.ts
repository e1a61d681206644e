import type { JsonObject } from '@sluice/arm/protocol';
import { saveFile } from '../save-file.ts';
import type { Definition } from './use-definition.ts';

/** Saves a definition or an initiative as Azure publishes them and `sluice test` reads them: its name, and its properties as it was written. */
export function exportDefinition({ name, properties }: Definition): void {
  const { versions: _, notEvaluated: __, ...own } = properties;
  const document: JsonObject = { name, properties: own };
  saveFile(
    `${name}.json`,
    new Blob([`${JSON.stringify(document, null, 2)}\n`], { type: 'application/json' }),
  );
}
