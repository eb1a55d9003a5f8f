using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Services.Monitor.Ingestion.Otlp.Wire;

namespace MlopsInfra.LocalCloud.Services.Monitor.Ingestion.Otlp;

/// <summary>Who sends: the columns that a resource of OpenTelemetry says.</summary>
internal sealed class OtlpResource
{
    private const long NanosecondsPerTick = 100;

    private readonly string _role;
    private readonly string? _instance;
    private readonly string? _version;
    private readonly string? _sdk;

    /// <summary>Reads a resource.</summary>
    /// <param name="resource">The resource; null: nothing is said.</param>
    public OtlpResource(Resource? resource)
    {
        var attributes = new OtlpAttributes(resource?.Attributes ?? []);
        var name = attributes.Take("service.name") ?? "unknown_service";
        _role = attributes.Take("service.namespace") is { Length: > 0 } space ? $"{space}.{name}" : name;
        _instance = attributes.Take("service.instance.id", "host.name");
        _version = attributes.Take("service.version");
        _sdk = $"otlp:{attributes.Take("telemetry.sdk.language")}{attributes.Take("telemetry.sdk.version")}";
    }

    /// <summary>Which series of a metric is meant: two processes have series of their own.</summary>
    public string Identity => $"{_role}\n{_instance}";

    /// <summary>A row of this sender.</summary>
    /// <param name="nanoseconds">When, in nanoseconds since 1970.</param>
    public JsonObject Row(ulong nanoseconds) => new()
    {
        ["TimeGenerated"] = CommonOutputs.Time(Time(nanoseconds)),
        ["AppRoleName"] = _role,
        ["AppRoleInstance"] = _instance,
        ["AppVersion"] = _version,
        ["SDKVersion"] = _sdk,
    };

    private static DateTimeOffset Time(ulong nanoseconds)
    {
        var ticks = nanoseconds / NanosecondsPerTick;
        var most = (ulong)(DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).Ticks;
        return DateTimeOffset.UnixEpoch.AddTicks((long)Math.Min(ticks, most));
    }
}
