using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Catalog;
using MlopsInfra.LocalCloud.Rules;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Providers;

/// <summary>The azure-native provider on the local cloud.</summary>
internal sealed class AzureNativeProvider(CloudContext cloud, ResourceManager resources) : IProvider
{
    private readonly AzureNativeFunctions _functions = new(cloud, resources);
    private InputDefaults _defaults = new(cloud, cloud.Options.SubscriptionIds[0], null);

    public string Package => "azure-native";

    public ValueTask ConfigureAsync(PropertyMap configuration, CancellationToken cancellationToken)
    {
        var subscription = InputDefaults.Text(configuration, "subscriptionId") ?? cloud.Options.SubscriptionIds[0];
        _defaults = new InputDefaults(cloud, subscription, InputDefaults.Text(configuration, "location"));
        _functions.Configure(subscription, InputDefaults.Text(configuration, "tenantId"), InputDefaults.Text(configuration, "clientId"));
        return ValueTask.CompletedTask;
    }

    public ValueTask<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellationToken)
    {
        var schema = Schema(request.Type);
        var inputs = _defaults.Fill(schema, request);
        return ValueTask.FromResult(new CheckResult(inputs, [.. InputCheck.OwnInputs(request), .. InputCheck.Failures(schema, inputs)]));
    }

    public ValueTask<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellationToken)
    {
        var schema = Schema(request.Type);
        var changes = InputDiff.Between(InputDefaults.WithVersionOf(request.OldOutputs, request.OldInputs), request.NewInputs, schema).Select(change => change.Change);
        // A given name can't be had twice, so the old one goes first; a random one is made anew.
        return ValueTask.FromResult(new DiffResult([.. changes], !AutoNaming.IsRandom(request.OldInputs)));
    }

    public ValueTask<PropertyMap> PreviewAsync(PreviewRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(PreviewedOutputs.Of(Schema(request.Type), request));

    public async ValueTask<ResourceState> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var schema = Schema(request.Type);
        var id = _defaults.IdOf(schema, request.Inputs)
            ?? throw new ProviderException("InvalidRequestContent", $"An input that the id '{schema.Id?.Text}' is made of is missing.", request.Urn, 400);
        if (request.Type == VaultAccessPolicies.Token) return await Explained(Policies.CreateAsync(id, request, cancellationToken));
        // What exists as soon as its parent does ('default') is taken over, everything else is a clash.
        if (!request.MayExist && cloud.Store.Find(id) is { } existing && !existing.Name.Equals("default", StringComparison.OrdinalIgnoreCase))
            throw new ProviderException("ResourceAlreadyExists", $"cannot create already existing resource '{id}'", id, 409);
        return await PutAsync(schema, id, request.Inputs, cancellationToken);
    }

    public ValueTask<ResourceState> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken) => request.Type == VaultAccessPolicies.Token
        ? Explained(Policies.UpdateAsync(request, cancellationToken))
        : PutAsync(Schema(request.Type), request.Id, request.NewInputs, cancellationToken);

    public ValueTask<ResourceState?> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var schema = Schema(request.Type);
        if (schema.Id?.Parse(request.Id) is not { } path)
            throw new ProviderException("InvalidResourceId", $"'{request.Id}' is no id of {request.Type}: it has to look like '{schema.Id?.Text}'.", request.Id, 400);
        if (request.Type == VaultAccessPolicies.Token) return ValueTask.FromResult(Policies.Read(request.Id));
        if (cloud.Store.Find(request.Id) is not { } stored) return ValueTask.FromResult<ResourceState?>(null);
        var inputs = ArmReader.ReadInputs(stored.Body, schema.Body, Secrets(stored, "b"));
        foreach (var (name, value) in path.Where(pair => schema.PathInputs.ContainsKey(pair.Key)))
            inputs = inputs.With(name, request.Inputs.TryGetValue(name, out var known) ? known : name is "scope" or "resourceUri" ? $"/{value}" : value);
        return ValueTask.FromResult<ResourceState?>(new ResourceState(stored.Key, inputs, Outputs(schema, stored)));
    }

    public async ValueTask DeleteAsync(DeleteRequest request, CancellationToken cancellationToken)
    {
        try
        {
            if (request.Type == VaultAccessPolicies.Token) await Policies.DeleteAsync(request.Id, cancellationToken);
            else await resources.DeleteAsync(ResourceId.Parse(request.Id), new ArmRequestOptions(), cancellationToken);
        }
        catch (ArmException exception)
        {
            throw ProviderErrors.From(exception);
        }
    }

    public ValueTask<InvokeResult> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken) => _functions.InvokeAsync(request, cancellationToken);

    private VaultAccessPolicies Policies => new(cloud, resources, Schema(VaultAccessPolicies.Token));

    private static async ValueTask<ResourceState> Explained(ValueTask<ResourceState> write)
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

    private async ValueTask<ResourceState> PutAsync(ResourceSchema schema, string id, PropertyMap inputs, CancellationToken cancellationToken)
    {
        var body = ArmWriter.Write(inputs, schema);
        try
        {
            var result = await resources.PutAsync(ResourceId.Parse(id), body.Json, new ArmRequestOptions(SecretPointers: body.Secrets), cancellationToken);
            var stored = cloud.Store.Find(result.Resource["id"]!.GetValue<string>()) ?? throw new InvalidOperationException($"'{id}' is not in the store after it was written.");
            return new ResourceState(stored.Key, null, Outputs(schema, stored));
        }
        catch (ArmException exception)
        {
            throw ProviderErrors.From(exception);
        }
    }

    private static PropertyMap Outputs(ResourceSchema schema, StoredResource stored) =>
        InputDefaults.WithVersion(schema, ArmReader.Read(Views.Shown(stored), schema.Outputs, Secrets(stored, "bc")));

    /// <summary>The secret places of one part of a stored resource (b: the body, c: what was computed), or of both.</summary>
    private static HashSet<string> Secrets(StoredResource stored, string parts) =>
        stored.Secrets.Where(pointer => parts.Contains(pointer[0], StringComparison.Ordinal)).Select(pointer => pointer[1..]).ToHashSet(StringComparer.Ordinal);

    private ResourceSchema Schema(string token) => cloud.Catalog.Package.FindResource(token)
        ?? throw new ProviderException("UnknownResourceType", $"The local cloud does not know '{token}'. docs/local-cloud.md lists what it knows.", token);
}
