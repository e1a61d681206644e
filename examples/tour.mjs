// The tour of the README, with Microsoft's own packages: assign the policy, see a deployment refused, lift it again.
//
//   NODE_EXTRA_CA_CERTS=<data>/tls/ca.crt node examples/tour.mjs <data>/demo.json
import { readFileSync } from 'node:fs';
import { AzureMachineLearningWorkspaces } from '@azure/arm-machinelearning';
import { PolicyClient } from '@azure/arm-policy';
import { ClientSecretCredential } from '@azure/identity';

const demo = JSON.parse(readFileSync(process.argv[2] ?? '.sluice/demo.json', 'utf8'));
const subscription = demo.subscriptionIds.production;
const scope = `/subscriptions/${subscription}`;

/** Where the tokens come from, and that nobody on the internet is asked about it. */
const as = ({ clientId, clientSecret }) =>
  new ClientSecretCredential(demo.tenantId, clientId, clientSecret, {
    authorityHost: demo.authority,
    disableInstanceDiscovery: true,
  });
const policy = new PolicyClient(as(demo.principals.policyContributor), subscription, {
  endpoint: demo.endpoint,
});
const ml = new AzureMachineLearningWorkspaces(as(demo.principals.mlEngineer), subscription, {
  endpoint: demo.endpoint,
});

console.log('The policy contributor allows one registry on the production subscription ...');
await policy.policyAssignments.create(scope, 'only-azureml', {
  displayName: 'Only the azureml registry',
  policyDefinitionId:
    '/providers/Microsoft.Authorization/policyDefinitions/19539b54-c61e-4196-9a38-67598701be90',
  parameters: { allowedRegistryName: { value: 'azureml' }, effect: { value: 'Deny' } },
  nonComplianceMessages: [{ message: 'Production runs models of the azureml registry only.' }],
});

await deploy('azureml://registries/azureml/models/Phi-4/versions/8');
await deploy('azureml://registries/HuggingFace/models/tiiuae-falcon-7b-instruct/versions/5');

console.log('The policy contributor deletes the assignment ...');
await policy.policyAssignments.delete(scope, 'only-azureml');

await deploy('azureml://registries/HuggingFace/models/tiiuae-falcon-7b-instruct/versions/5');

async function deploy(model) {
  console.log(`The ML engineer deploys ${model} ...`);
  try {
    await ml.onlineDeployments.beginCreateOrUpdateAndWait('rg-chat', 'ws-chat', 'code-assistant', 'tour', {
      location: 'westeurope',
      sku: { name: 'Default', capacity: 1 },
      properties: { endpointComputeType: 'Managed', model, instanceType: 'Standard_DS3_v2' },
    });
    console.log('  stored');
  } catch (error) {
    console.log(`  ${error.statusCode} ${error.code}: ${error.message}`);
    for (const { info } of error.details?.error?.additionalInfo ?? []) {
      for (const { expression, operator, targetValue, result } of info.evaluationDetails
        .evaluatedExpressions) {
        console.log(
          `    ${result.padEnd(5)} ${expression.split('/').pop()} ${operator} ${JSON.stringify(targetValue)}`,
        );
      }
    }
  }
}
