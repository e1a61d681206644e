import { models as words } from '#strings/models';
import type { CatalogModel } from '../../../lib/models/catalog-model.ts';
import { getModels, type ModelQuery } from '../../../lib/models/model-query.ts';
import { saveCsv } from '../../../lib/save-csv.ts';

const { columns } = words;
const MOST_A_PAGE = 1_000;

/** Saves all models that a query finds as CSV, however many pages they are. */
export async function exportModels(query: Omit<ModelQuery, 'top'>): Promise<void> {
  const models: CatalogModel[] = [];
  let next: string | undefined;
  do {
    const page = await getModels({ ...query, top: MOST_A_PAGE }, next);
    models.push(...page.models);
    next = page.next;
  } while (next !== undefined);
  saveCsv<CatalogModel>(
    'models',
    [
      { header: columns.name, value: ({ displayName }) => displayName },
      { header: columns.registry, value: ({ registry }) => registry },
      { header: words.versionHeader, value: ({ version }) => version },
      { header: columns.publisher, value: ({ publisher }) => publisher },
      { header: columns.task, value: ({ task }) => task },
      { header: columns.licence, value: ({ licence }) => licence },
      { header: words.sizeInBytes, value: ({ sizeBytes }) => sizeBytes },
      { header: columns.deployments, value: ({ deployments }) => deployments },
      { header: words.assetId, value: ({ assetId }) => assetId },
      ...(query.workspace === undefined
        ? []
        : [
            { header: columns.verdict, value: ({ answer }: CatalogModel) => answer?.verdict },
            {
              header: words.reason,
              value: ({ answer }: CatalogModel) =>
                answer?.refusals
                  .map(({ assignmentName, reason }) => `${assignmentName}: ${reason}`)
                  .join('\n'),
            },
          ]),
    ],
    models,
  );
}
