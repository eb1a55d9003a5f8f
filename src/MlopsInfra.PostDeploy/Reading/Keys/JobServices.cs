using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Keys;

/// <summary>Reads the applications through which people look into a run.</summary>
internal static class JobServices
{
    private static readonly Dictionary<string, string> Types = new()
    {
        ["ssh"] = "SSH",
        ["jupyter_lab"] = "JupyterLab",
        ["tensor_board"] = "TensorBoard",
        ["vs_code"] = "VSCode",
    };

    /// <summary>The value of <c>services</c>; null if it is left out.</summary>
    /// <param name="owner">What has the key.</param>
    /// <param name="what">What warnings call it.</param>
    public static JsonObject? Read(YamlMap owner, string what)
    {
        if (owner.Map("services") is not { } map) return null;
        var services = new JsonObject();
        foreach (var (name, value) in map.Entries)
        {
            if (map.AsMap(value, $"the service '{name}'") is { } service)
                services[name] = ReadOne(service, $"the service '{name}' of {what}");
        }

        return services;
    }

    private static JsonObject ReadOne(YamlMap map, string what)
    {
        var properties = map.Json("properties") ?? [];
        properties.With("sshPublicKeys", map.Text("ssh_public_keys")).With("logDir", map.Text("log_dir"));
        var service = new JsonObject()
            .With("job_service_type", TypeOf(map, map.Has("type") ? "type" : "job_service_type"))
            .With("endpoint", map.Text("endpoint"))
            .With("port", map.Whole("port"))
            .With("nodes", map.Word("nodes", "all") is null ? null : new JsonObject { ["nodes_value_type"] = "All" })
            .With("properties", properties.Count > 0 ? properties : null);
        // The state of a running service: Azure says it.
        map.Ignore("status", "error_message");
        UnknownKeys.Keep(map, what, service);
        return service;
    }

    // Services of a type of their own are told by their port.
    private static string? TypeOf(YamlMap map, string key)
    {
        map.Ignore("type", "job_service_type");
        return map.Word(key, [.. Types.Keys, "custom"]) is { } type ? Types.GetValueOrDefault(type) : null;
    }
}
