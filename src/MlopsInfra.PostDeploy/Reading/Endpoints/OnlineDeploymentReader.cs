using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Endpoints;

/// <summary>Reads deployments of online endpoints, managed and on Kubernetes.</summary>
internal static class OnlineDeploymentReader
{
    private const string What = "an online deployment";

    private static readonly Dictionary<string, string> Accesses = new() { ["enabled"] = "enabled", ["disabled"] = "disabled" };

    private static readonly Dictionary<string, string> Types = new() { ["managed"] = "Managed", ["kubernetes"] = "Kubernetes" };

    public static OnlineDeploymentDefinition? Load(FolderReader folder, string path) =>
        folder.ReadOnce(path, null, "online deployment", (map, file) => Read(folder, map, file));

    private static OnlineDeploymentDefinition Read(FolderReader folder, YamlMap map, string file)
    {
        var name = EndpointName.Read(map, "name", What, What);
        var endpoint = EndpointName.Read(map, "endpoint_name", What, "an online endpoint");
        var isManaged = TypeOf(map) == "Managed";
        var properties = new JsonObject
        {
            ["endpointComputeType"] = isManaged ? "Managed" : "Kubernetes",
            ["properties"] = Tags.Read(map, "properties") ?? [],
            ["environmentVariables"] = map.Json("environment_variables") ?? [],
            ["appInsightsEnabled"] = map.Flag("app_insights_enabled") ?? false,
        }
        .With("description", map.Text("description"))
        .With("model", ModelReferenceReader.Read(folder, map, file))
        .With("modelMountPath", map.Text("model_mount_path"))
        .With("codeConfiguration", CodeConfigurationReader.Read(folder, map, file))
        .With("environmentId", CodeConfigurationReader.Environment(folder, map, file, What))
        .With("instanceType", map.Text("instance_type"))
        .With("scaleSettings", OnlineSettingsReader.Scale(map))
        .With("requestSettings", OnlineSettingsReader.Requests(map))
        .With("livenessProbe", OnlineSettingsReader.Probe(map, "liveness_probe"))
        .With("readinessProbe", OnlineSettingsReader.Probe(map, "readiness_probe"));
        if (isManaged)
        {
            map.Required("instance_type", "a managed online deployment");
            if ((properties["scaleSettings"] as JsonObject)?["scaleType"]?.GetValue<string>() is not (null or "Default"))
            {
                map.Error(map.At("scale_settings"),
                    "a managed online deployment has scale_settings of the type 'default'; autoscale settings of Azure Monitor "
                        + "scale it further");
            }

            properties
                .With("egressPublicNetworkAccess", Words.Read(map, "egress_public_network_access", Accesses))
                .With("privateNetworkConnection", map.Flag("private_network_connection"))
                .With("dataCollector", DataCollectorReader.Read(folder, map, file, endpoint, name));
        }
        else
        {
            properties.With("containerResourceRequirements", OnlineSettingsReader.Resources(map));
        }

        var sku = new JsonObject { ["name"] = "Default" }.With("capacity", Numbers.Integer(map, "instance_count"));
        map.Ignore("$schema", "id", "type", "provisioning_state");
        var content = new JsonObject { ["tags"] = Tags.Read(map) ?? [], ["sku"] = sku, ["properties"] = properties };
        map.NoOthers(isManaged ? "a managed online deployment" : "an online deployment on Kubernetes");
        return new OnlineDeploymentDefinition(name, endpoint, map.At("endpoint_name"), map.Location) { Content = content };
    }

    // Left out, it is what the schema says; without one, as in Microsoft's client, a managed one.
    private static string TypeOf(YamlMap map) =>
        map.Has("type") ? Words.Read(map, "type", Types) ?? "Managed"
        : map.Text("$schema")?.Contains("kubernetes", StringComparison.OrdinalIgnoreCase) == true ? "Kubernetes" : "Managed";
}
