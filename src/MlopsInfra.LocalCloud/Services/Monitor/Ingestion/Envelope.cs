using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Monitor.Ingestion;

/// <summary>
/// What the SDKs of Application Insights send: an envelope with the key, the time, tags, and data of one kind. Becomes rows with
/// the columns of the kind's table.
/// </summary>
internal static class Envelope
{
    // "Data that is older than 48 hours is rejected": the service names the bound in milliseconds.
    private static readonly TimeSpan Oldest = TimeSpan.FromHours(48);

    private static readonly (string Tag, string Column)[] Tags =
    [
        ("ai.operation.id", "OperationId"), ("ai.operation.parentId", "ParentId"), ("ai.operation.name", "OperationName"),
        ("ai.operation.syntheticSource", "SyntheticSource"), ("ai.cloud.role", "AppRoleName"),
        ("ai.cloud.roleInstance", "AppRoleInstance"), ("ai.application.ver", "AppVersion"),
        ("ai.internal.sdkVersion", "SDKVersion"), ("ai.location.ip", "ClientIP"), ("ai.location.city", "ClientCity"),
        ("ai.location.province", "ClientStateOrProvince"), ("ai.location.country", "ClientCountryOrRegion"),
        ("ai.device.type", "ClientType"), ("ai.device.model", "ClientModel"), ("ai.device.osVersion", "ClientOS"),
        ("ai.user.userAgent", "ClientBrowser"), ("ai.user.id", "UserId"), ("ai.user.authUserId", "UserAuthenticatedId"),
        ("ai.user.accountId", "UserAccountId"), ("ai.session.id", "SessionId"),
    ];

    /// <summary>The key that an envelope carries; null if it has none.</summary>
    /// <param name="envelope">The envelope.</param>
    public static string? Key(JsonNode? envelope) => (envelope as JsonObject)?.Text("iKey");

    /// <summary>The rows of an envelope.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="now">The time now.</param>
    /// <exception cref="EnvelopeException">It is none that the service takes.</exception>
    public static IEnumerable<TelemetryItem> Read(JsonNode? envelope, DateTimeOffset now)
    {
        if (envelope is not JsonObject json) throw new EnvelopeException("100: Invalid JSON: an envelope is an object.");
        if (string.IsNullOrEmpty(json.Text("name"))) throw EnvelopeException.Missing("name", "Envelope");
        var time = Time(json, now);
        if (json.At("data") is not JsonObject data) throw EnvelopeException.Missing("data", "Envelope");
        if (data.Text("baseType") is not { Length: > 0 } kind) throw EnvelopeException.Missing("baseType", "Data");
        if (data.At("baseData") is not JsonObject content) throw EnvelopeException.Missing("baseData", "Data");
        foreach (var item in EnvelopeData.Read(kind, content))
        {
            item.Row["TimeGenerated"] = CommonOutputs.Time(time);
            AddTags(item.Row, json.At("tags") as JsonObject);
            // Of 4 requests one was sent: it stands for 4.
            if (json.Number("sampleRate") is > 0 and < 100 and var rate) item.Row["ItemCount"] = (int)Math.Round(100 / rate);
            yield return item;
        }
    }

    private static DateTimeOffset Time(JsonObject envelope, DateTimeOffset now)
    {
        if (envelope.Text("time") is not { Length: > 0 } text) throw EnvelopeException.Missing("time", "Envelope");
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            throw new EnvelopeException($"102: Field 'time' on type 'Envelope' is not a valid time string. Actual: {text}");
        if (now - time > Oldest)
            throw new EnvelopeException(
                "103: Field 'time' on type 'Envelope' is older than the allowed min date. Expected: now - "
                + $"{Oldest.TotalMilliseconds:F0}ms, Actual: now - {(now - time).TotalMilliseconds:F0}ms");
        return time;
    }

    private static void AddTags(JsonObject row, JsonObject? tags)
    {
        if (tags is null) return;
        foreach (var (tag, column) in Tags)
        {
            // Names of tags hold dots, which paths are divided at.
            if (tags[tag].AsText() is { } value) row[column] = value;
        }
    }
}
