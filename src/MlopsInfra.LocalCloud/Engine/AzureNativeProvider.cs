using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine;

/// <summary>The azure-native provider on the local cloud.</summary>
/// <param name="cloud">The cloud.</param>
/// <param name="resources">Its resources.</param>
/// <param name="own">Types that only programs have.</param>
internal sealed class AzureNativeProvider(CloudContext cloud, ResourceManager resources, IEnumerable<IProgramType> own)
    : IProvider
{
    private readonly Dictionary<string, IProgramType> _own = own.ToDictionary(type => type.Token, StringComparer.Ordinal);
    private readonly AzureNativeFunctions _functions = new(cloud, resources);
    private readonly ResourceWrites _writes = new(cloud, resources);
    private InputDefaults _defaults = new(cloud, cloud.Options.SubscriptionIds[0], null);

    public string Package => "azure-native";

    public ValueTask ConfigureAsync(PropertyMap configuration, CancellationToken cancellationToken)
    {
        var subscription = InputDefaults.Text(configuration, "subscriptionId") ?? cloud.Options.SubscriptionIds[0];
        _defaults = new InputDefaults(cloud, subscription, InputDefaults.Text(configuration, "location"));
        _functions.Configure(subscription, InputDefaults.Text(configuration, "tenantId"),
            InputDefaults.Text(configuration, "clientId"));
        return ValueTask.CompletedTask;
    }

    public ValueTask<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellationToken)
    {
        var schema = Schema(request.Type);
        var inputs = WriteOnlyValues.Mark(request.Type, SchemaSecrets.Mark(_defaults.Fill(schema, request), schema.Body));
        return ValueTask.FromResult(new CheckResult(inputs,
            [.. InputCheck.OwnInputs(request), .. InputCheck.Failures(cloud.Types, schema, inputs)]));
    }

    public ValueTask<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellationToken)
    {
        var schema = Schema(request.Type);
        var changes = InputDiff.Between(InputDefaults.WithVersionOf(request.OldOutputs, request.OldInputs), request.NewInputs,
            schema).Select(change => change.Change);
        // A given name can't be had twice, so the old one goes first; a random one is made anew.
        return ValueTask.FromResult(new DiffResult([.. changes], !AutoNaming.IsRandom(request.OldInputs)));
    }

    public ValueTask<PropertyMap> PreviewAsync(PreviewRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(PreviewedOutputs.Of(Schema(request.Type), request));

    public async ValueTask<ResourceState> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var schema = Schema(request.Type);
        var id = _defaults.IdOf(schema, request.Inputs)
            ?? throw new ProviderException("InvalidRequestContent",
                $"An input that the id '{schema.Id?.Text}' is made of is missing.", request.Urn, 400);
        return Own(request.Type) is { } own
            ? await ExplainedAsync(own.CreateAsync(id, request, cancellationToken))
            : await _writes.CreateAsync(schema, id, request, cancellationToken);
    }

    public ValueTask<ResourceState> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken) =>
        Own(request.Type) is { } own
        ? ExplainedAsync(own.UpdateAsync(request, cancellationToken))
        : _writes.UpdateAsync(Schema(request.Type), request, cancellationToken);

    public ValueTask<ResourceState?> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var schema = Schema(request.Type);
        if (schema.Id?.Parse(request.Id) is not { } path)
            throw new ProviderException("InvalidResourceId",
                $"'{request.Id}' is no id of {request.Type}: it has to look like '{schema.Id?.Text}'.", request.Id, 400);
        if (Own(request.Type) is { } own) return ValueTask.FromResult(own.Read(request.Id));
        if (cloud.Store.Find(request.Id) is not { } stored) return ValueTask.FromResult<ResourceState?>(null);
        var outputs = ResourceWrites.Outputs(cloud, schema, stored);
        return ValueTask.FromResult<ResourceState?>(new ResourceState(stored.Key,
            InputsAfterRead.Of(schema, request, path, outputs), outputs));
    }

    public async ValueTask DeleteAsync(DeleteRequest request, CancellationToken cancellationToken)
    {
        if (Own(request.Type) is not { } own)
        {
            await _writes.DeleteAsync(Schema(request.Type), request.Id, cancellationToken);
            return;
        }

        try
        {
            await own.DeleteAsync(request.Id, cancellationToken);
        }
        catch (ArmException exception)
        {
            throw ProviderErrors.From(exception);
        }
    }

    public ValueTask<InvokeResult> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken) =>
        _functions.InvokeAsync(request, cancellationToken);

    private IProgramType? Own(string token) => _own.GetValueOrDefault(token);

    private static async ValueTask<ResourceState> ExplainedAsync(ValueTask<ResourceState> write)
    {
        try
        {
            return await write;
        }
        catch (ArmException exception)
        {
            throw ProviderErrors.From(exception);
        }
    }

    private ResourceSchema Schema(string token) => cloud.Catalog.Package.FindResource(token)
        ?? throw new ProviderException("UnknownResourceType",
            $"The local cloud does not know '{token}'. docs/local-cloud.md lists what it knows.", token);
}
