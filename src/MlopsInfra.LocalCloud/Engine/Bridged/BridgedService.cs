using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine.Bridged;

/// <summary>A service that is no Azure: its types, its refusals, what it computes.</summary>
internal abstract class BridgedService(CloudContext cloud)
{
    /// <summary>The cloud it lives in.</summary>
    protected CloudContext Cloud { get; } = cloud;

    /// <summary>The package.</summary>
    public abstract string Package { get; }

    /// <summary>Takes the provider's configuration.</summary>
    public abstract void Configure(PropertyMap configuration);

    /// <summary>
    /// Refuses a provider that nobody is signed in with. Signed in is who gives one of these settings, or has the token in the
    /// environment.
    /// </summary>
    protected void RequireSignIn(PropertyMap configuration, string variable, params string[] settings)
    {
        if (settings.Any(configuration.ContainsKey)) return;
        if (Cloud.Options.Tokens.ContainsKey(variable) || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable)))
            return;
        throw new ProviderException("Unauthorized",
            $"Nobody is signed in to {Package}: set {Package}:{settings[0]} (pulumi config set --secret) or the variable "
                + $"{variable}.", settings[0], 401);
    }

    /// <summary>A setting of the provider, or the environment variable that stands for it; null if neither is there.</summary>
    protected static string? Setting(PropertyMap configuration, string name, string variable) =>
        InputDefaults.Text(configuration, name)
            ?? (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null);

    /// <summary>What a type has besides its schema.</summary>
    /// <param name="type">The type without the package, as in <c>Project</c>.</param>
    public abstract BridgedType TypeOf(string type);

    /// <summary>Refuses what the service refuses besides references and names.</summary>
    public virtual void Check(string type, JsonObject inputs)
    {
    }

    /// <summary>Adds what the service computes.</summary>
    public abstract void Complete(string type, string id, JsonObject inputs, JsonObject computed);

    /// <summary>Whether something exists that is not in the store.</summary>
    /// <param name="type">The type, as a reference names it.</param>
    /// <param name="value">What the reference says.</param>
    /// <param name="inputs">The inputs that it is in.</param>
    public virtual bool ExistsOutside(string type, string value, JsonObject inputs) => false;

    /// <summary>Calls a function of the package.</summary>
    public virtual PropertyMap Invoke(string function, PropertyMap arguments) =>
        throw new ProviderException("UnknownFunction", $"The local cloud does not know the function '{function}'.", function);

    /// <summary>The key of a resource in the store.</summary>
    public string Key(string type, string id) => $"{Package}:{type}:{id}";

    /// <summary>The type in the store.</summary>
    public string StoredType(string type) => $"{Package}:{type}";

    /// <summary>A resource; null if there is none.</summary>
    public StoredResource? Find(string type, string id) => Cloud.Store.Find(Key(type, id));

    /// <summary>The id of a stored resource.</summary>
    public static string IdOf(StoredResource resource) => resource.Computed.Text("id")!;

    /// <summary>The resource that a value names, by its id or by <paramref name="property"/>; null if there is none.</summary>
    protected StoredResource? Named(string type, string property, string value) => Find(type, value)
        ?? Cloud.Store.OfType(StoredType(type))
            .FirstOrDefault(found => value.Equals(found.Body.Text(property), StringComparison.OrdinalIgnoreCase));
}
