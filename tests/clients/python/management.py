"""azure-mgmt-*: groups, policies, compliance, the log and access."""

import uuid

from azure.mgmt.authorization import AuthorizationManagementClient
from azure.mgmt.monitor import MonitorManagementClient
from azure.mgmt.policyinsights import PolicyInsightsClient
from azure.mgmt.resource.policy import PolicyClient
from azure.mgmt.resource.resources import ResourceManagementClient
from azure.mgmt.resource.subscriptions import SubscriptionClient
from story import ONLY_ALLOWED_REGISTRY, PRODUCTION, TENANT, check, credential, object_id, options, refuse

GROUP = "rg-py"
SCOPE = f"/subscriptions/{PRODUCTION}/resourceGroups/{GROUP}"
ASSIGNMENT = f"{SCOPE}/providers/Microsoft.Authorization/policyAssignments/only-azureml"
READER = "/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7"


def names(items):
    return sorted(item.name for item in items)


subscriptions = SubscriptionClient(credential(), **options())
check(
    "SubscriptionClient.subscriptions.list",
    lambda: sorted(each.display_name for each in subscriptions.subscriptions.list()),
    ["Production", "Sandbox"],
)
check(
    "SubscriptionClient.subscriptions.get",
    lambda: subscriptions.subscriptions.get(PRODUCTION).state,
    "Enabled",
)
check(
    "SubscriptionClient.tenants.list",
    lambda: [each.tenant_id for each in subscriptions.tenants.list()],
    [TENANT],
)

resources = ResourceManagementClient(credential(), PRODUCTION, **options())
check(
    "ResourceManagementClient.resource_groups.create_or_update",
    lambda: resources.resource_groups.create_or_update(GROUP, {"location": "westeurope"}).id,
    SCOPE,
)
check(
    "ResourceManagementClient.resource_groups.check_existence",
    lambda: [resources.resource_groups.check_existence(name) for name in (GROUP, "rg-none")],
    [True, False],
)
check(
    "ResourceManagementClient.resource_groups.list",
    lambda: GROUP in names(resources.resource_groups.list()),
    True,
)
refuse(
    "ResourceManagementClient.resource_groups.get",
    lambda: resources.resource_groups.get("rg-none"),
    404,
    "ResourceGroupNotFound",
)
check(
    "ResourceManagementClient.resources.list",
    lambda: "ws-chat" in names(resources.resources.list()),
    True,
)
check(
    "ResourceManagementClient.providers.list",
    lambda: "Microsoft.PolicyInsights" in [each.namespace for each in resources.providers.list()],
    True,
)
WORKSPACE = f"{SCOPE}/providers/Microsoft.MachineLearningServices/workspaces/ws-py"
check(
    "ResourceManagementClient.resources.begin_create_or_update_by_id",
    lambda: resources.resources.begin_create_or_update_by_id(
        WORKSPACE, {"location": "westeurope", "properties": {}}, api_version="2024-10-01"
    )
    .result()
    .name,
    "ws-py",
)
check(
    "ResourceManagementClient.resources.get_by_id",
    lambda: resources.resources.get_by_id(WORKSPACE, api_version="2024-10-01").location,
    "westeurope",
)

