"""azure-ai-ml: workspaces, registries and their models, endpoints, and deployments that policy lets through or refuses."""

from azure.ai.ml import MLClient
from azure.ai.ml.entities import (
    ManagedOnlineDeployment,
    ManagedOnlineEndpoint,
    Model,
    ServerlessEndpoint,
    Workspace,
)
from azure.mgmt.resource.policy import PolicyClient
from story import ENDPOINT, ONLY_ALLOWED_REGISTRY, PRODUCTION, check, credential, options, refuse

SCOPE = f"/subscriptions/{PRODUCTION}/resourceGroups/rg-chat"
PHI = "azureml://registries/azureml/models/Phi-4/versions/8"
FALCON = "azureml://registries/HuggingFace/models/tiiuae-falcon-7b-instruct/versions/5"
CLOUD = {
    "cloud": "sluice",
    "cloud_metadata": {
        "azure_portal": ENDPOINT + "/",
        "resource_manager": ENDPOINT + "/",
        "active_directory": ENDPOINT + "/",
        "aml_resource_id": ENDPOINT + "/",
        "storage_endpoint": "core.localhost",
        "registry_discovery_endpoint": ENDPOINT + "/",
    },
}


def client(who="owner", group="rg-chat", workspace="ws-chat"):
    return MLClient(credential(who), PRODUCTION, group, workspace, **CLOUD)


def deployment(name, model):
    return ManagedOnlineDeployment(
        name=name, endpoint_name="py-endpoint", model=model, instance_type="Standard_DS3_v2", instance_count=1
    )


owner, engineer, models = client(), client("mlEngineer"), client(group="rg-models", workspace=None)
check(
    "MLClient.workspaces.list",
    lambda: sorted(each.name for each in owner.workspaces.list()),
    ["ws-chat"],
)
check("MLClient.workspaces.get", lambda: owner.workspaces.get("ws-chat").location, "westeurope")
check(
    "MLClient.workspaces.begin_create",
    lambda: owner.workspaces.begin_create(Workspace(name="ws-py", location="westeurope")).result().name,
    "ws-py",
)
check(
    "MLClient.workspaces.begin_delete",
    lambda: owner.workspaces.begin_delete("ws-py", delete_dependent_resources=False).result(),
    None,
)
refuse("MLClient.workspaces.get", lambda: owner.workspaces.get("ws-py"), 404, "ResourceNotFound")

check(
    "MLClient.registries.list",
    lambda: "azureml" in [each.name for each in models.registries.list()],
    True,
)
check("MLClient.registries.get", lambda: models.registries.get("azureml").name, "azureml")
registry = MLClient(credential(), registry_name="azureml", **CLOUD)
check(
    "MLClient(registry).models.list",
    lambda: "Phi-4" in [each.name for each in registry.models.list()],
    True,
)
check("MLClient(registry).models.get", lambda: registry.models.get("Phi-4", version="8").id, PHI)
check(
    "MLClient(registry).models.get",
    lambda: registry.models.get("Phi-4", label="latest").id,
    lambda found: found.startswith("azureml://registries/azureml/models/Phi-4/versions/"),
)
check(
    "MLClient.models.list", lambda: "support-tuned" in [each.name for each in owner.models.list()], True
)
check("MLClient.models.get", lambda: owner.models.get("support-tuned", version="1").name, "support-tuned")
check(
    "MLClient.models.create_or_update",
    lambda: owner.models.create_or_update(
        Model(name="py-model", path="azureml://jobs/x/outputs/artifacts/paths/model", type="custom_model")
    ).version,
    "1",
)

check(
    "MLClient.online_endpoints.begin_create_or_update",
    lambda: engineer.online_endpoints.begin_create_or_update(
        ManagedOnlineEndpoint(name="py-endpoint", auth_mode="key")
    )
    .result()
    .provisioning_state,
    "Succeeded",
)
check(
    "MLClient.online_endpoints.list",
    lambda: "py-endpoint" in [each.name for each in engineer.online_endpoints.list()],
    True,
)
check(
    "MLClient.online_endpoints.get_keys",
    lambda: len(engineer.online_endpoints.get_keys("py-endpoint").primary_key) >= 32,
    True,
)
check(
    "MLClient.online_deployments.begin_create_or_update",
    lambda: engineer.online_deployments.begin_create_or_update(deployment("blue", PHI)).result().model,
    PHI,
)
check(
    "MLClient.online_deployments.get",
    lambda: engineer.online_deployments.get("blue", "py-endpoint").provisioning_state,
    "Succeeded",
)


def route():
    endpoint = engineer.online_endpoints.get("py-endpoint")
    endpoint.traffic = {"blue": 100}
    return engineer.online_endpoints.begin_create_or_update(endpoint).result().traffic


check("MLClient.online_endpoints.begin_create_or_update", route, {"blue": 100})

policy = PolicyClient(credential("policyContributor"), PRODUCTION, **options())
check(
    "PolicyClient.policy_assignments.create",
    lambda: policy.policy_assignments.create(
        SCOPE,
        "py-only-azureml",
        {
            "properties": {
                "policyDefinitionId": ONLY_ALLOWED_REGISTRY,
                "parameters": {"effect": {"value": "Deny"}, "allowedRegistryName": {"value": "azureml"}},
                "nonComplianceMessages": [{"message": "only azureml"}],
            }
        },
    ).name,
    "py-only-azureml",
)
refuse(
    "MLClient.online_deployments.begin_create_or_update",
    lambda: engineer.online_deployments.begin_create_or_update(deployment("red", FALCON)).result(),
    403,
    "RequestDisallowedByPolicy",
    "Reasons: 'only azureml'",
)
check(
    "MLClient.online_deployments.list",
    lambda: [each.name for each in engineer.online_deployments.list("py-endpoint")],
    ["blue"],
)
check(
    "MLClient.serverless_endpoints.begin_create_or_update",
    lambda: engineer.serverless_endpoints.begin_create_or_update(
        ServerlessEndpoint(name="py-serverless", model_id="azureml://registries/azureml/models/Phi-4")
    )
    .result()
    .provisioning_state,
    lambda found: found.lower() == "succeeded",
)
refuse(
    "MLClient.serverless_endpoints.begin_create_or_update",
    lambda: engineer.serverless_endpoints.begin_create_or_update(
        ServerlessEndpoint(
            name="py-other", model_id="azureml://registries/azureml-meta/models/Llama-3.3-70B-Instruct"
        )
    ).result(),
    403,
    "RequestDisallowedByPolicy",
    "Reasons: 'only azureml'",
)
check(
    "MLClient.serverless_endpoints.list",
    lambda: [each.name for each in engineer.serverless_endpoints.list()],
    ["py-serverless"],
)
check(
    "MLClient.serverless_endpoints.get_keys",
    lambda: len(engineer.serverless_endpoints.get_keys("py-serverless").primary_key) >= 32,
    True,
)
check(
    "MLClient.serverless_endpoints.begin_delete",
    lambda: engineer.serverless_endpoints.begin_delete("py-serverless").result(),
    None,
)
check("MLClient.batch_endpoints.list", lambda: list(owner.batch_endpoints.list()), [])
check(
    "MLClient.online_deployments.begin_delete",
    lambda: engineer.online_deployments.begin_delete("blue", endpoint_name="py-endpoint").result(),
    None,
)
check(
    "MLClient.online_endpoints.begin_delete",
    lambda: engineer.online_endpoints.begin_delete("py-endpoint").result(),
    None,
)
