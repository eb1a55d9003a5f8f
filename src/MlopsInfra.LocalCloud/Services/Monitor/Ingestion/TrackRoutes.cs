using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.Monitor.Logs;

namespace MlopsInfra.LocalCloud.Services.Monitor.Ingestion;

/// <summary>
/// <c>POST /v2.1/track</c>: each envelope is taken or refused by itself. All taken: 200; some: 206 with the others' places; none:
/// the status of the refusal that they share.
/// </summary>
/// <param name="components">The components.</param>
/// <param name="rights">Who may send.</param>
/// <param name="store">Where rows go.</param>
/// <param name="cloud">The clock.</param>
internal sealed class TrackRoutes(
    TelemetryComponents components, IngestionRights rights, TelemetryStore store, CloudContext cloud)
{
    private const int BadRequest = 400;

    /// <summary>Takes a request.</summary>
    /// <param name="request">The request.</param>
    public async Task HandleAsync(RestRequest request)
    {
        IReadOnlyList<JsonNode?>? envelopes;
        try
        {
            envelopes = await ReadAsync(request);
        }
        catch (ArmException exception)
        {
            await AnswerAsync(request, 0, [new ItemError(0, exception.Status, exception.Message)]);
            return;
        }

        if (envelopes is null)
        {
            await AnswerAsync(request, 0, [new ItemError(0, BadRequest, "100: Invalid JSON")]);
            return;
        }

        var errors = new List<ItemError>();
        var taken = new List<(TelemetryComponent Component, TelemetryItem Item)>();
        foreach (var (index, envelope) in envelopes.Index())
        {
            if (Take(request, envelope, taken) is { } error) errors.Add(error with { Index = index });
        }

        foreach (var group in taken.GroupBy(item => (item.Component, item.Item.Table)))
            store.Append(group.Key.Component, group.Key.Table, group.Select(item => item.Item.Row));
        await AnswerAsync(request, envelopes.Count, errors);
    }

    private static async Task<IReadOnlyList<JsonNode?>?> ReadAsync(RestRequest request)
    {
        try
        {
            return await TelemetryBody.ReadAsync(request) is { Length: > 0 } body ? TelemetryBody.Envelopes(body) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException)
        {
            return null;
        }
    }

    private ItemError? Take(RestRequest request, JsonNode? envelope, List<(TelemetryComponent, TelemetryItem)> taken)
    {
        if (Envelope.Key(envelope) is not { } key || components.ByKey(key) is not { } component)
            return new ItemError(0, BadRequest, "Invalid instrumentation key");
        if (rights.RefusalOf(request, component) is { } refusal) return new ItemError(0, refusal.Status, refusal.Message);
        try
        {
            taken.AddRange(Envelope.Read(envelope, cloud.Now).Select(item => (component, item)).ToList());
            return null;
        }
        catch (EnvelopeException exception)
        {
            return new ItemError(0, BadRequest, exception.Message);
        }
    }

    private static Task AnswerAsync(RestRequest request, int received, List<ItemError> errors)
    {
        var accepted = Math.Max(received - errors.Count, 0);
        var status = errors.Count == 0 ? 200 : accepted > 0 ? 206 : errors[0].Status;
        return request.AnswerAsync(status, new JsonObject
        {
            ["itemsReceived"] = received,
            ["itemsAccepted"] = accepted,
            ["appId"] = null,
            ["errors"] = new JsonArray([.. errors.Select(error => (JsonNode)new JsonObject
            {
                ["index"] = error.Index, ["statusCode"] = error.Status, ["message"] = error.Message,
            })]),
        });
    }
}
