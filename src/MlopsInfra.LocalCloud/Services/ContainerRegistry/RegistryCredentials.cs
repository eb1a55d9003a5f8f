using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry;

/// <summary>The passwords of a registry's admin user. What is kept is how often each was made anew.</summary>
internal static class RegistryCredentials
{
    private static readonly string[] Names = ["password", "password2"];

    /// <summary>The passwords.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="id">The registry.</param>
    public static IReadOnlyList<string> PasswordsOf(CloudContext cloud, ResourceId id) =>
        [.. Names.Select(name => TimesOf(cloud, id).Number(name) is { } times
            ? MadeUpIds.Key("registry", id.Value, name, $"{times}") : MadeUpIds.Key("registry", id.Value, name))];

    /// <summary>User and passwords, as Resource Manager lists them.</summary>
    public static JsonObject Show(CloudContext cloud, ResourceId id) => new()
    {
        ["username"] = id.Name,
        ["passwords"] = new JsonArray([.. Names.Zip(PasswordsOf(cloud, id)).Select(pair => (JsonNode)new JsonObject
        {
            ["name"] = pair.First,
            ["value"] = pair.Second,
        })]),
    };

    /// <summary>Makes a password anew.</summary>
    /// <param name="post">The request.</param>
    /// <exception cref="ArmException">There is no such password.</exception>
    public static JsonObject Renew(PostContext post)
    {
        var name = (post.Body as JsonObject)?.Text("name");
        if (!Names.Contains(name))
            throw new ArmException(400, "InvalidParameter", $"The password is 'password' or 'password2', not '{name}'.", "name");
        var (cloud, key) = (post.Cloud, KeyOf(post.Id));
        var times = TimesOf(cloud, post.Id).DeepClone().AsObject();
        times[name!] = (times.Number(name!) ?? 0) + 1;
        cloud.Store.Commit([new StoreChange(key, new StoredResource(key, ResourceId.Parse(key).Type, times,
            new JsonObject { ["id"] = key, ["name"] = "default" }, cloud.Now, cloud.Now, []))]);
        return Show(cloud, post.Id);
    }

    private static JsonObject TimesOf(CloudContext cloud, ResourceId id) => cloud.Find(KeyOf(id))?.Body ?? [];

    private static string KeyOf(ResourceId id) => $"{id}/credentials/default";
}
