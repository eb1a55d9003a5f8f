using System.Text.Json.Nodes;
using System.Xml;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Steps;

/// <summary>Keys that several types of steps have, in the form that Azure takes in a step.</summary>
internal static class StepFields
{
    /// <summary>The compute that a step names.</summary>
    public static Link? Compute(StepSource step) =>
        ReferenceReader.Compute(step.Folder, step.Map, "compute", step.Pipeline.IsJob) is { } compute
            ? new ComputeLink(compute) : null;

    /// <summary><c>limits: {timeout: 900}</c>, in seconds.</summary>
    public static JsonObject? CommandLimits(YamlMap map)
    {
        if (map.Json("limits") is not { } limits) return null;
        if (limits["timeout"] is JsonValue value && value.TryGetValue<long>(out var seconds))
            limits["timeout"] = XmlConvert.ToString(TimeSpan.FromSeconds(seconds));
        limits["job_limits_type"] = "Command";
        return limits;
    }

    /// <summary><c>distribution: {type: pytorch, ...}</c>.</summary>
    public static JsonObject? Distribution(YamlMap map)
    {
        if (map.Json("distribution") is not { } distribution) return null;
        var type = distribution["type"]?.GetValue<string>();
        distribution.Remove("type");
        distribution["distribution_type"] = type?.ToLowerInvariant() switch
        {
            "pytorch" => "PyTorch",
            "mpi" => "Mpi",
            "tensorflow" => "TensorFlow",
            "ray" => "Ray",
            _ => null,
        };
        if (distribution["distribution_type"] is not null) return distribution;
        map.Error(map.At("distribution"), $"'distribution' has the type '{type}'; allowed: pytorch, mpi, tensorflow, ray");
        return null;
    }

    /// <summary><c>identity: {type: managed}</c>.</summary>
    public static JsonObject? Identity(YamlMap map)
    {
        if (map.Json("identity") is not { } identity) return null;
        var type = identity["type"]?.GetValue<string>();
        identity.Remove("type");
        identity["identity_type"] = type switch
        {
            "managed" or "managed_identity" => "Managed",
            "user_identity" => "UserIdentity",
            "aml_token" => "AMLToken",
            _ => null,
        };
        if (identity["identity_type"] is not null) return identity;
        map.Error(map.At("identity"), $"'identity' has the type '{type}'; allowed: managed, user_identity, aml_token");
        return null;
    }
}
