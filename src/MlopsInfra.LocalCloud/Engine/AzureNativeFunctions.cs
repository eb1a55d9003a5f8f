using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine;

/// <summary>The functions of azure-native: <c>getClientConfig</c>, <c>getX</c> as a GET, <c>listX</c> as a POST action.</summary>
internal sealed class AzureNativeFunctions(CloudContext cloud, ResourceManager resources)
{
    private string _subscription = cloud.Options.SubscriptionIds[0];
    private string _tenant = cloud.Options.TenantId;
    private string _client = cloud.Options.DeployerClientId;

    /// <summary>Takes what the provider was configured with.</summary>
    public void Configure(string subscription, string? tenant, string? client) =>
        (_subscription, _tenant, _client) = (subscription, tenant ?? _tenant, client ?? _client);

    /// <summary>Calls a function.</summary>
    public async ValueTask<InvokeResult> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken)
    {
        if (request.Token == "azure-native:authorization:getClientConfig") return new InvokeResult(ClientConfig(), []);
        if (cloud.Catalog.Package.FindFunction(request.Token) is not { ArmType: not null } function)
            throw new ProviderException("UnknownFunction", $"The local cloud does not know the function '{request.Token}'.",
                request.Token);
        var missing = function.Inputs.Properties
            .Where(property => property.Required && !request.Arguments.ContainsKey(property.Name)).ToList();
        if (missing.Count > 0)
            return new InvokeResult(PropertyMap.Empty,
                [.. missing.Select(property => new CheckFailure(property.Name,
                    $"Missing required property '{property.Name}'."))]);
        try
        {
            return new InvokeResult(await CallAsync(function, request.Arguments, cancellationToken), []);
        }
        catch (ArmException exception)
        {
            throw ProviderErrors.From(exception);
        }
    }

    private PropertyMap ClientConfig() => new(
    [
        KeyValuePair.Create<string, PropertyValue>("clientId", _client),
        KeyValuePair.Create<string, PropertyValue>("objectId", cloud.Options.DeployerObjectId),
        KeyValuePair.Create<string, PropertyValue>("subscriptionId", _subscription),
        KeyValuePair.Create<string, PropertyValue>("tenantId", _tenant),
    ]);

    private async ValueTask<PropertyMap> CallAsync(FunctionSchema function, PropertyMap arguments,
        CancellationToken cancellationToken)
    {
        var id = IdOf(function, arguments);
        if (function.Action is null)
        {
            var found = cloud.Store.Find(id.Value) ?? throw ArmErrors.ResourceNotFound(id);
            var secrets = found.Secrets.Select(pointer => pointer[1..]).ToHashSet(StringComparer.Ordinal);
            return ArmReader.Read(Views.Shown(cloud, found), function.Outputs, secrets).With("id", found.Key);
        }

        var answer = await resources.PostAsync(id, function.Action, new JsonObject(), new ArmRequestOptions(), cancellationToken);
        // What a list function answers are keys and credentials: all of it is secret.
        var result = ArmReader.Read(answer as JsonObject ?? [], function.Outputs);
        return new PropertyMap(result.Select(member => KeyValuePair.Create<string, PropertyValue>(member.Key,
            new PropertyValue.Secret(member.Value))));
    }

    private ResourceId IdOf(FunctionSchema function, PropertyMap arguments)
    {
        var template = cloud.Catalog.FindByArmType(function.ArmType!)?.Id
            ?? throw new ProviderException("UnknownFunction", $"The local cloud does not know what '{function.Token}' asks.",
                function.Token);
        var text = template.Format(name => name == "subscriptionId" ? _subscription : InputDefaults.Text(arguments, name));
        return ResourceId.TryParse(text, out var id)
            ? id
            : throw new ProviderException("InvalidArguments",
                $"'{function.Token}' can't tell the id '{template.Text}' from its arguments.", function.Token, 400);
    }
}
