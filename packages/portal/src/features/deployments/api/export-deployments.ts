import { deployments as words } from '#strings/deployments';
import { API } from '../../../lib/arm.ts';
import { type CsvColumn, toCsv } from '../../../lib/csv.ts';
import { type Deployment, readDeployment } from '../../../lib/models/deployment.ts';
import { getAll } from '../../../lib/pages.ts';
import { fileName, saveFile } from '../../../lib/save-file.ts';

const { columns } = words;
const CSV: readonly CsvColumn<Deployment>[] = [
  { header: columns.id, value: ({ id }) => id },
  { header: columns.kind, value: ({ kind }) => kind },
  { header: columns.model, value: ({ model }) => model.name },
  { header: columns.registry, value: ({ model }) => model.registry },
  { header: columns.assetId, value: ({ model }) => model.assetId },
  { header: columns.state, value: ({ complianceState }) => complianceState },
  { header: columns.since, value: ({ createdAt }) => createdAt },
  { header: columns.location, value: ({ location }) => location },
];

/** Saves all deployments at a scope and below as CSV. */
export async function exportDeployments(scope: string): Promise<void> {
  const all = await getAll(`${scope}/providers/Sluice.Governance/modelDeployments`, API.governance, {
    $top: '1000',
  });
  const text = toCsv(CSV, all.map(readDeployment));
  saveFile(fileName('deployments', 'csv'), new Blob([text], { type: 'text/csv' }));
}
