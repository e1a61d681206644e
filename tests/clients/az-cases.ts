/** A command, and what whoever typed it must see. `<production>` and the like stand for what differs from run to run. */
export type AzCase = {
  readonly command: string;
} & (
  | { /** A part of the JSON that is printed; undefined: nothing is printed. */ readonly shows: unknown }
  /** A part of the error that is printed: the refusal is right. */
  | { readonly says: string /** az tells of it with a traceback of its own. */; readonly traceback?: true }
  /** A part of the error that is printed: there is no such thing here. */
  | { readonly unserved: string }
);

const NOTHING = undefined;
const ML = 'Microsoft.MachineLearningServices';
const RG = '/subscriptions/<production>/resourceGroups/rg-az';
const ASSIGNMENTS = `${RG}/providers/Microsoft.Authorization/policyAssignments`;
const WORKSPACE = `--resource-type ${ML}/workspaces`;

/** In the order in which they are typed: what one makes, the next ones use. */
export const AZ_CASES: Readonly<Record<string, readonly AzCase[]>> = {
  account: [
    { command: 'account set -s <production>', shows: NOTHING },
    {
      command: 'account show',
      shows: {
        id: '<production>',
        tenantId: '<tenant>',
        state: 'Enabled',
        user: { type: 'servicePrincipal' },
      },
    },
    { command: 'account list --query "sort([].name)"', shows: ['Production', 'Sandbox'] },
    { command: `account list-locations --query "[?name=='westeurope'].displayName"`, shows: ['West Europe'] },
    { command: 'account get-access-token --query tokenType', shows: 'Bearer' },
    {
      command: 'account get-access-token --resource https://management.azure.com --query tokenType',
      shows: 'Bearer',
    },
    { command: 'account get-access-token --resource https://elsewhere.example', says: 'AADSTS500011' },
    {
      command: 'account management-group list --no-register --query "sort([].displayName)"',
      shows: ['Production', 'Sandbox', 'Tenant Root Group'],
    },
    {
      command: 'account management-group create -n mg-az --no-register --display-name "Az group"',
      shows: { name: 'mg-az', displayName: 'Az group' },
    },
    {
      command: 'account management-group show -n mg-az',
      shows: { details: { parent: { name: '<tenant>' } } },
    },
    {
      command: 'account management-group update -n mg-az --display-name "Az group 2"',
      shows: { displayName: 'Az group 2' },
    },
    {
      command: 'account management-group subscription add -n mg-az -s <sandbox>',
      shows: { displayName: 'Sandbox' },
    },
    {
      command: 'account management-group subscription show -n mg-az -s <sandbox>',
      shows: { state: 'Active' },
    },
    { command: 'account management-group subscription remove -n mg-az -s <sandbox>', shows: NOTHING },
    {
      command: `account management-group entities list --query "[?type=='Microsoft.Management/managementGroups'] | sort([].displayName)"`,
      shows: ['Az group 2', 'Production', 'Sandbox', 'Tenant Root Group'],
    },
    { command: 'account management-group hierarchy-settings list -n mg-az', unserved: 'InvalidResourceType' },
    { command: 'account management-group tenant-backfill get', unserved: 'InvalidResourceType' },
    { command: 'account management-group delete -n mg-az --no-register', shows: NOTHING },
  ],
  group: [
    {
      command: 'group create -n rg-az -l westeurope --tags a=b',
      shows: {
        id: RG,
        location: 'westeurope',
        tags: { a: 'b' },
        properties: { provisioningState: 'Succeeded' },
      },
    },
    { command: 'group show -n rg-az', shows: { name: 'rg-az', type: 'Microsoft.Resources/resourceGroups' } },
    { command: 'group show -n rg-none', says: '(ResourceGroupNotFound)' },
    { command: 'group exists -n rg-az', shows: true },
    { command: 'group exists -n rg-none', shows: false },
    { command: 'group list --query "[].name"', shows: ['rg-az', 'rg-chat', 'rg-documents', 'rg-models'] },
    { command: 'group list --tag a=b --query "[].name"', shows: ['rg-az'] },
    { command: 'group update -n rg-az --tags c=d', shows: { tags: { c: 'd' } } },
    { command: 'group wait -n rg-az --exists', shows: NOTHING },
    { command: 'group lock list -g rg-az', shows: [] },
    { command: 'group lock show -n l -g rg-az', unserved: 'NotFound' },
    { command: 'group lock create -n l -t CanNotDelete -g rg-az', unserved: 'FeatureNotSupported' },
    { command: 'group export -n rg-az', unserved: 'InvalidResourceType' },
  ],
  'policy definition': [
    {
      command:
        'policy definition create -n only-west --display-name "Only west" --rules rule.json --params params.json --mode All --metadata category=Test',
      shows: { name: 'only-west', policyType: 'Custom', metadata: { category: 'Test' } },
    },
    {
      command: 'policy definition show -n only-west',
      shows: { displayName: 'Only west', policyRule: { then: { effect: 'deny' } } },
    },
    {
      command: 'policy definition show -n 19539b54-c61e-4196-9a38-67598701be90',
      shows: { policyType: 'BuiltIn' },
    },
    { command: 'policy definition show -n none', says: '(PolicyDefinitionNotFound)' },
    {
      command: 'policy definition update -n only-west --description changed',
      shows: { description: 'changed', displayName: 'Only west' },
    },
    { command: `policy definition list --query "[?policyType=='BuiltIn'] | length(@)"`, shows: 14 },
    {
      command: `policy definition list --filter "policyType eq 'Custom'" --query "[].name"`,
      shows: ['only-west'],
    },
    {
      command: `policy definition create -n at-root --management-group <tenant> --rules '{"if":{"field":"type","equals":"x"},"then":{"effect":"audit"}}'`,
      shows: {
        id: '/providers/Microsoft.Management/managementGroups/<tenant>/providers/Microsoft.Authorization/policyDefinitions/at-root',
      },
    },
    {
      command: 'policy definition show -n at-root --management-group <tenant> --query name',
      shows: 'at-root',
    },
    { command: 'policy definition delete -n at-root --management-group <tenant>', shows: NOTHING },
    { command: 'policy definition version list --name only-west --query "[].version"', shows: ['1.0.0'] },
    {
      command:
        'policy definition version create -n only-west --version 1.1.0 --rules rule.json --params params.json --mode All --display-name "Only west 1.1"',
      shows: { version: '1.1.0', displayName: 'Only west 1.1' },
    },
    { command: 'policy definition version show -n only-west --version 1.1.0', shows: { version: '1.1.0' } },
    {
      command: 'policy definition version update -n only-west --version 1.1.0 --display-name Later',
      unserved: 'versions are immutable',
    },
    {
      command: 'policy definition version delete -n only-west --version 1.1.0 --yes',
      says: '(PolicyDefinitionVersionInUse)',
    },
    { command: 'policy definition version delete -n only-west --version 1.0.0 --yes', shows: NOTHING },
    {
      command: `policy definition create -n wrong --rules '{"if":{"field":"type","equalz":"x"},"then":{"effect":"audit"}}'`,
      says: 'InvalidPolicyRule',
    },
    {
      command: `policy definition create -n tagged --mode Indexed --rules '{"if":{"field":"tags[team]","exists":false},"then":{"effect":"modify","details":{"roleDefinitionIds":["/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c"],"operations":[{"operation":"add","field":"tags[team]","value":"none"}]}}}'`,
      shows: { name: 'tagged' },
    },
    {
      command: `policy definition create -n reviewed --mode All --rules '{"if":{"field":"type","equals":"Microsoft.Resources/subscriptions/resourceGroups"},"then":{"effect":"manual","details":{"defaultState":"Unknown"}}}'`,
      shows: { name: 'reviewed' },
    },
  ],
  'policy set-definition': [
    {
      command: `policy set-definition create -n az-set --definitions '[{"policyDefinitionId":"/subscriptions/<production>/providers/Microsoft.Authorization/policyDefinitions/only-west","groupNames":["g1"],"parameters":{"allowed":{"value":"[parameters('"'"'allowed'"'"')]"}}}]' --params params.json --definition-groups '[{"name":"g1","displayName":"G","additionalMetadataId":"/providers/Microsoft.PolicyInsights/policyMetadata/house-1"}]'`,
      shows: { name: 'az-set', policyDefinitions: [{ groupNames: ['g1'] }] },
    },
    {
      command: 'policy set-definition show -n az-set',
      shows: { policyType: 'Custom', policyDefinitionGroups: [{ name: 'g1' }] },
    },
    {
      command: 'policy set-definition update -n az-set --display-name "New name"',
      shows: { displayName: 'New name' },
    },
    { command: `policy set-definition list --query "[?policyType=='Custom'].name"`, shows: ['az-set'] },
    { command: 'policy set-definition version list --name az-set --query "[].version"', shows: ['1.0.0'] },
    {
      command: `policy set-definition version create -n az-set --version 1.1.0 --definitions '[{"policyDefinitionId":"/subscriptions/<production>/providers/Microsoft.Authorization/policyDefinitions/only-west","groupNames":["g1"],"parameters":{"allowed":{"value":"[parameters('"'"'allowed'"'"')]"}}}]' --params params.json --definition-groups '[{"name":"g1","additionalMetadataId":"/providers/Microsoft.PolicyInsights/policyMetadata/house-1"}]'`,
      shows: { version: '1.1.0' },
    },
    { command: 'policy set-definition version show -n az-set --version 1.1.0', shows: { version: '1.1.0' } },
    {
      command: 'policy set-definition version update -n az-set --version 1.1.0 --display-name Later',
      unserved: 'versions are immutable',
    },
    { command: 'policy set-definition version delete -n az-set --version 1.0.0 --yes', shows: NOTHING },
    { command: 'policy set-definition show -n none', says: '(PolicySetDefinitionNotFound)' },
  ],
  'policy assignment': [
    {
      command: `policy assignment create -n west --policy only-west -g rg-az -p '{"allowed":{"value":["westeurope"]}}' --display-name West --mi-system-assigned --location westeurope`,
      shows: {
        name: 'west',
        enforcementMode: 'Default',
        identity: { type: 'SystemAssigned', tenantId: '<tenant>' },
      },
    },
    { command: 'policy assignment show -n west -g rg-az', shows: { id: `${ASSIGNMENTS}/west`, scope: RG } },
    { command: 'policy assignment show -n none -g rg-az', says: '(PolicyAssignmentNotFound)' },
    { command: 'policy assignment list -g rg-az --query "[].name"', shows: ['west'] },
    {
      command: 'policy assignment list -g rg-az --disable-scope-strict-match --query "[].name"',
      shows: ['west'],
    },
    {
      command:
        'policy assignment update -n west -g rg-az --display-name "West 2" --enforcement-mode DoNotEnforce',
      shows: { displayName: 'West 2', enforcementMode: 'DoNotEnforce' },
    },
    {
      command: 'policy assignment update -n west -g rg-az --enforcement-mode Default',
      shows: { enforcementMode: 'Default' },
    },
    {
      command: 'policy assignment non-compliance-message create -n west -g rg-az -m "Only west"',
      shows: { message: 'Only west' },
    },
    {
      command: 'policy assignment non-compliance-message list -n west -g rg-az',
      shows: [{ message: 'Only west' }],
    },
    {
      command: 'policy assignment non-compliance-message show -n west -g rg-az -m "Only west"',
      shows: { message: 'Only west' },
    },
    {
      command:
        'policy assignment non-compliance-message update -n west -g rg-az -m "Only west" --set message="Only west"',
      shows: { message: 'Only west' },
    },
    {
      command: 'policy assignment identity show -n west -g rg-az',
      shows: { type: 'SystemAssigned', tenantId: '<tenant>' },
    },
    { command: 'policy assignment identity remove -n west -g rg-az', shows: { type: 'None' } },
    {
      command: 'policy assignment identity assign -n west -g rg-az --system-assigned',
      shows: { type: 'SystemAssigned' },
    },
    {
      command: `policy assignment create -n west-set --policy-set-definition az-set -g rg-az -p '{"allowed":{"value":["westeurope"]}}' --not-scopes ${RG}/providers/${ML}/workspaces/free`,
      shows: { notScopes: [`${RG}/providers/${ML}/workspaces/free`] },
    },
    {
      command: `policy assignment create -n bad --policy only-west -g rg-az -p '{"allowed":{"value":"westeurope"}}'`,
      says: 'InvalidPolicyParameters',
    },
    {
      command: `resource create -g rg-az -n refused ${WORKSPACE} -l northeurope --properties '{}'`,
      says: "(RequestDisallowedByPolicy) Resource 'refused' was disallowed by policy. Reasons: 'Only west'",
    },
    {
      command: 'policy assignment non-compliance-message delete -n west -g rg-az -m "Only west"',
      shows: NOTHING,
    },
    {
      command: `resource create -g rg-az -n untagged ${WORKSPACE} -l westeurope --properties '{}'`,
      shows: { name: 'untagged' },
    },
    {
      command:
        'policy assignment create -n team --policy tagged -g rg-az --mi-system-assigned --location westeurope --role "Contributor" --identity-scope <rg>',
      shows: { name: 'team' },
    },
    { command: 'policy assignment create -n review --policy reviewed -g rg-az', shows: { name: 'review' } },
  ],
  'policy exemption': [
    {
      command: `policy exemption create -n ex -a ${ASSIGNMENTS}/west -e Waiver -g rg-az --expires-on 2099-01-01T00:00:00Z --display-name Ex`,
      shows: { exemptionCategory: 'Waiver', displayName: 'Ex' },
    },
    { command: 'policy exemption show -n ex -g rg-az', shows: { policyAssignmentId: `${ASSIGNMENTS}/west` } },
    { command: 'policy exemption show -n none -g rg-az', says: '(PolicyExemptionNotFound)' },
    { command: 'policy exemption list -g rg-az --query "[].name"', shows: ['ex'] },
    { command: 'policy exemption list --disable-scope-strict-match --query "[].name"', shows: ['ex'] },
    {
      command: 'policy exemption update -n ex -g rg-az --exemption-category Mitigated',
      shows: { exemptionCategory: 'Mitigated' },
    },
    { command: 'policy exemption delete -n ex -g rg-az', shows: NOTHING },
  ],
  'policy enrollment': [
    {
      command: `policy enrollment create -n en -g rg-az --policy-assignment ${ASSIGNMENTS}/west`,
      shows: { name: 'en', policyAssignmentId: `${ASSIGNMENTS}/west` },
    },
    { command: 'policy enrollment show -n en -g rg-az', shows: { name: 'en' } },
    { command: 'policy enrollment list -g rg-az --query "[].name"', shows: ['en'] },
    { command: 'policy enrollment update -n en -g rg-az --description d', shows: { description: 'd' } },
    { command: 'policy enrollment delete -n en -g rg-az --yes', shows: NOTHING },
  ],
  'policy state': [
    { command: 'policy state trigger-scan -g rg-az', shows: NOTHING },
    {
      command: `policy state list -g rg-az --filter "complianceState eq 'NonCompliant'" --query "[].policyAssignmentName"`,
      shows: ['team'],
    },
    {
      command: `policy state list --resource ${RG}/providers/${ML}/workspaces/untagged --query "sort([].policyAssignmentName)"`,
      shows: ['team', 'west', 'west-set'],
    },
    { command: 'policy state list --all --top 1 --query "length(@)"', shows: 1 },
    {
      command: 'policy state list --policy-definition tagged --query "[].complianceState"',
      shows: ['NonCompliant'],
    },
    {
      command: 'policy state list --policy-set-definition az-set --query "[].policySetDefinitionName | [0]"',
      shows: 'az-set',
    },
    {
      command: `policy state list -g rg-az --apply 'groupby((complianceState), aggregate($count as n))' --query "[?complianceState=='NonCompliant'].n"`,
      shows: [1],
    },
    { command: 'policy state summarize -a team -g rg-az', shows: { results: { nonCompliantResources: 1 } } },
    { command: 'policy state summarize', shows: { results: { nonCompliantResources: 1 } } },
    { command: 'policy state list --filter "bogus eq 1"', says: 'InvalidFilterInQueryString' },
    { command: 'policy state trigger-scan --no-wait', shows: NOTHING },
  ],
  'policy event': [
    {
      command: `policy event list -g rg-az --filter "policyDefinitionAction eq 'deny'" --query "[0].policyAssignmentName"`,
      shows: 'west',
    },
    { command: 'policy event list --top 1 --query "length(@)"', shows: 1 },
  ],
  'policy metadata': [
    { command: 'policy metadata list --query "[].name"', shows: ['house-1'] },
    { command: 'policy metadata show --name house-1', shows: { name: 'house-1' } },
    { command: 'policy metadata show --name none', says: '(NotFound)' },
  ],
  'policy remediation': [
    {
      command: 'policy remediation create -n rem -a team -g rg-az',
      shows: { name: 'rem', policyAssignmentId: `${ASSIGNMENTS}/team` },
    },
    { command: 'policy remediation list -g rg-az --query "[].name"', shows: ['rem'] },
    {
      command: 'policy remediation show -n rem -g rg-az',
      shows: { resourceDiscoveryMode: 'ExistingNonCompliant' },
    },
    { command: 'policy remediation deployment list -n rem -g rg-az --query "length(@)"', shows: 1 },
    { command: 'policy remediation cancel -n rem -g rg-az', says: 'Remediation' },
    { command: 'policy remediation delete -n rem -g rg-az', shows: { name: 'rem' } },
    {
      command: 'policy remediation create -n rem -a west -g rg-az',
      says: '(InvalidCreateRemediationRequest)',
    },
  ],
  'policy attestation': [
    {
      command: `policy attestation create -n att -g rg-az -a ${ASSIGNMENTS}/review --compliance-state Compliant --expires-on 2099-01-01T00:00:00Z`,
      shows: { complianceState: 'Compliant' },
    },
    { command: 'policy attestation list -g rg-az --query "[].name"', shows: ['att'] },
    {
      command: 'policy attestation show -n att -g rg-az',
      shows: { policyAssignmentId: `${ASSIGNMENTS}/review` },
    },
    {
      command: 'policy attestation update -n att -g rg-az --compliance-state Compliant --comments seen',
      shows: { comments: 'seen', complianceState: 'Compliant' },
    },
    {
      command: `policy state list -g rg-az --filter "policyAssignmentName eq 'review'" --query "[].complianceState"`,
      shows: ['Compliant'],
    },
    { command: 'policy attestation delete -n att -g rg-az', shows: NOTHING },
    {
      command: `policy attestation create -n att2 -g rg-az -a ${ASSIGNMENTS}/west --compliance-state Compliant`,
      says: '(InvalidAttestation)',
    },
  ],
  monitor: [
    { command: 'monitor activity-log list --offset 1h --query "length(@) > `10`"', shows: true },
    {
      command:
        'monitor activity-log list -g rg-az --offset 1h --max-events 1 --query "[].operationName.value | length(@)"',
      shows: 1,
    },
    {
      command: `monitor activity-log list -g rg-az --status Failed --query "[?category.value=='Policy'].operationName.value | [0]"`,
      shows: 'Microsoft.Authorization/policies/deny/action',
    },
    { command: 'monitor activity-log list --caller nobody@example.com', shows: [] },
    { command: 'monitor activity-log list --correlation-id 00000000-0000-0000-0000-000000000001', shows: [] },
    {
      command: `monitor activity-log list --resource-id ${RG}/providers/${ML}/workspaces/untagged --select operationName --query "[-1].operationName.value"`,
      shows: `${ML}/workspaces/write`,
    },
    {
      command: 'monitor activity-log list --namespace Microsoft.Authorization --query "length(@) > `5`"',
      shows: true,
    },
    {
      command: 'monitor activity-log list-categories --query "[].value"',
      shows: ['Administrative', 'Policy'],
    },
  ],
  role: [
    { command: 'role definition list -n Owner --query "length(@)"', shows: 1 },
    {
      command: `role definition create --role-definition '{"Name":"Model deployer","Description":"d","Actions":["${ML}/workspaces/onlineEndpoints/*"],"NotActions":[],"AssignableScopes":["/subscriptions/<production>"]}'`,
      shows: {},
    },
    { command: 'role definition list --custom-role-only true --query "length(@)"', shows: 1 },
    {
      command: `role definition list --custom-role-only true --scope /subscriptions/<production> --query "[].properties.roleName"`,
      shows: ['Model deployer'],
    },
    {
      command:
        'role definition show --id /providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
      shows: { properties: { roleName: 'Owner' } },
    },
    { command: 'role assignment list-changelogs', shows: [] },
    { command: 'role deny-assignment list', unserved: 'InvalidResourceType' },
    {
      command: `role definition update --role-definition '{"Name":"Model deployer","Description":"e","Actions":["${ML}/workspaces/onlineEndpoints/*"],"NotActions":[],"AssignableScopes":["/subscriptions/<production>"]}'`,
      shows: {},
    },
    {
      command: `role assignment create --assignee-object-id <engineer> --assignee-principal-type ServicePrincipal --role "Model deployer" --scope ${RG}`,
      shows: { properties: { principalId: '<engineer>' } },
    },
    {
      command:
        'role assignment list -g rg-az --fill-principal-name false --query "sort([].roleDefinitionName)"',
      shows: ['Contributor', 'Model deployer'],
    },
    { command: 'role definition delete -n "Model deployer"', says: 'RoleDefinitionHasAssignments' },
    { command: 'role assignment delete --role "Model deployer" -g rg-az', shows: NOTHING },
    { command: 'role definition delete -n "Model deployer"', shows: NOTHING },
    {
      command: 'role assignment list --all --fill-principal-name false --query "length(@) > `2`"',
      shows: true,
    },
    {
      command:
        'role assignment create --assignee-object-id <engineer> --assignee-principal-type ServicePrincipal --role Nothing --scope <rg>',
      says: "Role 'Nothing' doesn't exist",
    },
    {
      command: 'role assignment create --assignee <engineerId> --role Reader --scope <rg>',
      shows: { properties: { principalId: '<engineer>', principalType: 'ServicePrincipal' } },
    },
    {
      command: 'role assignment create --assignee <user> --role Reader --scope <rg>',
      shows: { properties: { principalId: '<userObjectId>', principalType: 'User' } },
    },
    {
      command: 'role assignment create --assignee <userObjectId> --role Contributor --scope <rg>',
      shows: { properties: { principalId: '<userObjectId>', principalType: 'User' } },
    },
    {
      command:
        'role assignment list --scope <rg> --assignee <user> --query "sort_by([].{role: roleDefinitionName, who: principalName}, &role)"',
      shows: [
        { role: 'Contributor', who: '<user>' },
        { role: 'Reader', who: '<user>' },
      ],
    },
    {
      command:
        'role assignment list --all --assignee <engineerId> --query "[?scope==\'<rg>\'].{role: roleDefinitionName, who: principalName}"',
      shows: [{ role: 'Reader', who: '<engineerId>' }],
    },
    { command: 'role assignment list --all --query "length([?!principalName])"', shows: 0 },
    { command: 'role assignment delete --assignee <engineerId> --scope <rg>', shows: NOTHING },
    { command: 'role assignment delete --assignee <user> --scope <rg>', shows: NOTHING },
    { command: 'role assignment list --all --assignee <user>', shows: [] },
    {
      command: 'role assignment list --all --assignee nobody@example.org',
      says: "Cannot find user or service principal in graph database for 'nobody@example.org'",
    },
    { command: 'ad sp list --query "length([?appId==\'<engineerId>\'])"', shows: 1 },
    { command: 'ad user list --query "[].userPrincipalName"', shows: ['<user>'] },
    { command: 'ad group list', unserved: 'Microsoft Graph is not served here' },
    { command: 'ad signed-in-user show', unserved: 'Microsoft Graph is not served here' },
  ],
  deployment: [
    {
      command: 'deployment group validate -g rg-az --template-file template.json',
      shows: { properties: { provisioningState: 'Succeeded' } },
    },
    {
      command:
        'deployment group validate -g rg-az --template-file template.json --parameters region=northeurope',
      says: 'RequestDisallowedByPolicy',
    },
    {
      command: 'deployment group what-if -g rg-az --template-file template.json --no-pretty-print',
      shows: { status: 'Succeeded', changes: [{ changeType: 'Create' }, { changeType: 'Ignore' }] },
    },
    {
      command: 'deployment group create -g rg-az -n d1 --template-file template.json --parameters name=made',
      shows: { properties: { provisioningState: 'Succeeded' } },
    },
    {
      command:
        'deployment group create -g rg-az -n d2 --template-file template.json --parameters region=northeurope',
      says: 'RequestDisallowedByPolicy',
    },
    {
      // What az was told when it asked first is a denial like any other.
      command: `monitor activity-log list -g rg-az --offset 1h --query "[?operationName.value=='Microsoft.Resources/deployments/validate/action' && ends_with(resourceId, '/d2')].status.value"`,
      shows: ['Failed'],
    },
    {
      command: 'deployment group show -g rg-az -n d1 --query properties.outputs.id.value',
      shows: `${RG}/providers/${ML}/workspaces/made`,
    },
    { command: `deployment group list -g rg-az --query "[?name=='d1'].name"`, shows: ['d1'] },
    { command: 'deployment group export -g rg-az -n d1', shows: { contentVersion: '1.0.0.0' } },
    {
      command:
        'deployment operation group list -g rg-az -n d1 --query "[0].properties.provisioningOperation"',
      shows: 'Create',
    },
    { command: 'deployment group wait -g rg-az -n d1 --created', shows: NOTHING },
    { command: 'deployment group cancel -g rg-az -n d1', says: 'DeploymentCannotBeCancelled' },
    { command: 'deployment group delete -g rg-az -n d1', shows: NOTHING },
    {
      command: 'deployment sub validate -l westeurope --template-file group.json',
      shows: { properties: { provisioningState: 'Succeeded' } },
    },
    {
      command: 'deployment sub what-if -l westeurope --template-file group.json --no-pretty-print',
      shows: { status: 'Succeeded' },
    },
    {
      command: 'deployment sub create -l westeurope -n s1 --template-file group.json',
      shows: { properties: { provisioningState: 'Succeeded' } },
    },
    {
      command: 'deployment operation sub list -n s1 --query "[0].properties.provisioningState"',
      shows: 'Succeeded',
    },
    { command: 'deployment sub list --query "[].name"', shows: ['s1'] },
    { command: 'deployment mg list -m <tenant>', shows: [] },
  ],
  resource: [
    { command: 'resource list -g rg-az --query "sort([].name)"', shows: ['made', 'untagged'] },
    {
      command: `resource list ${WORKSPACE} --query "sort([].name)"`,
      shows: ['made', 'untagged', 'ws-chat', 'ws-documents'],
    },
    { command: 'resource list --tag team=chat --query "[].name"', shows: ['ws-chat'] },
    { command: 'resource list -n ws-chat --query "[].resourceGroup"', shows: ['rg-chat'] },
    { command: `resource show -g rg-az -n made ${WORKSPACE} --query name`, shows: 'made' },
    { command: `resource show -g rg-az -n none ${WORKSPACE}`, says: '(ResourceNotFound)' },
    { command: `resource update -g rg-az -n made ${WORKSPACE} --set tags.x=y`, shows: { tags: { x: 'y' } } },
    { command: `resource tag -g rg-az -n made ${WORKSPACE} --tags q=r`, shows: { tags: { q: 'r' } } },
    {
      command: `resource patch -g rg-az -n made ${WORKSPACE} --properties '{"tags":{"z":"1"}}' --is-full-object`,
      shows: { tags: { z: '1' } },
    },
    { command: `resource wait -g rg-az -n made ${WORKSPACE} --exists`, shows: NOTHING },
    {
      command: `resource invoke-action --action listKeys --ids /subscriptions/<production>/resourceGroups/rg-chat/providers/${ML}/workspaces/ws-chat/onlineEndpoints/support-chat`,
      shows: {},
    },
    {
      command: `resource move --ids ${RG}/providers/${ML}/workspaces/made --destination-group rg-chat`,
      unserved: 'InvalidResourceType',
    },
    { command: `resource delete -g rg-az -n made ${WORKSPACE}`, shows: NOTHING },
    { command: `tag list --resource-id ${RG}`, unserved: 'InvalidResourceType' },
    { command: `provider list --query "[?namespace=='${ML}'].registrationState"`, shows: ['Registered'] },
    { command: `provider show -n ${ML} --query "length(resourceTypes) > \`5\`"`, shows: true },
    { command: 'provider register -n Microsoft.PolicyInsights', shows: NOTHING },
    { command: 'provider operation list', unserved: 'InvalidResourceType' },
    { command: 'feature list', unserved: 'InvalidResourceType' },
  ],
  rest: [
    {
      command:
        'rest -m get -u "/subscriptions/{subscriptionId}/resourceGroups?api-version=2021-04-01" --query "value[].name"',
      shows: ['rg-az', 'rg-chat', 'rg-documents', 'rg-models', 'rg-sub'],
    },
    {
      command: `rest -m put -u "<rg>/providers/${ML}/workspaces/by-rest?api-version=2024-10-01" --body '{"location":"northeurope","properties":{}}'`,
      says: 'RequestDisallowedByPolicy',
    },
    { command: 'rest -m get -u "/subscriptions/{subscriptionId}/resourceGroups"', says: 'api-version' },
  ],
  cognitiveservices: [
    { command: 'cognitiveservices account list --query "[].name"', shows: ['ai-chat'] },
    {
      command:
        'cognitiveservices account create -n azai -g rg-az --kind AIServices --sku S0 -l westeurope --yes --custom-domain azai',
      shows: { name: 'azai', kind: 'AIServices' },
    },
    {
      command: 'cognitiveservices account show -n azai -g rg-az',
      shows: { properties: { provisioningState: 'Succeeded' } },
    },
    { command: 'policy assignment delete -n west -g rg-az', shows: NOTHING },
    { command: 'policy assignment delete -n west-set -g rg-az', shows: NOTHING },
    {
      command:
        'cognitiveservices account deployment create -n azai -g rg-az --deployment-name d --model-name gpt-4o-mini --model-version 2024-07-18 --model-format OpenAI --sku-capacity 1 --sku-name Standard',
      shows: { name: 'd', properties: { model: { name: 'gpt-4o-mini' } } },
    },
    { command: 'cognitiveservices account deployment list -n azai -g rg-az --query "[].name"', shows: ['d'] },
    {
      command: 'cognitiveservices account deployment show -n azai -g rg-az --deployment-name d',
      shows: { sku: { name: 'Standard', capacity: 1 } },
    },
    {
      command: `policy assignment create -n no-mini --policy <deniedInAccounts> -g rg-az -p '{"effect":{"value":"Deny"},"models":{"value":[{"name":"gpt-4o-mini"}]}}'`,
      shows: { name: 'no-mini' },
    },
    {
      command:
        'cognitiveservices account deployment create -n azai -g rg-az --deployment-name e --model-name gpt-4o-mini --model-version 2024-07-18 --model-format OpenAI --sku-capacity 1 --sku-name Standard',
      says: '(RequestDisallowedByPolicy)',
    },
    {
      command: 'cognitiveservices account deployment delete -n azai -g rg-az --deployment-name d',
      shows: NOTHING,
    },
    { command: 'cognitiveservices account keys list -n azai -g rg-az', unserved: 'InvalidResourceType' },
    { command: 'cognitiveservices account list-models -n azai -g rg-az', unserved: 'InvalidResourceType' },
    { command: 'cognitiveservices account list-skus -n azai -g rg-az', unserved: 'InvalidResourceType' },
    { command: 'cognitiveservices account list-usage -n azai -g rg-az', unserved: 'InvalidResourceType' },
    { command: 'cognitiveservices account list-deleted', unserved: 'InvalidResourceType' },
    { command: 'cognitiveservices model list -l westeurope', unserved: 'InvalidResourceType' },
    { command: 'cognitiveservices account update -n azai -g rg-az --tags a=b', shows: { tags: { a: 'b' } } },
    { command: 'cognitiveservices account delete -n azai -g rg-az', shows: NOTHING },
  ],
  'taking it all down': [
    { command: 'policy definition delete -n only-west', says: '(PolicyDefinitionInUse)' },
    { command: 'policy set-definition delete -n az-set', shows: NOTHING },
    { command: 'policy definition delete -n only-west', shows: NOTHING },
    { command: 'group delete -n rg-az -y', shows: NOTHING },
    { command: 'group delete -n rg-az -y', says: '(ResourceGroupNotFound)' },
    { command: 'group exists -n rg-az', shows: false },
    { command: 'account clear', shows: NOTHING },
    { command: 'group list', says: 'az login' },
  ],
};
