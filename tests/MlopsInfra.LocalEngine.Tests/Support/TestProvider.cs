using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Tests.Support;

/// <summary>
/// A provider with the behaviours that matter to an engine. Every resource has the inputs as outputs, plus <c>computed</c>
/// ("computed-NAME") and <c>password</c> (secret). The input <c>fixed</c> can't be changed in place; <c>name</c> is unique
/// and fixed, so its holder is deleted before it is replaced; <c>auto</c> is made up where it is missing. The type
/// <c>Quiet</c> does not echo <c>writeOnly</c>. The input <c>fail</c> names an operation that is refused (<c>create</c>), that
/// leaves a resource nevertheless (<c>create-halfway</c>), or in which the provider has a defect (<c>create-defect</c>).
/// </summary>
public sealed class TestProvider(TestCloud cloud, string package, string? version) : IProvider
{
    /// <inheritdoc/>
    public string Package => package;

    /// <inheritdoc/>
    public ValueTask ConfigureAsync(PropertyMap configuration, CancellationToken cancellationToken)
    {
        if (configuration.TryGetValue("wrong", out _))
            throw new ProviderException("InvalidConfiguration", "The setting 'wrong' is wrong.");
        cloud.Configurations.Enqueue((package, version, configuration));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellationToken)
    {
        var inputs = request.NewInputs;
        if (inputs.ContainsKey("unknownProperty"))
        {
            return ValueTask.FromResult(new CheckResult(inputs,
                [new CheckFailure("unknownProperty", "There is no such property."),
                    new CheckFailure("size", "It has to be 1 to 9.")]));
        }

        if (request.Type == "test:index:Named" && !inputs.ContainsKey("auto"))
        {
            var old = request.OldInputs?.GetValueOrDefault("auto");
            inputs = inputs.With("auto", old ?? $"{request.Name}-{Convert.ToHexString(request.RandomSeed.AsSpan()[..4])}");
        }

        return ValueTask.FromResult(new CheckResult(inputs, []));
    }

    /// <inheritdoc/>
    public ValueTask<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellationToken)
    {
        var changes = new List<PropertyChange>();
        foreach (var key in request.OldInputs.Keys.Union(request.NewInputs.Keys)
            .Where(key => key != "fail" && !ReservedKeys.IsReserved(key)))
        {
            var old = Said(request.OldInputs.GetValueOrDefault(key));
            var now = Said(request.NewInputs.GetValueOrDefault(key));
            if (Equals(old, now)) continue;
            var kind = old is null ? PropertyChangeKind.Add : now is null ? PropertyChangeKind.Delete : PropertyChangeKind.Update;
            changes.Add(new PropertyChange(key, kind, key is "fixed" or "name"));
        }

        return ValueTask.FromResult(new DiffResult([.. changes],
            changes.Exists(change => change.Path == "fixed") && request.NewInputs.ContainsKey("name")));
    }

    /// <inheritdoc/>
    public async ValueTask<ResourceState> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var name = NameOf(request.Urn);
        await cloud.RunAsync($"create {name}", name).WaitAsync(cancellationToken);
        if (request.Inputs.TryGetValue("name", out var unique)
            && cloud.Resources.Values.Any(live => unique.Equals(live.Inputs.GetValueOrDefault("name"))) && !request.MayExist)
        {
            throw new ProviderException("NameTaken", $"The name {((PropertyValue.Text)unique).Value} is taken.", "name", 409);
        }

        Refuse(request.Inputs, "create", () => Put(cloud.NextId(name), request.Type, name, request.Inputs));
        // What the request made before its answer was lost.
        var made = cloud.Resources.Values.FirstOrDefault(live => live.RequestId is { } id && id == request.RequestId);
        var state = Put(made?.Id ?? cloud.NextId(name), request.Type, name, request.Inputs);
        cloud.Resources[state.Id] = cloud.Resources[state.Id] with { RequestId = request.RequestId };
        return state;
    }

    /// <inheritdoc/>
    public async ValueTask<ResourceState?> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var name = NameOf(request.Urn);
        await cloud.RunAsync($"read {name}", name).WaitAsync(cancellationToken);
        if (request.Inputs.GetValueOrDefault("fail") is PropertyValue.Text { Value: "read" })
            throw new ProviderException("Throttled", "Too many requests.", name, 429);
        return cloud.Resources.TryGetValue(request.Id, out var live)
            ? new ResourceState(live.Id, live.Inputs, live.Outputs) : null;
    }

    /// <inheritdoc/>
    public async ValueTask<ResourceState> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var name = NameOf(request.Urn);
        await cloud.RunAsync($"update {name}", name).WaitAsync(cancellationToken);
        Refuse(request.NewInputs, "update", () => Put(request.Id, request.Type, name, request.NewInputs));
        return Put(request.Id, request.Type, name, request.NewInputs);
    }

    /// <inheritdoc/>
    public async ValueTask DeleteAsync(DeleteRequest request, CancellationToken cancellationToken)
    {
        var name = NameOf(request.Urn);
        await cloud.RunAsync($"delete {name}", name).WaitAsync(cancellationToken);
        Refuse(request.Inputs, "delete", () => throw new InvalidOperationException("A deletion has no partial state."));
        cloud.Resources.TryRemove(request.Id, out _);
    }

    /// <inheritdoc/>
    public ValueTask<InvokeResult> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken)
    {
        cloud.Calls.Enqueue($"invoke {request.Token}");
        return request.Token switch
        {
            "test:index:echo" => ValueTask.FromResult(new InvokeResult(request.Arguments.With("key",
                new PropertyValue.Secret("topsecret-key")), [])),
            "test:index:picky" =>
                ValueTask.FromResult(new InvokeResult(PropertyMap.Empty, [new CheckFailure("size", "It has to be 1 to 9.")])),
            "azure-native:authorization:getClientConfig" => ValueTask.FromResult(new InvokeResult(PropertyMap.Empty
                .With("clientId", "the-client").With("subscriptionId", "the-subscription"), [])),
            _ => throw new ProviderException("NoSuchFunction", $"There is no function {request.Token}."),
        };
    }

    private static PropertyValue? Said(PropertyValue? value) =>
        value?.WithoutSecretMark is PropertyValue.Obj known
            ? new PropertyValue.Obj(ReservedKeys.Remove(known.Members)) : value?.WithoutSecretMark;

    private static string NameOf(string urn) => urn[(urn.LastIndexOf("::", StringComparison.Ordinal) + 2)..];

    private void Refuse(PropertyMap inputs, string operation, Func<ResourceState> halfway)
    {
        if (cloud.AllowAll) return;
        var refused = (inputs.GetValueOrDefault("fail") as PropertyValue.Text)?.Value;
        if (refused == operation)
            throw new ProviderException("Quota", $"The quota does not allow to {operation} it.", "size", 409);
        if (refused == $"{operation}-halfway")
            throw new ProviderException("Interrupted", "It exists, but is not finished.") { PartialState = halfway() };
        if (refused == $"{operation}-defect") throw new InvalidOperationException("A defect.");
    }

    private ResourceState Put(string id, string type, string name, PropertyMap inputs)
    {
        var echo = type == "test:index:Quiet" ? inputs.Without("writeOnly") : inputs;
        var outputs = echo.With("computed", $"computed-{name}").With("password", new PropertyValue.Secret("topsecret-password"));
        cloud.Resources[id] = new LiveResource(id, type, inputs, outputs);
        return new ResourceState(id, null, outputs);
    }
}
