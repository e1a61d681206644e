/** What a client may expect of a code: the status it usually comes with, and when it is answered. */
export type ErrorCodeFacts = { readonly status: number; readonly means: string };

/**
 * Every code that the API answers, with its usual status. Codes are stable; messages are not.
 *
 * ARM's own codes where ARM has one. Codes of our own say so at their end.
 */
export const ERROR_CODES = {
  // The request as HTTP and as JSON.
  InvalidRequestContent: {
    status: 400,
    means: 'The body is no JSON, or does not have the shape that the type has.',
  },
  InvalidRequestUri: { status: 400, means: 'The path or the query is not well formed.' },
  InvalidRequestFormat: {
    status: 400,
    means: 'The body is missing, or not of a media type that is read here.',
  },
  InvalidHeaderValue: { status: 400, means: 'A header that is read here has a value that cannot be.' },
  RequestBodyTooLarge: { status: 413, means: 'The body is larger than the limit.' },
  UnsupportedMediaType: { status: 415, means: 'The body is not JSON.' },
  RequestTimeout: { status: 408, means: 'The request did not arrive completely in time.' },
  MisdirectedRequest: {
    status: 421,
    means: 'The host name of the request is not one that this server is configured to answer for.',
  },
  HttpMethodNotAllowed: { status: 405, means: 'The verb is not supported there.' },
  MissingApiVersionParameter: { status: 400, means: 'The query has no api-version.' },
  InvalidApiVersionParameter: {
    status: 400,
    means: 'The api-version is not a date with an optional suffix.',
  },
  InvalidFilterInQueryString: {
    status: 400,
    means: '$filter cannot be read, or names what cannot be filtered by.',
  },
  InvalidQueryParameter: { status: 400, means: 'A query parameter has a value that cannot be.' },
  InvalidSkipToken: { status: 400, means: '$skiptoken was not made by this list.' },

  // Who calls.
  AuthenticationFailed: {
    status: 401,
    means: 'There is no bearer token, or its principal is not known here any more.',
  },
  InvalidAuthenticationToken: {
    status: 401,
    means: 'The bearer token was not issued for this server, or was changed.',
  },
  ExpiredAuthenticationToken: { status: 401, means: 'The bearer token has expired.' },
  InvalidAuthenticationTokenTenant: { status: 401, means: 'The bearer token is of another tenant.' },
  AuthorizationFailed: {
    status: 403,
    means: 'The principal has no role that allows the action at that scope.',
  },
  LinkedAuthorizationFailed: {
    status: 403,
    means: 'The principal may write here, but not use what the body refers to.',
  },

  // What is there.
  NotFound: { status: 404, means: 'There is nothing at that path.' },
  ResourceNotFound: { status: 404, means: 'The resource does not exist.' },
  ParentResourceNotFound: { status: 404, means: 'The resource that it would be a child of does not exist.' },
  ResourceGroupNotFound: { status: 404, means: 'The resource group does not exist.' },
  SubscriptionNotFound: {
    status: 404,
    means: 'The subscription does not exist, or the caller may not see it.',
  },
  ManagementGroupNotFound: { status: 404, means: 'The management group does not exist.' },
  TenantNotFound: { status: 404, means: 'The tenant does not exist.' },
  InvalidResourceType: { status: 404, means: 'The namespace has no such resource type.' },
  InvalidResourceNamespace: { status: 404, means: 'The resource provider is not known.' },
  NoRegisteredProviderFound: {
    status: 400,
    means: 'The resource type is not offered here, or not in that location or api-version.',
  },
  PolicyDefinitionNotFound: { status: 404, means: 'The policy definition does not exist at that scope.' },
  PolicyDefinitionVersionNotFound: { status: 404, means: 'The policy definition has no such version.' },
  PolicySetDefinitionNotFound: { status: 404, means: 'The initiative does not exist at that scope.' },
  PolicyAssignmentNotFound: { status: 404, means: 'The policy assignment does not exist at that scope.' },
  PolicyExemptionNotFound: { status: 404, means: 'The policy exemption does not exist at that scope.' },
  RoleDefinitionDoesNotExist: { status: 400, means: 'The role that is to be assigned does not exist.' },
  RoleDefinitionNotFound: { status: 404, means: 'The role definition does not exist.' },
  RoleAssignmentNotFound: { status: 404, means: 'The role assignment does not exist.' },
  PrincipalNotFound: { status: 400, means: 'The principal that a role is to be given to does not exist.' },
  UnmatchedPrincipalType: {
    status: 400,
    means: 'The principal that a role is to be given to is of another kind than the request says.',
  },
  InvalidActionOrNotAction: {
    status: 400,
    means: 'An action of a custom role has no form that an action can have.',
  },
  OperationNotFound: { status: 404, means: 'The long-running operation is not known here (any more).' },

  // What is asked for.
  InvalidResourceId: { status: 400, means: 'A text that must be the id of a resource is none.' },
  InvalidResourceName: {
    status: 400,
    means: 'The name has characters or a length that its type does not allow.',
  },
  InvalidResourceLocation: { status: 409, means: 'The resource exists in another location.' },
  LocationRequired: { status: 400, means: 'The resource needs a location.' },
  InvalidResource: { status: 400, means: 'The resource cannot be as the body says.' },
  InvalidParameter: { status: 400, means: 'A property has a value that cannot be.' },
  InvalidTagNameCharacters: { status: 400, means: 'A tag has a name that tags cannot have.' },
  InvalidParentManagementGroup: { status: 400, means: 'The management group cannot be put below that one.' },
  FeatureNotSupported: {
    status: 400,
    means: 'The request uses something that is not built yet; the message names it. Ours.',
  },
  WebhookTargetNotAllowed: {
    status: 400,
    means: 'The settings of the tenant do not allow events to be sent to that host and port. Ours.',
  },
  InvalidSettings: { status: 400, means: 'A setting of the tenant has a value that cannot be. Ours.' },

  // Policies.
  InvalidPolicyDefinition: { status: 400, means: 'The policy definition is not valid; `details` say where.' },
  InvalidPolicyRule: {
    status: 400,
    means: 'The rule of the policy definition is not valid; `details` say where.',
  },
  InvalidPolicyMode: { status: 400, means: 'The definition has a mode that there is not.' },
  InvalidPolicyEffect: {
    status: 400,
    means: 'The definition, with the parameters of the assignment, has an effect that there is not.',
  },
  InvalidPolicySetDefinition: {
    status: 400,
    means: 'The initiative is not valid as it stands, or not with what it names.',
  },
  InvalidPolicyParameters: {
    status: 400,
    means: 'The declared parameters, or the values given to them, are not valid.',
  },
  MissingPolicyParameter: { status: 400, means: 'A parameter without default has no value.' },
  UndefinedPolicyParameter: {
    status: 400,
    means: 'The assignment gives a value to a parameter that the definition does not declare.',
  },
  PolicyParameterValueNotAllowed: {
    status: 400,
    means: 'The value is not among the allowed ones of the parameter.',
  },
  InvalidPolicyParameterType: { status: 400, means: 'The value is not of the type of the parameter.' },
  UnusedPolicyParameters: {
    status: 400,
    means: 'The definition declares parameters that its rule never uses.',
  },
  InvalidPolicyAssignment: { status: 400, means: 'The policy assignment is not valid.' },
  InvalidPolicyAssignmentName: {
    status: 400,
    means: 'The name of the policy assignment is too long or has characters that cannot be.',
  },
  InvalidPolicyAssignmentScope: { status: 400, means: 'Nothing can be assigned at that scope.' },
  InvalidPolicyDefinitionScope: {
    status: 400,
    means: 'The definition is not at the scope of the assignment or above it.',
  },
  InvalidPolicyAssignmentNotScopes: {
    status: 400,
    means: 'An excluded scope is not below the scope of the assignment.',
  },
  InvalidCreatePolicyAssignmentRequest: {
    status: 400,
    means: 'The policy assignment lacks what it needs, or contradicts its own path.',
  },
  InvalidPolicyExemption: { status: 400, means: 'The policy exemption is not valid; the message says why.' },
  InvalidPolicyExemptionScope: {
    status: 400,
    means: 'The exemption is neither at the scope of its assignment nor below it.',
  },
  InvalidPolicyEnrollment: {
    status: 400,
    means: 'The policy enrollment is not valid; the message says why.',
  },
  InvalidPolicyEnrollmentScope: {
    status: 400,
    means: 'The enrollment is neither at the scope of its assignment nor below it.',
  },
  InvalidAttestation: { status: 400, means: 'The attestation is not valid; the message says why.' },
  AttestationExists: {
    status: 409,
    means: 'Another attestation speaks of the same resource and policy already.',
  },
  InvalidPolicyVariable: { status: 400, means: 'The policy variable, or a value of it, is not valid.' },
  PolicyDefinitionVersionExists: {
    status: 409,
    means: 'The version exists with another content, and a version does not change.',
  },
  PolicyDefinitionVersionInUse: {
    status: 409,
    means: 'The version is the current one, or an assignment or initiative asks for it.',
  },
  PolicySetDefinitionInUse: { status: 409, means: 'The initiative is assigned, so it cannot be deleted.' },
  PolicyDefinitionQuotaExceeded: {
    status: 400,
    means: 'The scope has as many policy definitions as it may.',
  },
  PolicySetDefinitionQuotaExceeded: {
    status: 400,
    means: 'The scope or tenant has as many initiatives as it may.',
  },
  PolicyAssignmentQuotaExceeded: {
    status: 400,
    means: 'The scope has as many policy assignments as it may.',
  },
  PolicyExemptionQuotaExceeded: { status: 400, means: 'The scope has as many policy exemptions as it may.' },
  PolicyDefinitionInUse: {
    status: 409,
    means: 'The policy definition is assigned, so it cannot be deleted.',
  },
  BuiltInPolicyDefinitionCannotBeChanged: {
    status: 403,
    means: 'Built-in definitions can be neither written nor deleted.',
  },
  RequestDisallowedByPolicy: {
    status: 403,
    means: 'An assigned policy denies the request; `additionalInfo` names every one that does.',
  },
  ConflictingAppendPolicies: {
    status: 409,
    means: 'Assigned append policies want different values of one property of the request.',
  },
  ConflictingModifyPolicies: {
    status: 409,
    means: 'Assigned modify policies contradict each other over the request. Ours.',
  },
  InvalidCreateRemediationRequest: {
    status: 400,
    means: 'The remediation names an assignment, or a member of its initiative, that it cannot work with.',
  },
  InvalidUpdateRemediationRequest: {
    status: 400,
    means: 'The remediation is under way, so it can be neither changed nor replaced.',
  },
  InvalidCancelRemediationRequest: { status: 400, means: 'The remediation has ended.' },
  ResourceIdentityRequired: {
    status: 400,
    means: 'The assignment has no managed identity to deploy or change as what its policy asks for.',
  },
  PolicyEvaluationFailed: {
    status: 403,
    means: 'An assigned policy could not be evaluated over the request, so it was refused. Ours.',
  },

  // Template deployments.
  InvalidTemplate: { status: 400, means: 'The template is not valid; the message names the place.' },
  InvalidTemplateDeployment: {
    status: 400,
    means: 'Resources of the template cannot be deployed: content, rights or policy. Each is in `details`.',
  },
  ResourceValidationFailed: {
    status: 400,
    means: 'Resources of a plan could not be written: content, rights or policy. Each is in `details`.',
  },
  DeploymentFailed: {
    status: 409,
    means: 'Resources of the deployment could not be written. Each is in `details`.',
  },
  DeploymentActive: { status: 409, means: 'The deployment is under way and cannot be written anew.' },
  DeploymentCannotBeCancelled: { status: 409, means: 'The deployment has ended.' },
  DeploymentNotFound: { status: 404, means: 'There is no deployment of that name at the scope.' },
  DeploymentOperationNotFound: { status: 404, means: 'The deployment has no such operation.' },

  // Models.
  InvalidModelReference: { status: 400, means: 'The text that should name a model does not. Ours.' },
  ModelNotFound: {
    status: 400,
    means: 'The catalog does not know the model, and the tenant refuses unknown ones. Ours.',
  },
  ModelVersionUnresolved: {
    status: 400,
    means: 'A label or missing version of a model cannot be resolved from the catalog. Ours.',
  },
  RegistryNameNotAvailable: { status: 409, means: 'Another registry of the tenant has that name. Ours.' },
  InvalidTraffic: {
    status: 400,
    means: 'The traffic of an endpoint names a deployment that it does not have, or does not add up.',
  },

  // Other conditions.
  Conflict: { status: 409, means: 'The request contradicts the state of the resource.' },
  ResourceGroupNotEmpty: {
    status: 409,
    means: 'The resource group still holds something that cannot go with it.',
  },
  ResourceGroupBeingDeleted: { status: 409, means: 'The resource group is being deleted.' },
  ParentNotEmpty: { status: 409, means: 'The resource still has children, so it cannot be deleted.' },
  RoleAssignmentExists: { status: 409, means: 'The principal has that role at that scope already.' },
  RoleAssignmentUpdateNotPermitted: {
    status: 400,
    means: 'Role, principal and scope of a role assignment cannot be changed.',
  },
  PrincipalIsManaged: {
    status: 409,
    means: 'The principal is the identity of an assignment, and comes and goes with it. Ours.',
  },
  PrincipalIdNotAvailable: {
    status: 409,
    means: 'Role assignments or groups still name a deleted principal of that object id. Ours.',
  },
  PrincipalNameNotAvailable: {
    status: 409,
    means: 'Somebody else signs in by that name, or is that identity of another issuer. Ours.',
  },
  PrincipalUpdateNotPermitted: {
    status: 400,
    means: 'The kind of a principal and the name that it signs in by cannot be changed. Ours.',
  },
  RoleAssignmentScopeNotAssignable: {
    status: 400,
    means: 'The custom role may not be given at that scope.',
  },
  RoleDefinitionWithSameNameExists: { status: 409, means: 'Another role has that name.' },
  RoleDefinitionHasAssignments: { status: 409, means: 'A role that somebody holds cannot be deleted.' },
  LastOwnerCannotBeRemoved: {
    status: 409,
    means: 'Nobody would be left to manage access to the tenant. Ours.',
  },
  BuiltInRoleCannotBeChanged: { status: 403, means: 'Built-in roles can be neither written nor deleted.' },
  PreconditionFailed: { status: 412, means: 'If-Match or If-None-Match does not hold.' },
  TooManyRequests: { status: 429, means: 'Too many requests; Retry-After says when to try again.' },
  InternalServerError: {
    status: 500,
    means: 'Something is wrong with this server; the id in the message is in its log.',
  },
  ServerBusy: {
    status: 503,
    means: 'The request could not be served in time; Retry-After says when to try again.',
  },
  ServiceUnavailable: { status: 503, means: 'The database cannot be reached, or the server is stopping.' },
} as const satisfies Readonly<Record<string, ErrorCodeFacts>>;

export type ErrorCode = keyof typeof ERROR_CODES;