policy = PolicyClient(credential("policyContributor"), PRODUCTION, **options())
check(
    "PolicyClient.policy_definitions.list",
    lambda: len([each for each in policy.policy_definitions.list() if each.policy_type == "BuiltIn"]),
    14,
)
check(
    "PolicyClient.policy_definitions.get_built_in",
    lambda: policy.policy_definitions.get_built_in(ONLY_ALLOWED_REGISTRY.split("/")[-1]).policy_type,
    "BuiltIn",
)
check(
    "PolicyClient.policy_definitions.create_or_update",
    lambda: policy.policy_definitions.create_or_update(
        "py-definition",
        {
            "properties": {
                "mode": "Indexed",
                "policyRule": {
                    "if": {"field": "tags[team]", "exists": False},
                    "then": {
                        "effect": "modify",
                        "details": {
                            "roleDefinitionIds": [
                                "/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c"
                            ],
                            "operations": [{"operation": "add", "field": "tags[team]", "value": "none"}],
                        },
                    },
                },
            }
        },
    ).name,
    "py-definition",
)
DEFINITION = f"/subscriptions/{PRODUCTION}/providers/Microsoft.Authorization/policyDefinitions/py-definition"
check(
    "PolicyClient.policy_definitions.get",
    lambda: policy.policy_definitions.get("py-definition").policy_type,
    "Custom",
)
refuse(
    "PolicyClient.policy_definitions.get",
    lambda: policy.policy_definitions.get("none"),
    404,
    "PolicyDefinitionNotFound",
)
check(
    "PolicyClient.policy_set_definitions.create_or_update",
    lambda: policy.policy_set_definitions.create_or_update(
        "py-set", {"properties": {"policyDefinitions": [{"policyDefinitionId": DEFINITION}]}}
    ).name,
    "py-set",
)
check(
    "PolicyClient.policy_set_definitions.list",
    lambda: "py-set" in names(policy.policy_set_definitions.list()),
    True,
)
check(
    "PolicyClient.policy_assignments.create",
    lambda: policy.policy_assignments.create(
        SCOPE,
        "only-azureml",
        {
            "properties": {
                "policyDefinitionId": ONLY_ALLOWED_REGISTRY,
                "parameters": {"effect": {"value": "Deny"}, "allowedRegistryName": {"value": "azureml"}},
                "nonComplianceMessages": [{"message": "only azureml"}],
            }
        },
    ).id,
    ASSIGNMENT,
)
check(
    "PolicyClient.policy_assignments.list_for_resource_group",
    lambda: names(policy.policy_assignments.list_for_resource_group(GROUP)),
    ["only-azureml"],
)
check(
    "PolicyClient.policy_assignments.get",
    lambda: policy.policy_assignments.get(SCOPE, "only-azureml").non_compliance_messages[0].message,
    "only azureml",
)
# azure-mgmt-resource-policy has no exemptions; they are resources like any other.
EXEMPTION = f"{SCOPE}/providers/Microsoft.Authorization/policyExemptions/py-exemption"
check(
    "ResourceManagementClient.resources.begin_create_or_update_by_id",
    lambda: resources.resources.begin_create_or_update_by_id(
        EXEMPTION,
        {"properties": {"policyAssignmentId": ASSIGNMENT, "exemptionCategory": "Waiver"}},
        api_version="2022-07-01-preview",
    )
    .result()
    .name,
    "py-exemption",
)
check(
    "ResourceManagementClient.resources.begin_delete_by_id",
    lambda: resources.resources.begin_delete_by_id(EXEMPTION, api_version="2022-07-01-preview").result(),
    None,
)

owner_policy = PolicyClient(credential(), PRODUCTION, **options())
check(
    "PolicyClient.policy_assignments.create",
    lambda: owner_policy.policy_assignments.create(
        SCOPE,
        "team",
        {
            "location": "westeurope",
            "identity": {"type": "SystemAssigned"},
            "properties": {"policyDefinitionId": DEFINITION},
        },
    ).identity.type,
    "SystemAssigned",
)

