using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MlopsInfra.EngineRecordings;
using MlopsInfra.LocalEngine.Protocol;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Tests.Support;

/// <summary>
/// A provider that answers what was answered to the real engine. What the real engine did not ask in the run is a failure.
/// </summary>
/// <param name="run">The run.</param>
internal sealed class RecordedProvider(string run) : IProvider, IProviderSource
{
    private static readonly string[] OfThePackage =
        ["Handshake", "GetPluginInfo", "CheckConfig", "DiffConfig", "Configure", "Cancel"];

    private readonly List<RecordedCall> _open = [.. CallsOf(run)];

    /// <inheritdoc/>
    public string Package => "azure-native";

    /// <summary>What was asked, in order, as in <c>Check account</c>.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>What the real engine asked, and nobody has asked yet.</summary>
    public IReadOnlyList<RecordedCall> Unasked => _open;

    /// <summary>What the real engine asked about resources in a run.</summary>
    public static IEnumerable<RecordedCall> CallsOf(string run) =>
        RecordedCall.Of(run, "ResourceProvider").Where(call => !OfThePackage.Contains(call.Method));

    /// <inheritdoc/>
    public IProvider? Create(string package, string? version) => package == Package ? this : null;

    /// <inheritdoc/>
    public ValueTask ConfigureAsync(PropertyMap configuration, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellationToken)
    {
        var answer = Answer("Check", request.Urn, ("news", request.NewInputs), ("olds", request.OldInputs ?? PropertyMap.Empty));
        var failures = answer["failures"]?.AsArray() ?? [];
        return ValueTask.FromResult(new CheckResult(
            Map(answer["inputs"]),
            [.. failures.Select(failure => new CheckFailure((string)failure!["property"]!, (string)failure["reason"]!))]));
    }

    /// <inheritdoc/>
    public ValueTask<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellationToken)
    {
        var answer = Answer("Diff", request.Urn, ("oldInputs", request.OldInputs), ("olds", request.OldOutputs),
            ("news", request.NewInputs));
        var replaces = (answer["replaces"]?.AsArray() ?? []).Select(path => (string)path!).ToList();
        var changes = (answer["diffs"]?.AsArray() ?? []).Select(path => (string)path!)
            .Select(path => new PropertyChange(path, PropertyChangeKind.Update, replaces.Contains(path)));
        return ValueTask.FromResult(new DiffResult([.. changes], (bool?)answer["deleteBeforeReplace"] ?? false));
    }

    /// <inheritdoc/>
    public ValueTask<PropertyMap> PreviewAsync(PreviewRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Map(
        Answer("Update", request.Urn, ("oldInputs", request.OldInputs!), ("olds", request.OldOutputs!),
            ("news", request.NewInputs))["properties"]));

    /// <inheritdoc/>
    public ValueTask<ResourceState> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var answer = Answer("Create", request.Urn, ("properties", request.Inputs));
        return ValueTask.FromResult(new ResourceState((string)answer["id"]!, null, Map(answer["properties"])));
    }

    /// <inheritdoc/>
    public ValueTask<ResourceState?> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var answer = Answer("Read", request.Urn, ("inputs", request.Inputs), ("properties", request.Outputs));
        return ValueTask.FromResult<ResourceState?>(new ResourceState((string)answer["id"]!, Map(answer["inputs"]),
            Map(answer["properties"])));
    }

    /// <inheritdoc/>
    public ValueTask<ResourceState> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var answer = Answer("Update", request.Urn, ("oldInputs", request.OldInputs), ("olds", request.OldOutputs),
            ("news", request.NewInputs));
        return ValueTask.FromResult(new ResourceState(request.Id, null, Map(answer["properties"])));
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(DeleteRequest request, CancellationToken cancellationToken)
    {
        Answer("Delete", request.Urn, ("oldInputs", request.Inputs), ("properties", request.Outputs));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<InvokeResult> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken) =>
        throw new InvalidOperationException($"The real engine never asked for {request.Token}.");

    private static PropertyMap Map(JsonNode? node) =>
        node is null ? PropertyMap.Empty : WireReader.ReadMap(JsonParser.Default.Parse<Struct>(node.ToJsonString()));

    private JsonObject Answer(string method, string urn, params (string Member, PropertyMap Value)[] values)
    {
        lock (_open)
        {
            Asked.Add($"{method} {urn[(urn.LastIndexOf(':') + 1)..]}");
            var call = _open.FirstOrDefault(open => open.Method == method && open.Urn == urn
                && values.All(value => Map(open.Request[value.Member]).Equals(value.Value)))
                ?? throw new InvalidOperationException(
                    $"In {run} the real engine never asked for {method} of {urn} with "
                        + $"{string.Join("; ", values.Select(value => $"{value.Member} {value.Value}"))}.");
            _open.Remove(call);
            return call.Response;
        }
    }
}
