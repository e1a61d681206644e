import type { World } from '../server/harness.ts';

const COMPONENT = 'Microsoft.MachineLearningServices.v2.Data/workspaces/deployments';

/** A definition with a parameter for each editor of the wizard, and the id of it at the production subscription. */
export async function putEveryEditor({ as, production }: Pick<World, 'as' | 'production'>): Promise<string> {
  const id = `${production}/providers/Microsoft.Authorization/policyDefinitions/every-editor`;
  const { status, body } = await as.owner('PUT', id, {
    apiVersion: '2026-06-01',
    body: {
      properties: {
        displayName: 'Every editor',
        description: 'Has a parameter of each kind.',
        mode: 'Microsoft.MachineLearningServices.v2.Data',
        metadata: { category: 'Tests' },
        parameters: {
          effect: parameter('String', 'Effect', { allowedValues: ['Deny', 'Audit', 'Disabled'] }),
          stages: parameter('Array', 'Stages', { allowedValues: ['dev', 'test', 'prod'] }),
          flag: parameter('Boolean', 'Flag'),
          count: parameter('Integer', 'Count'),
          ratio: parameter('Float', 'Ratio'),
          moment: parameter('DateTime', 'Moment'),
          note: parameter('String', 'Note'),
          registry: parameter('String', 'Registry'),
          registries: parameter('Array', 'Registries'),
          assetIds: parameter('Array', 'Asset ids'),
          models: parameter('Array', 'Models'),
          words: parameter('Array', 'Words'),
          settings: parameter('Object', 'Settings'),
          place: parameter('String', 'Place', { strongType: 'location' }),
          quiet: { ...parameter('String', 'Quiet'), defaultValue: 'as it is' },
        },
        policyRule: {
          if: {
            allOf: [
              { field: 'type', equals: COMPONENT },
              {
                anyOf: [
                  { field: `${COMPONENT}/model.registryName`, equals: "[parameters('registry')]" },
                  { field: `${COMPONENT}/model.registryName`, in: "[parameters('registries')]" },
                  { field: `${COMPONENT}/model.assetId`, in: "[parameters('assetIds')]" },
                  {
                    count: {
                      value: "[parameters('models')]",
                      name: 'listed',
                      where: { field: `${COMPONENT}/model.name`, like: "[current('listed').name]" },
                    },
                    greater: 0,
                  },
                ],
              },
            ],
          },
          then: { effect: "[parameters('effect')]" },
        },
      },
    },
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return id;
}

function parameter(
  type: string,
  displayName: string,
  { strongType, ...more }: { readonly strongType?: string; readonly allowedValues?: readonly string[] } = {},
) {
  const metadata = { displayName, description: `Says ${displayName.toLowerCase()}.` };
  return { type, metadata: strongType === undefined ? metadata : { ...metadata, strongType }, ...more };
}