insights = PolicyInsightsClient(credential(), PRODUCTION, **options())
check(
    "PolicyInsightsClient.policy_states.begin_trigger_resource_group_evaluation",
    lambda: insights.policy_states.begin_trigger_resource_group_evaluation(PRODUCTION, GROUP).result(),
    lambda found: True,
)
check(
    "PolicyInsightsClient.policy_states.list_query_results_for_resource_group",
    lambda: [
        each.policy_assignment_name
        for each in insights.policy_states.list_query_results_for_resource_group("latest", PRODUCTION, GROUP)
        if each.compliance_state == "NonCompliant"
    ],
    ["team"],
)
check(
    "PolicyInsightsClient.policy_states.summarize_for_resource_group",
    lambda: insights.policy_states.summarize_for_resource_group("latest", PRODUCTION, GROUP)
    .value[0]
    .results.non_compliant_resources,
    1,
)
check(
    "PolicyInsightsClient.policy_events.list_query_results_for_subscription",
    lambda: list(insights.policy_events.list_query_results_for_subscription("default", PRODUCTION)),
    lambda found: isinstance(found, list),
)
check(
    "PolicyInsightsClient.remediations.create_or_update_at_resource_group",
    lambda: insights.remediations.create_or_update_at_resource_group(
        GROUP,
        "py-remediation",
        {"properties": {"policyAssignmentId": ASSIGNMENT.replace("only-azureml", "team")}},
    ).name,
    "py-remediation",
)
check(
    "PolicyInsightsClient.remediations.list_for_resource_group",
    lambda: names(insights.remediations.list_for_resource_group(GROUP)),
    ["py-remediation"],
)
check(
    "PolicyInsightsClient.policy_metadata.list", lambda: list(insights.policy_metadata.list()), []
)
check(
    "PolicyInsightsClient.policy_restrictions.check_at_resource_group_scope",
    lambda: insights.policy_restrictions.check_at_resource_group_scope(
        GROUP,
        {
            "resourceDetails": {
                "resourceContent": {
                    "type": "Microsoft.MachineLearningServices/workspaces",
                    "location": "westeurope",
                    "properties": {},
                }
            }
        },
    ).content_evaluation_result.policy_evaluations,
    lambda found: isinstance(found, list),
)

monitor = MonitorManagementClient(credential(), PRODUCTION, **options())
check(
    "MonitorManagementClient.activity_logs.list",
    lambda: "Microsoft.Authorization/policyAssignments/write"
    in [
        each.operation_name.value
        for each in monitor.activity_logs.list(
            filter=f"eventTimestamp ge '2026-01-01T00:00:00Z' and resourceGroupName eq '{GROUP}'"
        )
    ],
    True,
)

access = AuthorizationManagementClient(credential(), PRODUCTION, **options())
check(
    "AuthorizationManagementClient.role_definitions.list",
    lambda: "Owner" in [each.role_name for each in access.role_definitions.list(SCOPE)],
    True,
)
ROLE_ASSIGNMENT = str(uuid.uuid4())
check(
    "AuthorizationManagementClient.role_assignments.create",
    lambda: access.role_assignments.create(
        SCOPE,
        ROLE_ASSIGNMENT,
        {"properties": {"roleDefinitionId": READER, "principalId": object_id("mlEngineer")}},
    ).role_definition_id,
    READER,
)
check(
    "AuthorizationManagementClient.role_assignments.list_for_scope",
    lambda: ROLE_ASSIGNMENT in names(access.role_assignments.list_for_scope(SCOPE)),
    True,
)
check(
    "AuthorizationManagementClient.role_assignments.delete",
    lambda: access.role_assignments.delete(SCOPE, ROLE_ASSIGNMENT).name,
    ROLE_ASSIGNMENT,
)
check(
    "AuthorizationManagementClient.permissions.list_for_resource_group",
    lambda: [each.actions for each in access.permissions.list_for_resource_group(GROUP)],
    [["*"]],
)
refuse(
    "PolicyClient.policy_assignments.create",
    lambda: PolicyClient(credential("mlEngineer"), PRODUCTION, **options()).policy_assignments.create(
        SCOPE, "mine", {"properties": {"policyDefinitionId": ONLY_ALLOWED_REGISTRY}}
    ),
    403,
    "AuthorizationFailed",
)

for name in ("only-azureml", "team"):
    check(
        "PolicyClient.policy_assignments.delete",
        lambda name=name: owner_policy.policy_assignments.delete(SCOPE, name).name,
        name,
    )
check(
    "PolicyClient.policy_set_definitions.delete",
    lambda: policy.policy_set_definitions.delete("py-set"),
    None,
)
check(
    "PolicyClient.policy_definitions.delete",
    lambda: policy.policy_definitions.delete("py-definition"),
    None,
)
check(
    "ResourceManagementClient.resource_groups.begin_delete",
    lambda: resources.resource_groups.begin_delete(GROUP).result(),
    None,
)
