/** Files that another test sends to a server. */
export const REPLAYED_ELSEWHERE: readonly { readonly files: RegExp; readonly by: string }[] = [
  {
    files:
      /^policyinsights\/(component-policy-states|policy-events|policy-metadata|policy-states|tracked-resources)\/(?!.*Trigger)/,
    by: 'contract-insights',
  },
  { files: /^policyinsights\/restrictions\//, by: 'contract-restrictions' },
];

/** Files that are not replayed, by name, each with the reason. `not served`: the request is refused, and that is tested. */
export const EXCEPTIONS: readonly {
  readonly files: RegExp;
  readonly kind: 'not served' | 'other';
  readonly because: string;
}[] = [
  {
    files:
      /^management-groups\/2023-04-01\/(DeleteHierarchySettings|GetHierarchySettings|ListHierarchySettings|PatchHierarchySettings|PutHierarchySettings)\.json$/,
    kind: 'not served',
    because: 'new groups and subscriptions always stand below the root group; there is nothing to set',
  },
  {
    files: /^management-groups\/2023-04-01\/(StartTenantBackfillRequest|TenantBackfillStatusRequest)\.json$/,
    kind: 'not served',
    because: 'every subscription has stood in the tree from the beginning',
  },
  {
    files:
      /^(management-groups\/2023-04-01\/ListOperations|ml\/2024-04-01\/Workspace\/operationsList)\.json$/,
    kind: 'not served',
    because: 'what there is to do is told by /providers',
  },
  {
    files: /^ml\/2024-04-01\/(Quota\/(list|update)|Usage\/list)\.json$/,
    kind: 'not served',
    because: 'this server governs deployments and counts no machines',
  },
  {
    files: /^ml\/2024-04-01\/Registries\/removeRegions\.json$/,
    kind: 'not served',
    because: 'regions are changed by a PUT',
  },
  {
    files:
      /^ml\/2024-04-01\/(Registry|Workspace)\/Environment(Container|Version)\/(createOrUpdate|delete|get|list|publish)\.json$/,
    kind: 'not served',
    because: 'environments are no models',
  },
  {
    files: /^ml\/2024-04-01\/Workspace\/MarketplaceSubscription\/(createOrUpdate|delete|get|list)\.json$/,
    kind: 'not served',
    because: 'there is no market place',
  },
  {
    files: /^ml\/2024-04-01\/WorkspaceConnection\/(create|delete|get|list|listSecrets)\.json$/,
    kind: 'not served',
    because: 'connections of workspaces are not kept',
  },
  {
    files:
      /^ml\/2024-04-01\/(Registry\/ModelVersion\/createOrGetStartPendingUpload|Workspace\/ModelVersion\/publish)\.json$/,
    kind: 'not served',
    because: 'files of models are not kept here',
  },
  {
    files: /^ml\/2024-04-01\/Workspace\/(diagnose|listKeys)\.json$/,
    kind: 'not served',
    because: 'a workspace has no storage, registry or vault behind it here',
  },
  {
    files: /^policy\/tokens\/2025-03-01\/acquirePolicyToken\.json$/,
    kind: 'not served',
    because: 'nothing is evaluated outside of the server',
  },
  {
    files: /^resources\/resources\/2024-03-01\/(Delete|Get|Patch|Put)Tags(Resource|Subscription)\.json$/,
    kind: 'not served',
    because: 'tags are written with what they are of',
  },
  {
    files: /^resources\/resources\/2024-03-01\/ExportResourceGroup(AsBicep|WithFiltering)?\.json$/,
    kind: 'not served',
    because: 'a template is exported of a deployment, not of a group',
  },
  {
    files:
      /^resources\/resources\/2024-03-01\/(CalculateTemplateHash|GetProviderPermissions|GetProviderResourceTypes)\.json$/,
    kind: 'not served',
    because: 'no client of the house calls it',
  },
  {
    files: /^resources\/subscriptions\/2022-12-01\/(CheckResourceName|PostCheckZonePeers)\.json$/,
    kind: 'not served',
    because: 'no name is reserved, and there are no zones',
  },
  {
    files:
      /^resources\/resources\/2024-03-01\/(PostDeploymentWhatIfOn(ManagementGroup|ResourceGroup|Subscription|Tenant)|PutDeploymentAt(ManagementGroup|Scope|Tenant)|PutDeploymentResourceGroup|PutDeployment(ResourceGroup|Subscription)TemplateSpecsWithId)\.json$/,
    kind: 'not served',
    because: 'its template is linked, and nothing that a request names is fetched',
  },
  {
    files:
      /^resources\/resources\/2024-03-01\/PutDeploymentWithOnErrorDeployment(LastSuccessful|SpecificDeployment)\.json$/,
    kind: 'not served',
    because: 'nothing is rolled back',
  },
  {
    files: /^policy\/data-policy-manifests\/2020-09-01\/getDataPolicyManifest\.json$/,
    kind: 'not served',
    because: 'it is of key vaults, whose contents are not governed here',
  },
  {
    files: /^policy\/definitions\/2023-04-01\/createOrUpdatePolicyDefinitionAdvancedParams\.json$/,
    kind: 'not served',
    because: 'its rule names an alias of diagnostic settings, which nobody has imported',
  },
  {
    files:
      /^policy\/set-definitions\/2023-04-01\/(getBuiltInPolicySetDefinition|getBuiltInPolicySetDefinitionVersion|listBuiltInPolicySetDefinitionVersions)\.json$/,
    kind: 'not served',
    because: "no initiative comes with the house; Azure's are imported",
  },
  {
    files: /^authorization\/2022-04-01\/PutRoleDefinition\.json$/,
    kind: 'other',
    because: 'its body is not what the specification asks for: it is one level too deep',
  },
  {
    files:
      /^policy\/set-definitions\/2023-04-01\/createOrUpdatePolicySetDefinitionWithGroupsAtManagementGroup\.json$/,
    kind: 'other',
    because: 'its members are definitions of a subscription, which are not in scope of a management group',
  },
  {
    files: /^ml\/2024-04-01\/Workspace\/create\.json$/,
    kind: 'other',
    because: 'a workspace is there when it is answered: 201, as the clients of newer versions take it',
  },
];

/** Members of an answer that ours does not have. */
export const NOT_SHOWN: readonly {
  readonly files: RegExp;
  readonly members: readonly string[];
  readonly because: string;
}[] = [
  {
    files: /^management-groups\/2023-04-01\/DeleteManagementGroup\.json$/,
    members: ['(the answer)'],
    because: 'the operation is told by its headers alone',
  },
  {
    files: /^management-groups\/2023-04-01\/ListManagementGroups\.json$/,
    members: ['@nextLink'],
    because: 'a misspelt nextLink, of which there is none where nothing is left',
  },
];
