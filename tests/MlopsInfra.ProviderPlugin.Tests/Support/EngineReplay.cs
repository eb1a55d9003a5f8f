using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MlopsInfra.EngineRecordings;
using MlopsInfra.ProviderPlugin.Wire;

namespace MlopsInfra.ProviderPlugin.Tests.Support;

/// <summary>
/// Plays the recorded engine's side of a plugin's connection. An engine sends back what it was answered, from its state: so where
/// a recorded request has a recorded answer in it, the plugin gets its own answer of today in that place.
/// </summary>
internal sealed class EngineReplay
{
    /// <summary>Members of requests that an engine takes from answers.</summary>
    private static readonly Dictionary<string, string[]> Carried = new()
    {
        ["Check"] = ["olds", "oldOutputs"],
        ["Diff"] = ["oldInputs", "olds", "news"],
        ["Create"] = ["properties"],
        ["Update"] = ["oldInputs", "olds", "news"],
        ["Read"] = ["inputs", "properties"],
        ["Delete"] = ["oldInputs", "properties"],
    };

    /// <summary>
    /// Fields that are newer than the protocol that the project knows; a plugin that does not know them leaves them alone.
    /// </summary>
    private static readonly string[] Newer =
        ["acceptsOutputsInCall", "acceptsOutputsInInvoke", "sendsOldOutputsToCheck", "oldOutputs"];

    private static readonly JsonParser Parser = new(JsonParser.Settings.Default);

    private readonly Dictionary<(string Urn, string Recorded), JsonObject> _answered = [];

    /// <summary>Asks the plugin what the engine asked.</summary>
    /// <param name="client">The plugin.</param>
    /// <param name="call">The recorded call.</param>
    /// <returns>What the plugin answers.</returns>
    public async Task<JsonObject> PlayAsync(ResourceProvider.ResourceProviderClient client, RecordedCall call)
    {
        var request = WithOwnAnswers(call);
        var answer = ToJson(await AskAsync(client, call.Method, request));
        Remember(call, answer);
        return answer;
    }

    private static async Task<IMessage> AskAsync(ResourceProvider.ResourceProviderClient client, string method,
        JsonObject request) => method switch
    {
        "Handshake" => await client.HandshakeAsync(Parse<ProviderHandshakeRequest>(request)),
        "GetPluginInfo" => await client.GetPluginInfoAsync(new Empty()),
        "CheckConfig" => await client.CheckConfigAsync(Parse<CheckRequest>(request)),
        "DiffConfig" => await client.DiffConfigAsync(Parse<DiffRequest>(request)),
        "Configure" => await client.ConfigureAsync(Parse<ConfigureRequest>(request)),
        "Check" => await client.CheckAsync(Parse<CheckRequest>(request)),
        "Diff" => await client.DiffAsync(Parse<DiffRequest>(request)),
        "Create" => await client.CreateAsync(Parse<CreateRequest>(request)),
        "Update" => await client.UpdateAsync(Parse<UpdateRequest>(request)),
        "Read" => await client.ReadAsync(Parse<ReadRequest>(request)),
        "Delete" => await client.DeleteAsync(Parse<DeleteRequest>(request)),
        "Cancel" => await client.CancelAsync(new Empty()),
        _ => throw new NotSupportedException($"The recording has a call of {method}, which this replay does not know."),
    };

    private static T Parse<T>(JsonObject request)
        where T : IMessage, new()
    {
        foreach (var name in Newer) request.Remove(name);
        return Parser.Parse<T>(request.ToJsonString());
    }

    private static JsonObject ToJson(IMessage message) => JsonNode.Parse(JsonFormatter.Default.Format(message))!.AsObject();

    private JsonObject WithOwnAnswers(RecordedCall call)
    {
        var request = call.Request.DeepClone().AsObject();
        foreach (var name in Carried.GetValueOrDefault(call.Method, []))
        {
            if (request[name] is not JsonObject { Count: > 0 } recorded) continue;
            Assert.True(_answered.TryGetValue((call.Urn, recorded.ToJsonString()), out var own),
                $"{call}: the engine sends as {name} what no plugin answered.");
            request[name] = own!.DeepClone();
        }

        return request;
    }

    private void Remember(RecordedCall call, JsonObject answer)
    {
        if (!Carried.ContainsKey(call.Method) || (bool?)call.Request["preview"] == true) return;
        foreach (var name in (string[])["inputs", "properties"])
        {
            if (call.Response[name] is JsonObject recorded && answer[name] is JsonObject own)
                _answered[(call.Urn, recorded.ToJsonString())] = own;
        }
    }
}
