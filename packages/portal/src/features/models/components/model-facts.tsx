import { models } from '#strings/models';
import { Facts } from '../../../components/facts.tsx';
import { IdText } from '../../../components/id-text.tsx';
import { PortalLink } from '../../../components/portal-link.tsx';
import { TimeText } from '../../../components/time-text.tsx';
import { bytes } from '../../../lib/format/number.ts';
import { assetIdOf, type ModelName } from '../../../lib/models/asset-id.ts';
import type { CatalogModel } from '../../../lib/models/catalog-model.ts';
import type { ModelVersion } from '../api/model-versions.ts';

const { columns, details: words } = models;

/** What is known of a version of a model. What the registry's record does not say is not known: other versions do not speak for it. */
export function ModelFacts({
  name,
  model,
  version,
}: {
  readonly name: ModelName;
  readonly model: CatalogModel;
  /** Undefined while it is on its way. */
  readonly version: ModelVersion | undefined;
}) {
  const known = name.version === model.version ? model : version;
  const { publisher, licence, task, format, stage, sizeBytes } = known ?? {};
  return (
    <Facts
      facts={[
        [columns.publisher, publisher],
        [columns.task, task],
        [columns.licence, licence],
        [columns.size, sizeBytes === undefined ? undefined : bytes(sizeBytes)],
        [words.format, format],
        [words.stage, stage],
        [
          columns.registry,
          <PortalLink key="" to="/models" search={{ registry: name.registry }}>
            {name.registry}
          </PortalLink>,
        ],
        [words.version, words.versionWords(name.version ?? model.version, name.version === model.version)],
        [
          words.created,
          version?.createdAt === undefined ? undefined : <TimeText key="" at={version.createdAt} />,
        ],
        [models.assetId, <IdText key="" id={assetIdOf(name)} label={models.assetId} most={120} />],
      ]}
    />
  );
}
