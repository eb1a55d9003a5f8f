using System.Text.Json.Nodes;
using MlopsInfra.CommandTesting;
using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Engine;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.EndToEnd.Tests.Support;

/// <summary>The request that the provider sends for a resource of a program.</summary>
/// <param name="body">Its body.</param>
/// <param name="secrets">JSON pointers of what is secret: a snapshot does not hold it.</param>
internal sealed class DeclaredBodies(JsonObject body, IReadOnlyList<string> secrets)
{
    // Azure DevOps gives these: whoever deploys a template says them.
    private static readonly string[] Foreign = ["/properties/issuer", "/properties/subject"];

    /// <summary>The requests of a stack, by id.</summary>
    public static async Task<Dictionary<string, DeclaredBodies>> ReadAsync(Mlops mlops, string stack)
    {
        var file = Path.Combine(mlops.Store, $"{stack}.snapshot.json");
        await File.WriteAllTextAsync(file, (await mlops.RunAsync("local", "snapshot", stack)).ExitsWith(0).Output);
        await using var cloud = EmbeddedCloud.Open(null);
        var (forms, bodies) = (new ArmForms(cloud), new Dictionary<string, DeclaredBodies>(StringComparer.OrdinalIgnoreCase));
        foreach (var record in (await StateExport.ReadAsync(file)).Where(record => record.Type.StartsWith("azure-native:",
            StringComparison.Ordinal)))
        {
            var form = await forms.FindAsync(record.Type, record.Id!, record.Inputs, TestContext.Current.CancellationToken);
            bodies[record.Id!] = new DeclaredBodies(form!.Body, form.Secrets);
        }

        return bodies;
    }

    /// <summary>Holds a request to be this one.</summary>
    public void AssertSent(string id, JsonObject sent)
    {
        var left = id.Contains("/federatedIdentityCredentials/", StringComparison.OrdinalIgnoreCase)
            ? [.. secrets, .. Foreign] : secrets;
        var (expected, actual) = (Without(body, left), Without(sent, left));
        Assert.True(JsonNode.DeepEquals(expected, actual), $"{id}\n{expected}\n{actual}");
    }

    private static JsonNode Without(JsonObject json, IEnumerable<string> pointers)
    {
        var copy = json.DeepClone();
        foreach (var pointer in pointers)
        {
            var path = pointer.Split('/').Skip(1)
                .Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))
                .ToList();
            var holder = path.SkipLast(1)
                .Aggregate((JsonNode?)copy, (node, part) => node is JsonArray items ? items[int.Parse(part)] : node?[part]);
            if (holder is JsonObject members) members.Remove(path[^1]);
        }

        return copy;
    }
}
