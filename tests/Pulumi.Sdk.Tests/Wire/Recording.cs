using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pulumirpc;

namespace Pulumi.Sdk.Tests.Wire;

/// <summary>A recorded exchange of the official SDK: what it sent, and what it was answered.</summary>
internal sealed class Recording
{
    private static readonly JsonParser Parser = JsonParser.Default;

    private readonly List<(string Key, JsonObject Exchange)> _expected;

    public Recording(string file)
    {
        var root = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Wire", "recordings", file)))!;
        Scenario = root["scenario"]!.GetValue<string>();
        IsDryRun = root["dryRun"]!.GetValue<bool>();
        ExitCode = root["exit"]!["code"]!.GetValue<int>();
        Output = root["exit"]!["stdout"]!.GetValue<string>();
        Features = [.. root["features"]!.AsObject().Select(feature => feature.Key)];
        _expected = [.. root["exchanges"]!.AsArray().Select(node => node!.AsObject())
            .Where(exchange => exchange.ContainsKey("n"))
            .Select(exchange => (
                CanonicalJson.Of(exchange["method"]!.GetValue<string>(), exchange["request"]!.DeepClone()), exchange))];
    }

    public string Scenario { get; }

    public bool IsDryRun { get; }

    public int ExitCode { get; }

    public string Output { get; }

    public string[] Features { get; }

    /// <summary>What is to be sent, in a form in which order counts only where it means something.</summary>
    public IEnumerable<string> Expected => _expected.Select(item => item.Key);

    /// <summary>The recorded answer to that very request.</summary>
    public Task<IMessage> AnswerAsync(string method, IMessage request)
    {
        var key = CanonicalJson.Of(method, request);
        var found = _expected.Find(item => item.Key == key).Exchange
            ?? throw new RpcException(new Status(StatusCode.Internal, $"The official SDK did not send this: {key}"));
        if (found["error"] is { } error)
            throw new RpcException(new Status(
                System.Enum.Parse<StatusCode>(error["code"]!.GetValue<string>()), error["detail"]!.GetValue<string>()));
        return Task.FromResult(Parse(method, found["response"]!.ToJsonString()));
    }

    private static IMessage Parse(string method, string json) => method switch
    {
        "RegisterResource" => Parser.Parse<RegisterResourceResponse>(json),
        "ReadResource" => Parser.Parse<ReadResourceResponse>(json),
        "Invoke" => Parser.Parse<ResourceInvokeResponse>(json),
        "Call" => Parser.Parse<CallResponse>(json),
        "RegisterPackage" => Parser.Parse<RegisterPackageResponse>(json),
        _ => new Empty(),
    };
}
